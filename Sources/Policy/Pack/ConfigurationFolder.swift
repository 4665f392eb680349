// SPDX-License-Identifier: Apache-2.0

import Foundation
package import Notifications

/// The folder `Config/`: the only place of this room that reads files, at start and on reload.
package struct ConfigurationFolder: Sendable {
    /// The folder's path.
    package let path: String

    /// A folder; nothing is opened yet.
    package init(path: String) {
        self.path = path
    }

    /// The pack of that name: every `policy/NAME/*.yaml`, and `policy/ladders.yaml`. Where
    /// `policy/NAME/pack.yaml` says `extends: OTHER`, that pack's rules but those named anew.
    ///
    /// - Parameter area: what the area says of the pack's parameters; nil: what `parameters.yaml`
    ///   of the folder says, if it is there.
    package func policy(
        named name: String, parameters area: ConfigurationFile? = nil
    ) throws(PolicyError) -> PolicyPack {
        try pack(named: name, extending: base(of: name, parameters: area), parameters: area)
    }

    /// The pack that the pack of that name extends; nil for one that stands alone.
    package func base(
        of name: String, parameters area: ConfigurationFile? = nil
    ) throws(PolicyError) -> PolicyPack? {
        guard let base = try header(of: name)?.extends else { return nil }
        // One step only: a chain of packs would hide which rule holds.
        return try pack(named: base, extending: nil, parameters: area)
    }

    private func pack(
        named name: String, extending base: PolicyPack?, parameters area: ConfigurationFile?
    ) throws(PolicyError) -> PolicyPack {
        var parameters = PackParameters(
            own: try file(PackParameters.fileName, in: "policy/\(name)"), ofArea: area)
        if area == nil { parameters.ofArea = try file(PackParameters.fileName, in: nil) }
        let header = try header(of: name)
        return try PolicyPack.load(
            name: name, files: ruleFiles(of: name), ladders: file("policy/ladders.yaml"),
            parameters: parameters, extending: base, retired: header?.retired ?? [],
            inForceFrom: header?.inForceFrom)
    }

    /// A file that need not be there.
    private func file(
        _ name: String, in folder: String?
    ) throws(PolicyError) -> ConfigurationFile? {
        guard try yamlFiles(in: folder ?? "").contains(name) else { return nil }
        return try file(folder.map { "\($0)/\(name)" } ?? name)
    }

    private func header(of name: String) throws(PolicyError) -> PackHeader? {
        guard try yamlFiles(in: "policy/\(name)").contains(PackHeader.fileName) else { return nil }
        return try PackHeader.load(file("policy/\(name)/\(PackHeader.fileName)"))
    }

    private func ruleFiles(of pack: String) throws(PolicyError) -> [ConfigurationFile] {
        var files: [ConfigurationFile] = []
        let special = [PackHeader.fileName, PackParameters.fileName]
        for name in try yamlFiles(in: "policy/\(pack)") where !special.contains(name) {
            files.append(try file("policy/\(pack)/\(name)"))
        }
        return files
    }

    /// The area's directory: `directory.yaml`, and `jurisdiction.yaml` if it is there.
    package func directory() throws(PolicyError) -> Directory {
        try Directory.load(
            file("directory.yaml"), jurisdiction: file("jurisdiction.yaml", in: nil))
    }

    /// The area's calendar: `calendar/england.yaml` and the bank holidays beside it.
    package func calendar(zone: TimeZoneRules) throws(PolicyError) -> WorkingCalendar {
        try WorkingCalendar.load(
            file("calendar/england.yaml"),
            bankHolidays: file("calendar/england-bank-holidays.json"), zone: zone)
    }

    /// One text of the folder, by its path inside it.
    package func file(_ name: String) throws(PolicyError) -> ConfigurationFile {
        let whole = "\(path)/\(name)"
        guard let data = FileManager.default.contents(atPath: whole),
            let text = String(bytes: data, encoding: .utf8)
        else { throw .unreadable(path: whole) }
        return ConfigurationFile(path: name, text: text)
    }

    private func yamlFiles(in folder: String) throws(PolicyError) -> [String] {
        let whole = "\(path)/\(folder)"
        do {
            let names = try FileManager.default.contentsOfDirectory(atPath: whole)
            return names.filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }.sorted()
        } catch {
            throw .unreadable(path: whole)
        }
    }
}
