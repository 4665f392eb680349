// SPDX-License-Identifier: Apache-2.0

/// Work of many like pieces on every core.
enum Tasks {
    /// What `work` makes of each element, in the order of the elements whichever was done first.
    ///
    /// - Parameter progress: told, after each, how many of how many are done.
    static func results<Element: Sendable, Result: Sendable>(
        of elements: [Element], progress: (_ done: Int, _ all: Int) -> Void = { _, _ in },
        _ work: @Sendable @escaping (Element) -> Result
    ) async -> [Result] {
        await withTaskGroup(of: (Int, Result).self) { group in
            for (index, element) in elements.enumerated() {
                group.addTask { @concurrent in (index, work(element)) }
            }
            var results = [Result?](repeating: nil, count: elements.count)
            var done = 0
            for await (index, result) in group {
                results[index] = result
                done += 1
                progress(done, elements.count)
            }
            return results.compactMap(\.self)
        }
    }
}
