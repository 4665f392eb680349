// SPDX-License-Identifier: Apache-2.0

extension FHIRReader {
    /// Where the person is: the present one of an Encounter's locations.
    mutating func location(
        _ encounter: FHIRResource, status: FHIREncounterStatus
    ) throws(FHIRFault) -> (location: Location, since: Instant?) {
        var places: [(rank: Int, start: Instant?, node: FHIRNode)] = []
        for node in try encounter.node.objects("location") {
            let period = try node.object("period")
            let isOver = period?.isPresent("end") == true
            let rank = FHIRReader.rank(
                ofPlace: try node.text("status"), isOver: isOver, isPlan: status == .planned)
            places.append((rank, try instant(period, "start"), node))
        }
        var location = Location()
        guard let best = places.map(\.rank).min() else { return (location, nil) }
        // Of completed stays the last is where the person was; of present ones ward, room and bed
        // may stand apart.
        let present = places.filter { $0.rank == best }
        let latest = present.compactMap(\.start).max()
        let isPast = best >= 4
        let chosen = isPast ? present.suffix(1) : present.filter { $0.start == latest }[...]
        for place in chosen {
            guard let reference = try place.node.object("location") else { continue }
            let kind = try place.node.concept("physicalType")?.code()
            try read(reference, kind: kind, from: encounter, into: &location)
        }
        return (location, chosen.first?.start)
    }

    private static func rank(ofPlace status: String?, isOver: Bool, isPlan: Bool) -> Int {
        switch status {
        case "active": 0
        case "planned", "reserved": isPlan ? 0 : 3
        case "completed": 5
        default: isOver ? 4 : 1
        }
    }

    /// Fills the location from a reference and everything that the place is part of.
    private mutating func read(
        _ reference: FHIRNode, kind: String?, from encounter: FHIRResource,
        into location: inout Location
    ) throws(FHIRFault) {
        guard var place = try resolve(reference, "Location", from: encounter) else {
            var name = try reference.text("display")
            if name == nil { name = try reference.object("identifier")?.text("value") }
            FHIRReader.fill(kind, name, &location)
            return
        }
        var kind = kind
        // Eight is more than bed, room, ward, floor, wing, building, site; a chain that leads back
        // into itself ends there too.
        for _ in 0..<8 {
            let node = place.node
            let own = try node.concept("physicalType")?.code(preferring: ["physical-type"])
            var name = try node.text("name")
            if name == nil { name = try node.objects("identifier").first?.text("value") }
            if name == nil { name = try node.text("description") }
            FHIRReader.fill(own ?? kind, name?.collapsed, &location)
            if location.facility == nil {
                let owner = try organisation(node.object("managingOrganization"), from: place)
                location.facility = owner.code ?? owner.name
            }
            kind = "si"
            guard let next = try resolve(node.object("partOf"), "Location", from: place) else {
                return
            }
            place = next
        }
    }

    /// Puts a place's name where its physical type belongs, unless something stands there.
    private static func fill(_ kind: String?, _ name: String?, _ location: inout Location) {
        guard let name else { return }
        switch kind {
        case "ro": if location.room == nil { location.room = name }
        case "bd": if location.bed == nil { location.bed = name }
        case "si", "bu", "jdn": if location.facility == nil { location.facility = name }
        default: if location.pointOfCare == nil { location.pointOfCare = name }
        }
    }
}
