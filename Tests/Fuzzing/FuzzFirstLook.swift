// SPDX-License-Identifier: Apache-2.0

import Notifications
import Register

/// The first look against the full decode and the matcher, with a register that shares facts with
/// the seeds of the corpus.
@c(LLVMFuzzerTestOneInput)
public func fuzzOne(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = unsafe Fuzzing.bytes(data, count)
    let fault = agreement?.fault(bytes)
    Fuzzing.check(fault == nil, fault ?? "")
    return 0
}

private let agreement: FirstLookAgreement? = {
    guard case .success(let zone) = Fuzzing.zone else { return nil }
    var index = IdentityIndex()
    let given = ["Wren", "Bo", "Lee", "Ann", "May"]
    for (number, family) in ["Quorn", "O'Zell", "Xan-Thorne", "Vex Mal"].enumerated() {
        var entry = RegisterEntry(registerId: "R\(number)")
        entry.familyName = family
        entry.givenNames = [given[number], given[number + 1]]
        entry.birthDate = LocalDate(year: 2010, month: 4, day: 15 + number).map { .day($0) }
        entry.postcode = "LS\(number + 1) 4AP"
        entry.nhsNumber = ["9990000018", "9990000026", "9990000034", "9990000042"][number]
        entry.localIds = [LocalIdentifier(value: "H10\(number)", authority: "RXX", type: nil)]
        index.insert(entry)
    }
    return FirstLookAgreement(index: index, zone: zone)
}()
