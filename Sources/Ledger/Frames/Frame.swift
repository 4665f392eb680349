// SPDX-License-Identifier: Apache-2.0

/// What a part of a stored frame gives to this reader.
package enum PartContent: Equatable, Sendable {
    /// The plaintext.
    case opened(Bytes)
    /// The subject's data key was destroyed: nobody can read the part any more.
    case erased
    /// The reader was opened without the area key.
    case sealed
}

/// A part of a stored frame.
package struct FramePart: Equatable, Sendable {
    /// The token of the subject that the part is about.
    package let token: Token
    /// The content, as far as it can be read.
    package let content: PartContent
}

/// A stored frame.
package struct Frame: Equatable, Sendable {
    /// The frame's number: 1 for the first, without gaps.
    package let seq: Int64
    /// Engine time in milliseconds since 1970.
    package let at: Int64
    /// The caller's kind of frame.
    package let kind: UInt8
    /// The caller's outcome code.
    package let outcome: UInt8
    /// The record that the frame decides, if any.
    package let input: InputReference?
    /// The parts in the order in which they were written.
    package let parts: [FramePart]
    /// SHA-256 of the chain up to and including this frame.
    package let hash: Bytes
}
