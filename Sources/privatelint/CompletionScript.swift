/// A completion script as the parser writes it, made to know that `lint` is meant where no command is named.
enum CompletionScript {
  /// The script with what follows from the default command; any other text as it is.
  static func withDefaultCommand(_ text: String) -> String {
    let words = NameCompletion.lineWords
    if text.hasPrefix("#!/bin/bash") { return givingLine("\"\(words.bash)\"", in: replacing(bash, in: text)) }
    if text.hasPrefix("#compdef ") { return givingLine("\"\(words.zsh)\"", in: replacing(zsh, in: text)) }
    if text.hasPrefix("function __privatelint_") { return givingLine(words.fish, in: replacing(fish, in: text)) }
    return text
  }

  /// Which environments are offered depends on the project that the line asks for.
  private static func givingLine(_ words: String, in text: String) -> String {
    let command = NameCompletion.environmentsCommand
    return text.replacing(command, with: "\(command) \(words)")
  }

  private static var names: [String] { PrivateLint.commandNames }

  private typealias Replacement = (line: String, by: String)

  private static func replacing(_ pairs: [Replacement], in text: String) -> String {
    pairs.reduce(text) { text, pair in
      guard let range = text.firstRange(of: pair.line) else { return text }
      return text.replacingCharacters(in: range, by: pair.by)
    }
  }

  private static var bash: [Replacement] {
    let offer = "        COMPREPLY+=($(compgen -W '\(names.joined(separator: " "))' -- \"${cur}\"))\n"
    return [
      (
        offer,
        """
                if [[ "${COMP_CWORD}" -gt 1 || -n "${cur}" ]]; then
                    # Without a command, lint is meant
                    COMPREPLY=()
                    unparsed_words=("${COMP_WORDS[@]:1:${COMP_CWORD}}")
                    _privatelint_lint
                fi
                if [[ "${COMP_CWORD}" -eq 1 ]]; then
                \(offer)        fi

        """
      )
    ]
  }

  private static var zsh: [Replacement] {
    let start = "    local -A opt_args\n"
    let describe = "        _describe -V subcommand subcommands && ret=0\n"
    return [
      (
        start,
        """
        \(start)
            # Without a command, lint is meant
            if [[ ( "${CURRENT}" -gt 2 && "${words[2]}" != (\(names.joined(separator: "|"))) ) || ( "${CURRENT}" -eq 2 \
        && "${words[2]}" = -* ) ]]; then
                words=("${words[1]}" lint "${(@)words[2,-1]}")
                (( CURRENT++ ))
            fi

        """
      ),
      (describe, describe + "        [[ -n \"${words[CURRENT]}\" ]] && _files && ret=0\n"),
    ]
  }

  private static var fish: [Replacement] {
    let start = "    case 'privatelint'\n"
    return [
      (
        start,
        """
        \(start)        # Without a command, lint is meant
                if set -q unparsed_tokens[2]
                    contains -- $unparsed_tokens[2] \(names.joined(separator: " "))
                    or set unparsed_tokens $unparsed_tokens[1] lint $unparsed_tokens[2..]
                else if string match -q -- '-*' (commandline -ct)
                    set unparsed_tokens $unparsed_tokens[1] lint
                end

        """
      )
    ]
  }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<String.Index>, by text: String) -> String {
    self[..<range.lowerBound] + text + self[range.upperBound...]
  }
}
