"""`verify --log` on what the tools of this machine print, made anew on every run: curl, nc, ncat, telnet and bash try hosts that accept, refuse, never
answer, have no route, have several addresses, or do not exist; each output is judged with and without its command line, with CRLF, in UTF-16, with time
stamps and colours, and all of them in one file.

Everything happens in a network namespace of its own, whose hosts file names the hosts. Where a machine does not allow one, the test says that it is
left out. Usage: logs.py BINARY
"""
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

OPEN, SHUT = 2222, 2223
HOSTS = {
    "open.example": ["10.77.0.1"],
    "silent.example": ["10.77.0.2"],
    "noroute.example": ["10.77.0.3"],
    "unreachable.example": ["10.78.0.1"],
    "two.example": ["10.77.0.2", "10.77.0.1"],
    "six.example": ["fd00:77::1", "10.77.0.1"],
    "six-silent.example": ["fd00:99::1", "10.77.0.2"],
}
EXPECTED = {
    ("open.example", OPEN): "connected",
    ("open.example", SHUT): "refused",
    ("silent.example", OPEN): "timed out",
    ("noroute.example", OPEN): "no route",
    ("unreachable.example", OPEN): "no route",
    ("two.example", SHUT): "refused",
    ("six.example", OPEN): "connected",
    ("six-silent.example", OPEN): "timed out",
    ("nowhere.example", OPEN): "name not found",
}
SECONDS = "1"
# How each tool is asked, and whether its output alone names host and port.
TOOLS = {
    "curl -v": (lambda host, port: ["curl", "-v", "--connect-timeout", SECONDS, "--max-time", "2", f"telnet://{host}:{port}/"], True),
    "curl -vvv": (lambda host, port: ["curl", "-q", "-s", "-vvv", "--connect-timeout", SECONDS, "--max-time", "2", f"telnet://{host}:{port}"], True),
    "nc.openbsd": (lambda host, port: ["nc.openbsd", "-zv", "-w", SECONDS, host, str(port)], True),
    "nc.traditional": (lambda host, port: ["nc.traditional", "-zv", "-w", SECONDS, host, str(port)], True),
    "ncat": (lambda host, port: ["ncat", "-zv", "-w", SECONDS, host, str(port)], False),
    "telnet": (lambda host, port: ["telnet", host, str(port)], False),
}
# telnet has no time limit of its own, ncat adds one for each address, the traditional nc tries one address, and curl 7.88 gives a second one no time.
NOT_TRIED = {("curl -v", "two.example"), ("curl -vvv", "two.example"), ("telnet", "silent.example"), ("telnet", "six-silent.example"), ("telnet", "two.example"), ("nc.traditional", "two.example"), ("ncat", "six-silent.example")}


def command(*words):
    subprocess.run(words, check=True, capture_output=True)


def build_network(folder):
    command("ip", "link", "set", "lo", "up")
    for address in ("10.77.0.1", "10.77.0.2"):
        command("ip", "address", "add", f"{address}/32", "dev", "lo")
    command("ip", "-6", "address", "add", "fd00:77::1/128", "dev", "lo", "nodad")
    command("ip", "route", "add", "unreachable", "10.77.0.3")
    command("iptables", "-A", "INPUT", "-d", "10.77.0.2", "-p", "tcp", "--syn", "-j", "DROP")
    hosts = Path(folder, "hosts")
    hosts.write_text("127.0.0.1 localhost\n" + "".join(f"{address} {host}\n" for host, addresses in HOSTS.items() for address in addresses))
    resolver = Path(folder, "resolv.conf")
    resolver.write_text("nameserver 127.0.0.1\noptions timeout:1 attempts:1\n")
    command("mount", "--bind", str(hosts), "/etc/hosts")
    command("mount", "--bind", str(resolver), "/etc/resolv.conf")


def listen():
    held = []
    server = socket.socket()
    server.bind(("10.77.0.1", OPEN))
    server.listen(64)

    def serve():
        while True:
            connection, _ = server.accept()
            held.append(connection)
            # A greeting says what it likes.
            connection.sendall(b"220 Connection refused: could not resolve host, no route to host\r\n")
            if len(held) > 1:
                held.pop(0).close()

    threading.Thread(target=serve, daemon=True).start()


def manifest():
    account = "0f2b9c1e-5b7a-4e3d-9a55-6d1f0c7e8b21"
    pe = f"/subscriptions/{account}/resourceGroups/rg/providers/Microsoft.Network/privateEndpoints/pe"
    hosts = dict.fromkeys(host for host, _ in EXPECTED)
    endpoints = "\n".join(f"            - {{ id: {pe}{number}, dns: {host} }}" for number, host in enumerate(hosts))
    return f"""version: 1
company: Corvin Medical
projects:
  767u4hathojjw:
    plan: pro
    cloud: azure
    region: westeurope
    environments:
      staging:
        connection: unidirectional
        cluster: 767u4hathojjw_stg
        customer: {{ account: {account}, region: westeurope }}
        ports: [{{ service: open, port: {OPEN} }}, {{ service: shut, port: {SHUT} }}]
        enablement:
          resource_id: /subscriptions/5c1d7e3f-2a4b-4c6d-8e9f-0a1b2c3d4e5f/resourceGroups/rg/providers/Microsoft.Network/privateLinkServices/adobe
          endpoints:
{endpoints}
"""


class Judge:
    def __init__(self, binary, folder):
        self.binary, self.folder = binary, folder
        Path(folder, "privatelink.yaml").write_text(manifest())

    def __call__(self, log):
        done = subprocess.run([self.binary, "verify", "--log", "-"], cwd=self.folder, input=log, capture_output=True)
        found = {}
        for line in done.stdout.decode().split("\n\n")[0].splitlines():
            verdict, place = line.split("  ", 1)
            words = place.split()
            if verdict != "not in the log" and "staging," in words:
                found[(words[0], int(words[2]))] = verdict
        assert done.returncode in (1, 2), done.stderr
        return found


def forms(log):
    """The same lines as people keep them."""
    stamped = b"".join(b"2026-11-24T10:00:00Z host \x1b[2m" + line + b"\x1b[0m\n" for line in log.splitlines())
    text = log.decode(errors="replace")
    return {
        "as printed": log, "CRLF": log.replace(b"\n", b"\r\n"), "stamped": stamped, "UTF-16": b"\xff\xfe" + text.encode("utf-16-le"),
        "UTF-16, big-endian": b"\xfe\xff" + text.encode("utf-16-be"), "without empty lines": log.replace(b"\n\n", b"\n"),
    }


def check(judge, name, host, port, verdict, words, names_all):
    begun = time.time()
    done = subprocess.run(words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60)
    assert time.time() - begun < 30, f"{name} {host} took long"
    typed = b"$ " + " ".join(words).encode() + b"\n" + done.stdout + b"\n"
    for form, log in forms(typed).items():
        found = judge(log)
        assert found == {(host, port): verdict}, f"{name}, {form}: {found}, not {verdict}\n{typed.decode(errors='replace')}"
    found = judge(done.stdout)
    if verdict == "name not found":
        # Without the command line the port may not be known: the host has none.
        assert set(found.values()) <= {verdict} and {place[0] for place in found} <= {host}, f"{name}: {found}\n{done.stdout}"
    elif names_all:
        assert found == {(host, port): verdict}, f"{name} without its command line: {found}, not {verdict}\n{done.stdout.decode(errors='replace')}"
    else:
        assert found == {}, f"{name} without its command line: {found}, though it names no port\n{done.stdout.decode(errors='replace')}"
    return typed


def inside(binary, folder):
    build_network(folder)
    listen()
    judge = Judge(binary, folder)
    count = 0
    for name, (words, names_all) in TOOLS.items():
        if shutil.which(words("", 0)[0]) is None:
            sys.exit(f"{words('', 0)[0]} is not here: sh Scripts/install-test-tools")
        together, expected = b"", {}
        for (host, port), verdict in EXPECTED.items():
            if (name, host) in NOT_TRIED:
                continue
            together += check(judge, name, host, port, verdict, words(host, port), names_all)
            expected[(host, port)] = verdict
            count += 1
        found = judge(together)
        assert found == expected, f"{name}, all in one: {found}"
    print(f"logs: {count} outputs of {len(TOOLS)} tools are judged as they are, however they are kept")


def main(binary):
    binary = os.path.abspath(binary)
    allowed = subprocess.run(["unshare", "--net", "--mount", "sh", "-c", "iptables -L -n && ip link set lo up"], capture_output=True)
    if allowed.returncode != 0:
        print("logs: left out, since this machine does not allow a network namespace:", allowed.stderr.decode().strip().split("\n")[-1])
        return
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(subprocess.run(["unshare", "--net", "--mount", sys.executable, __file__, binary, folder]).returncode)


if __name__ == "__main__":
    if len(sys.argv) == 3:
        inside(*sys.argv[1:])
    else:
        main(sys.argv[1])
