// SPDX-License-Identifier: Apache-2.0
import CRDKafka

/// The library that this process runs with, which need not be the one it was compiled against.
package enum Librdkafka {
    /// Its version, for example `2.0.2`.
    package static var version: String { unsafe String(cString: rd_kafka_version_str()) }

    /// Whether it has the property at all. Newer properties are used only where it has them.
    package static func supports(property: String) -> Bool {
        let conf = ConfHandle()
        // Without a value it is refused or set back to its default, but never unknown.
        let result = unsafe rd_kafka_conf_set(conf.pointer, property, nil, nil, 0)
        return result != RD_KAFKA_CONF_UNKNOWN
    }
}
