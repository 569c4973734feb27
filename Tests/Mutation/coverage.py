"""Counts which lines the tests run: by room, and with `--missed` line by line.

    make coverage
    python3 Tests/Mutation/coverage.py [--write] [--missed Linter] [--no-run]

Swift tests and golden cases, and the tests of faults with an instrumented binary. `--write` puts the table into docs/testing.md.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCRATCH = ROOT / ".build/coverage"
# Swift's own tools: another LLVM's do not read its counts.
TOOLS = Path(shutil.which("swift") or sys.exit("swift is not installed")).resolve().parent
# Without those that kill the binary, which leaves counts that break off.
FAULTS = [["writing.py", "Full", "Refused", "Kept", "Failing", "Together"], ["trust.py"], ["concurrency.py"]]


def run(*command, **environment):
    print("$", *map(str, command), flush=True)
    subprocess.run(list(map(str, command)), cwd=ROOT, check=True, env=os.environ | environment)


def count():
    """Runs the tests; leaves one merged profile."""
    shutil.rmtree(SCRATCH / "counts", ignore_errors=True)
    profile = str(SCRATCH / "counts/%m.profraw")
    package = ["--scratch-path", SCRATCH, "--enable-code-coverage"]
    run("swift", "test", *package, LLVM_PROFILE_FILE=profile)
    for test, *chosen in FAULTS:
        run(sys.executable, f"Tests/Hostile/{test}", SCRATCH / "debug/privatelint", *chosen, LLVM_PROFILE_FILE=profile, ROUNDS="30")
    raw = [*(SCRATCH / "counts").glob("*.profraw"), *SCRATCH.glob("debug/codecov/*.profraw")]
    # The list is long, so it goes into a file.
    (SCRATCH / "counts/files").write_text("".join(f"{path}\n" for path in raw if path.stat().st_size))
    run(TOOLS / "llvm-profdata", "merge", "-sparse", "-failure-mode=all", "-f", SCRATCH / "counts/files", "-o", SCRATCH / "counts/all.profdata")


def objects():
    bundle = next(SCRATCH.glob("debug/*.xctest"))
    return [bundle, "-object", SCRATCH / "debug/privatelint", f"-instr-profile={SCRATCH / 'counts/all.profdata'}", r"-ignore-filename-regex=(\.build|Tests)/"]


def lines_of_files():
    """For each source file its lines and those that ran."""
    done = subprocess.run([TOOLS / "llvm-cov", "export", "-summary-only", *objects()], capture_output=True, text=True, check=True)
    files = json.loads(done.stdout)["data"][0]["files"]
    return {str(Path(file["filename"]).relative_to(ROOT / "Sources")): file["summary"]["lines"] for file in files}


def table(files):
    rooms = defaultdict(lambda: [0, 0, 0])
    for name, lines in files.items():
        for room in (name.split("/")[0], "**together**"):
            rooms[room][0] += lines["count"]
            rooms[room][1] += lines["covered"]
    order = sorted(rooms, key=lambda room: (room.startswith("*"), room))
    return ["| room | lines | run | |", "|---|---|---|---|"] + [
        f"| {room} | {rooms[room][0]} | {rooms[room][1]} | {100 * rooms[room][1] / rooms[room][0]:.1f} % |" for room in order]


def missed(room):
    """The lines that no test runs, with their text."""
    done = subprocess.run([TOOLS / "llvm-cov", "export", "-format=lcov", *objects()], capture_output=True, text=True, check=True)
    file = ""
    for line in done.stdout.splitlines():
        if line.startswith("SF:"):
            file = line[3:]
        elif (match := re.fullmatch(r"DA:(\d+),0", line)) and f"/Sources/{room}" in file:
            text = Path(file).read_text().splitlines()[int(match[1]) - 1].strip()
            print(f"{Path(file).relative_to(ROOT)}:{match[1]}: {text}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true", help="put the table into docs/testing.md")
    parser.add_argument("--missed", metavar="ROOM", help="print the lines of a room that no test runs")
    parser.add_argument("--no-run", action="store_true", help="use the counts of the last run")
    arguments = parser.parse_args()
    if not arguments.no_run:
        count()
    lines = table(lines_of_files())
    print("\n".join(lines))
    if arguments.missed is not None:
        missed(arguments.missed)
    if arguments.write:
        page = ROOT / "docs/testing.md"
        text = page.read_text()
        first, last = text.index("<!-- coverage -->"), text.index("<!-- end of coverage -->")
        page.write_text(text[:first] + "<!-- coverage -->\n\n" + "\n".join(lines) + "\n\n" + text[last:])


if __name__ == "__main__":
    main()
