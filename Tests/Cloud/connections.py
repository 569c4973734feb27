"""The connection test, run for real: listeners on loopback that accept, refuse and never answer, and the script's verdicts on each of them,
under every shell there is, all shells at once, since most of the time is spent waiting; then `verify --log` on what curl itself prints for the same
connections, and on what the script prints.

Nothing but loopback is connected to. Usage: connections.py BINARY
"""
import os
import pty
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

SHELLS = [["sh"], ["bash"], ["busybox", "sh"], ["zsh"], ["ksh"], ["mksh"]]
ACCOUNT = "0f2b9c1e-5b7a-4e3d-9a55-6d1f0c7e8b21"


@contextmanager
def accepting(greeting=b"", host="127.0.0.1"):
    """Takes every connection, greets, and keeps it open."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as server:
        server.bind((host, 0))
        server.listen(128)
        held = []

        def serve():
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                held.append(connection)
                with suppress(OSError):
                    connection.sendall(greeting)

        threading.Thread(target=serve, daemon=True).start()
        yield server.getsockname()[1]
        server.shutdown(socket.SHUT_RDWR)
        for connection in held:
            connection.close()


@contextmanager
def refusing():
    """A port that is kept from others, and that nobody listens on."""
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        yield holder.getsockname()[1]


@contextmanager
def silent(host="127.0.0.1"):
    """A listener whose queue is full: the kernel drops what else asks to be let in, and it never gets an answer."""
    with ExitStack() as stack:
        server = stack.enter_context(socket.socket())
        server.bind((host, 0))
        server.listen(0)
        for _ in range(4):
            filler = stack.enter_context(socket.socket())
            filler.setblocking(False)
            filler.connect_ex(server.getsockname())
        yield server.getsockname()[1]


def manifest(ports, service_ports, hosts, service_hosts):
    def listed(ports):
        quoted = {name.replace("'", "''"): port for name, port in ports.items()}
        return ", ".join(f"{{ service: '{name}', port: {port} }}" for name, port in quoted.items())

    def endpoints(hosts, name):
        return ", ".join(
            f"{{ id: /subscriptions/{ACCOUNT}/resourceGroups/rg/providers/Microsoft.Network/privateEndpoints/{name}{n}, dns: '{host}' }}"
            for n, host in enumerate(hosts))

    return f"""version: 1
company: Corvin Medical
projects:
  767u4hathojjw:
    plan: pro
    cloud: azure
    region: westeurope
    environments:
      staging:
        connection: bidirectional
        cluster: 767u4hathojjw_stg
        customer: {{ account: {ACCOUNT}, region: westeurope }}
        ports: [{listed(ports)}]
        endpoint_services:
          warehouse:
            resource_id: /subscriptions/{ACCOUNT}/resourceGroups/rg/providers/Microsoft.Network/privateLinkServices/pls
            ports: [{listed(service_ports)}]
            enablement:
              endpoints: [{endpoints(service_hosts, 'adobe')}]
        enablement:
          resource_id: /subscriptions/5c1d7e3f-2a4b-4c6d-8e9f-0a1b2c3d4e5f/resourceGroups/rg/providers/Microsoft.Network/privateLinkServices/adobe
          endpoints: [{endpoints(hosts, 'pe')}]
"""


class Tool:
    def __init__(self, binary, folder):
        self.binary, self.folder = binary, Path(folder)

    def script(self, text):
        (self.folder / "privatelink.yaml").write_text(text)
        done = subprocess.run([self.binary, "verify"], cwd=self.folder, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        (self.folder / "verify.sh").write_text(done.stdout)

    def run(self, shell, side=None, **environment):
        """The script under a shell; its status, output and errors. A home that is not given has no settings of curl."""
        kept = {"PATH": os.environ["PATH"], "HOME": str(self.folder), "CONNECT_TIMEOUT": "1", "COMMERCE_SHELL": "env"}
        done = subprocess.run(
            [*shell, "verify.sh", *([side] if side else [])], cwd=self.folder, env=kept | environment, capture_output=True, text=True)
        return done.returncode, done.stdout, done.stderr

    def log(self, text):
        done = subprocess.run([self.binary, "verify", "--log", "-"], cwd=self.folder, input=text, capture_output=True)
        return done.returncode, done.stdout.decode()


def verdicts(text):
    """{(host, port): verdict} of a table, the script's or the log's."""
    found = {}
    for line in text.splitlines():
        head, middle, tail = line.partition(" port ")
        if not middle or not tail[:1].isdigit() or "  " not in head:
            continue
        verdict, _, host = head.partition("  ")
        found[(host.strip().strip("[]"), int(tail.split()[0]))] = verdict
    return found


def at_once(check, items):
    """What a check gives for each item, in order; the first failure is raised."""
    with ThreadPoolExecutor(len(items)) as pool:
        return list(pool.map(check, items))


def in_each_shell(check):
    """Runs a check of a shell for all shells at once; gives the answers in the order of the shells."""
    for shell in SHELLS:
        if shutil.which(shell[0]) is None:
            sys.exit(f"{shell[0]} is not here: sh Scripts/install-test-tools")
    return at_once(check, SHELLS)


def check_verdicts(tool, expected, commerce):
    """The same verdicts under every shell, for each side and for both."""
    def check(shell):
        for side, wanted in [("customer", expected), ("commerce", commerce), (None, expected | commerce)]:
            status, output, errors = tool.run(shell, side)
            assert verdicts(output) == wanted, f"{shell} {side}\n{output}{errors}\nwanted {wanted}"
            assert status == 1, f"{shell} {side} ended with {status}"
            assert errors == "", errors
        return output

    output = in_each_shell(check)[-1]
    good = {place: verdict for place, verdict in expected.items() if verdict == "connected"}
    failed = len(expected | commerce) - len([v for v in (expected | commerce).values() if v == "connected"])
    assert good and f"{failed} failed, 0 not tested" in output, output
    # What there is to check next is said for each verdict that occurred, and for no other.
    for verdict in ["refused", "timed out", "name not found", "no route"]:
        assert (f"{verdict}, toward Adobe Commerce: " in output) == (verdict in expected.values()), output
        assert (f"{verdict}, from Adobe Commerce: " in output) == (verdict in commerce.values()), output


def curl_output(expected):
    """What curl prints when a person types the documented command, one connection after the other."""
    def typed(place):
        url = f"telnet://{f'[{place[0]}]' if ':' in place[0] else place[0]}:{place[1]}/"
        done = subprocess.run(
            ["curl", "-v", "--noproxy", "*", "--connect-timeout", "1", "--max-time", "2", url], stdin=subprocess.DEVNULL, capture_output=True)
        return b"$ curl -v " + url.encode() + b"\n" + done.stderr

    return b"".join(at_once(typed, list(expected)))


def check_log(tool, expected):
    """`verify --log` comes to the same verdicts, from curl's words and from the script's, however the log was kept."""
    raw = curl_output(expected)
    stamped = b"".join(b"2026-11-24T10:00:00Z \x1b[2m" + line + b"\x1b[0m\n" for line in raw.splitlines())
    kept = {
        "as printed": raw, "CRLF": raw.replace(b"\n", b"\r\n"), "stamped and coloured": stamped,
        "UTF-16": b"\xff\xfe" + raw.decode(errors="replace").encode("utf-16-le"),
        "the script's": tool.run(["sh"], "customer")[1].encode(),
    }
    for name, text in kept.items():
        status, output = tool.log(text)
        found = {place: verdict for place, verdict in verdicts(output).items() if verdict != "not in the log"}
        assert found == expected, f"{name}\n{output}\nwanted {expected}\n{text.decode(errors='replace')}"
        assert status == 1, f"{name}: status {status}"


def check_all_connected(tool):
    def check(shell):
        status, output, errors = tool.run(shell)
        assert status == 0 and set(verdicts(output).values()) == {"connected"}, f"{shell}: {status}\n{output}{errors}"
        return output

    status, output = tool.log(in_each_shell(check)[0].encode())
    assert status == 0 and "not in the log" not in output, output


def check_commerce_shell(tool, folder):
    """The way into the environment: `magento-cloud ssh` or what the reader sets, with or without a greeting, or shut."""
    bin = Path(folder) / "bin"
    bin.mkdir()
    for name, text in {
        "magento-cloud": 'printf "%s " "$@" >>"$HOME/arguments"\nexec sh',
        "greets": 'echo "connected       127.0.0.1 port 80 (open)"; echo "1 refused         127.0.0.1 port 80 (open)"; exec sh',
        "is-shut": "cat >/dev/null; echo 'no access' >&2; exit 255",
        "is-interrupted": "sed 1q; exit 1",
    }.items():
        (bin / name).write_text(f"#!/bin/sh\n{text}\n")
        (bin / name).chmod(0o755)
    path = f"{bin}:{os.environ['PATH']}"

    def check(shell):
        home = Path(folder) / f"home-{shell[0]}"
        home.mkdir()
        status, output, errors = tool.run(shell, "commerce", PATH=path, COMMERCE_SHELL="", HOME=str(home))
        assert status == 0 and "connected" in output, f"{status}\n{output}{errors}"
        arguments = (home / "arguments").read_text()
        assert arguments == "ssh --project 767u4hathojjw --environment staging sh ", arguments
        status, output, errors = tool.run(shell, "commerce", PATH=path, COMMERCE_SHELL="greets")
        # A login banner that begins like a result is none.
        assert status == 0 and output.count("port ") == 1 and "1 connected, 0 failed, 0 not tested" in output and errors.count("port 80") == 2, f"{status}\n{output}{errors}"
        for way in ["is-shut", "is-interrupted"]:
            status, output, errors = tool.run(shell, "commerce", PATH=path, COMMERCE_SHELL=way)
            assert status == 2 and "1 of 1: no result came" in output and "0 connected" in output, f"{way}: {status}\n{output}{errors}"

    in_each_shell(check)


def check_settings_of_curl(tool, folder):
    """A user's own settings of curl (a proxy, a shorter time) do not take part."""
    settings = Path(folder) / ".curlrc"
    settings.write_text("proxy = http://127.0.0.1:1\nmax-time = 0.001\nsilent\n")
    check_all_connected(tool)
    settings.unlink()


def check_many(tool, open_port, shut, mute):
    """Several at once, and the results in the order of the manifest; on a terminal a count of those that are left."""
    ports = [open_port, shut, mute]
    hosts = [f"127.0.1.{number}" for number in range(1, 8)]
    tool.script(manifest({f"s{number}": port for number, port in enumerate(ports)}, {"open": open_port}, hosts, ["127.0.0.1"]))

    def check(shell):
        begun = time.time()
        status, output, errors = tool.run(shell, "customer")
        took = time.time() - begun
        places = [(line.split()[-4], int(line.split()[-2])) for line in output.splitlines() if " port " in line and line.endswith(")")]
        assert places == [(host, port) for host in hosts for port in sorted(ports)], f"{shell}\n{output}"
        # Seven that connect keep curl for two seconds, and whoever never answers for one: one after the other that is more than twenty.
        assert took < 15, f"{shell}: {took:.1f} s\n{output}"
        assert status == 1 and errors == "", errors

    in_each_shell(check)
    (screen,) = on_terminals(tool, [["sh", "verify.sh", "customer"]])
    assert "21 of 21 left" in screen and "1 of 21 left" in screen and "0 of 21 left" in screen, screen
    shown = [line.split("\r")[-1] for line in screen.replace("\r\n", "\n").splitlines()]
    assert sum(line.endswith(("(s0)", "(s1)", "(s2)")) for line in shown) == 21, screen


def on_terminals(tool, programs, stop_after=None, ends_within=60):
    """What programs show, each on a terminal of its own; Ctrl-C after some seconds if asked for."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(tool.folder), "CONNECT_TIMEOUT": "1" if stop_after is None else "5", "TERM": "xterm"}
    started = []
    for words in programs:
        child, terminal = pty.fork()
        if child == 0:
            os.chdir(tool.folder)
            os.execvpe(words[0], words, environment)
        started.append((words, child, terminal))
    return at_once(lambda program: watched(*program, stop_after, ends_within), started)


def watched(words, child, terminal, stop_after, ends_within):
    text, begun, stopped = b"", time.time(), False
    while True:
        ready, _, _ = select.select([terminal], [], [], 0.2)
        if stop_after is not None and not stopped and time.time() - begun > stop_after:
            os.write(terminal, b"\x03")
            stopped = True
        if ready:
            try:
                piece = os.read(terminal, 65536)
            except OSError:
                break
            if not piece:
                break
            text += piece
        assert time.time() - begun < ends_within, f"{words} went on for {time.time() - begun:.1f} s: {text}"
    os.waitpid(child, 0)
    os.close(terminal)
    return text.decode(errors="replace")


def check_interrupt(tool, mute):
    """Ctrl-C ends the script at once, with the probes that it started."""
    tool.script(manifest({"mute": mute}, {"open": mute}, [f"127.0.2.{number}" for number in range(1, 30)], ["127.0.0.1"]))
    on_terminals(tool, [[*shell, "verify.sh", "customer"] for shell in SHELLS], stop_after=1, ends_within=4)
    time.sleep(5.5)
    left = [line for line in subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True).stdout.splitlines() if "telnet://127.0.2." in line]
    assert left == [], left


def check_usage(tool):
    def check(shell):
        assert tool.run(shell, "everything")[0] == 2
        for seconds in ["0", "-1", "1; echo x", "ten"]:
            status, output, _ = tool.run(shell, CONNECT_TIMEOUT=seconds)
            assert status == 2 and output == "", f"{seconds}: {status}\n{output}"

    in_each_shell(check)


def check_other_curls(tool, folder):
    """What other versions of curl say, and machines that have none, or one without telnet."""
    answers = {
        "connected": ["* Established connection to warehouse (127.0.0.1 port 80) from 127.0.0.1 port 5 ", 28],
        "timed out": ["* Failed to connect to warehouse port 80 after 1001 ms: Timeout was reached", 28],
        "failed": ["curl: (7) couldn't connect to host", 7],
        "refused": ["* connect to 127.0.0.1 port 80 failed: Connection refused", 7],
        "name not found": ["curl: (6) Couldn't resolve host 'warehouse'", 6],
        "no route": ["* Immediate connect fail for 127.0.0.1: Network is unreachable", 7],
        "not tested": ['curl: (1) Protocol "telnet" not supported or disabled in libcurl', 1],
    }

    def check(shell):
        bin = Path(folder) / f"curls-{shell[0]}"
        bin.mkdir()
        for verdict, (words, status) in answers.items():
            (bin / "curl").write_text(f"#!/bin/sh\ncat <<'END' >&2\n{words}\nEND\nexit {status}\n")
            (bin / "curl").chmod(0o755)
            ended, output, errors = tool.run(shell, "customer", PATH=f"{bin}:{os.environ['PATH']}")
            assert {line.split("  ")[0] for line in output.splitlines() if " port " in line and line[0].islower() and ": " not in line.split(" port ")[0]} == {verdict}, f"{words}\n{output}{errors}"
            assert ended == {"connected": 0, "not tested": 2}.get(verdict, 1), f"{words}: {ended}"
        (bin / "curl").unlink()
        shell_path = shutil.which(shell[0])
        for needed in ["cat", "date", "printf", "sort"]:  # mksh has no printf of its own
            (bin / needed).symlink_to(shutil.which(needed))
        ended, output, _ = tool.run([shell_path, *shell[1:]], "customer", PATH=str(bin))
        assert ended == 2 and "curl was not found" in output, f"{ended}\n{output}"

    in_each_shell(check)


def main(binary):
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        tool = Tool(binary, folder)
        # A greeting may say what it likes: it comes over an open connection.
        open_port = stack.enter_context(accepting(b"\x00\xff\xfd\x01Connection refused\r\nCould not resolve host\r\nConnection timed out\r\n"))
        shut, mute = stack.enter_context(refusing()), stack.enter_context(silent())
        ports = {"it's open": open_port, "$(shut it)": shut, "`mute`": mute}
        lost = "warehouse.invalid"
        tool.script(manifest(ports, {"open": open_port, "shut": shut}, ["127.0.0.1"], ["127.0.0.2", lost]))
        customer = {("127.0.0.1", open_port): "connected", ("127.0.0.1", shut): "refused", ("127.0.0.1", mute): "timed out"}
        commerce = {(host, port): verdict for host, verdict in [("127.0.0.2", "refused"), (lost, "name not found")] for port in (open_port, shut)}
        check_verdicts(tool, customer, commerce)
        check_log(tool, customer)
        check_usage(tool)
        if socket.has_ipv6 and Path("/proc/net/if_inet6").exists() and Path("/proc/net/if_inet6").read_text():
            six = stack.enter_context(accepting(host="::1"))
            tool.script(manifest({"six": six}, {"open": open_port}, ["::1"], ["127.0.0.1"]))
            check_all_connected(tool)
        tool.script(manifest({"open": open_port}, {"open": open_port}, ["127.0.0.1"], ["127.0.0.1"]))
        check_all_connected(tool)
        check_commerce_shell(tool, folder)
        check_settings_of_curl(tool, folder)
        check_other_curls(tool, folder)
        everywhere = "0.0.0.0"
        check_many(tool, stack.enter_context(accepting(host=everywhere)), shut, stack.enter_context(silent(everywhere)))
        check_interrupt(tool, stack.enter_context(silent(everywhere)))
        shellcheck = subprocess.run(["shellcheck", str(Path(folder) / "verify.sh")], capture_output=True, text=True)
        assert shellcheck.returncode == 0, shellcheck.stdout
    print("connections: the script's verdicts, and the log's, are what the listeners do")


if __name__ == "__main__":
    # What runs in the background may have been told to ignore it, and hands that on.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    main(sys.argv[1])
