import ManifestModel

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

  /// The command that tries one connection by hand; the host is a word of the shell.
  package static func curl(host: String, port: Int) -> String {
    "curl -v --noproxy '*' --connect-timeout 10 --max-time 12 telnet://\(host):\(port)/"
  }

  private static func head(_ projects: [EffectiveProject]) -> String {
    var text = "#!/bin/sh\n# Connection test, written by privatelint.\n"
    for project in projects {
      let paths = project.paths.joined(separator: ", ")
      text +=
        Shell.comment(
          "Project \(project.displayName), from \(paths), fingerprint \(EffectiveJSON.fingerprint(of: project))"
        ) + "\n"
    }
    return text + usage + probe + tally
  }

  private static let usage = #"""
    #
    # sh FILE            tests both directions
    # sh FILE customer   from this machine, in your network, to Adobe Commerce
    # sh FILE commerce   from the Adobe Commerce environment, over its ordinary SSH, to your network
    #
    # CONNECT_TIMEOUT    seconds to wait for each connection, 10 where it is not set
    # COMMERCE_SHELL     the command that reaches the environment, where it is not `magento-cloud ssh`
    #
    # Ends with 0: all connected. 1: a connection failed. 2: something could not be tested.
    set -u

    side=${1:-both}
    seconds=${CONNECT_TIMEOUT:-10}
    case $side in both|customer|commerce) ;; *)
      printf '%s\n' "usage: sh $0 [both|customer|commerce]" >&2
      exit 2 ;;
    esac
    case $seconds in ''|*[!0-9]*|0*)
      printf '%s\n' "CONNECT_TIMEOUT takes whole seconds, not '$seconds'" >&2
      exit 2 ;;
    esac

    """#

  /// What tries one connection. It is a text, for it also runs in the environment's shell.
  private static let probe = #"""

    # One line for each host and port. Words decide: the exit status of an open connection and of none are the same.
    # shellcheck disable=SC2016 # what is in it is expanded where it runs
    probe='probe() {
      LC_ALL=C
      export LC_ALL
      answer=$(curl -v --noproxy "*" --connect-timeout "$seconds" --max-time "$((seconds + 1))" -o /dev/null "telnet://$1:$2/" </dev/null 2>&1)
      status=$?
      why=
      case $answer in
        *"Connected to "*|*"stablished connection to "*) verdict="connected" ;;
        *"onnection refused"*) verdict="refused" ;;
        *"esolve host"*|*"esolving timed out"*) verdict="name not found" ;;
        *"No route to host"*|*"etwork is unreachable"*) verdict="no route" ;;
        *"imed out"*|*"imeout"*) verdict="timed out" ;;
        *) case $status in
          6) verdict="name not found" ;;
          7) verdict="refused" ;;
          28) verdict="timed out" ;;
          127) verdict="not tested" why=": no curl here" ;;
          1) verdict="not tested" why=": this curl is built without telnet" ;;
          *) verdict="not tested" why=": curl ended with status $status" ;;
        esac ;;
      esac
      printf "%-15s %s port %s (%s)%s\n" "$verdict" "$1" "$2" "$3" "$why"
    }'
    eval "$probe"

    """#

  private static let tally = #"""

    connected=0
    failed=0
    untested=0
    seen=

    # tally shows the lines of a test and counts them. Its second argument says how many there should be, its third which side they are of.
    tally() {
      missing=$2
      while IFS= read -r line; do
        case $line in
          'connected '*) connected=$((connected + 1)) ;;
          'refused '*|'name not found '*|'no route '*|'timed out '*) failed=$((failed + 1)) seen="$seen|$3: ${line%%  *}|" ;;
          'not tested '*) untested=$((untested + 1)) ;;
          '') continue ;;
          *) # What else a shell says when it is entered.
            printf '%s\n' "$line" >&2
            continue ;;
        esac
        printf '%s\n' "$line"
        missing=$((missing - 1))
      done <<END
    $1
    END
      if [ "$missing" -gt 0 ]; then
        untested=$((untested + missing))
        printf '%-15s %s\n' 'not tested' "$missing of $2: no answer came from the environment's shell"
      fi
    }

    # reach runs what comes on its standard input in the environment's shell.
    reach() {
      if [ -n "${COMMERCE_SHELL:-}" ]; then
        # shellcheck disable=SC2086 # a command with its arguments
        $COMMERCE_SHELL sh
      else
        "$@" sh
      fi
    }

    """#

  private static func section(_ environment: EffectiveEnvironment, _ project: EffectiveProject) -> String {
    let tests = ConnectionTest.all(of: project, named: [environment.id])
    let customer = tests.filter { $0.side == .customer }
    let commerce = tests.filter { $0.side == .commerce }
    let title = Shell.comment("\(environment.displayName) of \(project.displayName)")
    var text = "\n\(title)\n"
    if !customer.isEmpty {
      text += opening("commerce", "From your network to \(environment.displayName) of \(project.id)")
      text += customer.map { "  tally \"$(\(probe($0)))\" 1 customer\n" }.joined() + "fi\n"
    }
    if !commerce.isEmpty {
      text += opening("customer", "From \(environment.displayName) of \(project.id) to your network")
      text += fromCommerce(commerce, environment, project) + "fi\n"
    }
    return text + remarks(environment) + machineChecks(environment)
  }

  private static func opening(_ otherSide: String, _ title: String) -> String {
    "if [ \"$side\" != \(otherSide) ]; then\n  printf '%s\\n' \(Shell.quoted(title))\n"
  }

  /// What the environment's shell is to run goes to it on standard input, so that no value passes another shell as words.
  private static func fromCommerce(
    _ tests: [ConnectionTest],
    _ environment: EffectiveEnvironment,
    _ project: EffectiveProject
  ) -> String {
    let shell =
      "magento-cloud ssh \(Shell.option("project", project.id)) \(Shell.option("environment", environment.id))"
    let lines = tests.map { probe($0) + "\n" }.joined()
    return
      "  tally \"$({\n    printf 'seconds=%s\\n%s\\n' \"$seconds\" \"$probe\"\n    cat <<'PRIVATELINT_END'\n\(lines)PRIVATELINT_END\n  } | reach \(shell))\" \(tests.count) commerce\n"
  }

  private static func probe(_ test: ConnectionTest) -> String {
    "probe \(Shell.quoted(ConnectionTest.urlHost(test.host))) \(test.port) \(Shell.quoted(test.service))"
  }

  /// What the test leaves out, and why.
  private static func remarks(_ environment: EffectiveEnvironment) -> String {
    var remarks: [String] = []
    if !environment.ports.isEmpty, environment.endpoints.allSatisfy({ $0.dns == nil }) {
      remarks.append("Toward Adobe Commerce nothing is tested yet: enablement.endpoints has no dns.")
    }
    for service in environment.endpointServices where service.endpoints.allSatisfy({ $0.dns == nil }) {
      remarks.append("\(service.name) is not tested yet: its enablement.endpoints has no dns of Adobe's endpoint.")
    }
    for port in environment.ports + environment.endpointServices.flatMap(\.ports) where port.transport == .udp {
      remarks.append("\(port.socket)\(port.service.map { " (\($0))" } ?? "") is not tested: the test speaks TCP.")
    }
    return remarks.map { Shell.comment($0) + "\n" }.joined()
  }

  /// What to look at on the machines themselves (source: Test VPC endpoint service connection).
  private static func machineChecks(_ environment: EffectiveEnvironment) -> String {
    var text = ""
    let served = Set(environment.endpointServices.flatMap(\.ports).map(\.number)).sorted()
    if !served.isEmpty {
      text += "#\n# On each machine behind your load balancer: does the service listen, and do packets arrive?\n"
    }
    for port in served {
      text +=
        "#   netstat -na | grep \(port)\n#   tcpdump -i \"$INTERFACE\" -tt -nn port \(port) and host \"$SOURCE_HOST\"\n"
    }
    let used = Set(environment.ports.map(\.number)).sorted()
    if !used.isEmpty {
      text += "#\n# On a machine that connects to Adobe Commerce: do packets leave, and do answers come?\n"
    }
    for port in used { text += "#   tcpdump -i \"$INTERFACE\" -tt -nn port \(port) and host \"$ENDPOINT_ADDRESS\"\n" }
    return text
  }

  private static var tail: String {
    var text = #"""

      if [ "$((connected + failed + untested))" -eq 0 ]; then
        printf '%s\n' 'Nothing was tested: the manifest has no endpoint with a dns for this direction.' >&2
        exit 2
      fi
      printf '%s connected, %s failed, %s not tested\n' "$connected" "$failed" "$untested"

      """#
    for side in [ConnectionTest.Side.customer, .commerce] {
      for verdict in ConnectionVerdict.allCases {
        guard let advice = verdict.advice(side) else { continue }
        let line = Shell.quoted(
          "\(verdict.rawValue), \(side == .customer ? "toward Adobe Commerce" : "from Adobe Commerce"): \(advice)"
        )
        text += "case $seen in *'|\(side.rawValue): \(verdict.rawValue)|'*) printf '%s\\n' \(line) ;; esac\n"
      }
    }
    return text + "[ \"$failed\" -eq 0 ] || exit 1\n[ \"$untested\" -eq 0 ] || exit 2\n"
  }
}
