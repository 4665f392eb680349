// SPDX-License-Identifier: Apache-2.0

/// Values that begin as HL7 v2 does, so that no run is spent on finding out how.
@c(LLVMFuzzerTestOneInput)
public func fuzzOne(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = unsafe Fuzzing.bytes(data, count)
    let begins = bytes.starts(with: "MSH".utf8) || bytes.starts(with: "FHS".utf8)
    Fuzzing.decode(begins ? bytes : Array("MSH|^~\\&|".utf8) + bytes)
    return 0
}
