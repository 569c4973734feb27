import ArgumentParser
import Diagnostics
import Files

/// Whether output is coloured, and how wide it is.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never

  /// What can be shown at a descriptor.
  func style(for descriptor: Int32) -> TextStyle {
    let isTerminal = isatty(descriptor) == 1
    let hasColour =
      switch self {
      case .always: true
      case .never: false
      case .auto: ColorChoice.isWanted ?? (isTerminal && ColorChoice.isTerminalCapable)
      }
    return TextStyle(
      hasColour: hasColour,
      hasLinks: hasColour && ColorChoice.hasLinks(isTerminal: isTerminal),
      width: isTerminal ? ColorChoice.columns(of: descriptor) : nil
    )
  }

  /// For text that is mostly prose, which wraps at a terminal's width or at 80 columns.
  static var prose: TextStyle { ColorChoice.auto.prose }

  var prose: TextStyle {
    let style = style(for: STDOUT_FILENO)
    guard style.width == nil, let width = Environment.number("COLUMNS") else { return style }
    return style.with(width: width)
  }

  // MARK: What the environment says

  /// `NO_COLOR` beats `FORCE_COLOR` and `CLICOLOR_FORCE`, which beat `CLICOLOR=0`; nil: nobody says.
  private static var isWanted: Bool? {
    if Environment.isSet("NO_COLOR") { return false }
    if let force = Environment.value("FORCE_COLOR") { return !["0", "false"].contains(force) }
    if let force = Environment.value("CLICOLOR_FORCE"), force != "0" { return true }
    return Environment.value("CLICOLOR") == "0" ? false : nil
  }

  private static var isTerminalCapable: Bool { ![nil, "dumb"].contains(Environment.value("TERM")) }

  /// A terminal that knows no links may print their addresses, so only those that are known to have them get any.
  private static func hasLinks(isTerminal: Bool) -> Bool {
    if let force = Environment.value("FORCE_HYPERLINK") { return force != "0" }
    guard isTerminal, isTerminalCapable else { return false }
    if ["WT_SESSION", "KONSOLE_VERSION", "DOMTERM"].contains(where: Environment.isSet) { return true }
    if let version = Environment.number("VTE_VERSION") { return version >= 5000 }
    let programs = ["iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "rio"]
    if let program = Environment.value("TERM_PROGRAM"), programs.contains(program) { return true }
    let terminals = ["xterm-kitty", "xterm-ghostty", "alacritty", "foot", "wezterm"]
    return Environment.value("TERM").map(terminals.contains) ?? false
  }

  private static func columns(of descriptor: Int32) -> Int {
    Environment.number("COLUMNS") ?? terminalColumns(descriptor) ?? Prose.usualWidth
  }
}

/// Variables of the environment; one that is empty counts as unset.
private enum Environment {
  static func value(_ name: String) -> String? {
    guard hasVariable(name), let value = getenv(name) else { return nil }
    return String(cString: value)
  }

  static func isSet(_ name: String) -> Bool { hasVariable(name) }

  /// A number from 1.
  static func number(_ name: String) -> Int? { value(name).flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil } }
}
