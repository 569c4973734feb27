"""Pastes every block of runbooks into interactive shells, as a person would: through a terminal, with bracketed paste off.

Each manifest has hostile words where the language takes text, and a copy with harmless words. A block may do for the one only what it does for the
other: the same programs with the same arguments, the same files, the same variables. In zsh, bash and dash every block works; fish, which has
other assignments, may refuse a line and may execute nothing that the copy's line does not.

Usage: pasted.py BINARY [ROUNDS [SEED]]
"""
import json
import os
import pty
import random
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from recorder import Recorder

SHELLS = {"zsh": ["zsh", "-f", "-i"], "bash": ["bash", "--norc", "--noprofile", "-i"], "dash": ["dash", "-i"], "fish": ["fish", "--no-config", "-i"]}
# What a cloud answers goes into variables, and has to stay one word.
ANSWER = "answer 'with' \"quotes\" $(touch pwned) ; touch pwned #"
# `"$0"` is the path of the stand-in, whose name is the program's.
STAND_IN = r"""#!/bin/sh
{ printf '%s\0' "${0##*/}" "$@"; printf '\n\0'; } >>"$RECORD"
case ${0##*/} in aws|az) printf '%s\n' "$ANSWER" ;; esac
"""
PROGRAMS = ["aws", "az", "curl", "magento-cloud", "privatelint", "sh", "pasted", "touch"]

FRAGMENTS = [
    '"$(touch pwned)"', "$(touch pwned)", "`touch pwned`", "(touch pwned)", "; touch pwned;", "'; touch pwned; '", "\\'; touch pwned; \\'", "\\\\'",
    '"; touch pwned; "', "&& touch pwned &", "| touch pwned", "> pwned", "<(touch pwned)", "# touch pwned", "it's", "it's # here", "'", "''", '"', "\\",
    "\\\\", "!!", "!$", "!touch", "!-1", "^a^b", "=ls", "~", "~root", "%1", "{a,b}", "*", "?", "[a-z]*", "$HOME", "${IFS}", "$$", "$'x'", "-rf", "--help", "a=b",
    "X='", "é", "漢字", "e\u0301", "'\u0301", "\\\u0301", "\U0001f600", "(", ")", "end", "fi", "done", "}",
]
# What shells have tripped over, each alone.
KNOWN = ['"$(touch pwned)"', "\\'; touch pwned; '", "it's; touch pwned #", "!touch", "漢字", "(touch pwned)"]
HARMLESS = {"company": "harmless0", "project": "harmless1", "environment": "harmless2", "endpoint": "harmless3", "service": "harmless4", "title": "harmless5"}

AWS = """version: 1
company: %(company)s
projects:
  %(project)s:
    title: %(title)s
    plan: pro
    cloud: aws
    region: eu-west-1
    environments:
      %(environment)s:
        type: production
        connection: bidirectional
        customer: { account: "210987654321", region: eu-west-1 }
        ports: [{ service: %(service)s, port: 80 }]
        endpoint_services:
          %(endpoint)s:
            ports: [{ service: %(service)s, port: 8443 }, { service: %(service)s, port: 8443, transport: udp }]
"""
AZURE = """version: 1
company: %(company)s
projects:
  %(project)s:
    title: %(title)s
    plan: pro
    cloud: azure
    region: westeurope
    environments:
      %(environment)s:
        type: staging
        connection: bidirectional
        customer: { account: 0f2b9c1e-5b7a-4e3d-9a55-6d1f0c7e8b21, region: westeurope }
        ports: [{ service: %(service)s, port: 3306 }]
        endpoint_services:
          %(endpoint)s:
            ports: [{ service: %(service)s, port: 443 }, { service: %(service)s, port: 5140, transport: udp }]
"""
# The same with the first half done: its steps are checks.
AWS_HALF = AWS + """            service_name: com.amazonaws.vpce.eu-west-1.vpce-svc-03d5ebb7d9579a2b3
            allowed_principals: ["arn:aws:iam::402592597372:root"]
            enablement: { endpoints: [{ id: vpce-0a4f1e2d3b5a69788 }] }
        enablement:
          service_name: com.amazonaws.vpce.eu-west-1.vpce-svc-0a1b2c3d4e5f60718
          endpoints: [{ id: vpce-0c4f1e2d3b5a69788, dns: "fd00::1", approved: 2026-11-20 }]
"""
AZURE_HALF = AZURE + """            resource_id: /subscriptions/0f2b9c1e-5b7a-4e3d-9a55-6d1f0c7e8b21/resourceGroups/rg-(erp)/providers/Microsoft.Network/privateLinkServices/pls
        enablement:
          adobe_subscription: 5c1d7e3f-2a4b-4c6d-8e9f-0a1b2c3d4e5f
          resource_id: pls.5c1d7e3f-2a4b-4c6d-8e9f-0a1b2c3d4e5f.westeurope.azure.privatelinkservice
          endpoints: [{ id: /subscriptions/0f2b9c1e-5b7a-4e3d-9a55-6d1f0c7e8b21/resourceGroups/rg/providers/Microsoft.Network/privateEndpoints/pe, dns: 10.1.2.3 }]
"""
TEMPLATES = {"AWS": AWS, "AWS, half done": AWS_HALF, "Azure": AZURE, "Azure, half done": AZURE_HALF}


# MARK: Runbooks


def yaml_quoted(text):
    return json.dumps(text, ensure_ascii=False)


def runbook(binary, template, values, form):
    """The runbook of a manifest, whose file has a hostile name too."""
    with tempfile.TemporaryDirectory() as folder:
        name = "harmless6.yaml" if values is HARMLESS else "it's $(touch pwned) \\'.yaml"
        Path(folder, name).write_text(template % {place: yaml_quoted(value) for place, value in values.items()})
        command = [binary, "runbook", "--today", "2026-11-29", "--format", form, name]
        return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stdout


def blocks(markdown):
    """The fenced blocks, each a list of lines."""
    return [block.split("\n") for block in re.findall(r"^```sh\n(.*?)\n```$", markdown, re.S | re.M)]


def text_blocks(text):
    """The runs of lines that follow eight spaces."""
    found, last = [], None
    for number, line in enumerate(text.split("\n")):
        if re.match(r" {8}\S", line):
            if last != number - 1:
                found.append([])
            found[-1].append(line[8:])
            last = number
    return found


def json_lines(text):
    (book,) = json.loads(text)["runbooks"]
    return [command["command"] for command in [*book["setup"], book["identity"], *(c for step in book["steps"] for c in step["commands"]), *book["checks"]]]


def assigned(lines):
    """The variables that lines set, in order."""
    return list(dict.fromkeys(match[1] for line in lines if (match := re.match(r"([A-Z][A-Z0-9_]*)=", line))))


def filled(lines):
    """What a reader makes of the variables: a value with a space, or the number of a subnet."""
    lines = [re.sub(r"^([A-Z][A-Z0-9_]*SUBNET_[12]|SUBNET_[12])=''$", r"\1='1'", line) for line in lines]
    return [re.sub(r"^([A-Z][A-Z0-9_]*)=''$", r"\1='my value'", line) for line in lines]


# MARK: The terminal


class Terminal:
    """A shell on a terminal of its own, in an empty folder."""

    def __init__(self, shell, folder, stand_ins):
        self.folder, self.work = Path(folder), Path(folder, "work")
        self.work.mkdir()
        self.record = self.folder / "record"
        self.record.write_bytes(b"")
        self.count = 0
        self.shown = b""
        environment = {
            "PATH": f"{stand_ins}:/usr/bin:/bin", "RECORD": str(self.record), "ANSWER": ANSWER, "HOME": str(self.folder), "LC_ALL": "C.UTF-8", "TERM": "dumb",
            "HISTFILE": "/dev/null", "PS1": "$ "}
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.chdir(self.work)
            os.execvpe(SHELLS[shell][0], SHELLS[shell], environment)
        self.paste(["true"])

    def paste(self, lines):
        """Types lines as a paste does, and waits until the shell has run them."""
        self.count += 1
        data = "".join(f"{line}\r" for line in [*lines, f"pasted {self.count}"]).encode()
        until = time.monotonic() + 60
        mark = f"pasted\0{self.count}\0".encode()
        while mark not in self.record.read_bytes():
            reading, writing, _ = select.select([self.terminal], [self.terminal] if data else [], [], 0.02)
            if reading:
                self.shown += os.read(self.terminal, 65536)
            if writing and data:
                data = data[os.write(self.terminal, data[:256]):]
            if time.monotonic() > until:
                raise AssertionError("the shell waits for more: something is open in\n" + "\n".join(lines) + "\n" + self.shown[-2000:].decode(errors="replace"))

    def calls(self):
        """The programs that were called, each with its arguments."""
        calls = [call.split("\0")[:-1] for call in self.record.read_text(errors="surrogateescape").split("\n\0")[:-1]]
        return [call for call in calls if call[0] != "pasted"]

    def values(self, names):
        """The values of variables, as the shell passes them to a program."""
        before = len(self.calls())
        self.paste(["curl values " + " ".join(f'"${name}"' for name in names)])
        (call,) = self.calls()[before:]
        return call[2:]

    def names(self, shell):
        """The names of all variables."""
        self.paste(["set --names >../names" if shell == "fish" else "set >../names"])
        text = (self.folder / "names").read_text(errors="replace")
        return set(text.split() if shell == "fish" else re.findall(r"^([A-Za-z_][A-Za-z0-9_]*)=", text, re.M))

    def files(self):
        return sorted(path.name for path in self.work.iterdir())

    def close(self):
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self.terminal)


def together(pasted, most=1500):
    """Successive blocks as one paste, as far as a terminal takes it at once."""
    pastes = [[]]
    for block in pasted:
        if pastes[-1] and sum(map(len, pastes[-1] + block)) > most:
            pastes.append([])
        pastes[-1] += block
    return pastes


def session(shell, pasted, stand_ins):
    """What comes of pasting blocks: calls, files, values and names of variables."""
    with tempfile.TemporaryDirectory() as folder:
        terminal = Terminal(shell, folder, stand_ins)
        try:
            before = terminal.names(shell)
            for block in together(pasted):
                terminal.paste(block)
            calls = terminal.calls()
            names = terminal.names(shell) - before
            values = terminal.values(assigned(line for block in pasted for line in block))
            return calls, terminal.files(), values, names
        finally:
            terminal.close()


# MARK: Comparison


def settled(call, values, names):
    """A call with harmless words, and with names made for a cloud as one."""
    for number, (name, _) in enumerate(zip(names, names)):
        call = [re.sub(rf"\b{re.escape(name)}\b", f"VARIABLE_{number}", word) for word in call]
    pairs = sorted(((" ".join(value.split()), HARMLESS[place]) for place, value in values.items()), key=lambda pair: -len(pair[0]))
    words = []
    for word in call:
        # A value that begins with a dash is tied to its option.
        option, equals, rest = word.partition("=")
        words += [option, rest] if equals and option in ("--project", "--environment") else [word]
    result = []
    for position, word in enumerate(words):
        for hostile, harmless in pairs:
            word = word.replace(hostile, harmless)
        word = word.replace("it's $(touch pwned) \\'.yaml", "harmless6.yaml")
        word = re.sub(r"((?:Key=Name,Value=|ELB net/))[a-z0-9-]+", r"\1NAME", word)
        if position and words[position - 1] in ("--name", "--group-name", "--connection-name", "--lb-name", "--service-name") and re.fullmatch(r"[a-z0-9-]+", word):
            word = "NAME"
        result.append(word)
    return result


def is_open(line):
    """Whether the reader completes a line."""
    return re.match(r"[A-Z][A-Z0-9_]*=''$", line) is not None


def is_assignment(line):
    return re.match(r"[A-Z][A-Z0-9_]*=", line) is not None


class Pasting:
    def __init__(self, binary, stand_ins):
        self.binary, self.stand_ins = binary, stand_ins
        self.twins = {}

    def blocks(self, template, values):
        """The blocks of a runbook, which are the same in each format."""
        markdown = blocks(runbook(self.binary, template, values, "markdown"))
        text = text_blocks(runbook(self.binary, template, values, "text"))
        assert markdown and markdown == text, f"{values}: Markdown and text differ\n{markdown}\n{text}"
        in_json = json_lines(runbook(self.binary, template, values, "json"))
        lines, in_json = ([line for line in all if not is_open(line)] for all in ([line for block in markdown for line in block], in_json))
        assert lines == in_json, f"{values}: Markdown and JSON differ"
        for line in (line for block in markdown for line in block):
            assert not re.search(r"[\x00-\x1f\x7f]", line), repr(line)
        return [filled(block) for block in markdown]

    def blocks_for(self, shell, template, values):
        """What fish takes from a paste: it refuses `${…}`, and keeps the line for the reader to correct."""
        blocks = self.blocks(template, values)
        return blocks if shell != "fish" else [kept for block in blocks if (kept := [line for line in block if not re.search(r"\$\{[A-Z0-9_]+:\?\}", line)])]

    def twin(self, shell, name):
        """What the harmless manifest does, run once."""
        if (shell, name) not in self.twins:
            pasted = self.blocks_for(shell, TEMPLATES[name], HARMLESS)
            calls, files, values, names = session(shell, pasted, self.stand_ins)
            lines = [line for block in pasted for line in block]
            if shell == "fish":
                # An assignment is refused as a whole, with the command in it.
                assert not names & set(assigned(lines)), f"fish sets {names}"
                expected = [line for line in lines if not is_assignment(line)]
            else:
                assert set(assigned(lines)) <= names and all(values), f"{shell}: {values}"
                expected = lines
            words = [re.findall(r"(?:^|\$\(|&& )(aws|az|curl|magento-cloud|privatelint|sh)\b", line) for line in expected]
            assert [call[0] for call in calls] == [word for line in words for word in line], f"{shell}, {name}: {calls}"
            self.twins[shell, name] = calls, files, values, names, assigned(lines)
        return self.twins[shell, name]

    def compare(self, shell, name, values):
        calls, files, set_values, names, known = self.twin(shell, name)
        pasted = self.blocks_for(shell, TEMPLATES[name], values)
        mine = session(shell, pasted, self.stand_ins)
        own = assigned(line for block in pasted for line in block)
        what = f"{shell}, {name}, {json.dumps(values, ensure_ascii=False)}"
        assert mine[1] == files, f"{what}: files {mine[1]}"
        assert len(own) == len(known) and mine[2] == set_values, f"{what}: variables {own}, {mine[2]}"
        assert len(mine[3]) == len(names) and mine[3] - set(own) == names - set(known), f"{what}: sets {mine[3] ^ names}"
        pairs = [(settled(call, values, own), settled(twin, HARMLESS, known)) for call, twin in zip(mine[0], calls)]
        wrong = [pair for pair in pairs if pair[0] != pair[1]]
        assert not wrong and len(mine[0]) == len(calls), f"{what}: {len(mine[0])} calls\n" + "\n".join(map(str, wrong[:3]))

    def run(self, shell, cases):
        for name, values in cases:
            self.compare(shell, name, values)
        return len(cases)


def hostile(binary, template, random_, first=None):
    """Hostile values for every place, each of which the runbook is written with."""
    values = {}
    for number, place in enumerate(HARMLESS):
        while True:
            parts = [random_.choice(FRAGMENTS) for _ in range(random_.randint(1, 3))]
            parts.insert(random_.randint(0, len(parts)), f"Q{number}Z")
            value = random_.choice(["", " "]).join(parts)
            if first is not None and place == "endpoint":
                value = f"Q{number}Z{first}"
            # A request message on Azure has 140 letters.
            if len(value) <= 45 and runbook(binary, template, HARMLESS | {place: value}, "text"):
                values[place] = value
                break
            assert value != f"Q{number}Z{first}", f"{value!r} gets no runbook"
    return values


def main(binary, rounds=1, seed=20261129):
    for shell in SHELLS:
        assert shutil.which(shell), f"{shell} is not here: sh Scripts/install-test-tools"
    random_ = random.Random(seed)
    with Recorder() as recorder:
        for name in PROGRAMS:
            path = recorder.bin / name
            path.write_text(STAND_IN.replace("/bin/sh", "/bin/dash"))
            path.chmod(0o755)
        (recorder.bin / "rm").unlink()
        pasting, cases = Pasting(binary, recorder.bin), []
        for name, template in TEMPLATES.items():
            known = KNOWN if name in ("AWS", "Azure, half done") else []
            cases += [(name, hostile(binary, template, random_, first)) for first in [None] * rounds + known]
        with ThreadPoolExecutor() as threads:
            sessions = sum(threads.map(lambda shell: pasting.run(shell, cases), SHELLS))
    print(f"pasted runbooks: {sessions} sessions in {', '.join(SHELLS)} do what their harmless twins do")


if __name__ == "__main__":
    main(str(Path(sys.argv[1]).resolve()), *map(int, sys.argv[2:]))
