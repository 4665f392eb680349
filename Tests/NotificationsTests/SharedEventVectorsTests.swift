// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import Notifications

/// The conformance vectors of CloudEvents, where they are present beside the package.
@Suite(.enabled(if: SharedSamples.arePresent)) struct SharedEventVectorsTests {
    private func hasRejection(_ items: [DecodedItem]) -> Bool {
        items.contains { if case .rejected = $0 { true } else { false } }
    }

    @Test func jsonFormatVectorsAreJudgedRightly() throws {
        var judged = 0
        for (file, isValid) in [
            ("valid-events", true), ("invalid-events", false), ("valid-batches", true),
            ("invalid-batches", false),
        ] {
            let json = try JSONValue(
                parsing: SharedSamples.bytes("cloudevents/conformance-format-json-\(file).json"))
            for test in json["tests"]?.elements ?? [] {
                let event = try #require(test["event"] ?? test["batch"])
                let items = try decode(event.utf8)
                #expect(!items.isEmpty)
                #expect(hasRejection(items) != isValid, "\(test["id"]?.string ?? "")")
                judged += 1
            }
        }
        print("CloudEvents JSON format vectors judged:", judged)
    }

    @Test func javaVectorsAreJudgedRightly() throws {
        for (file, isValid) in [
            ("base64_xml_data", true), ("json_data_with_ext", true),
            ("json_data_with_fractional_time", true), ("min_subject_null", true),
            ("fail_numeric_decimal", false), ("v03_base64_text_data", false),
        ] {
            let items = try decode(SharedSamples.bytes("cloudevents/sdk-java/\(file).json"))
            #expect(hasRejection(items) != isValid, "\(file)")
        }
    }

    /// Examples 1 and 7 have an ellipsis where the Base64 would be.
    @Test func theSpecificationsExamplesAreJudgedRightly() throws {
        for (number, codes) in [
            (1, [RejectionCode.cloudEventsBase64]), (2, []), (3, []), (4, []), (5, []), (6, []),
            (7, [.cloudEventsBase64]), (8, []),
        ] {
            let name = "cloudevents/spec/json-format-example-0\(number).json"
            let items = try decode(SharedSamples.bytes(name))
            var found: [RejectionCode] = []
            for case .rejected(let rejected) in items { found.append(rejected.code) }
            #expect(found == codes, "\(number)")
        }
    }

    @Test func xmlIsRecognisedAndSaidNotToBeRead() throws {
        for file in ["valid-events", "invalid-events", "valid-batches", "invalid-batches"] {
            let name = "cloudevents/conformance-format-xml-\(file).xml"
            let rejected = try rejection(SharedSamples.bytes(name))
            #expect(rejected.code == .formatNotSupported)
            #expect(rejected.format == .cloudevents)
        }
    }
}
