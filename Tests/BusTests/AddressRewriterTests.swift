// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Bus

@Suite struct AddressRewriterTests {
    private let rewriter = AddressRewriter(host: "10.0.0.7", port: 9092, replacedPort: 40_001)

    /// A Metadata answer of two brokers, of which the first is the one that is replaced.
    private func metadata(
        _ version: Int16, host: String, port: Int32, controller: Int32 = 2
    ) -> [UInt8] {
        let isFlexible = version >= 9
        var answer = WireWriter()
        answer.int32(77)  // correlation id
        if isFlexible { answer.varint(0) }
        if version >= 3 { answer.int32(0) }
        isFlexible ? answer.varint(3) : answer.int32(2)
        for (node, address) in [(Int32(1), (host, port)), (2, ("elsewhere", 9_999))] {
            answer.int32(node)
            answer.string(address.0, isCompact: isFlexible)
            answer.int32(address.1)
            if version >= 1 { isFlexible ? answer.varint(0) : answer.int16(-1) }
            if isFlexible {  // one tagged field: tag 5, two bytes
                answer.varint(1)
                answer.varint(5)
                answer.varint(2)
                answer.int16(0x1234)
            }
        }
        if version >= 2 { answer.string("cluster", isCompact: isFlexible) }
        if version >= 1 { answer.int32(controller) }
        answer.string("the rest passes as it is", isCompact: isFlexible)
        return answer.bytes
    }

    @Test(arguments: Int16(0)...12) func metadataNamesTheProxyInEveryVersion(version: Int16) {
        let answer = metadata(version, host: "127.0.0.1", port: 40_001)
        let kind = RequestStream.Kind(key: 3, version: version)
        #expect(
            rewriter.rewrite(answer, kind) == metadata(version, host: "10.0.0.7", port: 9092))
    }

    @Test(arguments: Int16(1)...12) func aControllerThatIsNoNodeBecomesOne(version: Int16) {
        let answer = metadata(version, host: "elsewhere", port: 1, controller: 0)
        let wanted = metadata(version, host: "elsewhere", port: 1, controller: 1)
        #expect(rewriter.rewrite(answer, .init(key: 3, version: version)) == wanted)
    }

    private func coordinator(_ version: Int16, host: String, port: Int32) -> [UInt8] {
        let isFlexible = version >= 3
        var answer = WireWriter()
        answer.int32(77)
        if isFlexible { answer.varint(0) }
        if version >= 1 { answer.int32(0) }
        if version >= 4 {
            answer.varint(2)
            answer.string("group", isCompact: true)
        } else {
            answer.int16(0)
            if version >= 1 { isFlexible ? answer.varint(0) : answer.int16(-1) }
        }
        answer.int32(1)
        answer.string(host, isCompact: isFlexible)
        answer.int32(port)
        if version >= 4 {
            answer.int16(0)
            answer.varint(0)
        }
        if isFlexible { answer.varint(0) }
        if version >= 4 { answer.varint(0) }
        return answer.bytes
    }

    @Test(arguments: Int16(0)...5) func aCoordinatorIsTheProxyInEveryVersion(version: Int16) {
        let answer = coordinator(version, host: "127.0.0.1", port: 40_001)
        let kind = RequestStream.Kind(key: 10, version: version)
        #expect(
            rewriter.rewrite(answer, kind) == coordinator(version, host: "10.0.0.7", port: 9092))
    }

    @Test func anAnswerThatCannotBeReadPassesAsItIs() {
        let answer = metadata(9, host: "127.0.0.1", port: 40_001)
        for end in 0..<30 {
            let torn = Array(answer[..<end])
            #expect(rewriter.rewrite(torn, .init(key: 3, version: 9)) == torn)
        }
    }

    @Test func anotherBrokersAddressIsLeftAlone() {
        let answer = coordinator(2, host: "127.0.0.1", port: 1_234)
        #expect(rewriter.rewrite(answer, .init(key: 10, version: 2)) == answer)
    }

    /// However the streams are cut into reads, the client gets the same bytes.
    @Test(arguments: [1, 2, 3, 5, 7, 11, 64, 4_096])
    func theCutOfTheStreamDoesNotMatter(step: Int) {
        func request(_ key: Int16, _ version: Int16, _ id: Int32) -> [UInt8] {
            var writer = WireWriter()
            writer.int16(key)
            writer.int16(version)
            writer.int32(id)
            writer.string("client", isCompact: false)
            return WireWriter.frame(writer.bytes)
        }
        let plain = WireWriter.frame([0, 0, 0, 78] + [UInt8](repeating: 9, count: 500))
        let requests = request(1, 4, 78) + request(3, 4, 77)
        let answers = plain + WireWriter.frame(metadata(4, host: "127.0.0.1", port: 40_001)) + plain
        let wanted = plain + WireWriter.frame(metadata(4, host: "10.0.0.7", port: 9092)) + plain

        var requestStream = RequestStream()
        var fence = TransactionFence()
        var toBroker = ByteQueue()
        var stream = ResponseStream(rewriter)
        var output = ByteQueue()
        for start in stride(from: 0, to: requests.count, by: step) {
            let piece = requests[start..<min(start + step, requests.count)]
            let isKafka = requestStream.pass(piece, &fence, to: &toBroker)
            #expect(isKafka)
        }
        for start in stride(from: 0, to: answers.count, by: step) {
            let piece = answers[start..<min(start + step, answers.count)]
            let isKafka = stream.pass(piece, &requestStream, &fence, to: &output)
            #expect(isKafka)
        }
        #expect(output.waiting == wanted[...])
        #expect(toBroker.waiting == requests[...])
    }
}
