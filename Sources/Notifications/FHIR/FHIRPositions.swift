// SPDX-License-Identifier: Apache-2.0

/// Finds where the values under many paths begin in a JSON text, in one pass over its bytes.
struct FHIRPositions {
    /// The paths asked for, as a tree: the values under one name share a branch.
    private final class Branch {
        var branches: [String: Branch] = [:]
        /// The indices of the paths that end here.
        var ends: [Int] = []
    }

    private let bytes: [UInt8]
    private var position = 0
    private var found: [Int]

    /// Where each path's value begins; the nearest enclosing value's begin when it is missing.
    ///
    /// - Parameter bytes: a JSON text that was parsed before.
    static func find(_ paths: [[String]], in bytes: [UInt8]) -> [Int] {
        guard !paths.isEmpty else { return [] }
        let root = Branch()
        for (index, path) in paths.enumerated() {
            var branch = root
            for name in path {
                let next = branch.branches[name] ?? Branch()
                branch.branches[name] = next
                branch = next
            }
            branch.ends.append(index)
        }
        var scan = FHIRPositions(bytes: bytes, count: paths.count)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { scan.position = 3 }
        scan.value(root)
        return scan.found
    }

    private init(bytes: [UInt8], count: Int) {
        self.bytes = bytes
        found = Array(repeating: 0, count: count)
    }

    private mutating func skipSpace() {
        while position < bytes.count, bytes[position].isSpace { position += 1 }
    }

    /// Marks everything under the branch: a deeper mark follows where there is something deeper.
    private mutating func mark(_ branch: Branch, _ start: Int) {
        var pending = [branch]
        while let next = pending.popLast() {
            for index in next.ends { found[index] = start }
            pending.append(contentsOf: next.branches.values)
        }
    }

    private mutating func value(_ branch: Branch?) {
        skipSpace()
        if let branch { mark(branch, position) }
        guard position < bytes.count else { return }
        switch bytes[position] {
        case UInt8(ascii: "{"): members(branch, isObject: true)
        case UInt8(ascii: "["): members(branch, isObject: false)
        case UInt8(ascii: "\""): skipString()
        default:
            while position < bytes.count, !FHIRPositions.endsScalar(bytes[position]) {
                position += 1
            }
        }
    }

    private static func endsScalar(_ byte: UInt8) -> Bool {
        byte.isSpace || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}")
            || byte == UInt8(ascii: "]")
    }

    private mutating func members(_ branch: Branch?, isObject: Bool) {
        position += 1
        var index = 0
        while true {
            skipSpace()
            guard position < bytes.count, bytes[position] != UInt8(ascii: "}"),
                bytes[position] != UInt8(ascii: "]")
            else { break }
            var name = String(index)
            if isObject {
                let start = position
                skipString()
                name = FHIRPositions.name(bytes[start..<position])
                skipSpace()
                position += 1
            }
            value(branch?.branches[name])
            skipSpace()
            if position < bytes.count, bytes[position] == UInt8(ascii: ",") { position += 1 }
            index += 1
        }
        position += 1
    }

    /// A member's name from its quoted form.
    private static func name(_ quoted: ArraySlice<UInt8>) -> String {
        guard quoted.contains(UInt8(ascii: "\\")) else {
            return String(decoding: quoted.dropFirst().dropLast(), as: UTF8.self)
        }
        return (try? JSONValue(parsing: Array(quoted)))?.string ?? ""
    }

    private mutating func skipString() {
        position += 1
        while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
            position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
        }
        position += 1
    }
}
