import Diagnostics
import YAMLTree

/// `secret-in-manifest`: a credential anywhere in the file.
package enum SecretInManifest {
  package static let about = RuleAbout(
    "secret-in-manifest",
    .values,
    .error,
    .secret,
    summary:
      """
      A credential anywhere in the file, comments included: a key, token or secret of AWS, Azure, GitHub, GitLab, \
      Slack, PyPI, npm, Google, Stripe or Adobe, a private key, a JSON Web Token, or a password in a URL.
      """,
    why: "Manifests are committed and tickets are shared; treat a credential in either as compromised.",
    remedy: "Revoke the credential, remove it from here and from the repository's history, and keep it in a vault.",
    basis: .fact("PrivateLink enablement never asks for a secret"),
    // The key is the one that AWS's own documentation prints; it opens nothing.
    isIgnorable: false,
    example: .init(.aws, bad: [("        # endpoint services", "        x-notes: key AKIAIOSFODNN7EXAMPLE")])
  )
}

extension SecretInManifest {
  /// Reports the secrets of a file; gives their spans, in order.
  static func report(to findings: inout Findings) -> [Span] {
    let secrets = find(in: findings.tree)
    for secret in secrets {
      findings.add(
        about,
        at: FindingPlace(secret.span),
        "this file contains \(secret.kind)",
        label: "a credential",
        help: "revoke it, remove it from here and from the repository's history, and keep credentials in a vault"
      )
    }
    return secrets.map(\.span)
  }

  /// Remembers the secrets of a file whose text is shown and not checked.
  package static func remember(_ tree: YAMLTree) { _ = find(in: tree) }

  private static func find(in tree: YAMLTree) -> [Secrets.Secret] {
    let written = Secrets.find(in: tree.source.bytes)
    let spans = written.map(\.span)
    SeenSecrets.remember(spans.map { Text(tree.source.bytes[$0.range]) })
    var secrets = written.map { Secrets.Secret(spanWithQuotes($0.span, tree).range, $0.kind) }
    // A secret that appears only once escapes are resolved.
    for (index, node) in tree.nodes.enumerated() where node.kind == .scalar && !tree.isDirect(NodeID(index)) {
      let resolved = Secrets.find(in: tree.text(NodeID(index)).bytes)
      if let secret = resolved.first, resolved.count > spans.touching(node.span).count {
        remember(resolved, of: NodeID(index), in: tree)
        secrets.append(Secrets.Secret(node.span.range, secret.kind))
      }
    }
    secrets += escapedAccessKeys(in: tree, beside: spans)
    return Secrets.apart(secrets)
  }

  /// Secret access keys with escapes in their name or value: the name is a node, and the value the next one.
  private static func escapedAccessKeys(in tree: YAMLTree, beside spans: [Span]) -> [Secrets.Secret] {
    var found: [Secrets.Secret] = []
    for id in tree.nodes.indices.dropFirst().lazy.map(NodeID.init) {
      let key = id - 1
      // Where both are as they are written, the search of the whole file has been there.
      guard !tree.isDirect(key) || !tree.isDirect(id) || tree[key].style != .plain, tree[id].kind == .scalar,
        tree[key].kind == .scalar, NamedSecrets.isAccessKey(tree.text(id), under: tree.text(key)),
        spans.touching(tree[id].span).isEmpty
      else { continue }
      SeenSecrets.remember([tree.text(id)])
      found.append(Secrets.Secret(tree[id].span.range, NamedSecrets.accessKey))
    }
    return found
  }

  /// Remembers secrets of a text that is not written as it reads, with the pieces of them that the file contains.
  private static func remember(_ secrets: [Secrets.Secret], of node: NodeID, in tree: YAMLTree) {
    let text = tree.text(node)
    let values = secrets.map { text[$0.span.range] }
    let pieces = tree.source.bytes[tree[node].span.range].split { $0 <= 0x20 || "\\\"'=;:&?@,".utf8.contains($0) }.map {
      // The address of a web hook begins after the slashes of its URL.
      Text($0.drop { $0 == UInt8(ascii: "/") })
    }
    SeenSecrets.remember(values + pieces.filter { piece in values.contains { $0.contains(piece) } })
  }

  /// A secret that is the whole text of a quoted scalar is reported with its quotes, as any value is.
  private static func spanWithQuotes(_ span: Span, _ tree: YAMLTree) -> Span {
    let quote = tree.source.bytes[..<Int(span.start)].last
    let isQuoted = quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
    return isQuoted && tree.source.bytes[Int(span.end)...].first == quote ? Span(span.start - 1, span.end + 1) : span
  }
}
