/// In which directions connections are made: `unidirectional` is toward Adobe Commerce alone.
package enum Connection: String, Sendable, CaseIterable { case unidirectional, bidirectional }
