// SPDX-License-Identifier: Apache-2.0

/// Reads the parameters of a pack, and what an area says of them.
struct ParameterReader {
    let reader: YAMLReader

    private var faults: FaultList { reader.faults }

    /// The file of a pack: `{ parameter, says, is, at-least, at-most, source }` each.
    func parameters(_ document: YAMLValue) -> [Parameter] {
        var found: [Parameter] = []
        for value in reader.list(document) ?? [] {
            guard let parameter = parameter(value) else { continue }
            if found.contains(where: { $0.name == parameter.name }) {
                faults.add(
                    .duplicateKey, at: parameter.place, "'\(parameter.name)' stands there already")
            }
            found.append(parameter)
        }
        return found
    }

    private func parameter(_ value: YAMLValue) -> Parameter? {
        guard let mapping = reader.mapping(value) else { return nil }
        let name = mapping.required("parameter").flatMap(name)
        let says = mapping.text("says")
        let standard = mapping.required("is").flatMap(length)
        let least = mapping.optional("at-least").flatMap(length) ?? nil
        let most = mapping.required("at-most").flatMap(length) ?? nil
        let source = mapping.text("source")
        mapping.finish()
        guard let name, let says, let standard, let most, let source else { return nil }
        let parameter = Parameter(
            name: name, says: says, value: standard, standard: standard, least: least, most: most,
            source: source, override: nil, place: mapping.place)
        if let fault = parameter.fault(of: standard) {
            faults.add(.contradiction, at: mapping.place, "\(name): its own length \(fault)")
        }
        return parameter
    }

    /// The area's file: `{ parameter, is, by, why }` each.
    func overrides(_ document: YAMLValue, of table: inout ParameterTable) {
        for value in reader.list(document) ?? [] {
            guard let mapping = reader.mapping(value) else { continue }
            let name = mapping.text("parameter")
            let length = mapping.required("is").flatMap(length)
            let by = mapping.text("by")
            let why = mapping.text("why")
            mapping.finish()
            guard let name, let length, let by, let why else { continue }
            guard let parameter = table.named(name) else {
                let hint = NearestName.hint(for: name, among: table.names)
                faults.add(
                    .unknownWord, at: mapping.place, "there is no parameter '\(name)'\(hint)")
                continue
            }
            if parameter.override != nil {
                faults.add(.duplicateKey, at: mapping.place, "'\(name)' stands there already")
            }
            if let fault = parameter.fault(of: length) {
                faults.add(
                    .outOfBounds, at: mapping.place,
                    "\(name): what the area says \(fault) (\(parameter.place))")
                continue
            }
            table.override(name, ParameterOverride(value: length, by: by, why: why))
        }
    }

    private func name(_ value: YAMLValue) -> String? {
        guard let text = reader.text(value) else { return nil }
        let isWellFormed =
            text.first?.isLetter ?? false
            && text.utf8.allSatisfy {
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                    || $0 == UInt8(ascii: "-")
            }
        guard isWellFormed else {
            faults.add(
                .phrase, at: value.place, "'\(text)' is no name of a parameter such as silence-red")
            return nil
        }
        return text
    }

    /// A length, or `none`; nil with a fault for anything else.
    private func length(_ value: YAMLValue) -> Wait?? {
        guard let text = reader.text(value) else { return nil }
        if text == "none" { return .some(nil) }
        if let wait = DuePhrase.wait(text) { return wait }
        faults.add(.phrase, at: value.place, "'\(text)' is no length such as 7 cd, nor 'none'")
        return nil
    }
}

extension Parameter {
    /// Why a length cannot be; nil where it can. `none` is within every bound where it is the
    /// guidance's own word.
    func fault(of length: Wait?) -> String? {
        guard let length else {
            return standard == nil ? nil : "is none, and the guidance asks for a length"
        }
        guard length.unit == most.unit, least.map({ $0.unit == most.unit }) ?? true else {
            return "is not in \(most.unit.rawValue) as its bounds are"
        }
        if length.amount > most.amount { return "\(length.text) is more than \(most.text)" }
        if let least, length.amount < least.amount {
            return "\(length.text) is less than \(least.text)"
        }
        return nil
    }
}
