// SPDX-License-Identifier: Apache-2.0

extension CanonicalReader {
    /// A provider's list of its people as a notification about each of them, and last one about
    /// nobody, which says that the list is whole (DUTIES.tsv X-03, §12); anything else as it is.
    /// Somebody who cannot be read is a fault in that place, and the others are told of.
    mutating func people(
        of list: Notification, _ root: CanonicalNode
    ) throws(CanonicalError) -> [Result<Notification, CanonicalError>] {
        guard list.event == .censusReceived, let detail = try root.object("detail") else {
            return [.success(list)]
        }
        var whole = list
        whole.detail = .object(list.detail.members.filter { $0.name != "people" })
        if let asOf = try instant(detail, "asOf").value { whole.occurredAt = asOf }
        var all: [Result<Notification, CanonicalError>] = []
        for node in try detail.elements("people") {
            do throws(CanonicalError) {
                all.append(.success(try listed(node, on: whole)))
            } catch {
                all.append(.failure(error))
            }
        }
        return all + [.success(whole)]
    }

    /// What a list says of one of its people.
    private mutating func listed(
        _ node: CanonicalNode, on list: Notification
    ) throws(CanonicalError) -> Notification {
        guard case .object = node.value else { throw node.fault(.memberType) }
        var one = list
        one.person = try person(node.object("person") ?? node, sender: list.sender)
        one.diagnoses = try diagnoses(node)
        one.detail = .object(list.detail.members + [.init("listed", .bool(true))])
        return one
    }
}
