// SPDX-License-Identifier: Apache-2.0
import Testing

/// The real program, as processes, judged from outside. One test at a time: each takes what the
/// machine has.
@Suite(.serialized) struct SystemTests {}
