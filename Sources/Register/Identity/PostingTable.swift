// SPDX-License-Identifier: Apache-2.0

/// Which slots of the index carry a key: a hash table with open addressing in one flat array.
///
/// A standard dictionary of arrays takes five times the memory. Of a key only 32 bits of its hash
/// are kept: two keys that share them are found together, which costs a comparison and changes no
/// answer. Beside each slot stands a note, by which slots of a common key are passed over without
/// a look at their entries.
struct PostingTable<Note: Sendable>: Sendable {
    private struct Cell {
        var hash: UInt32
        var slot: UInt32
        var note: Note
    }

    /// What an empty cell bears, which nobody reads.
    private let blank: Note
    /// A key lies at its home or, without a gap between, after it, around the end.
    private var cells: [Cell]
    /// Two bits for every key that is posted, and for some that were; sixteen times as many bits as
    /// cells, so that of thirty keys that nobody has all but one are known by one look.
    private var filter = [UInt64](repeating: 0, count: 16)
    /// How many keys are posted, each once for every slot.
    private(set) var count = 0

    /// An empty table.
    init(blank: Note) {
        self.blank = blank
        cells = [Cell](repeating: Cell(hash: 0, slot: .max, note: blank), count: 64)
    }

    private var empty: Cell { Cell(hash: 0, slot: .max, note: blank) }

    var bytes: Int {
        cells.capacity * MemoryLayout<Cell>.stride + filter.capacity * MemoryLayout<UInt64>.stride
    }

    private static func short(_ hash: UInt64) -> UInt32 {
        UInt32(truncatingIfNeeded: hash ^ (hash &>> 32))
    }

    /// A hash's share of a count, by its high bits.
    @inline(__always)
    private static func place(of hash: UInt32, in count: Int) -> Int {
        Int(truncatingIfNeeded: (UInt64(hash) &* UInt64(truncatingIfNeeded: count)) &>> 32)
    }

    private func home(of hash: UInt32) -> Int { PostingTable.place(of: hash, in: cells.count) }

    private func after(_ place: Int) -> Int { place + 1 == cells.count ? 0 : place + 1 }

    private func word(of hash: UInt32) -> Int { PostingTable.place(of: hash, in: filter.count) }

    /// By the low bits of the hash, which choose no word while there are less than 2^20 of these.
    private func bits(of hash: UInt32) -> UInt64 {
        1 &<< UInt64(hash & 63) | 1 &<< UInt64((hash &>> 6) & 63)
    }

    mutating func insert(_ key: UInt64, slot: UInt32, note: Note) {
        // At most four of five cells are full.
        if (count + 1) * 5 > cells.count * 4 { grow() }
        put(Cell(hash: PostingTable.short(key), slot: slot, note: note))
        count += 1
    }

    private mutating func put(_ cell: Cell) {
        filter[word(of: cell.hash)] |= bits(of: cell.hash)
        var place = home(of: cell.hash)
        while cells[place].slot != .max { place = after(place) }
        cells[place] = cell
    }

    mutating func remove(_ key: UInt64, slot: UInt32) {
        let hash = PostingTable.short(key)
        var place = home(of: hash)
        while cells[place].slot != .max {
            if cells[place].hash == hash, cells[place].slot == slot {
                close(place)
                count -= 1
                return
            }
            place = after(place)
        }
    }

    /// Moves later keys into the gap, so that none is parted from its home.
    private mutating func close(_ gap: Int) {
        var gap = gap
        var place = after(gap)
        while cells[place].slot != .max {
            let home = home(of: cells[place].hash)
            let staysBehind =
                gap <= place ? gap < home && home <= place : gap < home || home <= place
            if !staysBehind {
                cells[gap] = cells[place]
                gap = place
            }
            place = after(place)
        }
        cells[gap] = empty
    }

    /// 1 if a slot may carry the key and lies where the key belongs, else 0: nearly as many slots
    /// as most keys have. Asked of all keys before any is collected, it has the memory of all
    /// fetched at the same time.
    @inline(__always)
    func posted(_ key: UInt64) -> Int {
        let hash = PostingTable.short(key)
        return cells[home(of: hash)].hash == hash ? 1 : 0
    }

    /// Appends each slot that may carry the key and whose note is admitted.
    @inline(__always)
    func collect(_ key: UInt64, into slots: inout [UInt32], where admits: (Note) -> Bool) {
        let hash = PostingTable.short(key)
        var place = home(of: hash)
        while cells[place].slot != .max {
            if cells[place].hash == hash, admits(cells[place].note) {
                slots.append(cells[place].slot)
            }
            place = after(place)
        }
    }

    /// Whether any slot may carry the key whose note is admitted; no false "no".
    @inline(__always)
    func mayContain(_ key: UInt64, where admits: (Note) -> Bool) -> Bool {
        let hash = PostingTable.short(key)
        return isNoted(hash) && isPosted(hash, admits)
    }

    @inline(__always)
    private func isNoted(_ hash: UInt32) -> Bool {
        let bits = bits(of: hash)
        return filter[word(of: hash)] & bits == bits
    }

    private func isPosted(_ hash: UInt32, _ admits: (Note) -> Bool) -> Bool {
        var place = home(of: hash)
        while cells[place].slot != .max {
            if cells[place].hash == hash, admits(cells[place].note) { return true }
            place = after(place)
        }
        return false
    }

    /// Gives back the room that growing left behind, but for some that the next keys may take.
    ///
    /// - Complexity: O(number of keys) where there is anything to give back.
    mutating func compact() {
        let enough = Swift.max(64, count * 4 / 3 + 1)
        if cells.count > enough + enough / 16 { resize(to: enough) }
    }

    /// Half as many cells again.
    private mutating func grow() { resize(to: cells.count * 3 / 2) }

    /// Puts every key into so many cells; in order of the cells, which is that of their homes.
    private mutating func resize(to size: Int) {
        let former = cells
        cells = [Cell](repeating: empty, count: size)
        filter = [UInt64](repeating: 0, count: cells.count / 4 + 1)
        for cell in former where cell.slot != .max { put(cell) }
    }
}
