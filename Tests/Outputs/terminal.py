"""What is printed on a terminal: at 40, 80 and 200 columns no line is wider than the terminal but what has to stay whole, what is underlined is in view,
and colour is there where it is wanted and nowhere else.

    .build/venv/bin/python Tests/Outputs/terminal.py [BINARY]
"""
import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import tempfile
import termios
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BINARY = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / ".build/release/privatelint").resolve()
FOLDER = tempfile.TemporaryDirectory()
CLEAN = """version: 1
company: Rhein Retail AG
projects:
  k3jd8fh2mzp4q:
    plan: pro
    cloud: aws
    region: eu-central-1
    environments:
      production:
        connection: unidirectional
        customer: { account: "736705098412", region: eu-central-1 }
        ports:
          - { service: Webserver, protocol: HTTP, port: 80 }
          - { service: SFTP, port: 2222 }
        enablement:
          service_name: com.amazonaws.vpce.eu-central-1.vpce-svc-03d5ebb7d9579a2b3
          endpoints:
            - { id: vpce-0c4f1e2d3b5a69788, dns: shop.rhein.example }
"""
FAULTY = CLEAN.replace("plan: pro", "plan: starter").replace("port: 80 }", "port: 443 }   # 東京 and a comment that goes on and on, far past the edge of any terminal there is") \
    .replace("    cloud: aws", "    cloud: Aws").replace("unidirectional", "bidirectionel").replace("port: 2222", "port: 02222")
LOG = """* Connected to shop.rhein.example (10.0.0.1) port 80 (#0)
* connect to 10.0.0.1 port 2222 failed: Connection refused
* Failed to connect to shop.rhein.example port 2222: Connection refused
"""
ESCAPE = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;;[^\x1b]*\x1b\\")
failures = []


def check(condition, what, detail=""):
    if not condition:
        failures.append(what)
        print(f"FAILED {what}\n{detail}", file=sys.stderr)


def on_terminal(columns, *arguments, **variables):
    """What a command prints on a terminal of that width."""
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    environment = {"PATH": os.environ["PATH"], "TERM": "xterm-256color", **variables}
    child = subprocess.Popen([BINARY, *arguments], stdin=subprocess.DEVNULL, stdout=follower, stderr=follower, cwd=FOLDER.name, env=environment)
    os.close(follower)
    output = b""
    while True:
        try:
            chunk = os.read(leader, 65536)
        except OSError:
            break
        if not chunk:
            break
        output += chunk
    os.close(leader)
    child.wait(timeout=60)
    return output.decode().replace("\r\n", "\n")


def piped(*arguments, **variables):
    environment = {"PATH": os.environ["PATH"], "TERM": "xterm-256color", **variables}
    return subprocess.run([BINARY, *arguments], capture_output=True, text=True, cwd=FOLDER.name, env=environment, timeout=60).stdout


def width(text):
    return sum(2 if "\u2e80" <= letter <= "\u9fff" else 1 for letter in text)


def words(text):
    return " ".join(text.split())


def fits(name, output, columns, stays=lambda line: False):
    """No line is wider than the terminal, but one word alone, and what stays whole."""
    for line in ESCAPE.sub("", output).split("\n"):
        alone = len(line.split()) <= 1 or re.fullmatch(r" *= page: \S+| *(-->|:::) .*", line)
        check(width(line) <= columns or alone or stays(line), f"{name} at {columns} columns: a line of {width(line)}", line)


def hold_findings(columns):
    output = on_terminal(columns, "lint", "--no-config", "faulty.privatelink.yaml")
    text = ESCAPE.sub("", output)
    fits("lint", output, columns)
    plain = piped("lint", "--no-config", "faulty.privatelink.yaml")
    headlines = [line for line in plain.split("\n") if re.match(r"(error|warning|note)\[", line)]
    check(len(headlines) >= 5, "the manifest has findings", plain)
    for headline in headlines:
        check(words(headline) in words(text), f"at {columns} columns the whole of {headline!r}", text)
    # Below each line of the source that is shown, something is underlined within the terminal.
    for line in text.split("\n"):
        check("^" not in line or 0 < line.index("^") < columns, f"at {columns} columns the underline is in view", line)
    check(text.count("^^") >= 4, f"at {columns} columns there are underlines", text)
    # What a fix changes is in view on both of its lines.
    before, after = [line for line in text.split("\n") if re.match(r" +[-+] .*2222", line)]
    check("02222" in before and "02222" not in after, f"at {columns} columns the fix shows what it changes", f"{before}\n{after}")
    if columns == 200:
        check("\n".join(headlines[0:1]) in text, "at 200 columns a headline is one line", text)


def hold_prose(columns):
    for name, arguments in [("help", ["help", "lint"]), ("help of the tool", ["--help"]), ("rules", ["rules"]), ("limits", ["limits"]),
                            ("explain", ["explain", "https-to-commerce"]), ("search", ["explain", "ssh"])]:
        # Names and flags in a column of their own, and examples, stay whole.
        fits(name, on_terminal(columns, *arguments), columns if columns >= 80 else 1000)
    runbook = on_terminal(columns, "runbook", "--no-config", "clean.privatelink.yaml", "--today", "2026-11-29")
    fits("runbook", runbook, columns, stays=lambda line: re.match(r" {8}\S", line) or "  " in line.strip())
    commands = [line for line in piped("runbook", "--no-config", "clean.privatelink.yaml", "--today", "2026-11-29").split("\n") if re.match(r" {8}\S", line)]
    shown = ESCAPE.sub("", runbook).split("\n")
    check(commands and [line for line in shown if re.match(r" {8}\S", line)] == commands, f"at {columns} columns the commands of the runbook are the same", runbook)
    verdicts = on_terminal(columns, "verify", "--no-config", "--log", "verify.log", "clean.privatelink.yaml")
    fits("verify --log", verdicts, columns, stays=lambda line: re.match(r"(connected|refused) +\S+ port ", line))


COLOURED = [
    ("lint", ["lint", "--no-config", "faulty.privatelink.yaml"]),
    ("runbook", ["runbook", "--no-config", "clean.privatelink.yaml"]),
    ("runbook --next", ["runbook", "--next", "--no-config", "clean.privatelink.yaml"]),
    ("verify --log", ["verify", "--no-config", "--log", "verify.log", "clean.privatelink.yaml"]),
]


def hold_colours():
    for name, arguments in COLOURED:
        plain = piped(*arguments)
        check(plain and "\x1b" not in plain, f"{name} is plain in a pipe", plain)
        check("\x1b[" in on_terminal(200, *arguments), f"{name} is coloured on a terminal")
        for how, shown in [({"NO_COLOR": "1"}, on_terminal(200, *arguments, NO_COLOR="1")), ({"TERM": "dumb"}, on_terminal(200, *arguments, TERM="dumb")),
                           ("--color never", on_terminal(200, *arguments, "--color", "never")), ({"CLICOLOR": "0"}, on_terminal(200, *arguments, CLICOLOR="0")),
                           ("NO_COLOR beside FORCE_COLOR", on_terminal(200, *arguments, NO_COLOR="1", FORCE_COLOR="1"))]:
            check("\x1b[" not in shown, f"{name} is plain with {how}", shown)
        for how, shown in [("FORCE_COLOR", piped(*arguments, FORCE_COLOR="1")), ("--color always", piped(*arguments, "--color", "always")),
                           ("--color always beside NO_COLOR", piped(*arguments, "--color", "always", NO_COLOR="1"))]:
            check("\x1b[" in shown, f"{name} is coloured with {how}", shown)
            check(ESCAPE.sub("", shown) == plain, f"{name} says the same in colour", shown)
    # A file is no terminal.
    piped("runbook", "--no-config", "clean.privatelink.yaml", "-o", "books", "--color", "always")
    book = next((Path(FOLDER.name) / "books").iterdir())
    check("\x1b" not in book.read_text(), "a runbook in a file is plain")


(Path(FOLDER.name) / "clean.privatelink.yaml").write_text(CLEAN)
(Path(FOLDER.name) / "faulty.privatelink.yaml").write_text(FAULTY)
(Path(FOLDER.name) / "verify.log").write_text(LOG)
for size in [40, 80, 200]:
    hold_findings(size)
    hold_prose(size)
hold_colours()
print(f"terminal: 40, 80 and 200 columns, {len(COLOURED)} commands in colour, {len(failures)} failures")
sys.exit(1 if failures else 0)
