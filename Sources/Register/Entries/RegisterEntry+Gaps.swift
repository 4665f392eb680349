// SPDX-License-Identifier: Apache-2.0

/// What an entry does not know.
extension RegisterEntry {
    /// Whether it lacks something without which the register cannot do its work (DUTIES.tsv
    /// D-006b): coordinator, rating, the answer about the register, commissioner, a valid NHS
    /// number, adjustments, ways to communicate.
    package var hasGaps: Bool {
        (coordinator ?? "").isEmpty || rating == nil || consent[.register] == nil
            || (commissioner ?? "").isEmpty || nhsNumber == nil
            || reasonableAdjustments == nil || communicationNeeds == nil
    }

    /// Whether it lacks something that a keyworker must find out (DUTIES.tsv D-061). Social care
    /// must be known of somebody who is looked after.
    package func hasDossierGaps(isLookedAfter: Bool) -> Bool {
        education?.setting == nil || education?.ehcp == nil
            || ConsentFlag.allCases.contains { consent[$0] == nil }
            || postcode == nil || (commissioner ?? "").isEmpty || reviews.isEmpty
            || isLookedAfter && socialCare == nil
            || communicationNeeds == nil || nhsNumber == nil
    }
}
