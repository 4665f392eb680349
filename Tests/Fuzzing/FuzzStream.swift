// SPDX-License-Identifier: Apache-2.0

import Notifications

/// A stream in chunks against the same stream in one: the pieces and the items must be the same, in
/// the same order, at the same places. The first two bytes choose the chunks, the rest is the
/// stream.
@c(LLVMFuzzerTestOneInput)
public func fuzzOne(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = unsafe Fuzzing.bytes(data, count)
    let stream = Array(bytes.dropFirst(2))
    let cuts = Cuts(seed: bytes.prefix(2).reduce(1) { $0 << 8 | UInt64($1) })
    let whole = CutStream(stream, cuts: nil)
    Fuzzing.check(!whole.pieces.isEmpty, "nothing came of a stream")
    Fuzzing.check(whole.pieces == CutStream(stream, cuts: cuts).pieces, "cut it is another stream")
    checkPlaces(whole.pieces, count: stream.count)
    let items = decoded(stream, cuts: nil)
    Fuzzing.check(items == decoded(stream, cuts: cuts), "cut it is decoded otherwise")
    for case .rejected(let rejected) in items {
        Fuzzing.check((0...stream.count).contains(rejected.position), "a position outside of it")
    }
    checkMemory(stream, cuts)
    return 0
}

/// Sizes of chunks: by turns as small as a byte, as a line and as a message; the same for a seed.
private struct Cuts {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let most: UInt64 = [3, 60, 5_000][Int(state >> 60) % 3]
        return 1 + Int((state >> 33) % most)
    }

    /// Gives the chunks of a stream to `body`; all in one when there are no cuts.
    static func forEach(of stream: [UInt8], _ cuts: Cuts?, _ body: (ArraySlice<UInt8>) -> Void) {
        var cuts = cuts
        var rest = stream[...]
        while !rest.isEmpty {
            let chunk = rest.prefix(cuts?.next() ?? rest.count)
            body(chunk)
            rest = rest.dropFirst(chunk.count)
        }
    }
}

/// What a splitter cuts from a stream.
private struct CutStream {
    var pieces: [StreamPiece] = []
    /// The most bytes that it held beyond the last chunk when it had given what it could.
    var mostHeld = 0

    init(_ stream: [UInt8], cuts: Cuts?) {
        var splitter = MessageSplitter()
        var (pieces, mostHeld) = (self.pieces, 0)
        Cuts.forEach(of: stream, cuts) { chunk in
            splitter.append(chunk)
            while let piece = splitter.next() { pieces.append(piece) }
            mostHeld = max(mostHeld, splitter.bytesHeld - chunk.count)
        }
        splitter.complete()
        while let piece = splitter.next() { pieces.append(piece) }
        self.pieces = pieces
        self.mostHeld = mostHeld
    }
}

private func decoded(_ stream: [UInt8], cuts: Cuts?) -> [DecodedItem] {
    guard case .success(let zone) = Fuzzing.zone else { return [] }
    var decoder = StreamDecoder(
        NotificationDecoder(zone: zone), topicHint: .admission, receivedAt: Fuzzing.receivedAt)
    var items: [DecodedItem] = []
    Cuts.forEach(of: stream, cuts) { chunk in
        decoder.append(chunk)
        while let next = decoder.next() { items += next }
    }
    decoder.complete()
    while let next = decoder.next() { items += next }
    return items
}

/// Messages lie in the stream, one after another, and no byte is given twice.
private func checkPlaces(_ pieces: [StreamPiece], count: Int) {
    var end = 0
    for case .message(let message) in pieces {
        Fuzzing.check(message.position >= end, "a message begins in the one before it")
        end = message.position + message.bytes.count
        Fuzzing.check(end <= max(count, 1), "a message ends past the stream")
    }
}

/// A stream that repeats itself is held no longer than its longest message, whatever that is. For
/// what is no message, and for a line that is not over, the head of a line is held.
private func checkMemory(_ stream: [UInt8], _ cuts: Cuts) {
    guard !stream.isEmpty, stream.count <= 1_000 else { return }
    let repeated = CutStream((0..<40).flatMap { _ in stream }, cuts: cuts)
    let longest = repeated.pieces.reduce(0) { longest, piece in
        guard case .message(let message) = piece else { return longest }
        return max(longest, message.bytes.count)
    }
    let lineHead = 4_096
    Fuzzing.check(repeated.mostHeld <= longest + lineHead, "more is held than a message")
}
