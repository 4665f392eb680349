// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import Notifications

/// Resources that nobody here wrote, judged by what Foundation's parser finds in them.
@Suite(.enabled(if: SharedSamples.arePresent)) struct FHIRSampleTests {
    private typealias Object = [String: Any]

    private func files() throws -> [URL] {
        let folder = SharedSamples.root.appending(path: "fhir")
        let found = try #require(
            FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        return found.compactMap { $0 as? URL }.filter { !$0.hasDirectoryPath }
            .sorted { $0.path < $1.path }
    }

    private func resources(_ root: Object) -> [Object] {
        guard root["resourceType"] as? String == "Bundle" else { return [root] }
        return (root["entry"] as? [Object] ?? []).compactMap { $0["resource"] as? Object }
    }

    @Test func everyFileDecodes() throws {
        var counts: [String: Int] = [:]
        var lines: [String] = []
        for file in try files() {
            let items = try decode(Array(try Data(contentsOf: file)))
            #expect(!items.isEmpty)
            counts["files", default: 0] += 1
            for item in items {
                switch item {
                case .notification(let read):
                    counts[read.event.text, default: 0] += 1
                    let codes = Set(read.warningCodes).sorted().joined(separator: " ")
                    let reason = read.detail["reason"]?.string ?? ""
                    lines.append(
                        "\(file.lastPathComponent) \(read.event.text) \(reason) [\(codes)]")
                case .rejected(let rejected):
                    counts[rejected.code.rawValue, default: 0] += 1
                    lines.append(
                        "\(file.lastPathComponent) \(rejected.code) \(rejected.field ?? "")")
                }
            }
        }
        print("FHIR samples:", counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" })
        if ProcessInfo.processInfo.environment["KEYWATCH_TEST_LISTS"] != nil {
            print(lines.joined(separator: "\n"))
        }
    }

    @Test func encountersAndPatientsAreReadAsTheyStand() throws {
        var compared = 0
        var differences: [String] = []
        func compare(_ file: URL, _ name: String, _ found: String?, _ expected: String?) {
            compared += 1
            if found != expected { differences.append("\(file.lastPathComponent) \(name)") }
        }
        for file in try files() {
            let data = try Data(contentsOf: file)
            let root = try #require(try JSONSerialization.jsonObject(with: data) as? Object)
            let all = resources(root)
            let encounters = all.filter { $0["resourceType"] as? String == "Encounter" }
            let patients = all.filter { $0["resourceType"] as? String == "Patient" }
            let lines = try decode(Array(data)).compactMap { item -> Notifications.Notification? in
                if case .notification(let read) = item { read } else { nil }
            }
            let contacts = lines.filter { $0.encounter != nil }
            for (encounter, line) in zip(encounters, contacts)
            where encounters.count == contacts.count {
                compare(file, "status", line.encounter?.status, encounter["status"] as? String)
                let identifiers = (encounter["identifier"] as? [Object] ?? [])
                    .compactMap { $0["value"] as? String }
                let id = encounter["id"] as? String
                compare(
                    file, "visit", line.encounter?.id,
                    identifiers.contains(line.encounter?.id ?? "") ? line.encounter?.id : id)
                let start = (encounter["period"] as? Object)?["start"] as? String
                if let start, let at = Instant(iso8601: start) {
                    let read = line.encounter?.admittedAt.value ?? line.encounter?.expectedAt.value
                    compare(file, "start", read?.formatted, at.formatted)
                }
            }
            guard patients.count == 1, let patient = patients.first, !lines.isEmpty else {
                continue
            }
            let isRecord = ["document", "searchset"].contains(root["type"] as? String ?? "")
            if isRecord, encounters.isEmpty { continue }
            let names = patient["name"] as? [Object] ?? []
            for line in lines {
                let families = names.compactMap { $0["family"] as? String }
                let family = line.person.familyName.value
                compare(
                    file, "family", family,
                    families.contains(family ?? "") ? family : families.first)
                compare(
                    file, "birth", line.person.birthDate.value?.formatted,
                    (patient["birthDate"] as? String).map { String($0.prefix(10)) })
                compare(
                    file, "sex", line.person.sex.value?.rawValue, patient["gender"] as? String)
                let identifiers = (patient["identifier"] as? [Object] ?? [])
                    .filter { $0["value"] != nil && $0["use"] as? String != "old" }.count
                let isNumbered =
                    line.person.nhsNumber != nil || line.person.nhsNumberStatus == .invalid
                compare(
                    file, "identifiers",
                    String(line.person.localIds.count + (isNumbered ? 1 : 0)), String(identifiers))
            }
        }
        print("FHIR sample fields compared:", compared, "different:", differences)
        #expect(differences.isEmpty)
        #expect(compared > 200)
    }
}
