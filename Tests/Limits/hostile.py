#!/usr/bin/env python3
"""Feeds the binary what nobody writes by accident, and says what it cost.

    hostile.py BINARY [NAME ...]

Each input has to be answered: with the finding that names the limit it passes, or, where it passes none, with an ordinary result. It may take no more
time and memory than a file of ordinary manifests that comes near the limits: the measure is taken in the same run, so that a slow machine fails
nothing. The table it prints is the one in docs/limits.md.
"""
import os
import subprocess
import sys
import tempfile
from pathlib import Path

MEBIBYTE = 1 << 20
# How much more than the ordinary file an input may cost. Nothing comes near; what grows with the square of the input passes it at once.
TIMES_THE_TIME, TIMES_THE_MEMORY = 3, 3

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


def files():
    """Name, what makes the text, the words that have to be in the answer, further arguments."""
    limit = "the limit on the {} is {}, and this file passes it".format
    depth, nodes = limit("nesting", 100), limit("nodes of a file", 2_000_000)
    aliases, scalar = limit("nodes that aliases stand for", 1_000_000), limit("length of a scalar in bytes", 1_048_576)
    yield "65 MiB", lambda: "# " + "a" * (65 * MEBIBYTE), limit("size of a file in bytes", 67_108_864)
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
    yield "900,000 aliases of a port", lambda: "x-a: &a { port: 443 }\n" + environment_with(" [" + "*a, " * 300_000 + "]"), "error"
    yield "900,000 anchors", lambda: "x-b: [" + "".join(f"&a{number} b, " for number in range(900_000)) + "]\n", "missing-key"
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
    yield "900,000 keys", lambda: "".join(f"k{number}: 1\n" for number in range(900_000)), "not shown"
    yield "900,000 keys inside x-", lambda: "x-a:\n" + "".join(f"  k{number}: 1\n" for number in range(900_000)), "missing-key"
    yield "900,000 times one key", lambda: "a: 1\n" * 900_000, "stands twice"
    yield "900,000 times one key inside x-", lambda: "x-a:\n" + "  a: 1\n" * 900_000, "stands twice"
    yield "900,000 empty keys", lambda: ": 1\n" * 900_000, "error[yaml-"
    yield "a million findings", lambda: environment_with("\n" + "          - a\n" * 1_000_000), "not shown"
    yield "a million findings in one line", lambda: environment_with(" [" + "a, " * 1_000_000 + "]"), "not shown"
    yield "300,000 findings under a long name", lambda: environment_with("\n" + "          - a\n" * 300_000, project="y" * 100_000), "error"
    yield "300,000 ports", lambda: environment_with("\n" + "          - { service: a, port: 3306 }\n" * 300_000), "duplicate-port"
    yield "a million documents", lambda: "---\n" * 1_000_000, limit("documents of a file", 20_000)
    yield "20,000 companies", lambda: "".join(f"---\nversion: 1\ncompany: C {number:x}\nprojects: {{}}\n" for number in range(20_000)), "error"
    yield "500,000 ignores", lambda: "# privatelint: ignore[lead-time] -- a\n" * 500_000 + ordinary(1), "unused-ignore"
    yield "an ignore of a million rules", lambda: "# privatelint: ignore[" + "lead-time, " * 1_000_000 + "] -- a\n" + ordinary(1), "error"
    yield "two million secrets", lambda: "x-a: |\n" + "  AKIAQYLPMN5HNM4OZ2XK\n" * 40_000 + "# AKIAQYLPMN5HNM4OZ2XK" * 2_000_000 + "\n", "secret-in-manifest"
    yield "300,000 invisible characters", lambda: "company: \"" + "a\u200b" * 260_000 + "\"\n", "invisible-character"
    yield "300,000 fixes", lambda: environment_with("\n" + "          - { service: a, port: 0x50 }\n" * 300_000), "ambiguous-scalar"




def write_apart(make, path):
    """Makes the text in a process of its own: what a process has ever held counts as the memory of its children."""
    process = os.fork()
    if process == 0:
        path.write_text(make())
        os._exit(0)
    os.waitpid(process, 0)


def measure(binary, make, arguments):
    """Status, both ends of the output, seconds of the processor and MiB of a run."""
    with tempfile.TemporaryDirectory() as folder:
        path, out = Path(folder) / "privatelink.yaml", Path(folder) / "out"
        write_apart(make, path)
        with out.open("wb") as output:
            process = subprocess.Popen([binary, *arguments, path.name], cwd=folder, stdout=output, stderr=subprocess.STDOUT)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        with out.open("rb") as output:
            head = output.read(MEBIBYTE)
            output.seek(max(0, out.stat().st_size - MEBIBYTE))
            text = (head + output.read()).decode(errors="replace")
        return process.returncode, text, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    binary, wanted = os.path.abspath(sys.argv[1]), sys.argv[2:]
    status, output, most_seconds, most_memory = measure(binary, lambda: ordinary(31_000), ["lint", "--no-config", "--today", "2026-11-25"])
    print(f"{'ordinary manifests near the limits':40} {most_seconds:6.2f} s {most_memory:6.0f} MiB  {output[-120:].strip()}")
    faults = [] if status in (0, 1) and "yaml-limit" not in output else ["the ordinary file meets a limit"]
    for name, make, words, *arguments in files():
        if wanted and not any(word in name for word in wanted):
            continue
        status, output, seconds, memory = measure(binary, make, arguments or ["lint", "--no-config", "--today", "2026-11-25"])
        problems = []
        if status not in (0, 1):
            problems.append(f"status {status}")
        if words not in output:
            problems.append(f"does not say {words!r}: {output[:300]!r} … {output[-200:]!r}")
        if seconds > TIMES_THE_TIME * most_seconds:
            problems.append("takes too long")
        if memory > TIMES_THE_MEMORY * most_memory:
            problems.append("takes too much memory")
        print(f"{name:40} {seconds:6.2f} s {memory:6.0f} MiB  {'; '.join(problems) or words}", flush=True)
        faults += [f"{name}: {problem}" for problem in problems]
    sys.exit("\n".join(faults))


if __name__ == "__main__":
    main()
