import Diagnostics
import YAMLTree

/// Credentials that their issuers gave a form of their own: a prefix that nothing else has, and enough characters after
/// it.
enum Tokens {
  struct Form {
    let prefix: StaticString
    /// What may follow the prefix.
    let alphabet: Alphabet
    /// How many characters have to follow.
    let least: Int
    /// Whether as many follow, and then neither a letter nor a digit.
    let isExact: Bool
    let kind: String

    init(_ prefix: StaticString, of alphabet: Alphabet, least: Int, _ kind: String, isExact: Bool = false) {
      self.isExact = isExact
      self.prefix = prefix
      self.alphabet = alphabet
      self.least = least
      self.kind = kind
    }
  }

  /// All of them: in what is long enough for one, those that begin where a word does, and those with a mark in the
  /// middle.
  static func find(in text: Text) -> [Secrets.Secret] {
    var secrets: [Secrets.Secret] = []
    for run in text.runs(of: characters, atLeast: shortest) {
      findPrefixed(in: run, of: text, &secrets)
      if run.count >= shortestMarked { secrets += marked(in: run, of: text) }
    }
    return secrets
  }

  private static func findPrefixed(in run: Range<Int>, of text: Text, _ secrets: inout [Secrets.Secret]) {
    let alphanumeric = Alphabet.alphanumeric
    var offset = run.lowerBound
    while offset < run.upperBound {
      if let secret = token(at: offset, in: text) {
        secrets.append(secret)
        offset = Int(secret.span.end)
      } else {
        offset = text.end(ofRunOf: alphanumeric, from: offset) + 1
      }
    }
  }

  private static func token(at start: Int, in text: Text) -> Secrets.Secret? {
    for form in byFirst[Int(text.bytes[start])] where text.contains(form.prefix, at: start) {
      let end = text.end(ofRunOf: form.alphabet, from: start + form.prefix.utf8CodeUnitCount)
      let length = end - start - form.prefix.utf8CodeUnitCount
      guard form.isExact else {
        if length >= form.least { return Secrets.Secret(start..<end, form.kind) }
        continue
      }
      if length == form.least, text.isWord(at: start..<end) { return Secrets.Secret(start..<end, form.kind) }
    }
    return text.contains("eyJ", at: start) ? webToken(at: start, in: text) : nil
  }

  /// A JSON Web Token: header and claims, each an object in base64url, and a signature.
  private static func webToken(at start: Int, in text: Text) -> Secrets.Secret? {
    let header = text.end(ofRunOf: base64url, from: start)
    guard header - start >= 12, text.contains(".eyJ", at: header) else { return nil }
    let claims = text.end(ofRunOf: base64url, from: header + 1)
    guard claims - header >= 12, text.contains(".", at: claims) else { return nil }
    let end = text.end(ofRunOf: base64url, from: claims + 1)
    return end - claims >= 16 ? Secrets.Secret(start..<end, "a JSON Web Token") : nil
  }

  /// Tokens whose mark is in the middle: those of HCP Terraform, `….atlasv1.…`, and of Azure DevOps, 76 characters,
  /// `AZDO` and four more.
  private static func marked(in run: Range<Int>, of text: Text) -> [Secrets.Secret] {
    text[run].offsets(of: ".atlasv1.").compactMap { terraformToken(around: run.lowerBound + $0, in: text) }
      + text[run].offsets(of: "AZDO").compactMap { azureToken(around: run.lowerBound + $0, in: text) }
  }

  private static func terraformToken(around mark: Int, in text: Text) -> Secrets.Secret? {
    let end = text.end(ofRunOf: base64url, from: mark + 9)
    guard mark >= 14, end - mark - 9 >= 60, text[mark - 14..<mark].bytes.allSatisfy(Alphabet.alphanumeric.contains),
      text.isWord(at: mark - 14..<end)
    else { return nil }
    return Secrets.Secret(mark - 14..<end, "a Terraform token")
  }

  private static func azureToken(around mark: Int, in text: Text) -> Secrets.Secret? {
    guard mark >= 76, mark + 8 <= text.count, case let token = mark - 76..<mark + 8,
      text[token].bytes.allSatisfy(Alphabet.alphanumeric.contains), text.isWord(at: token)
    else { return nil }
    return Secrets.Secret(token, "an Azure DevOps token")
  }

  private static let base64url = Alphabet.alphanumeric.with("_-")
  private static let base64 = Alphabet.alphanumeric.with("+/=%")
  private static let path = Alphabet.alphanumeric.with("/_-")

  /// As those who issue them publish their forms.
  private static let forms: [Form] =
    ["ghp_", "gho_", "ghu_", "ghs_", "ghr_"].map { Form($0, of: base64url, least: 36, "a GitHub token") } + [
      Form("github_pat_", of: base64url, least: 50, "a GitHub token")
    ]
    + ["glpat-", "gldt-", "glrt-", "glptt-", "glcbt-", "glsoat-", "glft-", "glimt-", "glagent-", "gloas-", "glffct-"]
    .map { Form($0, of: base64url.with("."), least: 20, "a GitLab token") }
    + ["xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-", "xoxe-", "xoxe.xox", "xapp-"].map {
      Form($0, of: base64url, least: 20, "a Slack token")
    } + [
      Form("hooks.slack.com/services/", of: path, least: 20, "a Slack webhook"),
      Form("pypi-AgE", of: base64url, least: 50, "a PyPI token"),
      Form("npm_", of: .alphanumeric, least: 36, "an npm token"),
      Form("AIza", of: base64url, least: 35, "a Google API key"),
      Form("ya29.", of: base64url, least: 20, "a Google access token"),
      Form("GOCSPX-", of: base64url, least: 20, "a Google client secret"),
    ] + ["sk_live_", "rk_live_", "sk_test_", "rk_test_"].map { Form($0, of: .alphanumeric, least: 16, "a Stripe key") }
    + [
      Form("whsec_", of: base64.with("_-"), least: 24, "a Stripe webhook secret"),
      Form("hvs.", of: base64url, least: 24, "a Vault token"),
      Form("dop_v1_", of: .alphanumeric, least: 64, "a DigitalOcean token"),
      Form("SG.", of: base64url.with("."), least: 60, "a SendGrid key"),
      Form("ATATT3x", of: base64url.with("="), least: 60, "an Atlassian token"),
      Form("NRAK-", of: .alphanumeric, least: 27, "a New Relic key"),
      Form("sk-proj-", of: base64url, least: 40, "an OpenAI key"),
      Form("p8e-", of: base64url, least: 32, "an Adobe client secret"),
      Form("p8-", of: base64url, least: 32, "an Adobe client secret"),
    ]
    + ["sk-ant-", "sk-svcacct-", "sk-admin-"].map { Form($0, of: base64url, least: 40, "an AI service key") }
    + ["glsa_", "glc_"].map { Form($0, of: base64.with("_-"), least: 32, "a Grafana token") }
    + ["sntrys_", "sntryu_"].map { Form($0, of: base64.with("_-"), least: 40, "a Sentry token") } + [
      Form("hf_", of: .alphanumeric, least: 34, "a Hugging Face token", isExact: true),
      Form("SK", of: .smallHexDigits, least: 32, "a Twilio API key", isExact: true),
      Form("dapi", of: .smallHexDigits, least: 32, "a Databricks token", isExact: true),
      Form("pul-", of: .smallHexDigits, least: 40, "a Pulumi token", isExact: true),
      Form("dckr_pat_", of: base64url, least: 27, "a Docker Hub token"),
      Form("dp.pt.", of: .alphanumeric, least: 40, "a Doppler token"),
      Form("PMAK-", of: base64url, least: 59, "a Postman key"),
      Form("lin_api_", of: .alphanumeric, least: 40, "a Linear key"),
      Form("rubygems_", of: .smallHexDigits, least: 48, "a RubyGems key"),
      Form("AGE-SECRET-KEY-1", of: .capitalsAndDigits, least: 58, "an age key"),
    ]
    + ["shpat_", "shpss_", "shpca_"].map { Form($0, of: .alphanumeric, least: 32, "a Shopify token") }
    + ["IQoJb3JpZ2lu", "FwoGZXIvYXdz", "FQoGZXIvYXdz", "AQoDYXdz"].map {
      Form($0, of: base64, least: 80, "an AWS session token")
    }

  /// The forms by the first byte of their prefix.
  private static let byFirst: [[Form]] = forms.reduce(into: Array(repeating: [], count: 256)) { lists, form in
    lists[Int(form.prefix.utf8Start.pointee)].append(form)
  }

  /// What a token is made of, and how long the shortest is, with a mark in the middle and at all.
  private static let characters = Alphabet.alphanumeric.with("_-./+=%")
  private static let shortestMarked = 83
  private static let shortest = forms.map { $0.prefix.utf8CodeUnitCount + $0.least }.min() ?? 0
}
