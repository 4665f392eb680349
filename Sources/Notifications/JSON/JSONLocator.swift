// SPDX-License-Identifier: Apache-2.0

/// Finds where the members of a JSON text stand, for the positions of faults. The text is one that
/// parses; elsewhere the answer is a position inside it, and no better.
struct JSONLocator {
    private let bytes: [UInt8]
    /// Where the elements of an outermost array begin, found once: a batch may have many faults.
    private var elements: [Int]?

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Where the value under `path` begins; the nearest enclosing value's begin when it is
    /// missing. Names select members, numbers select elements.
    mutating func position(of path: [String]) -> Int {
        var position = start
        var rest = path[...]
        if byte(position) == UInt8(ascii: "["), let index = path.first.flatMap({ Int($0) }) {
            let starts = elements ?? elementStarts(in: position)
            elements = starts
            guard starts.indices.contains(index) else { return position }
            position = starts[index]
            rest = rest.dropFirst()
        }
        for name in rest {
            guard let inner = member(name, of: position) else { return position }
            position = inner
        }
        return position
    }

    private var start: Int { afterSpace(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0) }

    private func byte(_ position: Int) -> UInt8? {
        position < bytes.count ? bytes[position] : nil
    }

    private func afterSpace(_ start: Int) -> Int {
        var position = start
        while let byte = byte(position), JSONBoundary.isSpace(byte) { position += 1 }
        return position
    }

    /// Where the value that begins at `start` ends.
    private func end(ofValueAt start: Int) -> Int? {
        var boundary = JSONBoundary()
        let (verdict, end) = boundary.scan(bytes, from: start)
        return verdict == .ended ? end : nil
    }

    /// Where the elements of an array begin, at most the first `countMax`.
    private func elementStarts(in array: Int, countMax: Int = .max) -> [Int] {
        var starts: [Int] = []
        var position = afterSpace(array + 1)
        while starts.count < countMax, byte(position) != UInt8(ascii: "]"),
            let end = end(ofValueAt: position)
        {
            starts.append(position)
            position = afterSpace(end)
            guard byte(position) == UInt8(ascii: ",") else { break }
            position = afterSpace(position + 1)
        }
        return starts
    }

    private func member(_ name: String, of container: Int) -> Int? {
        switch byte(container) {
        case UInt8(ascii: "["):
            guard let index = Int(name), index >= 0, index < .max else { return nil }
            let starts = elementStarts(in: container, countMax: index + 1)
            guard starts.indices.contains(index) else { return nil }
            return starts[index]
        case UInt8(ascii: "{"):
            var position = afterSpace(container + 1)
            while byte(position) == UInt8(ascii: "\""), let nameEnd = end(ofValueAt: position) {
                let found = try? JSONValue(parsing: Array(bytes[position..<nameEnd]))
                let value = afterSpace(afterSpace(nameEnd) + 1)
                if found?.string == name { return value }
                guard let end = end(ofValueAt: value) else { return nil }
                position = afterSpace(end)
                guard byte(position) == UInt8(ascii: ",") else { return nil }
                position = afterSpace(position + 1)
            }
            return nil
        default: return nil
        }
    }
}
