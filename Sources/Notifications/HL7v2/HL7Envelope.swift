// SPDX-License-Identifier: Apache-2.0

/// What a trailer says of how much is there.
enum HL7Count: Hashable, Sendable {
    /// No trailer, or one without a count.
    case unstated
    /// This many.
    case stated(Int)
    /// Something that is no count.
    case unreadable
}

/// A batch (BHS … BTS), or what stands in none.
struct HL7Batch: Sendable {
    /// The file that it stands in.
    var file: Int
    /// Where BHS stands; nil for what stands in no batch.
    var header: Int?
    /// Where BTS stands, if it does.
    var trailer: Int?
    /// BTS-1.
    var declared = HL7Count.unstated
}

/// A file (FHS … FTS), or what stands in none.
struct HL7File: Sendable {
    /// Where FHS stands; nil for what stands in no file.
    var header: Int?
    /// Where FTS stands, if it does.
    var trailer: Int?
    /// FTS-1.
    var declared = HL7Count.unstated
}

/// Something that a trailer promises and that is not there.
struct HL7Missing: Hashable, Sendable {
    var position: Int
    var field: String
}

/// Compares what trailers say with what is there, in one pass over batches and files.
struct HL7EnvelopeCheck {
    private let split: HL7Split
    /// For each batch its messages.
    private var counts: [Int]
    /// For each file its messages and its batches: those with a header, and one for messages that
    /// stand in none.
    private var found: [(messages: Int, batches: Int)]

    init(_ split: HL7Split) {
        self.split = split
        counts = Array(repeating: 0, count: split.batches.count)
        for message in split.messages { counts[message.batch] += 1 }
        found = Array(repeating: (0, 0), count: split.files.count)
        var hasLoose = Array(repeating: false, count: split.files.count)
        for (batch, count) in zip(split.batches, counts) {
            found[batch.file].messages += count
            let isLoose = batch.header == nil
            if isLoose, count == 0 || hasLoose[batch.file] { continue }
            if isLoose { hasLoose[batch.file] = true }
            found[batch.file].batches += 1
        }
    }

    /// For each batch what its messages must be warned of: a count that is not what is there, and
    /// a batch or file that was begun and not ended, which may have been cut off.
    var warnings: [[DecodeWarning]] {
        let ofFiles = split.files.indices.map(fileWarnings)
        return zip(split.batches, counts).map { batch, count in
            var warnings = ofFiles[batch.file]
            var isWrong = batch.declared == .unreadable
            if case .stated(let declared) = batch.declared, declared < count {
                isWrong = true
            }
            if isWrong {
                warnings.append(
                    DecodeWarning(code: WarningCode.batchCount, position: batch.trailer))
            }
            if batch.trailer == nil, let header = batch.header {
                warnings.append(DecodeWarning(code: WarningCode.batchUnended, position: header))
            }
            return warnings
        }
    }

    private func fileWarnings(_ index: Int) -> [DecodeWarning] {
        let file = split.files[index]
        var warnings: [DecodeWarning] = []
        var isWrong = file.declared == .unreadable
        if case .stated(let declared) = file.declared, declared != found[index].batches {
            // More than is there is told apart, unless it is the messages that were counted.
            isWrong = declared < found[index].batches || declared == found[index].messages
        }
        if isWrong {
            warnings.append(DecodeWarning(code: WarningCode.batchCount, position: file.trailer))
        }
        if file.trailer == nil, let header = file.header {
            warnings.append(DecodeWarning(code: WarningCode.batchUnended, position: header))
        }
        return warnings
    }

    /// What trailers promise beyond what is there, batches first.
    var missing: [HL7Missing] {
        var missing: [HL7Missing] = []
        for (batch, count) in zip(split.batches, counts) {
            guard case .stated(let declared) = batch.declared, declared > count else {
                continue
            }
            missing.append(HL7Missing(position: batch.trailer ?? 0, field: "BTS-1"))
        }
        for (file, found) in zip(split.files, found) {
            guard case .stated(let declared) = file.declared, declared > found.batches,
                declared != found.messages
            else { continue }
            missing.append(HL7Missing(position: file.trailer ?? 0, field: "FTS-1"))
        }
        return missing
    }
}
