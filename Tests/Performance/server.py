#!/usr/bin/env python3
"""How fast the language server answers, beside `ruff server` on a Python file of the same length in the same run.

    server.py BINARY [RUFF] [--smoke] [--document FILE]

A keystroke is a change of one character; its time ends when the diagnostics of that version are there.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Server"))
import tables  # noqa: E402
from client import CAPABILITIES, Client  # noqa: E402

# Milliseconds and KiB that the design allows: median and 99th percentile of a keystroke, by lines.
ALLOWED = {1_000: (10, 20), 10_000: (60, None)}
ENVIRONMENT = """      staging{number}:
        connection: unidirectional
        customer:
          account: "210987654321"
          region: eu-west-1
        ports:
          - { service: SFTP, port: 2222 }
          - { service: MySQL, port: 3306 }
          - { service: Redis, port: 6379 }
"""
HEAD = """version: 1
company: Northwind Outfitters
projects:
  %s:
    plan: pro
    cloud: aws
    region: eu-west-1
    environments:
"""


def manifest(lines: int, project="yw1unoukjcawe") -> str:
    return HEAD % project + "".join(ENVIRONMENT.replace("{number}", str(number)) for number in range((lines - 8) // 9))


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def memory(client) -> int:
    status = Path(f"/proc/{client.process.pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0])


class Ruff(Client):
    """`ruff server`, which is started without our flags."""

    def __init__(self, binary, folder):
        self.folder, self.buffer, self.number, self.received = Path(folder), b"", 0, []
        self.process = subprocess.Popen([binary, "server"], cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def keystrokes(client, uri, line, character, count):
    times = []
    for version in range(2, count + 2):
        place = {"line": line, "character": character}
        end = place if version % 2 == 0 else {"line": line, "character": character + 1}
        begun = time.perf_counter()
        client.change(uri, version, {"range": {"start": place, "end": end}, "text": "x" if version % 2 == 0 else ""})
        client.diagnostics(uri, version)
        times.append((time.perf_counter() - begun) * 1000)
        client.received.clear()
    return times


def asked(client, uri, method, count, line, character):
    times = []
    for _ in range(count):
        begun = time.perf_counter()
        client.ask(method, {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}})
        times.append((time.perf_counter() - begun) * 1000)
    return times


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("binary", type=os.path.abspath)
    parser.add_argument("ruff", nargs="?", type=os.path.abspath)
    parser.add_argument("--smoke", action="store_true", help="few edits, and nothing said of what they cost")
    parser.add_argument("--document", type=Path, help="the document whose table is replaced")
    choice = parser.parse_args()
    binary, ruff, smoke = choice.binary, choice.ruff, choice.smoke
    rows, failed = [], []

    def row(name, times, allowed=None, late=None):
        median, last = statistics.median(times), percentile(times, 0.99)
        rows.append(f"| {name} | {median:.1f} ms | {last:.1f} ms |")
        if allowed and median > allowed or late and last > late:
            failed.append(name)

    for lines in (1_000, 10_000):
        count = 20 if smoke else 200 if lines == 1_000 else 60
        with tempfile.TemporaryDirectory() as folder, Client(binary, os.path.realpath(folder)) as client:
            client.start()
            uri = client.open(manifest(lines))
            client.diagnostics(uri)
            row(f"a key in a manifest of {lines:,} lines", keystrokes(client, uri, lines // 2, 10, count), *ALLOWED[lines])
            row(f"hover in {lines:,} lines", asked(client, uri, "textDocument/hover", count, lines // 2, 12), 5 if lines == 1_000 else None)
            row(f"completion in {lines:,} lines", asked(client, uri, "textDocument/completion", count, 3 + 9 * (lines // 18), 8), 5 if lines == 1_000 else None)
        if ruff:
            with tempfile.TemporaryDirectory() as folder, Ruff(ruff, os.path.realpath(folder)) as client:
                client.start({**CAPABILITIES, "general": {"positionEncodings": ["utf-8"]}})
                uri = client.uri("a.py")
                client.notify("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "python", "version": 1, "text": "value = 1\n" * lines}})
                client.diagnostics(uri)
                row(f"ruff server: a key in {lines:,} lines of Python", keystrokes(client, uri, lines // 2, 9, count))

    files = 100 if smoke else 1_000
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(os.path.realpath(folder))
        for number in range(files):
            (folder / f"{number:04}.privatelink.yaml").write_text(manifest(26, f"yw1unoukj{number:04}".lower()))
        with Client(binary, folder) as client:
            text = (folder / "0500.privatelink.yaml" if files > 500 else folder / "0050.privatelink.yaml")
            begun = time.perf_counter()
            client.start()
            uri = client.open(text.read_text(), text.name)
            client.diagnostics(uri)
            opened = (time.perf_counter() - begun) * 1000
            rows.append(f"| a workspace of {files:,} files opened | {opened:.0f} ms | |")
            if opened > 300:
                failed.append("workspace")
            row(f"a key in one of {files:,} files", keystrokes(client, uri, 10, 10, 20 if smoke else 200), 10, 20)
            before = memory(client)
            edits = 200 if smoke else 10_000
            keystrokes(client, uri, 10, 10, edits)
            after = memory(client)
            rows.append(f"| memory before and after {edits:,} edits | {before // 1024} MiB | {after // 1024} MiB |")
            if after > before * 1.1 + 4096:
                failed.append("memory")
    table = "| | median | 99th percentile |\n| --- | --- | --- |\n" + "\n".join(rows)
    print(table)
    if choice.document:
        tables.replace(choice.document, table, "server")
    if failed and not smoke:
        sys.exit("slower or larger than allowed: " + ", ".join(failed))


main()
