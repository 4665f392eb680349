// SPDX-License-Identifier: Apache-2.0

/// What a splitter is in the middle of.
enum SplitterMode {
    /// Between messages.
    case between
    /// In what is neither JSON nor HL7 v2, or in the rest of something broken.
    case foreign(ForeignRun)
    /// In a JSON value, or in an array of messages.
    case json(JSONStream)
    /// In UTF-16, to the end of the stream.
    case wide(WideRun)
    /// From the first header line to the end of the stream.
    case hl7(HL7Stream)

    /// Moves the indices into the window that were found before.
    mutating func shift(by gone: Int) {
        switch self {
        case .between: break
        case .foreign(var run):
            run.index -= gone
            self = .foreign(run)
        case .wide(var run):
            run.shift(by: gone)
            self = .wide(run)
        case .json(var stream):
            stream.shift(by: gone)
            self = .json(stream)
        case .hl7(var stream):
            stream.shift(by: gone)
            self = .hl7(stream)
        }
    }

    /// Takes one step, and says whether another may be taken without more bytes.
    mutating func advance(_ window: inout ByteWindow, _ ready: inout [StreamPiece]) -> Bool {
        let next: SplitterMode?
        switch self {
        case .between:
            next = SplitterMode.beginning(&window)
        case .foreign(var run):
            next = run.advance(&window, &ready)
            self = .foreign(run)
        case .json(var stream):
            next = stream.advance(&window, &ready)
            self = .json(stream)
        case .wide(var run):
            next = run.advance(&window, &ready) ? .wide(run) : nil
            self = .wide(run)
        case .hl7(var stream):
            next = stream.advance(&window, &ready) ? .hl7(stream) : nil
            self = .hl7(stream)
        }
        guard let next else { return false }
        self = next
        return true
    }

    /// What is still wrong at the end of the stream; said once.
    mutating func ending() -> Rejected? {
        guard case .hl7(let stream) = self else { return nil }
        self = .between
        return stream.ending
    }

    /// Skips space, and sees what begins; nil without enough bytes.
    private static func beginning(_ window: inout ByteWindow) -> SplitterMode? {
        var index = window.start
        while index < window.bytes.count {
            let byte = window.bytes[index]
            if byte.isSpace || byte == 0x1C {
                index += 1
            } else if window.bytes[index...].starts(with: [0xEF, 0xBB, 0xBF]) {
                index += 3
            } else {
                break
            }
        }
        window.drop(to: index)
        guard index < window.bytes.count, let head = ForeignRun.head(window, from: index) else {
            return nil
        }
        if WideRun.begins(window.bytes[index...]) { return .wide(WideRun(from: index)) }
        switch window.bytes[index] {
        case UInt8(ascii: "{"): return .json(JSONStream(value: index))
        case UInt8(ascii: "["):
            return .json(JSONStream(array: index, position: window.position(of: index)))
        default:
            let line = HL7StreamLine.read(head, separator: nil).line
            return line.isHeader
                ? .hl7(HL7Stream(line: index)) : .foreign(ForeignRun(window, from: index))
        }
    }
}
