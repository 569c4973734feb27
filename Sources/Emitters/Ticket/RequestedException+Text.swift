import Diagnostics
import ManifestModel

extension RequestedException {
  /// The exception as a request: "Please allow SSH (port 22) over this connection until 2027-01-31. Reason: …". The
  /// reason is free text, so that it comes last.
  package var request: Sentence {
    let place: Sentence = environment.map { "\($0): " } ?? ""
    let end: Sentence = until.map { " until \(code: $0)" } ?? ""
    return "\(place)Please \(action)\(end). Reason: \(reason)"
  }

  /// What is to be allowed, by the documented limit; `value` is what the manifest says at that place.
  private var action: Sentence {
    let isNumber = !value.isEmpty && value.utf8.allSatisfy(\.isDigit)
    return switch rule {
    case "ssh-over-privatelink" where isNumber: "allow SSH (port \(value)) over this connection"
    case "ssh-over-privatelink" where value.lowercased() == "ssh": "allow SSH over this connection"
    case "ssh-over-privatelink": "allow SSH (\(code: value)) over this connection"
    case "https-to-commerce": "allow HTTPS (port 443) toward Adobe Commerce"
    case "plan-not-pro": "allow PrivateLink on the Starter plan"
    case "environment-not-eligible": "allow PrivateLink for this environment (neither Production nor Staging)"
    case "region-mismatch": "allow region \(code: value) (not the project's)"
    case "private-dns": "allow private DNS"
    case "adobe-principal-missing": "accept that our endpoint service does not grant access to Adobe"
    default: "allow an exception to \(code: rule) (\(finding))"
    }
  }
}
