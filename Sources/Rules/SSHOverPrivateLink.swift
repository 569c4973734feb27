import Diagnostics
import ManifestModel

/// `ssh-over-privatelink`: no SSH in either direction. SFTP on 2222 is Adobe's own example and fine.
enum SSHOverPrivateLink: Rule {
  static let about = RuleAbout(
    "ssh-over-privatelink",
    .limits,
    .error,
    .limit,
    summary: "Port 22, or a service or protocol that is SSH, in either direction.",
    why: "Adobe does not carry SSH over PrivateLink; SFTP uses a port of its own, such as 2222.",
    remedy: "Use ordinary SSH for logins, and SFTP on 2222 for files.",
    basis: .service("Limitations"),
    example: .init(.aws, bad: [("port: 2222", "port: 22")])
  )

  static func check(_ file: ManifestFile, today: CivilDate, to findings: inout Findings) {
    for port in file.ports {
      if port.number.present == 22 {
        findings.add(
          about,
          at: FindingPlace(port.number.place),
          "port 22 cannot be opened over PrivateLink: it is the SSH port",
          label: "SSH is not allowed in either direction",
          help: "for file transfers, use SFTP on port 2222; for logins, use SSH over the internet"
        )
      } else if port.serviceNamesSSH || port.protocolNamesSSH {
        let place = port.serviceNamesSSH ? port.service.place : port.applicationProtocol.place
        findings.add(
          about,
          at: FindingPlace(place),
          "\(Display.quoted(file.string(place))) cannot run over PrivateLink",
          label: "SSH is not allowed in either direction",
          help: "for file transfers, use SFTP on port 2222; for logins, use SSH over the internet"
        )
      }
    }
  }
}
