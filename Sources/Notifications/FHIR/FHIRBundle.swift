// SPDX-License-Identifier: Apache-2.0

/// What became of one message of a value, before its positions are known.
enum FHIRDraft {
    case read(Notification, [FHIRWarning])
    case fault(FHIRFault, Sender)
}

/// What a Bundle's type says of its content.
enum FHIRBundleContent {
    /// News: everything in it is meant.
    case news
    /// A record, or what a query found: only its Encounters are read.
    case record
    /// A server's answer to a request.
    case answer

    /// The content of a Bundle of that type; news, when the type is none of the standard's.
    init(type: String?) {
        switch type {
        case "document", "searchset", "history": self = .record
        case "batch-response", "transaction-response": self = .answer
        default: self = .news
        }
    }

    /// Whether the standard has a Bundle of that type.
    static func isKnown(_ type: String?) -> Bool {
        switch type {
        case "message", "transaction", "batch", "collection", "subscription-notification": true
        default: FHIRBundleContent(type: type) != .news
        }
    }
}

extension FHIRLines {
    /// The messages of a Bundle or of a resource that stands alone: one for each Encounter and
    /// each further Patient, those of inner Bundles first; at least one.
    static func drafts(
        of root: FHIRResource, source: FHIRSource, depth: Int = 0
    ) -> [FHIRDraft] {
        var lines = FHIRLines(source: source)
        do throws(FHIRFault) {
            let resource = try root.checked()
            guard resource.type == "Bundle" else {
                lines.references.add(resource, fullURL: nil)
                return [try lines.draft(alone: resource)]
            }
            let inner = try lines.readEntries(resource.node)
            if let first = inner.first, depth + 1 >= Limits.bundleDepthMax {
                throw FHIRFault(code: .fhirLimit, path: first.node.path)
            }
            let drafts = inner.flatMap {
                FHIRLines.drafts(of: $0, source: source, depth: depth + 1)
            }
            if !inner.isEmpty, inner.count == lines.references.entries.count { return drafts }
            try lines.readHeader(resource.node)
            return try drafts + lines.drafts(ofBundle: resource.node)
        } catch {
            return [.fault(error, lines.header.sender)]
        }
    }

    /// Takes in the entries; gives back the Bundles among them.
    private mutating func readEntries(_ bundle: FHIRNode) throws(FHIRFault) -> [FHIRResource] {
        var inner: [FHIRResource] = []
        for entry in try bundle.objects("entry", atMost: Limits.entriesMax) {
            guard let value = entry.member("resource") else { continue }
            let path = entry.path + ["resource"]
            guard case .object = value else { throw FHIRFault(code: .memberType, path: path) }
            let url = try entry.text("fullUrl")
            let resource = FHIRResource(FHIRNode(unchecked: value, path: path), fullURL: url)
            references.add(resource, fullURL: url)
            if resource.type == "Bundle" { inner.append(resource) }
        }
        return inner
    }

    private mutating func readHeader(_ bundle: FHIRNode) throws(FHIRFault) {
        var reader = FHIRReader(zone: source.zone, references: references)
        let type = try bundle.text("type")
        if !FHIRBundleContent.isKnown(type) {
            reader.warn(WarningCode.fhirBundleType, bundle.path + ["type"])
        }
        let message = references.entries.first { $0.type == "MessageHeader" }
        header = try reader.header(bundle: bundle, message: message?.checked())
    }

    // MARK: Lines

    private mutating func draft(alone resource: FHIRResource) throws(FHIRFault) -> FHIRDraft {
        switch resource.type {
        case "Encounter": return draft(encounter: resource)
        case "Patient": return draft(patient: resource)
        default: return .read(other("resource-type", resource), [])
        }
    }

    private mutating func drafts(ofBundle bundle: FHIRNode) throws(FHIRFault) -> [FHIRDraft] {
        let content = FHIRBundleContent(type: try bundle.text("type"))
        if content == .answer { return [.read(other("bundle-type", nil), header.warnings)] }
        try readConditions()
        var drafts: [FHIRDraft] = []
        for resource in references.entries where resource.type == "Encounter" {
            drafts.append(draft(encounter: resource))
            guard drafts.count <= Limits.messagesMax else {
                throw FHIRFault(code: .fhirLimit, path: resource.node.path)
            }
        }
        if content == .news {
            for resource in references.patients where !named.contains(resource.key) {
                drafts.append(draft(patient: resource))
            }
        }
        guard drafts.isEmpty else { return drafts }
        var reason = "no-encounter"
        if case .notOurs(let told) = header.event.meaning { reason = told }
        return [.read(other(reason, nil), header.warnings)]
    }

    /// Files each Condition under the Encounter that it names, else under its Patient.
    private mutating func readConditions() throws(FHIRFault) {
        for condition in references.entries where condition.type == "Condition" {
            var key: String?
            for name in ["encounter", "subject"] where key == nil {
                guard case .object(let members) = condition.node.member(name),
                    let text = members.first(where: { $0.name == "reference" })?.value.string
                else { continue }
                key = references.find(text, from: condition)?.key ?? ""
            }
            guard let key, conditions[key, default: []].count < Limits.repetitionsMax else {
                continue
            }
            conditions[key, default: []].append(condition)
        }
    }
}
