// SPDX-License-Identifier: Apache-2.0

extension Diagnosis {
    /// A coding system by its canonical name where its usual labels are known, else as sent.
    package static func system(_ sent: String) -> String {
        let plain = String(
            decoding: sent.utf8.lazy.filter(\.isLetterOrDigit).map(\.uppercased), as: UTF8.self)
        switch plain {
        case "ICD10", "I10", "ICD10UK", "ICD105", "HTTPHL7ORGFHIRSIDICD10": return "ICD10"
        case "SNOMED", "SNOMEDCT", "SCT", "SNM", "SNM3", "SCTUK", "HTTPSNOMEDINFOSCT":
            return "SNOMED"
        default: return sent
        }
    }
}
