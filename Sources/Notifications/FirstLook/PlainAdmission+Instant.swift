// SPDX-License-Identifier: Apache-2.0

extension PlainAdmission {
    /// When it happened, in `zone` where no offset is sent; nil for a value that this message was
    /// not read from.
    package func occurredAt(in value: [UInt8], zone: TimeZoneRules) -> Instant? {
        guard occurredAt.range.upperBound <= value.count,
            let time = HL7Time(String(decoding: value[occurredAt.range], as: UTF8.self)),
            let local = time.local
        else { return nil }
        return time.offset.map { local.instant(offset: $0) } ?? zone.resolve(local).instant
    }
}
