import Diagnostics

/// Words of a declaration, which may be others on each cloud.
package struct Wording: Sendable, ExpressibleByStringInterpolation {
  private let aws: String
  private let azure: String
  /// Where the cloud is not known, or both are meant.
  private let either: String

  package init(stringLiteral text: String) { (aws, azure, either) = (text, text, text) }

  private init(aws: String, azure: String, either: String) {
    (self.aws, self.azure, self.either) = (aws, azure, either)
  }

  /// Words that name the thing of the cloud where that is known, and both things where it is not.
  static func each(aws: String, azure: String, either: String) -> Wording {
    Wording(aws: aws, azure: azure, either: either)
  }

  package func on(_ cloud: Cloud?) -> String {
    switch cloud {
    case .aws: aws
    case .azure: azure
    case nil: either
    }
  }
}
