// SPDX-License-Identifier: Apache-2.0

/// A point on the time line: milliseconds since 1970-01-01T00:00:00Z, without leap seconds.
///
/// The core never reads a clock; instants arrive with the inputs.
package struct Instant: Hashable, Comparable, Sendable, Codable {
    /// Milliseconds since the Unix epoch; negative before it.
    package var milliseconds: Int64

    /// An instant from milliseconds since the Unix epoch.
    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// Decodes the count of milliseconds as a single value.
    package init(from decoder: any Decoder) throws {
        milliseconds = try decoder.singleValueContainer().decode(Int64.self)
    }

    /// Encodes the count of milliseconds as a single value.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(milliseconds)
    }

    /// Chronological order.
    package static func < (left: Instant, right: Instant) -> Bool {
        left.milliseconds < right.milliseconds
    }

    /// This instant moved by `milliseconds`, held at the ends of the representable range.
    package func advanced(byMilliseconds milliseconds: Int64) -> Instant {
        let (sum, overflow) = self.milliseconds.addingReportingOverflow(milliseconds)
        guard overflow else { return Instant(milliseconds: sum) }
        return Instant(milliseconds: milliseconds < 0 ? .min : .max)
    }

    /// This instant moved by whole seconds.
    package func advanced(bySeconds seconds: Int64) -> Instant {
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1000)
        return advanced(
            byMilliseconds: overflow ? (seconds < 0 ? .min : .max) : product)
    }

    /// Milliseconds from `other` to this instant, held at the ends of the range.
    package func milliseconds(since other: Instant) -> Int64 {
        let (difference, overflow) =
            milliseconds.subtractingReportingOverflow(other.milliseconds)
        guard overflow else { return difference }
        return milliseconds < 0 ? .min : .max
    }
}
