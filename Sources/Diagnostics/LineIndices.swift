/// Line indices of the sources of a report, each made once.
package struct LineIndices {
  private var indices: [ObjectIdentifier: LineIndex] = [:]

  package init() {}

  package mutating func index(_ source: Source) -> LineIndex {
    if let index = indices[ObjectIdentifier(source)] { return index }
    let index = LineIndex(source)
    indices[ObjectIdentifier(source)] = index
    return index
  }
}
