import Foundation

/// The program of `Tests/Manifests/events.c`, in C on the same libyaml: it says what libyaml reads in files, and knows
/// nothing of the tree.
struct EventsProgram {
  /// What it says of one file.
  struct Reading {
    var reference = ReferenceEvents()
    /// For each scalar, in order, libyaml's marks: characters from 0, anchor and tag included.
    var marks: [Range<Int>] = []
  }

  private let folder: URL

  /// Builds the program, in a folder of its own.
  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "privatelint-events-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let source = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(
      path: "Manifests/events.c"
    )
    _ = try run(
      "/bin/sh",
      ["-c", "clang -O1 -Wall -Werror \"$1\" $(pkg-config --cflags --libs yaml-0.1) -o events", "sh", source.path]
    )
  }

  /// Reads files, each given by its bytes.
  func read(_ files: [[UInt8]]) throws -> [Reading] {
    let inputs = folder.appending(path: "inputs")
    try? FileManager.default.removeItem(at: inputs)
    try FileManager.default.createDirectory(at: inputs, withIntermediateDirectories: true)
    for (number, bytes) in files.enumerated() { try Data(bytes).write(to: inputs.appending(path: "\(number)")) }
    let output = try run(folder.appending(path: "events").path, files.indices.map { "inputs/\($0)" })
    let lines = output.split(separator: "\n")
    let parts = lines.split(omittingEmptySubsequences: false) { $0 == "." || $0.hasPrefix("! ") }.dropLast()
    let ends = lines.filter { $0 == "." || $0.hasPrefix("! ") }
    guard parts.count == files.count else { throw Failure(words: "\(parts.count) readings of \(files.count) files") }
    return zip(parts, ends).map { EventsProgram.reading($0, end: $1) }
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  private struct Failure: Error { let words: String }

  private func run(_ program: String, _ arguments: [String]) throws -> String {
    // A file, not a pipe: a pipe that nobody empties stops a program that prints much.
    let output = folder.appending(path: "output")
    try Data().write(to: output)
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardOutput = try FileHandle(forWritingTo: output)
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure(words: "\(program) ended with \(process.terminationStatus)")
    }
    return try String(contentsOf: output, encoding: .utf8)
  }

  // MARK: What it prints

  private static func reading(_ lines: ArraySlice<Substring>, end: Substring) -> Reading {
    var reading = Reading()
    for line in lines { take(line.split(separator: " ", omittingEmptySubsequences: false), &reading) }
    if end != "." { reading.reference.error = String(end.dropFirst(2)) }
    return reading
  }

  private static func take(_ words: [Substring], _ reading: inout Reading) {
    switch words[0] {
    case "+document": reading.reference.addDocument(isStart: true)
    case "-document": reading.reference.addDocument(isStart: false)
    case "+mapping": reading.reference.add(event(.mapping(isFlow: words[1] == "flow"), words[2...]), isOpen: true)
    case "+sequence": reading.reference.add(event(.sequence(isFlow: words[1] == "flow"), words[2...]), isOpen: true)
    case "-collection": reading.reference.addEnd()
    case "alias": reading.reference.addAlias(bytes(words[1]))
    default:
      var scalar = event(.scalar(style: String(words[1])), words[2...])
      scalar.text = bytes(words[6])
      reading.reference.add(scalar, isOpen: false)
      reading.marks.append((Int(words[4]) ?? 0)..<(Int(words[5]) ?? 0))
    }
  }

  private static func event(_ shape: YAMLEvent.Shape, _ properties: ArraySlice<Substring>) -> YAMLEvent {
    let anchor = properties.first == "-" ? nil : properties.first.map(bytes)
    return YAMLEvent(shape: shape, anchor: anchor, hasTag: properties.dropFirst().first == "1")
  }

  private static func bytes(_ hexadecimal: Substring) -> [UInt8] {
    let digits = hexadecimal.utf8.map { $0 <= 57 ? $0 - 48 : $0 - 87 }
    return stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }
}
