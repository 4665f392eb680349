// SPDX-License-Identifier: Apache-2.0

/// A resource, and what its references may point to besides the Bundle's entries. Its node is
/// unchecked until somebody needs the resource: what nobody reads harms nobody.
struct FHIRResource {
    private(set) var node: FHIRNode
    let type: String
    /// Names the resource inside its value.
    var key: String { node.path.joined(separator: "/") }
    /// The server's address before `Type/id`, where the entry's `fullUrl` tells it.
    fileprivate(set) var base: String?
    /// Contained resources by id, unchecked until they are referred to.
    private var contained: [String: FHIRNode] = [:]

    /// The resource of that object; contained resources are found by id.
    init(_ node: FHIRNode, fullURL: String? = nil) {
        self.node = node
        type = node.resourceType ?? ""
        let place = node.path + ["contained"]
        for (index, value) in (node.value["contained"]?.elements ?? []).enumerated() {
            guard let id = value["id"]?.string, contained[id] == nil else { continue }
            contained[id] = FHIRNode(unchecked: value, path: place + [String(index)])
        }
        if let fullURL, let id = node.value["id"]?.string, fullURL.hasSuffix("/\(type)/\(id)") {
            base = String(fullURL.dropLast(type.utf8.count + id.utf8.count + 1))
        }
    }

    /// The resource, unless it must not be processed.
    func checked() throws(FHIRFault) -> FHIRResource {
        var resource = self
        resource.node = try FHIRNode(checking: node.value, path: node.path)
        return resource
    }

    /// The contained resource of that id, which refers to its siblings and through its container.
    fileprivate func containedResource(_ id: String) -> FHIRResource? {
        guard let found = contained[id] else { return nil }
        var resource = FHIRResource(found)
        resource.base = base
        resource.contained = contained
        return resource
    }
}

/// The resources of a value, by every address that a reference may use for them.
struct FHIRReferences {
    private(set) var entries: [FHIRResource] = []
    /// The Patients among the entries.
    private(set) var patients: [FHIRResource] = []
    private var byURL: [String: Int] = [:]
    /// By `Type/id`; nil where two have the same.
    private var byID: [String: Int?] = [:]

    mutating func add(_ resource: FHIRResource, fullURL: String?) {
        let index = entries.count
        entries.append(resource)
        if resource.type == "Patient" { patients.append(resource) }
        if let fullURL {
            let url = FHIRReferences.address(fullURL)
            if byURL[url] == nil { byURL[url] = index }
        }
        if let id = resource.node.value["id"]?.string {
            let key = "\(resource.type)/\(id)"
            byID[key] = byID[key] == nil ? .some(index) : .some(nil)
        }
    }

    /// The resource that a reference points to: contained, by `fullUrl`, or by type and id. Nil
    /// when it is not in the value; a fault when it must not be processed.
    func resolve(
        _ reference: FHIRNode?, from container: FHIRResource
    ) throws(FHIRFault) -> FHIRResource? {
        guard let text = try reference?.text("reference") else { return nil }
        if text.hasPrefix("#") {
            return try container.containedResource(String(text.dropFirst()))?.checked()
        }
        return try find(FHIRReferences.address(text), base: container.base)?.checked()
    }

    /// The entry that a reference's text points to, unchecked; contained resources are not asked.
    func find(_ text: String, from container: FHIRResource) -> FHIRResource? {
        find(FHIRReferences.address(text), base: container.base)
    }

    private func find(_ address: String, base: String?) -> FHIRResource? {
        if let index = byURL[address] { return entries[index] }
        if address.contains(":") { return byTail(address) }
        if let base, let index = byURL[base + address] { return entries[index] }
        return byID[address]?.map { entries[$0] }
    }

    /// An absolute address whose resource stands in an entry that has no address of its own.
    private func byTail(_ address: String) -> FHIRResource? {
        let parts = address.split(separator: "/").suffix(2)
        guard parts.count == 2, let index = byID[parts.joined(separator: "/")] ?? nil else {
            return nil
        }
        return entries[index].base == nil ? entries[index] : nil
    }

    /// Without a version; a `urn:` in lower case, since its case does not matter.
    private static func address(_ text: String) -> String {
        let lower = text.prefix(4).asciiLowercased
        if lower == "urn:" { return text[...].asciiLowercased }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count > 2, parts[parts.count - 2] == "_history" else { return text }
        return parts.dropLast(2).joined(separator: "/")
    }
}
