// SPDX-License-Identifier: Apache-2.0

/// A run of bytes that belong to no message, up to the next line that begins one.
struct ForeignRun {
    /// How far it has been read.
    var index: Int
    /// The first bytes, which are given to be refused; nil for the rest of what was refused
    /// already.
    private var head: StreamMessage?
    private var isInLine = true
    /// The next element's place, when an array goes on after the run.
    private let element: Int?

    /// What begins at `index` and is neither JSON nor HL7 v2.
    init(_ window: ByteWindow, from index: Int) {
        self.index = index
        head = StreamMessage(
            bytes: [], position: window.position(of: index), isWhole: false)
        element = nil
    }

    /// The rest, from `index`, of what is broken.
    init(restFrom index: Int, element: Int?) {
        self.index = index
        self.element = element
    }

    /// The head of a line; nil when neither its end nor enough of it is at hand.
    static func head(_ window: ByteWindow, from index: Int) -> ArraySlice<UInt8>? {
        let line = window.bytes[index...].prefix(HL7StreamLine.headBytesMax)
        if let end = line.firstIndex(where: HL7StreamLine.isEnd) { return line[..<end] }
        return line.count == HL7StreamLine.headBytesMax || window.isComplete ? line : nil
    }

    /// How reading goes on after the run; nil while it lasts.
    mutating func advance(
        _ window: inout ByteWindow, _ ready: inout [StreamPiece]
    ) -> SplitterMode? {
        defer { window.drop(to: index) }
        while index < window.bytes.count {
            if isInLine {
                let end = window.lineEnd(from: index)
                keep(window.bytes[index..<(end ?? window.bytes.count)])
                index = end.map { $0 + 1 } ?? window.bytes.count
                isInLine = end == nil
                continue
            }
            guard let line = ForeignRun.head(window, from: index) else { return nil }
            if let next = mode(after: line) { return over(&ready, next) }
            isInLine = true
        }
        return window.isComplete ? over(&ready, .between) : nil
    }

    private mutating func keep(_ bytes: ArraySlice<UInt8>) {
        guard var head else { return }
        let room = HL7StreamLine.headBytesMax - head.bytes.count
        head.bytes.append(contentsOf: bytes.prefix(max(0, room)))
        self.head = head
    }

    private func mode(after line: ArraySlice<UInt8>) -> SplitterMode? {
        if HL7StreamLine.read(line, separator: nil).line.isHeader { return .between }
        switch line.first {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            return element.map { .json(JSONStream(element: $0, from: index)) } ?? .between
        case UInt8(ascii: "]"), UInt8(ascii: ","):
            return element.map { .json(JSONStream(element: $0, from: index)) }
        default: return nil
        }
    }

    private func over(_ ready: inout [StreamPiece], _ next: SplitterMode) -> SplitterMode {
        if let head { ready.append(.message(head)) }
        return next
    }
}
