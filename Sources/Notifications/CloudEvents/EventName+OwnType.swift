// SPDX-License-Identifier: Apache-2.0

extension EventName {
    /// The event of a type such as `org.keywatch.admission.started.v1`; nil when there is none.
    package init?(ownType type: String) {
        let prefix = CloudEvent.ownPrefix
        let suffix = ".v1"
        guard type.hasPrefix(prefix), type.hasSuffix(suffix),
            type.utf8.count > prefix.utf8.count + suffix.utf8.count
        else { return nil }
        self.init(String(type.dropFirst(prefix.count).dropLast(suffix.count)))
    }
}
