// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Ledger

@Suite struct SealingTests {
    private let key32 = Bytes(repeating: 7, count: 32)
    private let key64 = Bytes(0..<64)
    private let nonce = Bytes(repeating: 9, count: 12)

    private func seal(_ algorithm: AuthenticatedCipher.Algorithm, _ text: Bytes, _ ad: Bytes)
        throws -> Bytes
    {
        var output = Bytes()
        let key = algorithm == .gcm ? key32 : key64
        try AuthenticatedCipher(algorithm).seal(
            text, key: key, nonce: algorithm == .gcm ? nonce : nil, associated: ad, to: &output)
        return output
    }

    private func open(_ algorithm: AuthenticatedCipher.Algorithm, _ sealed: Bytes, _ ad: Bytes)
        throws -> Bytes?
    {
        let key = algorithm == .gcm ? key32 : key64
        return try AuthenticatedCipher(algorithm).open(
            sealed, key: key, nonce: algorithm == .gcm ? nonce : nil, associated: ad)
    }

    @Test(arguments: [AuthenticatedCipher.Algorithm.gcm, .siv])
    func `What is sealed opens again, the empty value too`(
        _ algorithm: AuthenticatedCipher.Algorithm
    ) throws {
        for text in [Bytes(), [0], Bytes("some text".utf8), Bytes(repeating: 3, count: 70_000)] {
            let sealed = try seal(algorithm, text, [1, 2])
            #expect(sealed.count == text.count + AuthenticatedCipher.overhead)
            #expect(try open(algorithm, sealed, [1, 2]) == text)
        }
    }

    @Test(arguments: [AuthenticatedCipher.Algorithm.gcm, .siv])
    func `Other associated data, or any flipped bit, does not open`(
        _ algorithm: AuthenticatedCipher.Algorithm
    ) throws {
        for text in [Bytes(), Bytes("some text".utf8)] {
            let sealed = try seal(algorithm, text, [1, 2])
            #expect(try open(algorithm, sealed, [1, 3]) == nil)
            #expect(try open(algorithm, sealed, []) == nil)
            for index in sealed.indices {
                var altered = sealed
                altered[index] ^= 0x10
                #expect(try open(algorithm, altered, [1, 2]) == nil)
            }
            for count in 0..<sealed.count {
                #expect(try open(algorithm, Bytes(sealed.prefix(count)), [1, 2]) == nil)
            }
        }
    }

    @Test func `SIV gives the same bytes for the same input, and others for another row`() throws {
        let keys = try TemporaryLedger.demoKeys()
        let text = Bytes("state".utf8)
        let one = try ProjectionSealing(keys).seal(text, table: "cases", key: [1])
        let two = try ProjectionSealing(keys).seal(text, table: "cases", key: [1])
        #expect(one == two)
        #expect(try ProjectionSealing(keys).seal(text, table: "cases", key: [2]) != one)
        #expect(try ProjectionSealing(keys).seal(text, table: "other", key: [1]) != one)
        #expect(try ProjectionSealing(keys).open(one, table: "cases", key: [2]) == nil)
        #expect(try ProjectionSealing(keys).open(one, table: "cases", key: [1]) == text)
    }

    @Test func `One cipher can seal and open many values in turn`() throws {
        let cipher = try AuthenticatedCipher(.siv)
        for index in 0..<200 {
            let text = Bytes("value \(index)".utf8)
            var sealed = Bytes("before".utf8)
            try cipher.seal(text, key: key64, nonce: nil, associated: [4], to: &sealed)
            let value = Bytes(sealed.dropFirst(6))
            #expect(try cipher.open(value, key: key64, nonce: nil, associated: [4]) == text)
            #expect(try cipher.open(value, key: key64, nonce: nil, associated: [5]) == nil)
        }
    }

    @Test func `HKDF gives the bytes of RFC 5869, test case 1`() throws {
        let output = try KeyedHash.hkdf(
            secret: Bytes(repeating: 0x0b, count: 22), salt: Bytes(0...12),
            info: Bytes(0xf0...0xf9), count: 42)
        #expect(
            output.hexadecimal
                == "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b8"
                + "87185865")
    }

    @Test func `SHA-256 gives the known digest of abc, in pieces and again`() throws {
        let stream = try SHA256Stream()
        for _ in 0..<2 {
            try stream.update(Bytes("a".utf8))
            try stream.update([])
            try stream.update(Bytes("bc".utf8))
            #expect(
                try stream.finish().hexadecimal
                    == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        }
    }
}
