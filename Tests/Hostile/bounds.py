#!/usr/bin/env python3
"""Feeds the binary input that nobody writes by accident, and prints the cost.

    hostile.py BINARY [NAME ...]

Each input has to be answered: with the finding that names the limit it passes, or, where it passes none, with an ordinary result. It may take a few
times what a file of ordinary manifests takes that comes near the limits: that is measured in the same run, in time of the processor, so that a slow
machine fails nothing. Memory has a ceiling of its own.
"""
import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

MEBIBYTE = 1 << 20
# How many times the time of the ordinary file, which has no findings and is only checked, an input may take: a hundred thousand findings or a new
# layout take five to ten, and what grows with the square of a million passes it at once.
TIMES_THE_TIME = 20
MOST_MEMORY = 1024  # MiB
# After so many seconds a run is ended: it hangs.
HANGS = 120
LINT = ["lint"]

ORDINARY_PROJECT = """  {id}:
    plan: pro
    cloud: aws
    region: eu-west-1
    environments:
      production:
        connection: bidirectional
        customer: {{ account: "210987654321", region: eu-west-1 }}
        ports:
          - {{ service: Webserver, protocol: HTTP, port: 80 }}
          - {{ service: SFTP, port: 2222 }}
        endpoint_services:
          erp:
            service_name: com.amazonaws.vpce.eu-west-1.vpce-svc-{service:017x}
            allowed_principals: [ "arn:aws:iam::402592597372:root" ]
            ports:
              - {{ service: ERP API, protocol: HTTPS, port: 8443 }}
"""
HEAD = "version: 1\ncompany: Northwind Outfitters\nprojects:\n"


def project_id(number):
    letters = "abcdefghijklmnopqrstuvwxyz234567"
    return "".join(letters[(number >> 5 * place) & 31] for place in range(12, -1, -1))


def ordinary(count):
    return HEAD + "".join(ORDINARY_PROJECT.format(id=project_id(number), service=number + 1) for number in range(count))


def environment_with(ports, project="yw1unoukjcawe"):
    return f"""{HEAD}  {project}:
    plan: pro
    cloud: aws
    region: eu-west-1
    environments:
      production:
        connection: unidirectional
        customer: {{ account: "210987654321", region: eu-west-1 }}
        ports:{ports}
"""


def alias_bomb(width=10, levels=9):
    lines = [f"x-0: &a0 [{', '.join(['x'] * width)}]"]
    lines += [f"x-{level}: &a{level} [{', '.join([f'*a{level - 1}'] * width)}]" for level in range(1, levels)]
    return "\n".join(lines) + "\n"


def merge_bomb(width=10, levels=9):
    """Each mapping merges the one before it ten times."""
    lines = ["x-0: &a0 { " + ", ".join(f"k{number}: 1" for number in range(width)) + " }"]
    lines += [f"x-{level}: &a{level} {{ <<: [{', '.join([f'*a{level - 1}'] * width)}] }}" for level in range(1, levels)]
    return "\n".join(lines) + "\n"


def merge_chain(levels):
    """Each environment merges the one before it, and adds to it."""
    body = "\n".join(f"x-{level}: &a{level} {{ <<: *a{level - 1}, k{level}: 1 }}" for level in range(1, levels))
    return f"x-0: &a0 {{ k0: 1 }}\n{body}\n{HEAD}  yw1unoukjcawe: *a{levels - 1}\n"


def merged_environments(count):
    """A project of many environments that all merge one with many ports: what is merged is looked at again at each place of use."""
    base = "x-base: &base\n  connection: unidirectional\n  customer: { account: \"210987654321\", region: eu-west-1 }\n  ports:\n"
    base += "".join(f"    - {{ service: a, port: {port} }}\n" for port in range(3000, 3000 + 190))
    head = HEAD + "  yw1unoukjcawe:\n    plan: pro\n    cloud: aws\n    region: eu-west-1\n    environments:\n"
    return base + head + "".join(f"      staging{number}: {{ <<: *base }}\n" for number in range(count))


def anchors(count):
    return "x-b: [" + "".join(f"&a{number} b, " for number in range(count)) + "]\n"


def files():
    """Name, what makes the text, the words that have to be in the answer, further arguments."""
    limit = "this file exceeds the maximum {}, which is {}".format
    depth, nodes = limit("nesting depth", 100), limit("number of nodes", 2_000_000)
    aliases, scalar = limit("number of nodes that aliases expand to", 1_000_000), limit("length of a scalar in bytes", 1_048_576)
    yield "65 MiB", lambda: "# " + "a" * (65 * MEBIBYTE), limit("size in bytes", 67_108_864)
    yield "64 MiB of comments, one line", lambda: "# " + "a" * (64 * MEBIBYTE - 3) + "\n", "there is no manifest in this file"
    yield "64 MiB of comments, two bytes each", lambda: "#\n" * (32 * MEBIBYTE), nodes
    yield "64 MiB of blank lines", lambda: "\n" * (64 * MEBIBYTE), "there is no manifest in this file"
    yield "64 MiB of blanks", lambda: " " * (64 * MEBIBYTE), "there is no manifest in this file"
    yield "three million items", lambda: "- a\n" * 3_000_000, nodes
    yield "three million items on one line", lambda: "[" + "a," * 3_000_000 + "]", nodes
    yield "100,000 brackets", lambda: "[" * 100_000, depth
    yield "100,000 braces", lambda: "{a: " * 100_000, depth
    yield "100,000 lists in one line", lambda: "- " * 100_000, depth
    yield "100,000 keys that are keys", lambda: "? " * 100_000, depth
    yield "10,000 mappings by indentation", lambda: "".join(" " * level + "a:\n" for level in range(10_000)), depth
    yield "alias bomb, lists", lambda: alias_bomb(), aliases
    yield "alias bomb, merges", lambda: merge_bomb(), aliases
    yield "a big list used many times", lambda: "x-a: &a [" + "a, " * 1000 + "]\nx-b: [" + "*a, " * 2000 + "]\n", aliases
    yield "a chain of merges", lambda: merge_chain(600), "error"
    yield "environments that merge one", lambda: merged_environments(900), "error"
    yield "900,000 aliases of one word", lambda: "x-a: &a b\nx-b: [" + "*a, " * 900_000 + "]\n", "missing-key"
    yield "300,000 aliases of a port", lambda: aliases_of_a_port(300_000), "https-to-commerce"
    yield "900,000 anchors", lambda: anchors(900_000), "missing-key"
    yield "900,000 anchors of one name", lambda: "x-b: [" + "&a b, " * 900_000 + "]\n", "missing-key"
    yield "a plain word of 60 MiB", lambda: "x-a: " + "a" * (60 * MEBIBYTE) + "\n", scalar
    yield "a quoted text of 60 MiB", lambda: 'x-a: "' + "a" * (60 * MEBIBYTE) + '"\n', scalar
    yield "a quoted text of escapes", lambda: 'x-a: "' + "\\x41" * (15 * MEBIBYTE) + '"\n', scalar
    yield "a literal text of 60 MiB", lambda: "x-a: |\n" + "  aaaaaaa\n" * (6 * MEBIBYTE) + "\n", scalar
    yield "a folded text of 60 MiB", lambda: "x-a: >\n" + "  aaaaaaa\n" * (6 * MEBIBYTE) + "\n", scalar
    yield "a plain text of short lines", lambda: "x-a: a\n" + "  a\n" * (15 * MEBIBYTE) + "\n", scalar
    yield "a quote that is never closed", lambda: 'x-a: "' + "a\n  " * (15 * MEBIBYTE), "error[yaml-"
    yield "a key of 60 MiB", lambda: "? " + "a" * (60 * MEBIBYTE) + "\n: b\n", scalar
    yield "a tag of 16 MiB", lambda: "x-a: !" + "a" * (16 * MEBIBYTE) + " b\n", "error[yaml-"
    yield "an anchor of 16 MiB", lambda: "x-a: &" + "a" * (16 * MEBIBYTE) + " b\n", "missing-key"
    yield "a directive of 16 MiB", lambda: "%YAML " + "1" * (16 * MEBIBYTE) + "\n---\na: b\n", "error[yaml-"
    yield "60 keys of a mebibyte", lambda: "".join(f"? {'k' * MEBIBYTE}\n: {number}\n" for number in range(60)), "error"
    yield "a million keys", lambda: "".join(f"k{number}: 1\n" for number in range(1_000_000)), nodes
    yield "a million times one key", lambda: "a: 1\n" * 1_000_000, nodes
    yield "999,999 keys", lambda: "plan: pro\n" + "".join(f"k{number}: 1\n" for number in range(999_998)), "not shown"
    yield "999,998 keys inside x-", lambda: keys_of_our_own(999_998), "missing-key"
    yield "999,999 times one key", lambda: "plan: pro\n" + "a: 1\n" * 999_998, "appears twice"
    yield "999,998 times one key inside x-", lambda: "x-a:\n" + "  a: 1\n" * 999_999, "appears twice"
    yield "999,999 empty keys", lambda: ": 1\n" * 999_999, "error[yaml-"
    yield "a million findings", lambda: environment_with("\n" + "          - a\n" * 1_000_000), "not shown"
    yield "a million findings in one line", lambda: environment_with(" [" + "a, " * 1_000_000 + "]"), "not shown"
    yield "300,000 findings under a long name", lambda: environment_with("\n" + "          - a\n" * 300_000, project="y" * 1000), "not shown"
    yield "300,000 ports", lambda: same_ports(300_000), "duplicate-port"
    yield "a million documents", lambda: "---\n" * 1_000_000, limit("number of documents", 20_000)
    yield "20,000 companies", lambda: "".join(f"---\nversion: 1\ncompany: C {number:x}\nprojects: {{}}\n" for number in range(20_000)), "error"
    yield "500,000 ignores", lambda: ignores(500_000), "unused-ignore"
    yield "an ignore of a million rules", lambda: "# privatelint: ignore[" + "lead-time, " * 1_000_000 + "] -- a\n" + ordinary(1), "error"
    yield "two million secrets", lambda: "x-a: |\n" + "  AKIAQYLPMN5HNM4OZ2XK\n" * 40_000 + "# AKIAQYLPMN5HNM4OZ2XK" * 2_000_000 + "\n", "secret-in-manifest"
    yield "260,000 hiding characters", lambda: "company: \"" + "a\u202e" * 260_000 + "\"\n", "invisible-character"
    yield "300,000 fixes", lambda: environment_with("\n" + "          - { service: a, port: 0x50 }\n" * 300_000), "ambiguous-scalar"
    yield from of_other_commands()


def same_ports(count):
    return environment_with("\n" + "          - { service: a, port: 3306 }\n" * count)


def keys_of_our_own(count):
    return "x-a:\n" + "".join(f"  k{number}: 1\n" for number in range(count))


def aliases_of_a_port(count):
    return "x-a: &a { port: 443 }\n" + environment_with(" [" + "*a, " * count + "]")


def ignores(count):
    return "# privatelint: ignore[lead-time] -- a\n" * count + ordinary(1)


def of_other_commands():
    """What costs little to check may cost much to lay out, to fix, to compile or to compare."""
    texts = [("300,000 ports", lambda: same_ports(300_000), "1 file needs formatting (1 checked)"), ("999,998 keys", lambda: keys_of_our_own(999_998), "no files need formatting (1 checked)"),
             ("900,000 anchors", lambda: anchors(900_000), "1 file needs formatting (1 checked)"),
             ("64 MiB of blank lines", lambda: "\n" * (64 * MEBIBYTE), "1 file needs formatting (1 checked)")]
    for name, make, words in texts:
        yield f"{name}: fmt", make, words, "fmt", "--check"
    yield "900,000 anchors: fmt, as a difference", texts[2][1], "-x-b: [&a0 b", "fmt", "--diff"
    yield "64 MiB of blank lines: fmt, as a difference", texts[3][1], "Too many lines differ to show them: 67108864", "fmt", "--diff"
    yield "100,000 ignores: fix, as a difference", lambda: ignores(100_000), "-# privatelint: ignore[lead-time]", "lint", "--fix", "--diff"
    yield "31,000 projects: compile", lambda: ordinary(31_000), '"version": 1', "compile"
    yield "31,000 projects: change", lambda: ordinary(31_000), "No change", "change", "--from", "privatelink.yaml"
    yield "300,000 ports: ticket", lambda: same_ports(300_000), "duplicate-port", "ticket"
    for form in ["short", "json", "sarif"]:
        yield f"300,000 aliases of a port: {form}", lambda: aliases_of_a_port(300_000), "https-to-commerce", "lint", "--format", form


def write_apart(make, path):
    """Makes the text in a process of its own: memory that a process has ever used counts for its children."""
    process = os.fork()
    if process == 0:
        path.write_text(make())
        os._exit(0)
    os.waitpid(process, 0)


def measure(binary, make, arguments):
    """Status, both ends of the output, seconds of the processor and MiB of a run on one manifest."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "privatelink.yaml"
        write_apart(make, path)
        return measure_command(binary, [*arguments, "--no-config", "--today", "2026-11-25", path.name], folder)


def measure_command(binary, arguments, folder):
    """The same of a run in a folder."""
    with tempfile.TemporaryDirectory() as apart:
        out = Path(apart) / "out"
        with out.open("wb") as output:
            process = subprocess.Popen([binary, *arguments], cwd=folder, stdout=output, stderr=subprocess.STDOUT)
            guard = threading.Timer(HANGS, process.kill)
            guard.start()
            _, status, usage = os.wait4(process.pid, 0)
            guard.cancel()
            process.returncode = os.waitstatus_to_exitcode(status)
        with out.open("rb") as output:
            head = output.read(MEBIBYTE)
            output.seek(max(0, out.stat().st_size - MEBIBYTE))
            text = (head + output.read()).decode(errors="replace")
        return process.returncode, text, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def problems_of(words, status, output, seconds, memory, most_seconds):
    problems = []
    if status not in (0, 1):
        problems.append(f"status {status}")
    if words not in output:
        problems.append(f"does not say {words!r}: {output[:300]!r} … {output[-200:]!r}")
    if seconds > most_seconds:
        problems.append(f"takes longer than {most_seconds:.2f} s")
    if memory > MOST_MEMORY:
        problems.append(f"takes more than {MOST_MEMORY} MiB")
    return problems


def main():
    binary, wanted = os.path.abspath(sys.argv[1]), sys.argv[2:]
    status, output, ordinary_seconds, memory = measure(binary, lambda: ordinary(31_000), LINT)
    print(f"{'ordinary manifests near the limits':45} {ordinary_seconds:6.2f} s {memory:6.0f} MiB")
    faults = [] if status == 0 and "yaml-limit" not in output else [f"the ordinary file meets a limit: {output[-300:]}"]
    for name, make, words, *arguments in files():
        if wanted and not any(word in name for word in wanted):
            continue
        *answer, seconds, memory = measure(binary, make, arguments or LINT)
        for _ in range(2):
            if seconds <= TIMES_THE_TIME * ordinary_seconds:
                break
            # The machine may be slower than when the ordinary manifests were read: both once more, one after the other.
            ordinary_seconds = measure(binary, lambda: ordinary(31_000), LINT)[2]
            *answer, seconds, memory = measure(binary, make, arguments or LINT)
        problems = problems_of(words, *answer, seconds, memory, TIMES_THE_TIME * ordinary_seconds)
        print(f"{name:45} {seconds:6.2f} s {memory:6.0f} MiB  {'; '.join(problems) or words}", flush=True)
        faults += [f"{name}: {problem}" for problem in problems]
    sys.exit("\n".join(faults) or 0)


if __name__ == "__main__":
    main()
