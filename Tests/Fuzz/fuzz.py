#!/usr/bin/env python3
"""Builds the fuzzer and runs it over the surfaces that take bytes from strangers.

    fuzz.py [--seconds 60 | --smoke] [--seed 1] [SURFACE ...]

A run fails when the fuzzer found something, and when it ran blind: without coverage libFuzzer goes on happily and finds nothing. Inputs that are
found wrong lie in .build/fuzz/crashes; `fuzz.py --again FILE SURFACE` runs one of them once more.
"""
import argparse
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCRATCH = ROOT / ".build" / "fuzz"
BINARY = SCRATCH / "release" / "Fuzz"
# Each surface with the length of input that is worth trying, in bytes, and the executions of a smoke run: some five seconds of two cores.
SURFACES = {
    "tree": (2048, 6000), "lint": (4096, 3000), "emit": (4096, 6000), "fix": (4096, 3000), "fmt": (4096, 3000), "settings": (2048, 2500),
    "baseline": (2048, 100_000), "log": (2048, 15_000), "git": (2048, 100_000), "server": (4096, 400), "cloud": (8192, 2600), "reply": (4096, 5000),
}
# An input that takes longer than this is a finding, by the clock of a machine that others may use too, and so is one that takes more memory.
SECONDS_OF_AN_INPUT, MEBIBYTES = 60, 2048


def build():
    command = ["swift", "build", "-c", "release", "--package-path", ROOT / "Tests" / "Fuzz", "--scratch-path", SCRATCH,
               # The first flag builds without a main function of ours; the fuzzer has to be named again beside the address sanitizer,
               # or there is no coverage.
               "--sanitize=fuzzer", "-Xswiftc", "-sanitize=fuzzer,address", "-Xswiftc", "-use-ld=lld"]
    result = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if result.returncode:
        sys.exit(result.stdout)


# Seeds

def fences(text, language):
    """The fenced blocks of a language: the file name after the language, and the text."""
    for match in re.finditer(rf"^(`{{3,}}){language}(?: +(\S+))?\n(.*?)^\1$", text, re.M | re.S):
        yield match[2] or "", match[3]


def manifests_and_settings():
    manifests, settings = [], []
    for path in sorted((ROOT / "Tests/GoldenTests/Cases").rglob("*.md")):
        for name, text in fences(path.read_text(), "yaml"):
            (settings if name.endswith(".privatelint.yaml") else manifests).append(text.encode())
    for path in sorted((ROOT / "samples").rglob("*.yaml")):
        manifests.append(path.read_bytes())
    return manifests, settings


def cloud_answers():
    """What was collected of a cloud, the files of each golden case together, as the surface parts them."""
    for path in sorted((ROOT / "Tests/GoldenTests/Cases/cloud").glob("*.md")):
        for case in path.read_text().split("\n## "):
            files = [(name + "\n" + text).encode() for name, text in fences(case, r"(?:json|yaml)") if name.endswith(".json")]
            if files:
                yield b"\x01".join(files)


def write_seeds():
    manifests, settings = manifests_and_settings()
    kinds = dict.fromkeys(("tree", "lint", "fix", "fmt"), manifests)
    # Two versions of a manifest, separated as the surface expects.
    kinds["emit"] = manifests + [first + b"\x01" + second for first, second in zip(manifests, manifests[1:])]
    kinds["settings"] = settings
    # A text, and changes in it: where from and to in four bytes, and what is there then.
    # Each runs a whole session, so that a part of the manifests has to do.
    opened = manifests[::16]
    kinds["server"] = opened + [first + b"\x01\x03\x02\x05\x04" + b"ports:\n" + b"\x01\x00\x00\x00\x00# \xc3\xa9\n" for first in opened]
    kinds["cloud"] = list(cloud_answers())
    for surface, (limit, _) in SURFACES.items():
        folder = SCRATCH / "seeds" / surface
        folder.mkdir(parents=True, exist_ok=True)
        own = [path.read_bytes() for path in sorted((ROOT / "Tests/Fuzz/Seeds" / surface).glob("*"))]
        for number, seed in enumerate(kinds.get(surface, []) + own):
            if len(seed) <= limit:
                (folder / f"{number:04}").write_bytes(seed)


def words_of(schema):
    """Every key and every allowed word of a JSON Schema."""
    if isinstance(schema, dict):
        for key, value in schema.items():
            if key in ("properties", "required", "enum"):
                yield from (str(word) for word in value)
            yield from words_of(value)
    elif isinstance(schema, list):
        for item in schema:
            yield from words_of(item)


def write_dictionary():
    """What the language is made of, from the schemas that are generated from its declaration; and what YAML is made of."""
    words = set()
    for path in sorted((ROOT / "schemas").glob("*.schema.json")):
        words.update(words_of(json.loads(path.read_text())))
    entries = [word + ": " for word in words] + list(words)
    entries += ["&a ", "*a", "<<: *a", "<<: [*a, *a]", "!!str ", "!t ", "? ", "- ", "---\n", "...\n", "|+\n", ">-\n", "\ufeff", "\u0085", "\u2028",
                "\u202e", "\u200b", "\u00a0", "%YAML 1.1\n", "# privatelint: ignore[", "] until 2027-01-31 -- ", "x-", "\r\n", "\\x1b", "\\u202e"]
    path = SCRATCH / "dictionary"
    path.write_text("".join('"{}"\n'.format("".join(f"\\x{byte:02x}" for byte in entry.encode())) for entry in sorted(set(entries)) if len(entry) < 60))
    return path


# Runs

def run(surface, seconds, seed, dictionary):
    """`seconds` is None for a smoke run, which counts executions: the same bytes on a slow machine as on a fast one."""
    corpus, logs, crashes = (SCRATCH / name for name in ("corpus" if seconds else "smoke", "logs", "crashes"))
    if not seconds:
        shutil.rmtree(corpus / surface, ignore_errors=True)
    for folder in (corpus / surface, logs, crashes):
        folder.mkdir(parents=True, exist_ok=True)
    log = logs / f"{surface}.log"
    length, runs = SURFACES[surface]
    bound = f"-max_total_time={seconds}" if seconds else f"-runs={runs}"
    command = [BINARY, bound, f"-seed={seed}", f"-max_len={length}", f"-timeout={SECONDS_OF_AN_INPUT}",
               f"-rss_limit_mb={MEBIBYTES}", f"-dict={dictionary}", f"-artifact_prefix={crashes}/{surface}-", "-print_final_stats=1",
               corpus / surface, SCRATCH / "seeds" / surface]
    # To a file: a pipe would stay open in whatever a crash leaves.
    with log.open("w") as output:
        status = subprocess.run(command, stdout=output, stderr=subprocess.STDOUT, env=environment(surface, seconds)).returncode
    return judge(surface, status, log)


def environment(surface, seconds=None):
    fixed = {} if seconds else {"SWIFT_DETERMINISTIC_HASHING": "1"}
    return {**os.environ, **fixed, "FUZZ_SURFACE": surface, "SWIFT_BACKTRACE": "enable=no"}


def judge(surface, status, log):
    """Says what came of a run; whether it is in order."""
    text = log.read_text(errors="replace")
    modules = re.search(r"INFO: Loaded 1 modules\s+\((\d+) ", text)
    edges = [int(number) for number in re.findall(r"\bcov: (\d+)", text)]
    count = re.search(r"stat::number_of_executed_units:\s*(\d+)", text)
    executed = int(count[1]) if count else 0
    if status:
        reason = re.findall(r"^.*(?:Fatal error|ERROR|SUMMARY).*$", text, re.M)
        print(f"{surface}: found something: {' / '.join(line[:300] for line in reason[:2])}\n  {log}")
    elif not modules or not edges or edges[-1] < 100:
        print(f"{surface}: ran blind: no coverage was measured, see {log}")
    elif executed < 100:
        print(f"{surface}: no more than {executed} executions, see {log}")
    else:
        print(f"{surface}: {executed:,} executions, {edges[-1]:,} of {int(modules[1]):,} edges, nothing found")
        return True
    return False


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("surfaces", nargs="*", metavar="SURFACE", help=", ".join(SURFACES))
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--smoke", action="store_true", help="a number of executions instead of seconds, with the same bytes on every run")
    parser.add_argument("--seed", type=int, default=0, help="the same bytes on every run; 0: others on each")
    parser.add_argument("--again", metavar="FILE")
    arguments = parser.parse_args()
    for surface in arguments.surfaces:
        if surface not in SURFACES:
            parser.error(f"no surface {surface}; there are {', '.join(SURFACES)}")
    build()
    if arguments.again:
        for surface in arguments.surfaces or SURFACES:
            subprocess.run([BINARY, arguments.again], env=environment(surface))
        return
    write_seeds()
    dictionary = write_dictionary()
    seconds, seed = (None, 1) if arguments.smoke else (arguments.seconds, arguments.seed)
    results = [run(surface, seconds, seed, dictionary) for surface in arguments.surfaces or SURFACES]
    sys.exit(0 if all(results) else 1)


if __name__ == "__main__":
    main()
