// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Daemon
import Foundation
import Notifications

/// Decodes one input after another, in memory bounded by one message and one chunk.
struct DecodeRun {
    let decoder: NotificationDecoder
    let kind: NotificationKind
    let inputs: [InputPath]
    /// Whether something could not be read.
    private(set) var isWanting = false
    /// Why lines could not be written, unless the reader had simply had enough.
    private(set) var outputFailure: CommandFailure?
    private var lines = LineOutput(FileHandle.standardOutput)
    private var progress: DecodeProgress

    /// Bytes read at once.
    private static let chunkBytes = 256 << 10
    /// Faults of one input that are told one by one; the rest is counted.
    private static let faultsToldMax = 20

    init(decoder: NotificationDecoder, kind: NotificationKind, inputs: [InputPath]) {
        self.decoder = decoder
        self.kind = kind
        self.inputs = inputs
        let sizes = inputs.filter { $0.fault == nil }.map(\.bytes)
        progress = DecodeProgress(
            allBytes: sizes.contains(nil) ? nil : sizes.compactMap(\.self).reduce(0, +))
    }

    /// Decodes everything; throws only when the lines cannot be written.
    mutating func all() throws(LineOutput.Closed) {
        do throws(LineOutput.Closed) {
            for input in inputs { try one(input) }
            progress.end()
            try lines.flush()
        } catch {
            progress.end()
            outputFailure = error.reason.map {
                CommandFailure("standard output: \($0)", .fault)
            }
            throw error
        }
    }

    private mutating func one(_ input: InputPath) throws(LineOutput.Closed) {
        let handle =
            input.path.map { FileHandle(forReadingAtPath: $0) } ?? FileHandle.standardInput
        guard input.fault == nil, let handle else {
            return tell(input, input.fault ?? "the file cannot be opened")
        }
        var stream = StreamDecoder(
            decoder, topicHint: kind,
            receivedAt: Instant(milliseconds: MachineTime().wallMs()))
        var faults = 0
        while true {
            let chunk: Data?
            do { chunk = try handle.read(upToCount: DecodeRun.chunkBytes) } catch {
                tell(input, "the file cannot be read to its end")
                break
            }
            guard let chunk, !chunk.isEmpty else { break }
            stream.append(Array(chunk)[...])
            try drain(&stream, input, &faults)
            progress.note(bytes: chunk.count)
        }
        stream.complete()
        try drain(&stream, input, &faults)
        if input.path != nil { try? handle.close() }
        if faults > 0 { tell(input, "\(faults) of its messages cannot be read") }
    }

    private mutating func drain(
        _ stream: inout StreamDecoder, _ input: InputPath, _ faults: inout Int
    ) throws(LineOutput.Closed) {
        while let items = stream.next() {
            for item in items {
                switch item {
                case .notification(let notification):
                    progress.note(messages: 1)
                    try lines.write(notification.canonicalJSON())
                case .rejected(let rejected):
                    faults += 1
                    if faults <= DecodeRun.faultsToldMax {
                        tell(
                            input,
                            "byte \(rejected.position): \(rejected.code.rawValue): "
                                + rejected.code.advice)
                    }
                    try lines.write(
                        rejected.errorJSON(file: inputs.count > 1 ? input.path : nil))
                }
            }
        }
        if progress.isDue { try lines.flush() }
    }

    private mutating func tell(_ input: InputPath, _ text: String) {
        isWanting = true
        progress.clear()
        Terminal.say("\(input.name): \(text)")
    }
}

extension Rejected {
    /// The contract's line, and of several files the one concerned.
    fileprivate func errorJSON(file: String?) -> JSONValue {
        guard let file, let error = errorJSON["error"] else { return errorJSON }
        let members = error.members + [JSONValue.Member("file", .string(file))]
        return .object([JSONValue.Member("error", .object(members))])
    }
}
