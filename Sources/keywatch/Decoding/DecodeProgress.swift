// SPDX-License-Identifier: Apache-2.0

import Daemon
import Foundation

/// Says on standard error, if that is a terminal, how far decoding has got: one line that is
/// written over once a second, and not at all when it takes less than one.
struct DecodeProgress {
    /// All bytes that there are to read; nil when that is not known.
    let allBytes: Int64?
    private let isShown: Bool
    private let time = MachineTime()
    private let startMs: Int64
    private var nextMs: Int64
    private var bytes: Int64 = 0
    private var messages = 0
    private var stands = false

    private static let everyMs: Int64 = 1000

    init(allBytes: Int64?, isShown: Bool = Terminal.isErrorInteractive) {
        self.allBytes = allBytes
        self.isShown = isShown
        startMs = time.monotonicMs()
        nextMs = startMs + DecodeProgress.everyMs
    }

    /// Whether a line is to be written, before which data goes out.
    var isDue: Bool { isShown && time.monotonicMs() >= nextMs }

    mutating func note(messages more: Int) { messages += more }

    /// Counts bytes read, and shows the line when it is due.
    mutating func note(bytes more: Int) {
        bytes += Int64(more)
        guard isDue else { return }
        let now = time.monotonicMs()
        nextMs = now + DecodeProgress.everyMs
        show("\r" + line(afterMs: now - startMs) + "\u{1B}[K")
        stands = true
    }

    /// Takes the line away, so that another can stand in its place.
    mutating func clear() {
        guard stands else { return }
        stands = false
        show("\r\u{1B}[K")
    }

    /// Leaves the last count to be read, if any was shown.
    mutating func end() {
        guard stands else { return }
        stands = false
        show("\r" + line(afterMs: time.monotonicMs() - startMs) + "\u{1B}[K\n")
    }

    /// `120 MB of 300 MB (40 %), 98000 messages, 35.2 MB/s`.
    func line(afterMs elapsed: Int64) -> String {
        let megabytes = { (bytes: Int64) in String(bytes / 1_000_000) + " MB" }
        var text = megabytes(bytes)
        if let allBytes, allBytes > 0 {
            text += " of \(megabytes(allBytes)) (\(min(100, bytes * 100 / allBytes)) %)"
        }
        let tenths = bytes / 100 / max(1, elapsed)
        return text + ", \(messages) messages, \(tenths / 10).\(tenths % 10) MB/s"
    }

    private func show(_ text: String) {
        FileHandle.standardError.write(Data(text.utf8))
    }
}
