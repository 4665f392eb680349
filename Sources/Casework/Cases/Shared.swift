// SPDX-License-Identifier: Apache-2.0

/// A large value that is kept once, however many hold it: handing it on costs one count instead of
/// a copy of every member. It behaves as the value does; changing it makes a new one.
@dynamicMemberLookup
package struct Shared<Value: Hashable & Sendable & Codable>: Hashable, Sendable, Codable {
    private final class Box: Sendable {
        let value: Value

        init(_ value: Value) {
            self.value = value
        }
    }

    private var box: Box

    /// Keeps a value.
    package init(_ value: Value) {
        box = Box(value)
    }

    /// Reads a value as it is read by itself.
    package init(from decoder: any Decoder) throws {
        box = Box(try Value(from: decoder))
    }

    /// Writes the value as it is written by itself.
    package func encode(to encoder: any Encoder) throws {
        try box.value.encode(to: encoder)
    }

    /// The value.
    package var value: Value { box.value }

    /// A member of the value.
    package subscript<Member>(dynamicMember path: KeyPath<Value, Member>) -> Member {
        box.value[keyPath: path]
    }

    /// A member of the value. Setting it costs a copy of the value.
    package subscript<Member>(dynamicMember path: WritableKeyPath<Value, Member>) -> Member {
        get { box.value[keyPath: path] }
        set {
            var changed = box.value
            changed[keyPath: path] = newValue
            box = Box(changed)
        }
    }

    /// Whether two values are equal; what is kept in one place is so without a look.
    package static func == (left: Shared, right: Shared) -> Bool {
        left.box === right.box || left.box.value == right.box.value
    }

    /// Hashes as the value does.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(box.value)
    }
}
