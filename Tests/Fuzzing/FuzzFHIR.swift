// SPDX-License-Identifier: Apache-2.0

/// FHIR's JSON, as the record's headers declare it.
@c(LLVMFuzzerTestOneInput)
public func fuzzOne(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    Fuzzing.decode(
        unsafe Fuzzing.bytes(data, count),
        headers: [("content-type", Array("application/fhir+json".utf8))])
    return 0
}
