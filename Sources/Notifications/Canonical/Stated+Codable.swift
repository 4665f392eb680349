// SPDX-License-Identifier: Apache-2.0

/// Absent is `false`, deleted is `null`, a value is itself.
extension Stated: Codable where Value: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .deleted
        } else if (try? container.decode(Bool.self)) != nil {
            self = .absent
        } else {
            self = .value(try container.decode(Value.self))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .absent: try container.encode(false)
        case .deleted: try container.encodeNil()
        case .value(let value): try container.encode(value)
        }
    }
}
