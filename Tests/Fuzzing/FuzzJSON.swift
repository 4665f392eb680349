// SPDX-License-Identifier: Apache-2.0

import Notifications

/// The parser of JSON: what it takes it writes and takes again as the same.
@c(LLVMFuzzerTestOneInput)
public func fuzzOne(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = unsafe Fuzzing.bytes(data, count)
    do throws(JSONParseError) {
        let value = try JSONValue(parsing: bytes)
        let again = try? JSONValue(parsing: Array(value.text.utf8))
        Fuzzing.check(again == value, "written and read it is another value")
    } catch {
        Fuzzing.check((0...count).contains(error.position), "a position outside the text")
    }
    return 0
}
