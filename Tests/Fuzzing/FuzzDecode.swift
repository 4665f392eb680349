// SPDX-License-Identifier: Apache-2.0

import Notifications

/// Any record: headers and value. Lines `name: text` before an empty line are headers; a line
/// without a colon is a header without a value. Without an empty line all is the value.
@c(LLVMFuzzerTestOneInput)
public func fuzzOne(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = unsafe Fuzzing.bytes(data, count)
    var headers: [(name: String, value: [UInt8]?)] = []
    var rest = bytes[...]
    while let end = rest.firstIndex(of: 0x0A), headers.count < 20 {
        let line = rest[..<end]
        rest = rest[(end + 1)...]
        if line.isEmpty { break }
        let parts = line.split(
            separator: UInt8(ascii: ":"), maxSplits: 1, omittingEmptySubsequences: false)
        headers.append(
            (
                String(decoding: parts[0], as: UTF8.self),
                parts.count > 1 ? Array(parts[1].drop { $0 == 0x20 }) : nil
            ))
    }
    let hasHeaders = rest.startIndex > 0 && bytes[rest.startIndex - 1] == 0x0A
    Fuzzing.decode(hasHeaders ? Array(rest) : bytes, headers: hasHeaders ? headers : [])
    return 0
}
