// SPDX-License-Identifier: Apache-2.0

/// A JSON value in a stream, or an array whose elements are messages.
struct JSONStream {
    private enum Place {
        /// In a value that begins at an index, which the window may have let go of.
        case value(start: Int, JSONBoundary)
        /// After `[`.
        case arrayStart(position: Int)
        /// After a comma.
        case element
        /// After something broken, at what may be the next element.
        case resumption
        /// After an element.
        case separator
    }

    private var place: Place
    /// The place of the element in the array; nil outside an array.
    private var element: Int?
    /// How far the bytes have been read.
    private var scanned: Int
    /// Whether the value passed the limit and is only read to find its end.
    private var isTooLarge = false

    /// An object that begins at `start`.
    init(value start: Int) {
        place = .value(start: start, JSONBoundary())
        scanned = start
    }

    /// An array that begins at `start`.
    init(array start: Int, position: Int) {
        place = .arrayStart(position: position)
        element = 0
        scanned = start + 1
    }

    /// An array that goes on after something broken.
    init(element: Int, from start: Int) {
        place = .resumption
        self.element = element
        scanned = start
    }

    mutating func shift(by gone: Int) {
        scanned -= gone
        guard case .value(let start, let boundary) = place else { return }
        place = .value(start: start - gone, boundary)
    }

    /// How reading goes on; nil without enough bytes.
    mutating func advance(
        _ window: inout ByteWindow, _ ready: inout [StreamPiece]
    ) -> SplitterMode? {
        if case .value(let start, let boundary) = place {
            return value(start, boundary, &window, &ready)
        }
        while scanned < window.bytes.count, JSONBoundary.isSpace(window.bytes[scanned]) {
            scanned += 1
        }
        defer { window.drop(to: scanned) }
        guard scanned < window.bytes.count else {
            guard window.isComplete else { return nil }
            ready.append(JSONStream.fault(.jsonTruncated, window.streamCount))
            return .between
        }
        return token(window.bytes[scanned], window, &ready)
    }

    /// What a byte outside the elements means.
    private mutating func token(
        _ byte: UInt8, _ window: ByteWindow, _ ready: inout [StreamPiece]
    ) -> SplitterMode {
        let position = window.position(of: scanned)
        switch (place, byte) {
        case (.arrayStart(let start), UInt8(ascii: "]")):
            // An empty batch is a message of its own.
            let empty = StreamMessage(bytes: Array("[]".utf8), position: start)
            ready.append(.message(empty))
            scanned += 1
            return .between
        case (.separator, UInt8(ascii: "]")), (.resumption, UInt8(ascii: "]")):
            scanned += 1
            return .between
        case (.element, UInt8(ascii: "]")):
            ready.append(JSONStream.fault(.jsonSyntax, position))
            scanned += 1
            return .between
        case (.resumption, UInt8(ascii: ",")):
            place = .element
            scanned += 1
            return .json(self)
        case (.separator, UInt8(ascii: ",")):
            place = .element
            element = following
            scanned += 1
            return .json(self)
        case (.separator, _):
            ready.append(JSONStream.fault(.jsonSyntax, position))
            // Values without commas are read as values one after another.
            let isValue = byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[")
            return isValue
                ? .between : .foreign(ForeignRun(restFrom: scanned, element: following))
        default:
            place = .value(start: scanned, JSONBoundary())
            isTooLarge = false
            return .json(self)
        }
    }

    private var following: Int? { element.map { $0 + 1 } }

    private mutating func value(
        _ start: Int, _ former: JSONBoundary, _ window: inout ByteWindow,
        _ ready: inout [StreamPiece]
    ) -> SplitterMode? {
        var boundary = former
        let (verdict, end) = boundary.scan(window.bytes, from: scanned)
        place = .value(start: start, boundary)
        scanned = end
        if !isTooLarge, end - start > Limits.valueBytesMax {
            isTooLarge = true
            ready.append(
                JSONStream.fault(
                    .valueTooLarge, window.position(of: start + Limits.valueBytesMax)))
        }
        switch verdict {
        case .ended:
            if !isTooLarge { give(start..<end, window, &ready) }
            window.drop(to: end)
            guard element != nil else { return .between }
            place = .separator
            return .json(self)
        case .malformed:
            return broken(start, at: end, &window, &ready)
        case .open:
            if isTooLarge { window.drop(to: end) }
            return window.isComplete ? broken(start, at: end, &window, &ready) : nil
        }
    }

    /// A value that breaks off at `end`: it is given to be refused, up to the first line in it
    /// that begins as a message does, for the break may be in a line and the rest be whole.
    private func broken(
        _ start: Int, at end: Int, _ window: inout ByteWindow, _ ready: inout [StreamPiece]
    ) -> SplitterMode {
        let rest = SplitterMode.foreign(ForeignRun(restFrom: end, element: following))
        guard !isTooLarge else {
            window.drop(to: end)
            return rest
        }
        let bytes = window.bytes
        var index = start + 1
        while index <= end, index < bytes.count {
            if HL7StreamLine.isEnd(bytes[index - 1]) {
                let isJSON = bytes[index] == UInt8(ascii: "{") || bytes[index] == UInt8(ascii: "[")
                if isJSON || (index == end && bytes[index].isLetter) {
                    give(start..<index, window, &ready, isWhole: false)
                    window.drop(to: index)
                    return resumption(window, at: index, isJSON: isJSON)
                }
            }
            index += 1
        }
        give(start..<min(end + 1, bytes.count), window, &ready, isWhole: false)
        window.drop(to: end)
        return rest
    }
}

extension JSONStream {
    private func resumption(
        _ window: ByteWindow, at index: Int, isJSON: Bool
    ) -> SplitterMode {
        guard let following, isJSON else { return .between }
        return .json(JSONStream(element: following, from: index))
    }

    private func give(
        _ range: Range<Int>, _ window: ByteWindow, _ ready: inout [StreamPiece],
        isWhole: Bool = true
    ) {
        ready.append(
            .message(
                StreamMessage(
                    bytes: Array(window.bytes[range]),
                    position: window.position(of: range.lowerBound), element: element,
                    isWhole: isWhole)))
    }

    private static func fault(_ code: RejectionCode, _ position: Int) -> StreamPiece {
        .fault(Rejected(code: code, position: position))
    }
}
