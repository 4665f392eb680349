// SPDX-License-Identifier: Apache-2.0

/// Which slots of the index carry a key: a chained hash table in two flat arrays.
///
/// A standard dictionary of arrays takes five times the memory. Of a key only 32 bits of its hash
/// are kept: two keys that share them share a chain, which costs a comparison and changes no
/// answer.
struct PostingTable: Sendable {
    private struct Node {
        var hash: UInt32
        var slot: UInt32
        var next: UInt32
    }

    private static let end = UInt32.max
    /// First node of each chain; the count is a power of two.
    private var heads = [UInt32](repeating: PostingTable.end, count: 64)
    private var nodes: [Node] = []
    /// Two bits for every key that is posted, and for some that were; sixteen times as many bits as
    /// chains, so that of a hundred keys that nobody has all but a few are known by one look.
    private var filter = [UInt64](repeating: 0, count: 16)
    private var freeNode = PostingTable.end
    /// How many keys are posted, each once for every slot.
    private(set) var count = 0

    var headBytes: Int { heads.capacity * 4 + filter.capacity * 8 }

    var nodeBytes: Int { nodes.capacity * MemoryLayout<Node>.stride }

    private static func short(_ hash: UInt64) -> UInt32 {
        UInt32(truncatingIfNeeded: hash ^ (hash &>> 32))
    }

    private func chain(of hash: UInt32) -> Int { Int(hash) & (heads.count - 1) }

    /// The filter has a word for every four chains.
    private func word(of hash: UInt32) -> Int { Int(hash) & (filter.count - 1) }

    /// By the bits of the hash that choose no word while there are less than 2^20 of these.
    private func bits(of hash: UInt32) -> UInt64 {
        1 &<< UInt64(hash &>> 26) | 1 &<< UInt64((hash &>> 20) & 63)
    }

    private mutating func note(_ hash: UInt32) { filter[word(of: hash)] |= bits(of: hash) }

    mutating func insert(_ key: UInt64, slot: UInt32) {
        if count >= heads.count { grow() }
        let hash = PostingTable.short(key)
        note(hash)
        let chain = chain(of: hash)
        let node = Node(hash: hash, slot: slot, next: heads[chain])
        if freeNode == PostingTable.end {
            // An array that doubles would leave up to half of the table's memory empty.
            if nodes.count == nodes.capacity { nodes.reserveCapacity(nodes.count * 5 / 4 + 64) }
            heads[chain] = UInt32(nodes.count)
            nodes.append(node)
        } else {
            let place = freeNode
            freeNode = nodes[Int(place)].next
            nodes[Int(place)] = node
            heads[chain] = place
        }
        count += 1
    }

    mutating func remove(_ key: UInt64, slot: UInt32) {
        let hash = PostingTable.short(key)
        let chain = chain(of: hash)
        var before = PostingTable.end
        var place = heads[chain]
        while place != PostingTable.end {
            let node = nodes[Int(place)]
            if node.hash == hash, node.slot == slot {
                if before == PostingTable.end {
                    heads[chain] = node.next
                } else {
                    nodes[Int(before)].next = node.next
                }
                nodes[Int(place)].next = freeNode
                freeNode = place
                count -= 1
                return
            }
            before = place
            place = node.next
        }
    }

    /// Appends each slot that may carry the key.
    func collect(_ key: UInt64, into slots: inout [UInt32]) {
        let hash = PostingTable.short(key)
        var place = heads[chain(of: hash)]
        while place != PostingTable.end {
            let node = nodes[Int(place)]
            if node.hash == hash { slots.append(node.slot) }
            place = node.next
        }
    }

    /// Whether any slot may carry the key; no false "no".
    @inline(__always)
    func mayContain(_ key: UInt64) -> Bool {
        let hash = PostingTable.short(key)
        let bits = bits(of: hash)
        guard filter[word(of: hash)] & bits == bits else { return false }
        return isChained(hash)
    }

    private func isChained(_ hash: UInt32) -> Bool {
        var place = heads[chain(of: hash)]
        while place != PostingTable.end {
            let node = nodes[Int(place)]
            if node.hash == hash { return true }
            place = node.next
        }
        return false
    }

    /// Doubles the chains. Free nodes hang in no chain and keep their own list.
    private mutating func grow() {
        var isFree = [Bool](repeating: false, count: nodes.count)
        var place = freeNode
        while place != PostingTable.end {
            isFree[Int(place)] = true
            place = nodes[Int(place)].next
        }
        heads = [UInt32](repeating: PostingTable.end, count: heads.count * 2)
        filter = [UInt64](repeating: 0, count: heads.count / 4)
        for index in nodes.indices where !isFree[index] {
            let chain = chain(of: nodes[index].hash)
            nodes[index].next = heads[chain]
            heads[chain] = UInt32(index)
            note(nodes[index].hash)
        }
    }
}
