// SPDX-License-Identifier: Apache-2.0

/// Cuts a stream of any length into messages without holding more than one of them.
///
/// It reads HL7 v2 messages one after another, in batches or in MLLP frames; JSON objects one
/// after another, one a line, or in arrays; and any mixture that begins with JSON. However the
/// stream comes in chunks, the messages are the same. What is neither is given as one message, cut
/// to its first bytes, for the decoder to refuse; reading goes on at the next line that begins a
/// message.
///
/// Add chunks with `append`, then take pieces until there is none; after the last chunk call
/// `complete` and take the rest. A stream gives at least one piece.
package struct MessageSplitter {
    private var window = ByteWindow()
    private var mode = SplitterMode.between
    private var ready: [StreamPiece] = []
    private var taken = 0
    private var hasGiven = false

    /// A splitter at the beginning of a stream.
    package init() {}

    /// Adds the bytes that follow.
    package mutating func append(_ chunk: ArraySlice<UInt8>) {
        mode.shift(by: window.append(chunk))
    }

    /// Says that no more bytes follow.
    package mutating func complete() { window.complete() }

    /// The bytes held at present: at most the last chunk and one message.
    package var bytesHeld: Int { window.bytes.count }

    /// The next piece; nil when more bytes are needed, or at the end.
    package mutating func next() -> StreamPiece? {
        while taken == ready.count {
            ready.removeAll(keepingCapacity: true)
            taken = 0
            guard mode.advance(&window, &ready) || !ready.isEmpty else {
                guard let last = ending() else { return nil }
                ready.append(last)
                break
            }
        }
        hasGiven = true
        taken += 1
        return ready[taken - 1]
    }

    /// What the end of the stream leaves to be said.
    private mutating func ending() -> StreamPiece? {
        guard window.isComplete else { return nil }
        if let fault = mode.ending() { return .fault(fault) }
        guard !hasGiven else { return nil }
        // Nothing but space, or nothing at all.
        return .message(
            StreamMessage(bytes: window.streamCount > 0 ? [0x20] : [], position: 0))
    }
}
