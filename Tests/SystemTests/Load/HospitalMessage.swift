// SPDX-License-Identifier: Apache-2.0
import Notifications
import Policy

/// A hospital's message about somebody's stay, in our own values.
struct HospitalMessage {
    enum Trigger: String {
        case admitted = "A01"
        case discharged = "A03"
        case updated = "A08"
        case admissionCancelled = "A11"
        case dischargeCancelled = "A13"
    }

    enum Ward {
        /// A child and adolescent mental-health ward.
        case mentalHealth
        case general
    }

    var trigger: Trigger
    var person: TrialPerson
    var visit: String
    var controlID: String
    var admittedAt: Instant
    var dischargedAt: Instant?
    var sentAt: Instant
    var ward = Ward.mentalHealth

    /// The message in ER7.
    func text(_ zone: TimeZoneRules) -> String {
        func stamp(_ instant: Instant) -> String {
            String(zone.local(of: instant).formatted.filter(\.isNumber).prefix(14))
        }
        let isEnd = trigger == .discharged
        let occurred = stamp(isEnd ? dischargedAt ?? sentAt : admittedAt)
        var visitFields = [String](repeating: "", count: 46)
        visitFields[1] = "1"
        visitFields[2] = "I"
        visitFields[3] = ward == .mentalHealth ? "RXX^WARD7^^RXX55" : "RXX^WARD2^^RXX01"
        visitFields[4] = "25"
        visitFields[10] = ward == .mentalHealth ? "711" : "100"
        visitFields[14] = "19"
        visitFields[19] = "\(visit)^^^VISITID"
        visitFields[36] = isEnd ? "1" : ""
        visitFields[37] = isEnd ? "19" : ""
        visitFields[44] = stamp(admittedAt)
        visitFields[45] = isEnd ? occurred : ""
        let segments = [
            "MSH|^~\\&|PAS|RXX|ROUTE|ROUTE|\(stamp(sentAt))||ADT^\(trigger.rawValue)|\(controlID)"
                + "|P|2.4",
            "EVN||\(stamp(sentAt))||||\(occurred)",
            "PID|1||\(person.nhsNumber)^^^NHS~\(person.localId)^^^RXX||"
                + "\(person.familyName.uppercased())^\(person.givenName.uppercased())^^^^^L||"
                + "\(person.compactBirthDate)|1|||1 TRIAL ROAD^^LEEDS^^\(person.postcode)"
                + "|||||||||||||||||||||NSTS01",
            "PV1" + visitFields.dropFirst().map { "|\($0)" }.joined(),
        ]
        return segments.map { $0 + "\r" }.joined()
    }
}
