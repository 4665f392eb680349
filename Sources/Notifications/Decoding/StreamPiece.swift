// SPDX-License-Identifier: Apache-2.0

/// What a splitter cuts from a stream.
package enum StreamPiece: Hashable, Sendable {
    /// The bytes of one message, to be decoded as a value of their own.
    case message(StreamMessage)
    /// What is wrong with the stream where no message can be cut; its position is the stream's.
    case fault(Rejected)
}

/// One message of a stream.
package struct StreamMessage: Hashable, Sendable {
    /// Its bytes, with whatever space stands around it.
    package var bytes: [UInt8]
    /// Where the first of them stands in the stream.
    package var position: Int
    /// Its place in the JSON array that holds it, if one does.
    package var element: Int?
    /// Whether its end was found; if not, it is given to be refused.
    package var isWhole = true
    /// What is suspicious of the stream around it; positions are the stream's.
    package var warnings: [DecodeWarning] = []
}
