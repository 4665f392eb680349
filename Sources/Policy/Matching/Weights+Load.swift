// SPDX-License-Identifier: Apache-2.0

import Notifications
package import Register

extension Weights {
    /// Reads a file of weights, as `keywatch match train` writes it.
    ///
    /// - Throws: `PolicyError.invalid` with the first fault and its place.
    package static func load(_ file: ConfigurationFile) throws(PolicyError) -> Weights {
        let json: JSONValue
        do throws(JSONParseError) {
            json = try JSONValue(parsing: file.text)
        } catch {
            let place = place(ofByte: error.position, in: file)
            throw invalid(place, "expected JSON (\(error.code.rawValue))")
        }
        do throws(WeightsError) {
            return try Weights(json: json)
        } catch {
            let place = place(ofMember: error.path, in: file)
            throw invalid(place, "\(error.path): expected \(error.expected)")
        }
    }

    private static func invalid(_ place: SourceLocation, _ message: String) -> PolicyError {
        .invalid([ConfigurationFault(.weights, at: place, message)])
    }

    private static func place(ofByte position: Int, in file: ConfigurationFile) -> SourceLocation {
        let lines = String(decoding: file.text.utf8.prefix(position), as: UTF8.self)
            .unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        return SourceLocation(
            file: file.path, line: lines.count, column: (lines.last?.count ?? 0) + 1)
    }

    /// Where the member stands whose names are joined by full stops; of a member that is missing,
    /// where it would belong. JSON is YAML, and YAML's values know their places.
    private static func place(ofMember path: String, in file: ConfigurationFile) -> SourceLocation {
        var value = YAMLParser.parse(file, FaultList())
        var place = value?.place ?? SourceLocation(file: file.path, line: 1, column: 1)
        for name in path.split(separator: ".") {
            guard case .mapping(let entries)? = value?.content,
                let entry = entries.first(where: { $0.key == name })
            else { break }
            (value, place) = (entry.value, entry.place)
        }
        return place
    }
}
