// SPDX-License-Identifier: Apache-2.0

extension Diagnosis {
    /// A coding system by its canonical name where its usual labels are known, else as sent.
    package static func system(_ sent: String) -> String {
        switch ShortCode(lettersAndDigitsOf: sent) {
        case "ICD10", "I10", "ICD10UK", "ICD105": return "ICD10"
        case "SNOMED", "SNOMEDCT", "SCT", "SNM", "SNM3", "SCTUK": return "SNOMED"
        case .none: break
        default: return sent
        }
        switch sent.lettersAndDigits {
        case "HTTPHL7ORGFHIRSIDICD10": return "ICD10"
        case "HTTPSNOMEDINFOSCT": return "SNOMED"
        default: return sent
        }
    }
}
