// SPDX-License-Identifier: Apache-2.0

extension CanonicalReader {
    /// A provider's list of its people as a notification about each of them, and last one about
    /// nobody, which says that the list is whole (DUTIES.tsv X-03, §12); anything else as it is.
    mutating func people(
        of list: Notification, _ root: CanonicalNode
    ) throws(CanonicalError) -> [Notification] {
        guard list.event == .censusReceived, let detail = try root.object("detail") else {
            return [list]
        }
        var whole = list
        whole.detail = .object(list.detail.members.filter { $0.name != "people" })
        if let asOf = try instant(detail, "asOf").value { whole.occurredAt = asOf }
        var all: [Notification] = []
        for node in try detail.elements("people") {
            guard case .object = node.value else { throw node.fault(.memberType) }
            var one = whole
            one.person = try person(node.object("person") ?? node, sender: list.sender)
            one.diagnoses = try diagnoses(node)
            one.detail = .object(whole.detail.members + [.init("listed", .bool(true))])
            all.append(one)
        }
        return all + [whole]
    }
}
