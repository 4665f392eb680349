// SPDX-License-Identifier: Apache-2.0

/// Everything that the bus throws.
package enum BusError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A property that librdkafka does not know, refuses, or that is fixed here. The value, which
    /// may be a secret, is never part of it.
    case configuration(property: String, reason: String)
    /// The object was used after its `close()`.
    case closed
    /// Another producer has taken the transactional id. This one must never send again.
    case fenced(BusFailure)
    /// The client is finished for good. Make a new one.
    case fatal(BusFailure)
    /// The transaction was not seen to commit: read the topic back before sending anything again.
    /// `refused` names, by index into the batch, the records that will never be taken.
    case readBackBeforeSending(BusFailure, refused: [Int: BusFailure])
    /// The same call may be made again, after a pause.
    case retriable(BusFailure)
    /// It will never be accepted as it is: size, rights, or form.
    case refused(BusFailure)
    /// Any other failure that librdkafka reports.
    case failed(BusFailure)
    /// The broker cannot do this at all; the text says what.
    case notSupported(String)
    /// The listening address is in use.
    case portTaken(host: String, port: Int)
    /// A socket call failed; `errno` is the system's number.
    case socket(operation: String, errno: Int32)

    /// Sorts a failure outside a transaction into its case.
    init(_ failure: BusFailure, isFatal: Bool = false) {
        self =
            if failure.isFencing {
                .fenced(failure)
            } else if isFatal {
                .fatal(failure)
            } else if failure.isPermanentRefusal {
                .refused(failure)
            } else if failure.isRetriable {
                .retriable(failure)
            } else {
                .failed(failure)
            }
    }

    /// One line for an operator.
    package var description: String {
        switch self {
        case .configuration(let property, let reason): "property \(property) \(reason)"
        case .closed: "used after it was closed"
        case .fenced(let failure): "fenced by another producer: \(failure)"
        case .fatal(let failure): "the client cannot go on: \(failure)"
        case .readBackBeforeSending(let failure, let refused):
            "not confirmed, read back before sending again (\(refused.count) refused): \(failure)"
        case .retriable(let failure): "may be tried again: \(failure)"
        case .refused(let failure): "refused for good: \(failure)"
        case .failed(let failure): "\(failure)"
        case .notSupported(let what): "the broker does not support \(what)"
        case .portTaken(let host, let port): "port \(port) of \(host) is already in use"
        case .socket(let operation, let errno): "\(operation) failed with errno \(errno)"
        }
    }
}
