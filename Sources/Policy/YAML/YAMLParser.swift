// SPDX-License-Identifier: Apache-2.0

import Yams

/// Reads one YAML document into a tree whose every value knows its line and column.
enum YAMLParser {
    /// The document, or nil with a fault in the list.
    static func parse(_ file: ConfigurationFile, _ faults: FaultList) -> YAMLValue? {
        let start = SourceLocation(file: file.path, line: 1, column: 1)
        do {
            let parser = try Parser(yaml: file.text, encoding: .utf8)
            guard let root = try parser.singleRoot() else {
                faults.add(.empty, at: start, "the file is empty")
                return nil
            }
            var walk = TreeWalk(file: file.path, faults: faults)
            return walk.value(of: root)
        } catch let error as YamlError {
            faults.add(fault(of: error, in: file.path))
        } catch {
            faults.add(.syntax, at: start, "the file cannot be read as YAML")
        }
        return nil
    }

    private static func fault(of error: YamlError, in file: String) -> ConfigurationFault {
        func fault(_ code: FaultCode, _ mark: Mark?, _ text: String) -> ConfigurationFault {
            let place = SourceLocation(file: file, line: mark?.line ?? 1, column: mark?.column ?? 1)
            return ConfigurationFault(code, at: place, text)
        }
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return fault(.syntax, mark, "not YAML: \(problem)")
        case .duplicatedKeysInMapping(let keys, let context):
            let names = keys.map { "'\($0)'" }.joined(separator: ", ")
            return fault(.duplicateKey, context.mark, "\(names) stands more than once")
        default:
            return fault(.syntax, nil, "the file cannot be read as YAML")
        }
    }
}

/// The walk from Yams' nodes to ours. Yams resolves aliases silently; an aliased node shows by a
/// mark that lies before a mark already seen, so the walk refuses it and stays linear.
private struct TreeWalk {
    let file: String
    let faults: FaultList
    private var last = (line: 0, column: 0)
    private var count = 0

    /// Far more values than a country's directory has, far fewer than a hostile file can make.
    private static let countMax = 500_000

    init(file: String, faults: FaultList) {
        self.file = file
        self.faults = faults
    }

    mutating func value(of node: Node) -> YAMLValue? {
        guard let place = place(of: node) else { return nil }
        switch node {
        case .scalar(let scalar):
            let isQuoted = scalar.style != .plain && scalar.style != .any
            return YAMLValue(
                content: .scalar(scalar.string, isQuoted: isQuoted), place: place)
        case .sequence(let sequence):
            var elements: [YAMLValue] = []
            for element in sequence {
                guard let element = value(of: element) else { return nil }
                elements.append(element)
            }
            return YAMLValue(content: .list(elements), place: place)
        case .mapping(let mapping):
            var entries: [YAMLValue.Entry] = []
            for (key, node) in mapping {
                guard let key = value(of: key) else { return nil }
                guard case .scalar(let name, _) = key.content else {
                    faults.add(.shape, at: key.place, "a key must be a single value")
                    return nil
                }
                guard let value = value(of: node) else { return nil }
                entries.append(YAMLValue.Entry(key: name, place: key.place, value: value))
            }
            return YAMLValue(content: .mapping(entries), place: place)
        case .alias:
            faults.add(.alias, at: place, "aliases are not used here: write the value out")
            return nil
        }
    }

    private mutating func place(of node: Node) -> SourceLocation? {
        let mark = node.mark
        let here = (line: mark?.line ?? last.line, column: mark?.column ?? last.column)
        let place = SourceLocation(file: file, line: here.line, column: here.column)
        guard here >= last else {
            faults.add(.alias, at: place, "this value is used again by an alias: write it out")
            return nil
        }
        last = here
        count += 1
        guard count <= TreeWalk.countMax else {
            faults.add(.tooLarge, at: place, "the file holds too many values")
            return nil
        }
        return place
    }
}
