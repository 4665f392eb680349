// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Notifications

/// An object from raw JSON by name; `""` leaves a member out.
func object(_ members: [String: String], _ more: [String: String] = [:]) -> String {
    let all = members.merging(more) { $1 }.filter { !$0.value.isEmpty }
    return "{"
        + all.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value)" }
        .joined(separator: ",") + "}"
}

func coding(_ code: String, _ system: String = "http://x/s") -> String {
    #"{"coding":[{"system":"\#(system)","code":"\#(code)"}]}"#
}

let ukCore = "https://fhir.hl7.org.uk"

func ukCoreExtension(_ name: String, _ code: String, system: String = "England") -> String {
    object([
        "url": "\"\(ukCore)/StructureDefinition/Extension-UKCore-\(name)\"",
        "valueCodeableConcept": coding(code, "\(ukCore)/CodeSystem/UKCore-\(name)\(system)"),
    ])
}

/// The person of `usualPID`.
func patient(_ more: [String: String] = [:]) -> String {
    let number = object([
        "system": #""https://fhir.nhs.uk/Id/nhs-number""#, "value": #""9990000018""#,
        "extension": "[\(ukCoreExtension("NHSNumberVerificationStatus", "01"))]",
    ])
    return object(
        [
            "resourceType": #""Patient""#,
            "identifier": """
            [\(number),{"system":"https://rxx.example/mrn","value":"55512",\
            "assigner":{"identifier":{"value":"RXX"}}}]
            """,
            "name": #"[{"use":"usual","family":"TEST","given":["ALEX","J"]}]"#,
            "birthDate": #""2010-04-15""#, "gender": #""male""#,
            "address": """
            [{"use":"home","line":["1 TEST RD"],"city":"LEEDS","postalCode":"LS14AP"}]
            """,
            "telecom": #"[{"system":"phone","value":"0113 496 0000"}]"#,
        ], more)
}

/// The contact of `usualPV1`.
func encounter(_ more: [String: String] = [:]) -> String {
    let method = ukCoreExtension("AdmissionMethod", "25")
    return object(
        [
            "resourceType": #""Encounter""#, "id": #""e1""#,
            "meta": #"{"lastUpdated":"2026-03-02T14:18:00Z"}"#,
            "identifier": """
            [{"system":"https://rxx.example/visit","value":"7001",\
            "assigner":{"identifier":{"value":"VISITID"}}}]
            """,
            "status": #""in-progress""#,
            "class": #"{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"IMP"}"#,
            "subject": ##"{"reference":"#p"}"##, "contained": "[\(patient(["id": #""p""#]))]",
            "period": #"{"start":"2026-03-02T14:00:00Z"}"#,
            "hospitalization": object([
                "extension": "[\(method)]",
                "admitSource": coding("19", "x/UKCore-SourceOfAdmission"),
            ]),
            "serviceType": coding("711", "x/TreatmentFunction"),
            "participant": """
            [{"type":[\(coding("ATND"))],"individual":{"identifier":{"value":"C123"}}}]
            """,
            "location": """
            [{"status":"completed","location":{"display":"Admissions unit"}},\
            {"status":"active","location":{"display":"WARD1"}}]
            """,
            "serviceProvider": """
            {"identifier":{"system":"https://fhir.nhs.uk/Id/ods-organization-code","value":"RXX"}}
            """,
            "reasonCode": "[\(coding("F84.0", "http://hl7.org/fhir/sid/icd-10"))]",
        ], more)
}

func entry(_ resource: String, _ url: String? = nil) -> String {
    object(["resource": resource, "fullUrl": url.map { "\"\($0)\"" } ?? ""])
}

func bundle(
    _ type: String, _ entries: [String], _ more: [String: String] = [:]
) -> String {
    object(
        [
            "resourceType": #""Bundle""#, "id": #""b1""#, "type": "\"\(type)\"",
            "timestamp": #""2026-03-02T14:18:30Z""#,
            "entry": "[\(entries.joined(separator: ","))]",
        ], more)
}

func messageHeader(_ event: String, _ more: [String: String] = [:]) -> String {
    object(
        [
            "resourceType": #""MessageHeader""#, "id": #""m1""#, "eventCoding": event,
            "source": #"{"name":"PAS","endpoint":"https://rxx.example"}"#,
            "sender": """
            {"identifier":{"system":"https://fhir.nhs.uk/Id/ods-organization-code","value":"RXX"},\
            "display":"Sample Trust"}
            """,
        ], more)
}

func v2(_ trigger: String) -> String {
    #"{"system":"http://terminology.hl7.org/CodeSystem/v2-0003","code":"\#(trigger)"}"#
}

/// A message of that event about an Encounter and its Patient, each an entry of its own.
func message(
    _ event: String, _ encounterChanges: [String: String] = [:],
    patient patientChanges: [String: String] = [:], header: [String: String] = [:],
    more: [String] = []
) -> String {
    let changes = ["contained": "", "subject": #"{"reference":"Patient/p"}"#]
    return bundle(
        "message",
        [
            entry(messageHeader(event, header)),
            entry(encounter(changes.merging(encounterChanges) { $1 })),
            entry(patient(["id": #""p""#].merging(patientChanges) { $1 })),
        ] + more)
}

/// The one notification of a FHIR text.
func fhir(_ text: String) throws -> Notification {
    let items = try decode(Array(text.utf8))
    try #require(items.count == 1)
    guard case .notification(let notification) = items[0] else { throw Unexpected(item: items[0]) }
    #expect(notification.format == .fhir)
    return notification
}

/// Every notification of a FHIR text.
func fhirAll(_ text: String) throws -> [Notification] {
    try decode(Array(text.utf8)).map { item in
        guard case .notification(let notification) = item else { throw Unexpected(item: item) }
        return notification
    }
}
