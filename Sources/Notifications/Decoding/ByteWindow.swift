// SPDX-License-Identifier: Apache-2.0

/// The part of a stream that is still needed.
struct ByteWindow {
    /// The bytes at hand; those before `start` are done with.
    private(set) var bytes: [UInt8] = []
    /// The first byte that is still needed.
    private(set) var start = 0
    /// Where `bytes[0]` stands in the stream.
    private var origin = 0
    /// Whether no byte will follow.
    private(set) var isComplete = false

    /// Bytes that have gone by and are at hand.
    var streamCount: Int { origin + bytes.count }

    /// Adds what follows, and lets go of what is done with. Every index found before is void:
    /// returns by how much they shrink.
    mutating func append(_ chunk: ArraySlice<UInt8>) -> Int {
        let gone = start
        origin += gone
        bytes.removeSubrange(0..<gone)
        start = 0
        bytes.append(contentsOf: chunk)
        return gone
    }

    mutating func complete() { isComplete = true }

    /// Everything before `index` is done with.
    mutating func drop(to index: Int) { start = max(start, min(index, bytes.count)) }

    /// The first line end at hand from `index` on.
    func lineEnd(from index: Int) -> Int? {
        var index = index
        while index < bytes.count {
            if HL7StreamLine.isEnd(bytes[index]) { return index }
            index += 1
        }
        return nil
    }

    /// Where a byte at hand stands in the stream.
    func position(of index: Int) -> Int { origin + index }
}
