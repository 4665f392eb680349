// SPDX-License-Identifier: Apache-2.0

/// Inside other formats a JSON value stands as its own compact text: order and number texts stay
/// exact whatever coder is used around it.
extension JSONValue: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        do {
            self = try JSONValue(parsing: try container.decode(String.self))
        } catch let fault as JSONParseError {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "not JSON at byte \(fault.position)")
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
