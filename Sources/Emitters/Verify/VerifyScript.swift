import ManifestModel

/// One connection that a test tries: a host and a port, from one side.
package struct ConnectionTest: Sendable, Hashable {
  package enum Side: String, Sendable {
    /// From the customer's network to Adobe Commerce.
    case customer
    /// From the Adobe Commerce environment to the customer's network.
    case commerce
  }
  package let project: String
  package let environment: String
  package let side: Side
  package let host: String
  package let port: Int
  /// What answers there.
  package let service: String

  /// Every TCP connection of a project that has a host to try.
  package static func all(of project: EffectiveProject, named: Set<String> = []) -> [ConnectionTest] {
    project.environments.filter { named.isEmpty || named.contains($0.id) }.flatMap { environment in
      let toward = tests(environment.endpoints, environment.ports, project, environment, .customer, prefix: "")
      let back = environment.endpointServices.flatMap {
        tests($0.endpoints, $0.ports, project, environment, .commerce, prefix: $0.name + ": ")
      }
      return toward + back
    }
  }

  private static func tests(
    _ endpoints: [EffectiveEndpoint], _ ports: [EffectivePort], _ project: EffectiveProject, _ environment: EffectiveEnvironment,
    _ side: Side, prefix: String
  ) -> [ConnectionTest] {
    endpoints.compactMap(\.dns).flatMap { host in
      ports.filter { $0.transport == .tcp }.map { port in
        ConnectionTest(
          project: project.id, environment: environment.id, side: side, host: host, port: port.number,
          service: prefix + (port.service ?? "port \(port.number)"))
      }
    }
  }
}

/// The connection test as a POSIX shell script. Every value is one quoted word of it.
package enum VerifyScript {
  package static func render(_ projects: [EffectiveProject], named: Set<String> = []) -> String {
    var script = head(projects)
    for project in projects {
      for environment in project.environments where named.isEmpty || named.contains(environment.id) {
        script += section(environment, project)
      }
    }
    return script + tail
  }

  /// The command that tries one connection; it is judged by what it prints, for it never ends by itself.
  package static func curl(host: String, port: Int) -> String {
    "curl -v --noproxy '*' --connect-timeout 10 --max-time 12 \(Shell.word("telnet://\(host.contains(":") ? "[\(host)]" : host):\(port)/"))"
  }

  private static func head(_ projects: [EffectiveProject]) -> String {
    var text = "#!/bin/sh\n# Connection test, written by privatelint.\n"
    for project in projects {
      text +=
        Shell.comment(
          "Project \(project.displayName), from \(project.paths.joined(separator: ", ")), fingerprint \(EffectiveJSON.fingerprint(of: project))"
        ) + "\n"
    }
    return text + """
      #
      # sh FILE            tests both directions
      # sh FILE customer   from this machine, in your network, to Adobe Commerce
      # sh FILE commerce   from the Adobe Commerce environment, over its ordinary SSH, to your network
      #
      # CONNECT_TIMEOUT    seconds to wait for each connection, 10 where it is not set
      # COMMERCE_SHELL     how to reach a shell of the environment; `magento-cloud ssh` with project and environment where it is not set
      set -u

      side=${1:-both}
      seconds=${CONNECT_TIMEOUT:-10}
      failed=0
      tested=0

      # probe runs where the connection starts: here, or in the environment's shell. One line for each host and port.
      probe='probe() {
        answer=$(curl -v --noproxy "*" --connect-timeout "$seconds" --max-time "$((seconds + 2))" "telnet://$1:$2/" </dev/null 2>&1)
        # The exit status is the same for an open connection and for none: only the words tell.
        case $answer in
          *"Connected to "*) verdict="connected" ;;
          *"onnection refused"*) verdict="refused" ;;
          *"ould not resolve host"*|*"ouldn"?"t resolve host"*) verdict="name not found" ;;
          *"not found"*|*"command not found"*) verdict="no curl here" ;;
          *"No route to host"*|*"etwork is unreachable"*) verdict="no route" ;;
          *) verdict="timed out" ;;
        esac
        printf "%-15s %s port %s (%s)\\n" "$verdict" "$1" "$2" "$3"
      }'
      eval "$probe"

      # count reads the lines of a test, shows them, and counts.
      count() {
        while IFS= read -r line; do
          printf '%s\\n' "$line"
          tested=$((tested + 1))
          case $line in 'connected '*) ;; *) failed=$((failed + 1)) ;; esac
        done <<END
      $1
      END
      }

      """
  }

  private static func section(_ environment: EffectiveEnvironment, _ project: EffectiveProject) -> String {
    let tests = ConnectionTest.all(of: project, named: [environment.id])
    let customer = tests.filter { $0.side == .customer }
    let commerce = tests.filter { $0.side == .commerce }
    var text = "\n" + Shell.comment("\(environment.displayName) of \(project.displayName)") + "\n"
    if !customer.isEmpty {
      text +=
        "if [ \"$side\" != commerce ]; then\n  printf '%s\\n' \(Shell.quoted("From your network to \(environment.displayName) of \(project.id)"))\n"
      text += "  count \"$(\n\(calls(customer, indent: "    "))  )\"\nfi\n"
    }
    if !commerce.isEmpty {
      let shell =
        "${COMMERCE_SHELL:-magento-cloud ssh -p \(project.id.filter { $0.isLetter || $0.isNumber }) -e \(Shell.plainWord(environment.id))}"
      text +=
        "if [ \"$side\" != customer ]; then\n  printf '%s\\n' \(Shell.quoted("From \(environment.displayName) of \(project.id) to your network"))\n"
      text += "  # What the environment's shell is to run goes to it on standard input, so that no value passes another shell as words.\n"
      text += "  # shellcheck disable=SC2086 # the shell to reach is a command with arguments\n"
      text +=
        "  count \"$({\n    printf 'seconds=%s\\n%s\\n' \"$seconds\" \"$probe\"\n    cat <<'PRIVATELINT_END'\n\(calls(commerce, indent: ""))PRIVATELINT_END\n  } | \(shell) sh)\"\nfi\n"
    }
    if tests.isEmpty { text += Shell.comment("No endpoint with a `dns` is in the manifest yet: there is nothing to connect to.") + "\n" }
    let untested = (environment.ports + environment.endpointServices.flatMap(\.ports)).filter { $0.transport == .udp }
    for port in untested { text += Shell.comment("UDP \(port.number) (\(port.service ?? "")) is not tested: the test is TCP.") + "\n" }
    return text + machineChecks(environment)
  }

  private static func calls(_ tests: [ConnectionTest], indent: String) -> String {
    tests.map { test in
      let host = test.host.contains(":") ? "[\(test.host)]" : test.host
      return "\(indent)probe \(Shell.quoted(host)) \(test.port) \(Shell.quoted(test.service))\n"
    }.joined()
  }

  /// What to look at on the machines themselves (source: Test VPC endpoint service connection).
  private static func machineChecks(_ environment: EffectiveEnvironment) -> String {
    let ports = Set(environment.endpointServices.flatMap(\.ports).filter { $0.transport == .tcp }.map(\.number)).sorted()
    guard !ports.isEmpty else { return "" }
    var text = "# On each machine behind your load balancer: is the service listening, and do packets arrive?\n"
    for port in ports {
      text += "#   netstat -na | grep \(port)\n#   tcpdump -i \"$INTERFACE\" -tt -nn port \(port) and host \"$SOURCE_HOST\"\n"
    }
    return text
  }

  private static let tail = """

    if [ "$tested" -eq 0 ]; then
      printf '%s\\n' 'Nothing was tested: no endpoint of this direction has a dns in the manifest.' >&2
      exit 2
    fi
    printf '%s of %s connections failed\\n' "$failed" "$tested"
    [ "$failed" -eq 0 ]

    """
}

extension Shell {
  /// A word for a place where no quotes can stand: whatever is not a plain letter is left out.
  static func plainWord(_ value: String) -> String {
    String(
      value.unicodeScalars.filter { scalar in
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
          || "-_./".unicodeScalars.contains(scalar)
      }.map(Character.init))
  }
}
