// SPDX-License-Identifier: Apache-2.0

/// Puts right how the mock refuses an ApiVersions request of a version that it does not know.
///
/// Such a refusal has the form of version 0, whatever was asked (KIP-511), so that every client
/// can read it; the mock mixes the forms, and strict clients hang up on it.
enum VersionRefusal {
    private static let unsupportedVersion: Int16 = 35

    /// The answer (from its correlation id on), in the right form if it is a refusal. It offers
    /// version 0, which every broker knows.
    static func repair(_ answer: [UInt8]) -> [UInt8] {
        var reader = WireReader(answer)
        guard let correlationID = reader.int32(), reader.int16() == unsupportedVersion else {
            return answer
        }
        var writer = WireWriter()
        writer.int32(correlationID)
        writer.int16(unsupportedVersion)
        writer.int32(1)  // one entry: this request, from version 0 to 0
        writer.int16(KafkaRequest.apiVersions.rawValue)
        writer.int16(0)
        writer.int16(0)
        return writer.bytes
    }
}
