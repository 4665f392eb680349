// SPDX-License-Identifier: Apache-2.0

/// The faults found so far. Readers share one list, so that all faults are told at once.
package final class FaultList {
    /// Every fault, in the order in which it was found.
    package private(set) var all: [ConfigurationFault] = []

    /// An empty list.
    package init() {}

    /// Adds a fault.
    package func add(_ fault: ConfigurationFault) {
        all.append(fault)
    }

    /// Adds a fault at a place.
    package func add(_ code: FaultCode, at place: SourceLocation, _ message: String) {
        all.append(ConfigurationFault(code, at: place, message))
    }

    /// Throws everything that was found, if anything was, by file, line and column.
    package func throwIfAny() throws(PolicyError) {
        guard !all.isEmpty else { return }
        throw .invalid(
            all.sorted { ($0.file, $0.line, $0.column) < ($1.file, $1.line, $1.column) })
    }
}
