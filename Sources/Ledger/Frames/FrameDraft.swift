// SPDX-License-Identifier: Apache-2.0

/// A part of a frame to be sealed under its own subject's data key.
package struct PartDraft: Equatable, Sendable {
    /// Whom the part is about; `Subject.area` for nobody.
    package var subject: Subject
    /// The bytes to seal; may be empty. At most 16 MiB.
    package var plaintext: Bytes

    /// A part about one subject.
    package init(subject: Subject, plaintext: Bytes) {
        self.subject = subject
        self.plaintext = plaintext
    }
}

/// A frame to be written: all the facts of one input. The ledger numbers, seals and chains it.
package struct FrameDraft: Equatable, Sendable {
    /// The caller's kind of frame, in clear.
    package var kind: UInt8
    /// Engine time in milliseconds since 1970, in clear.
    package var at: Int64
    /// The record that the frame decides; nil for the clock and other inputs without a record.
    /// A later frame with the same reference revises the input's outcome.
    package var input: InputReference?
    /// The caller's outcome code, in clear; counted when there is an `input`.
    package var outcome: UInt8
    /// The sealed parts, at most 1,024.
    package var parts: [PartDraft]

    /// A frame of the given parts.
    package init(
        kind: UInt8, at: Int64, input: InputReference? = nil, outcome: UInt8 = 0,
        parts: [PartDraft]
    ) {
        self.kind = kind
        self.at = at
        self.input = input
        self.outcome = outcome
        self.parts = parts
    }
}
