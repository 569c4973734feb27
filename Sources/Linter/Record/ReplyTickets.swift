import Diagnostics
import ManifestModel

/// The ticket numbers in a paragraph of an answer: those that are called so, such as `ticket #251234567` or `Case ID: E-000123456`.
enum ReplyTickets {
  /// A ticket number, and whether its sentence says that the ticket is another one's forerunner or closed.
  struct Number {
    let word: ReplyWord
    let isEarlier: Bool
  }

  static func numbers(in words: [ReplyWord]) -> [Number] {
    var numbers: [Number] = []
    // How many words may still come before a number.
    var budget = 0
    var hasNumber = false
    for (index, word) in words.enumerated() {
      let text = word.text.lowercased()
      if names.contains(text) {
        (budget, hasNumber) = (wordsBetween, false)
      } else if budget > 0, isNumber(word.text) {
        numbers.append(Number(word: word, isEarlier: isEarlier(sentence(around: index, in: words))))
        (budget, hasNumber) = (word.endsSentence ? 0 : wordsBetween, true)
      } else if budget > 0, fillers.contains(text) || hasNumber && joiners.contains(text) {
        budget -= 1
      } else {
        budget = 0
      }
    }
    return numbers
  }

  private static let wordsBetween = 5
  private static let names: Set<String> = [
    "ticket", "tickets", "case", "cases", "ticket-id", "case-id", "ticketid", "caseid", "ticket-number", "case-number",
  ]
  private static let fillers: Set<String> = [
    "number", "numbers", "id", "no", "nr", "nº", "n°", "№", "is", "reference", "ref", "support", "the", "", "-",
  ]
  private static let joiners: Set<String> = ["and", "or", "&", "/", "with", "by", "into"]
  private static let marksOfEarlier: Set<String> = [
    "closed", "replaces", "replaced", "replacing", "supersedes", "superseded", "earlier", "previous", "previously",
    "former", "formerly", "old", "older", "instead", "duplicate", "merged", "resolved", "solved", "cancelled",
    "canceled", "expired", "obsolete", "withdrawn", "ersetzt", "geschlossen", "remplace", "remplacé", "fermé",
  ]

  private static func isNumber(_ text: String) -> Bool {
    text.utf8.count <= 40 && text.utf8.count { $0.isDigit } >= 4 && CivilDate(text) == nil
      && text.utf8.allSatisfy { $0.isDigit || $0.isLetter || $0 == UInt8(ascii: "-") }
  }

  /// The words of a sentence; nothing beyond what one is long.
  private static func sentence(around index: Int, in words: [ReplyWord]) -> ArraySlice<ReplyWord> {
    let earliest = max(0, index - 60)
    let latest = min(words.count - 1, index + 60)
    let before = words[earliest..<index].lastIndex { $0.endsSentence && !fillers.contains($0.text.lowercased()) }
    let end = words[index...latest].firstIndex { $0.endsSentence && !fillers.contains($0.text.lowercased()) }
    return words[(before.map { $0 + 1 } ?? earliest)...(end ?? latest)]
  }

  private static func isEarlier(_ sentence: ArraySlice<ReplyWord>) -> Bool {
    sentence.contains { marksOfEarlier.contains($0.text.lowercased()) }
  }
}
