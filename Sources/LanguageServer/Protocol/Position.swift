import Diagnostics

/// What a character of a position counts.
package enum PositionEncoding: String, Sendable, CaseIterable {
  case utf8 = "utf-8"
  case utf16 = "utf-16"
  case utf32 = "utf-32"

  /// The units of the scalar that begins with a byte; 0 for the other bytes of a scalar.
  func units(of byte: UInt8) -> Int {
    switch self {
    case .utf8: 1
    case .utf16: byte & 0xC0 == 0x80 ? 0 : byte >= 0xF0 ? 2 : 1
    case .utf32: byte & 0xC0 == 0x80 ? 0 : 1
    }
  }
}

/// A place in a text: line and character from 0, the character in units of the encoding that was agreed on.
package struct Position: Sendable, Equatable {
  package var line: Int
  package var character: Int

  package init(line: Int, character: Int) {
    self.line = line
    self.character = character
  }

  init(_ value: JSON?) throws(ResponseError) {
    guard let line = value?["line"]?.integer, let character = value?["character"]?.integer else {
      throw .missing("position")
    }
    self.init(line: line, character: character)
  }

  func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("line", line)
      writer.field("character", character)
    }
  }
}

/// Two places, the end exclusive.
package struct PositionRange: Sendable, Equatable {
  package var start: Position
  package var end: Position

  package init(_ start: Position, _ end: Position) {
    self.start = start
    self.end = end
  }

  init(_ value: JSON?) throws(ResponseError) {
    guard let value else { throw .missing("range") }
    self.init(try Position(value["start"]), try Position(value["end"]))
  }

  func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.key("start")
      start.write(to: &writer)
      writer.key("end")
      end.write(to: &writer)
    }
  }
}
