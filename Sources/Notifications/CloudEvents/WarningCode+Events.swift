// SPDX-License-Identifier: Apache-2.0

/// Warnings that only events give.
extension WarningCode {
    static let codeUnknown = "code.unknown"
    static let detailType = "detail.type"
    static let detailValue = "detail.value"
    static let detailMissing = "detail.missing"
    static let detailFreeText = "detail.free-text"
    static let dataAsText = "cloudevents.data-as-text"
    static let birthDateFormat = "birth-date.format"
    static let birthDatePlaceholder = "birth-date.placeholder"
    static let unborn = "person.unborn"
    static let upnTemporary = "upn.temporary"
    static let warningsCut = "warnings.cut"
}
