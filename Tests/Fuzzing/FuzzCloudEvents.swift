// SPDX-License-Identifier: Apache-2.0

import Notifications

/// Structured CloudEvents, on each topic by turns; the first byte chooses it.
@c(LLVMFuzzerTestOneInput)
public func fuzzOne(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = unsafe Fuzzing.bytes(data, count)
    let kinds = NotificationKind.allCases
    let kind = kinds[Int(bytes.first ?? 0) % kinds.count]
    Fuzzing.decode(
        Array(bytes.dropFirst()),
        headers: [("content-type", Array("application/cloudevents+json".utf8))], hint: kind)
    return 0
}
