// SPDX-License-Identifier: Apache-2.0

/// Which slots of the index carry a key: a hash table with open addressing in one flat array, which
/// is in the order of the hashes. So a look for a key ends where a greater one begins, also where
/// a common key has hundreds of slots.
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
    /// In the order of the hashes, with gaps. A key lies at its home or, without a gap between,
    /// after it; the last cell is empty.
    private var cells: [Cell]
    /// How many of the cells, the first, are the home of a key.
    private var homes = PostingTable.homesMin
    /// Two bits for every key that is posted, and for some that were; sixteen times as many bits as
    /// homes, so that of thirty keys that nobody has all but one are known by one look.
    private var filter = [UInt64](repeating: 0, count: 16)
    /// How many keys are posted, each once for every slot.
    private(set) var count = 0

    /// An empty table.
    init(blank: Note) {
        self.blank = blank
        cells = PostingTable.vacant(homes, blank)
    }

    private static var homesMin: Int { 64 }

    /// Cells for so many homes, with room for keys that those at the end have no room for.
    private static func vacant(_ homes: Int, _ blank: Note) -> [Cell] {
        [Cell](
            repeating: Cell(hash: 0, slot: .max, note: blank), count: homes + homes / 256 + 64)
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

    @inline(__always)
    private func home(of hash: UInt32) -> Int { PostingTable.place(of: hash, in: homes) }

    private func word(of hash: UInt32) -> Int { PostingTable.place(of: hash, in: filter.count) }

    /// By the low bits of the hash, which choose no word while there are less than 2^20 of these.
    private func bits(of hash: UInt32) -> UInt64 {
        1 &<< UInt64(hash & 63) | 1 &<< UInt64((hash &>> 6) & 63)
    }

    mutating func insert(_ key: UInt64, slot: UInt32, note: Note) {
        // At most five keys for six homes.
        if (count + 1) * 6 > homes * 5 { grow() }
        put(Cell(hash: PostingTable.short(key), slot: slot, note: note))
        count += 1
    }

    /// Lays a cell after those of lower or equal hash, and moves the others on.
    private mutating func put(_ cell: Cell) {
        filter[word(of: cell.hash)] |= bits(of: cell.hash)
        var place = first(cell.hash)
        while cells[place].slot != .max, cells[place].hash == cell.hash { place += 1 }
        var moved = cell
        while cells[place].slot != .max {
            swap(&cells[place], &moved)
            place += 1
        }
        cells[place] = moved
        guard place == cells.count - 1 else { return }
        if cells.count == cells.capacity { cells.reserveCapacity(cells.count + 64) }
        cells.append(empty)
    }

    mutating func remove(_ key: UInt64, slot: UInt32) {
        let hash = PostingTable.short(key)
        var place = first(hash)
        while cells[place].slot != .max, cells[place].hash == hash {
            if cells[place].slot == slot {
                close(place)
                count -= 1
                return
            }
            place += 1
        }
    }

    /// Moves later keys into the gap, but none before its home.
    private mutating func close(_ gap: Int) {
        var gap = gap
        while cells[gap + 1].slot != .max, home(of: cells[gap + 1].hash) <= gap {
            cells[gap] = cells[gap + 1]
            gap += 1
        }
        cells[gap] = empty
    }

    /// Where a key lies first if it is posted: at the first cell from its home on that is empty or
    /// has no lower hash.
    @inline(__always)
    private func first(_ hash: UInt32) -> Int {
        var place = home(of: hash)
        while cells[place].slot != .max, cells[place].hash < hash { place += 1 }
        return place
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
        var place = first(hash)
        while cells[place].slot != .max, cells[place].hash == hash {
            if admits(cells[place].note) { slots.append(cells[place].slot) }
            place += 1
        }
    }

    /// Whether any slot may carry the key that is admitted with its note; no false "no".
    @inline(__always)
    func mayContain(_ key: UInt64, where admits: (Note, UInt32) -> Bool) -> Bool {
        let hash = PostingTable.short(key)
        return isNoted(hash) && isPosted(hash, admits)
    }

    @inline(__always)
    private func isNoted(_ hash: UInt32) -> Bool {
        let bits = bits(of: hash)
        return filter[word(of: hash)] & bits == bits
    }

    private func isPosted(_ hash: UInt32, _ admits: (Note, UInt32) -> Bool) -> Bool {
        var place = first(hash)
        while cells[place].slot != .max, cells[place].hash == hash {
            if admits(cells[place].note, cells[place].slot) { return true }
            place += 1
        }
        return false
    }

    /// Gives back the room that growing left behind, but for some that the next keys may take.
    ///
    /// - Complexity: O(number of keys) where there is anything to give back.
    mutating func compact() {
        let enough = Swift.max(PostingTable.homesMin, count * 5 / 4 + 1)
        if homes > enough + enough / 16 { resize(to: enough) }
    }

    /// A quarter more homes.
    private mutating func grow() { resize(to: homes * 5 / 4) }

    /// Puts every key into cells for so many homes; in order, so that none has to be moved on.
    private mutating func resize(to size: Int) {
        let former = cells
        homes = size
        cells = PostingTable.vacant(homes, blank)
        filter = [UInt64](repeating: 0, count: homes / 4 + 1)
        for cell in former where cell.slot != .max { put(cell) }
    }
}
