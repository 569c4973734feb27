"""Puts small faults into the rules, one at a time, and looks for a golden case that notices each.

    make mutate              every fault; goes on where it was interrupted
    make mutate-smoke        a sample, as CI does
    python3 Tests/Mutation/mutate.py [--sample N] [--only TEXT...] [--fresh] [--write]

A fault that no case notices is a case that is missing, or code that is not needed. Those that change nothing anybody could see are listed with
their reason in Tests/Mutation/equivalent.md. `--write` puts the score of each file into docs/testing.md.
"""

import argparse
import concurrent.futures
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

from schemata import Sources

ROOT = Path(__file__).resolve().parents[2]
COPY = ROOT / ".build/mutants"
RUNNER = COPY / ".build/release/MutantRunner"
# What is mutated: the rules, what they look for in a text, and the decoders of single values.
MUTATED = [
    "Sources/Rules", "Sources/ManifestModel/Rules", "Sources/ManifestModel/Text",
    *(f"Sources/ManifestModel/Decoding/{name}.swift"
      for name in ("Braces", "DoubtfulScalars", "Identifiers", "Keys", "Names", "Problems", "Regions")),
]
# Examples, not checks.
LEFT_OUT = {"StandingExamples.swift", "Examples.swift", "IgnoreExample.swift", "CloudExamples.swift", "Catalog.swift", "Rule.swift", "CloudRule.swift", "AuditFacts.swift",
            "AuditFacts+Endpoints.swift", "Audit+Reasons.swift"}
# A mutant that runs in a circle is noticed too.
SECONDS = 60


def swift_files():
    for folder in MUTATED:
        path = ROOT / folder
        for file in sorted(path.rglob("*.swift")) if path.is_dir() else [path]:
            if file.name not in LEFT_OUT:
                yield file


def write(path, text):
    """Leaves a file that is the same alone, so that what was built of it stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_text() != text:
        path.write_text(text)


def lay_out(dropped):
    """The package with every mutant in it, beside the real one; gives the mutants."""
    sources, written = Sources(), set()
    mutated = set(swift_files())
    for file in sorted((ROOT / "Sources").rglob("*")):
        if file.is_dir() or "privatelint" in file.relative_to(ROOT).parts[1:2]:
            continue
        text = file.read_text()
        if file in mutated:
            # The switch is declared in the lowest room.
            text = sources.mutate(str(file.relative_to(ROOT)), text, dropped)
            text = text if "import Diagnostics\n" in text else "import Diagnostics\n" + text
        write(COPY / file.relative_to(ROOT), text)
        written.add(COPY / file.relative_to(ROOT))
    write(COPY / "Sources/Diagnostics/Mutants.swift", sources.support())
    written.add(COPY / "Sources/Diagnostics/Mutants.swift")
    for name in ["GoldenTests/GoldenCase.swift", "GoldenTests/CaseRun.swift", "Mutation/MutantRunner.swift"]:
        path = COPY / "Tests/GoldenTests" / Path(name).name
        write(path, (ROOT / "Tests" / name).read_text())
        written.add(path)
    for stale in (set(COPY.glob("Sources/**/*.swift")) | set(COPY.glob("Tests/GoldenTests/*.swift"))) - written:
        stale.unlink()
    manifest = (ROOT / "Package.swift").read_text()
    libraries = manifest[:manifest.index("    .executableTarget(")]
    libraries = re.sub(r"  products: .*\n", "", libraries)
    libraries = re.sub(r"(    //.*\n)*    \.package\(url: \S*swift-argument-parser.*\n", "", libraries)
    write(COPY / "Package.swift", libraries + RUNNER_TARGET)
    lay_out_cases()
    return sources.mutants


RUNNER_TARGET = """    .executableTarget(
      name: "MutantRunner", dependencies: ["Linter", "Rules", "CloudState", "ManifestModel", "YAMLTree", "Diagnostics"], path: "Tests/GoldenTests",
      exclude: ["Cases"]),
  ],
  swiftLanguageModes: [.v6]
)
"""


def lay_out_cases():
    cases = COPY / "Tests/GoldenTests/Cases"
    shutil.rmtree(cases, ignore_errors=True)
    shutil.copytree(ROOT / "Tests/GoldenTests/Cases", cases)


def build():
    """Builds the package; a mutant that the compiler refuses is left out. Gives the mutants and the number of those left out."""
    dropped = set()
    for _ in range(12):
        mutants = lay_out(dropped)
        done = subprocess.run(
            ["swift", "build", "-c", "release", "--package-path", COPY, "--product", "MutantRunner", "-Xswiftc", "-suppress-warnings"],
            capture_output=True, text=True)
        if done.returncode == 0:
            return mutants, len(dropped)
        errors = set(re.findall(r"mutants/(Sources/\S+\.swift):(\d+):\d+: error:", done.stdout + done.stderr))
        refused = {mutant.key for mutant in mutants if (mutant.file, str(mutant.line)) in errors}
        # A constant that is declared by several mutated lines shifts no line: the copy has the lines of the original.
        if not refused - dropped:
            sys.exit(f"the mutants do not build:\n{done.stdout[-4000:]}{done.stderr[-4000:]}")
        print(f"left out, for the compiler refuses them: {len(refused)}", flush=True)
        dropped |= refused
    sys.exit("the mutants do not build")


def rules_of(mutant):
    """The case files that are likely to notice: those of the rules that the file declares."""
    return re.findall(r'RuleAbout\(\s*"([a-z-]+)"', (ROOT / mutant.file).read_text())


def judge(mutant):
    """What noticed a mutant; nothing where nothing did."""
    command = [RUNNER, *rules_of(mutant)] if mutant else [RUNNER]
    environment = {"PATH": os.environ["PATH"], "MUTANT": str(mutant.number) if mutant else "-1", "SWIFT_BACKTRACE": "enable=no"}
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, env=environment)
    except subprocess.TimeoutExpired:
        return "it runs in a circle"
    if done.returncode == 0:
        return None
    return done.stdout.strip() or f"it ends by signal {-done.returncode}"


def equivalents():
    """Mutants that change nothing anybody could see, with the reason."""
    path = ROOT / "Tests/Mutation/equivalent.md"
    known, reason = {}, ""
    for line in path.read_text().splitlines() if path.exists() else []:
        if match := re.fullmatch(r"- `` (.*) ``", line):
            known[match.group(1)] = reason
        elif line.strip() and not line.startswith("#"):
            reason = line.strip()
    return known


def digest():
    """What the results depend on: the sources and the cases."""
    state = hashlib.sha256()
    for path in sorted([*(ROOT / "Sources").rglob("*.swift"), *(ROOT / "Tests/GoldenTests/Cases").rglob("*.md")]):
        state.update(path.read_bytes())
    return state.hexdigest()[:16]


def not_judged():
    """Files that the sample leaves out, because their mutants were never all looked at; each is one to be removed from the list."""
    lines = (ROOT / "Tests/Mutation/not-judged.txt").read_text().splitlines()
    return {line for line in lines if line and not line.startswith("#")}


def chosen(mutants, arguments):
    mutants = [mutant for mutant in mutants if not arguments.only or any(text in mutant.key for text in arguments.only)]
    if arguments.sample:
        left_out = not_judged()
        if gone := sorted(name for name in left_out if not (ROOT / name).exists()):
            sys.exit(f"Tests/Mutation/not-judged.txt names files that do not exist: {gone}")
        everything = len(mutants)
        mutants = [mutant for mutant in mutants if mutant.file not in left_out]
        print(f"{everything - len(mutants)} mutants of {len(left_out)} files are not judged yet: Tests/Mutation/not-judged.txt", flush=True)
    if arguments.sample and arguments.sample < len(mutants):
        step = len(mutants) / arguments.sample
        mutants = [mutants[int(index * step)] for index in range(arguments.sample)]
    return mutants


def run_all(mutants, results, keep):
    """Judges what has no result yet, on every core."""
    todo = [mutant for mutant in mutants if mutant.key not in results]
    with concurrent.futures.ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool, keep.open("a") as log:
        for number, (mutant, noticed) in enumerate(zip(todo, pool.map(judge, todo)), 1):
            results[mutant.key] = noticed
            log.write(json.dumps([mutant.key, noticed]) + "\n")
            log.flush()
            if number % 100 == 0:
                print(f"{number} of {len(todo)}", flush=True)


def table(mutants, results, known):
    """A row for each file: mutants, noticed, equivalent, not noticed."""
    rows = defaultdict(lambda: [0, 0, 0, 0])
    for mutant in mutants:
        noticed = results[mutant.key] is not None
        for row in (rows[mutant.file], rows["together"]):
            row[0] += 1
            row[1 if noticed else 2 if mutant.key in known else 3] += 1
    lines = ["| file | rules | mutants | noticed | change nothing | not noticed |", "|---|---|---|---|---|---|"]
    for file, row in sorted(rows.items(), key=lambda entry: entry[0] == "together"):
        rules = ", ".join(f"`{rule}`" for rule in re.findall(r'RuleAbout\(\s*"([a-z-]+)"', (ROOT / file).read_text())) if file != "together" else ""
        name = "**together**" if file == "together" else file.removeprefix("Sources/")
        lines.append(f"| {name} | {rules} | " + " | ".join(map(str, row)) + " |")
    return lines, rows["together"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--sample", type=int, help="judge so many, spread over all")
    parser.add_argument("--only", nargs="+", metavar="TEXT", help="judge those whose key contains one of these texts")
    parser.add_argument("--fresh", action="store_true", help="forget earlier results")
    parser.add_argument("--write", action="store_true", help="put the score into docs/testing.md")
    parser.add_argument("--least", type=int, metavar="PERCENT", help="pass where so many are noticed, rather than all")
    arguments = parser.parse_args()

    begin = time.monotonic()
    mutants, refused = build()
    print(f"{len(mutants)} mutants in one build, {refused} refused by the compiler; {time.monotonic() - begin:.0f} s", flush=True)
    if (noticed := judge(None)) is not None:
        sys.exit(f"a case fails without any mutant: {noticed}")
    keep = COPY / f"results-{digest()}.jsonl"
    if arguments.fresh:
        keep.unlink(missing_ok=True)
    results = dict(map(json.loads, keep.read_text().splitlines())) if keep.exists() else {}
    everything, mutants = mutants, chosen(mutants, arguments)
    begin = time.monotonic()
    run_all(mutants, results, keep)
    known = equivalents()
    lines, (count, noticed, same, missed) = table(mutants, results, known)
    survivors = [mutant for mutant in mutants if results[mutant.key] is None and mutant.key not in known]
    for mutant in survivors:
        print(f"{mutant.file}:{mutant.line}: {mutant.what}\n    {mutant.key}")
    if not arguments.sample:
        print("\n".join(lines))
    print(f"{count} mutants, {noticed} noticed, {same} change nothing, {missed} not noticed; {time.monotonic() - begin:.0f} s")
    for key in sorted(key for key in known if results.get(key)):
        print(f"listed as changing nothing, and noticed by {results[key]}: {key}")
    stale = sorted(known.keys() - {mutant.key for mutant in everything})
    for key in stale:
        print(f"listed as changing nothing, and no mutant any more: {key}")
    if arguments.write:
        page = ROOT / "docs/testing.md"
        text = page.read_text()
        first, last = text.index("<!-- mutants -->"), text.index("<!-- end of mutants -->")
        page.write_text(text[:first] + "<!-- mutants -->\n\n" + "\n".join(lines) + "\n\n" + text[last:])
    if arguments.least:
        sys.exit(100 * noticed < arguments.least * (count - same))
    sys.exit(bool(survivors or stale) or noticed == 0)


if __name__ == "__main__":
    main()
