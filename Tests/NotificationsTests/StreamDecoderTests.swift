// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Notifications

@Suite struct StreamDecoderTests {
    private func items(_ bytes: [UInt8], chunk: Int) throws -> [DecodedItem] {
        var stream = StreamDecoder(
            NotificationDecoder(zone: try london.get()), topicHint: .admission,
            receivedAt: receivedAt)
        var items: [DecodedItem] = []
        for start in stride(from: 0, to: bytes.count, by: chunk) {
            stream.append(bytes[start..<min(bytes.count, start + chunk)])
            while let next = stream.next() { items += next }
        }
        stream.complete()
        while let next = stream.next() { items += next }
        return items
    }

    /// A whole value tells of a batch's count at its end, and marks every message of an overfull
    /// one: the rest is equal, positions too.
    private func comparable(_ items: [DecodedItem]) -> [DecodedItem] {
        let plain = items.map { item -> DecodedItem in
            guard case .notification(var read) = item else { return item }
            let ofEnvelopes = ["hl7v2.batch-count", "hl7v2.batch-unended", "hl7v2.stray-text"]
            read.warnings.removeAll { ofEnvelopes.contains($0.code) }
            return .notification(read)
        }
        let isCount = { (item: DecodedItem) in
            if case .rejected(let rejected) = item {
                rejected.code == .hl7BatchCount
            } else {
                false
            }
        }
        return plain.filter { !isCount($0) } + plain.filter(isCount)
    }

    @Test func aStreamDecodesAsTheWholeDoes() throws {
        var generator = EventGenerator(seed: 6)
        for _ in 0..<300 {
            let text = StreamGenerator.hl7(&generator, isWhole: true)
            let whole = comparable(try decode(text))
            #expect(comparable(try items(text, chunk: 1000)) == whole)
            #expect(comparable(try items(text, chunk: 7)) == whole)
        }
    }

    @Test func anArrayDecodesAsTheWholeDoes() throws {
        var generator = EventGenerator(seed: 7)
        for _ in 0..<200 {
            var events = (0...2).map { _ in generator.parts().structured }
            events.insert(generator.tree(depth: 3).utf8, at: generator.oneOf([0, 1, 2]))
            let text =
                Array("[ ".utf8) + Array(events.joined(separator: Array(" ,\n".utf8)))
                + Array("]".utf8)
            let whole = try decode(text)
            let split = try items(text, chunk: 50)
            #expect(split.count == whole.count)
            for (one, other) in zip(split, whole) {
                guard case .rejected(let left) = one, case .rejected(let right) = other else {
                    #expect(one == other)
                    continue
                }
                #expect(left.code == right.code && left.position == right.position)
                #expect(left.field == right.field)
            }
        }
    }

    @Test func positionsAreTheStreams() throws {
        let text = Array("{\"specversion\":\"1.0\"}\n[1,{\"specversion\":7}]\nnoise".utf8)
        let found = try items(text, chunk: 3).map { item -> String in
            guard case .rejected(let rejected) = item else { return "read" }
            return "\(rejected.code.rawValue)@\(rejected.position) \(rejected.field ?? "")"
        }
        #expect(
            found == [
                "cloudevents.attribute-missing@0 id", "member.type@23 0",
                "cloudevents.specversion@40 1.specversion", "unknown-format@44 ",
            ])
    }

    /// 50 MB of messages: what is held stays that of one.
    @Test(.tags(.slow)) func memoryStaysBounded() throws {
        let message = bytes(usualAdmission)
        let chunk = Array(repeating: message, count: 128).flatMap(\.self)
        var splitter = MessageSplitter()
        var count = 0
        var most = 0
        for _ in 0..<(50_000_000 / chunk.count) {
            splitter.append(chunk[...])
            while case .message(let piece) = splitter.next() {
                if piece.bytes.count == message.count { count += 1 }
            }
            most = max(most, splitter.bytesHeld)
        }
        #expect(count > 50_000_000 / message.count - 200)
        #expect(most <= chunk.count + 2 * message.count)
    }
}
