// SPDX-License-Identifier: Apache-2.0

/// A small number for every subject that has a case, so that the engine's indexes over all duties
/// need not hold its name each time.
struct SubjectNumbers {
    private var numbers: [CaseSubject: UInt32] = [:]
    private var subjects: [CaseSubject] = []

    /// The number of a subject, given at its first mention.
    mutating func number(of subject: CaseSubject) -> UInt32 {
        if let number = numbers[subject] { return number }
        let number = UInt32(truncatingIfNeeded: subjects.count)
        numbers[subject] = number
        subjects.append(subject)
        return number
    }

    /// The subject that was given that number.
    subscript(number: UInt32) -> CaseSubject { subjects[Int(number)] }
}
