"""Measures `privatelint` beside libyaml's own loop and beside what people use otherwise.

usage: bench.py BINARY [--peers] [--document FILE]   everything; the tables go to FILE, between its two marks
       bench.py BINARY --smoke                       small sizes, and the instruction counts against baseline.json
       bench.py BINARY --baseline                    writes baseline.json

The figures of the last run are in .build/performance/result.json.
"""

import argparse
import json
import math
import shutil
import subprocess
import sys
from pathlib import Path

import corpora
import estate
import tables
from measure import BUILD, Pairing, Spread, instructions

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
VENV = ROOT / ".build" / "venv" / "bin"
FLOOR = BUILD / "event-loop"
# Instruction counts of the smoke run may be this much above what is kept in the repository.
TOLERANCE = 1.10


class Sizes:
    """How much is measured: all of it, or just enough to see that the benchmark works."""

    def __init__(self, is_smoke):
        self.projects = 100 if is_smoke else 10_000
        self.file_counts = [20] if is_smoke else [1_000, 10_000]
        self.speedup_files = 40 if is_smoke else 400
        self.growth_base = 10 if is_smoke else 100
        self.services = 20 if is_smoke else 1_000
        self.slow_projects = 10 if is_smoke else 1_000
        self.rounds = 1 if is_smoke else 15
        self.peer_rounds = 1 if is_smoke else 5


class Bench:
    """The sections of the benchmark, each giving rows of figures."""

    def __init__(self, binary, sizes):
        self.sizes = sizes
        self.binary = binary.resolve()
        self.countable = self.without_debug_information(binary)
        self.folder = BUILD / "corpora"
        shutil.rmtree(self.folder, ignore_errors=True)

    @staticmethod
    def without_debug_information(binary):
        """A copy that valgrind can read: it knows no DWARF 5."""
        copy = BUILD / "privatelint"
        subprocess.run(["strip", "-g", "-o", copy, binary], check=True)
        return copy

    def instructions(self, command, folder="."):
        """The instructions of a command, be it ours or the loop."""
        return instructions([self.countable if part == self.binary else part for part in command], folder)

    def tool(self, command, *arguments):
        return [self.binary, command, "--today", "2026-06-01", *arguments]

    def lint(self, *arguments):
        return self.tool("lint", "--jobs", "1", *arguments)

    def file(self, name, text):
        return corpora.write(self.folder / f"{name}.yaml", text)

    def files(self, count, projects=1):
        """A folder of so many files with so many projects each, and their paths."""
        folder = self.folder / f"files-{count}x{projects}"
        if not folder.exists():
            corpora.write_files(folder, count, projects)
        return folder, sorted(str(path.relative_to(folder)) for path in folder.rglob("*.yaml"))

    def require_clean(self, command, folder="."):
        """The clean manifests are clean: otherwise the comparison would be with another job."""
        done = subprocess.run([*command, "--strict", "--format", "short"], cwd=folder, capture_output=True, text=True)
        if done.returncode or done.stdout:
            raise SystemExit(f"a clean manifest has findings:\n{done.stdout[:500]}{done.stderr[:500]}")

    # One file, one thread

    def one_file(self):
        most = self.sizes.projects
        texts = {("clean", count): corpora.clean(count) for count in (1, 100, most)}
        for name in ("faulty", "aliases", "comments"):
            texts[name, most] = getattr(corpora, name)(most)
        return [self.one_row(name, count, text) for (name, count), text in texts.items()]

    def one_row(self, name, count, text):
        path = self.file(f"{name}-{count}", text)
        if name != "faulty":
            self.require_clean(self.lint(path))
        commands = {"lint": self.lint(path), "loop": [FLOOR, path]}
        pairing = Pairing(commands, self.sizes.rounds * 3 if len(text) < 100_000 else self.sizes.rounds)
        return {"manifest": name, "projects": count, "bytes": len(text), "lint": pairing.spread("lint", "wall"),
                "loop": pairing.spread("loop", "wall"), "wall_ratio": pairing.ratio("lint", "loop", "wall"),
                "cpu_ratio": pairing.ratio("lint", "loop", "cpu"),
                "instruction_ratio": self.instructions(commands["lint"]) / self.instructions(commands["loop"]), "peak": pairing.peak("lint"),
                "start_up": pairing.difference("lint", "loop", "first_byte")}

    # Many files

    def many_files(self):
        return [self.many_row(count) for count in self.sizes.file_counts]

    def many_row(self, count):
        folder, paths = self.files(count)
        commands = {"lint": self.tool("lint", "."), "one": self.lint("."), "loop": [FLOOR, *paths]}
        self.require_clean(commands["lint"], folder)
        pairing = Pairing(commands, self.sizes.rounds, folder)
        since = Pairing({"change": self.tool("change", "--from", "HEAD", ".")}, self.sizes.rounds, self.repository(count))
        return {"files": count, "change": since.spread("change", "wall"), "change_peak": since.peak("change"), "lint": pairing.spread("lint", "wall"), "loop": pairing.spread("loop", "wall"),
                "wall_ratio": pairing.ratio("lint", "loop", "wall"), "one_thread_ratio": pairing.ratio("one", "loop", "wall"),
                "cpu_ratio": pairing.ratio("one", "loop", "cpu"), "peak": pairing.peak("lint")}

    def repository(self, count):
        """As many files in a git repository: since its commit some have changed, some are gone, and some have moved."""
        folder = self.folder / f"repository-{count}"
        if not folder.exists():
            corpora.write_files(folder, count)
            corpora.commit(folder)
            corpora.change_files(folder)
        return folder

    def speedup(self):
        return [self.speedup_row(projects) for projects in (1, 10)]

    def speedup_row(self, projects):
        """How much faster two cores are than one."""
        folder, _ = self.files(self.sizes.speedup_files, projects)
        command = self.tool("lint", ".")
        pairing = Pairing({"two": command, "one": ["taskset", "-c", "0", *command]}, self.sizes.rounds * 2, folder)
        return {"files": self.sizes.speedup_files, "projects": projects, "one": pairing.spread("one", "wall"),
                "two": pairing.spread("two", "wall"), "ratio": pairing.ratio("one", "two", "wall")}

    # In an organization

    def organization(self):
        """50 policies beside none, and `--changed-since` beside `change`, each pair in one run."""
        path = self.file("policies", corpora.clean(self.sizes.projects))
        settings = corpora.write(self.folder / "settings.yaml", corpora.policies(50))
        commands = {"none": self.lint("--no-config", path), "policies": self.lint("--config", settings, path)}
        self.require_clean(commands["policies"])
        pairing = Pairing(commands, self.sizes.rounds)
        rows = [{"what": f"`lint` of {self.sizes.projects:,} projects with 50 policies: time, as a multiple of `lint` without them", "wall": pairing.spread("policies", "wall"),
                 "ratio": pairing.ratio("policies", "none", "wall"), "most": 1.5}]
        count = self.sizes.file_counts[-1]
        commands = {"since": self.tool("lint", "--changed-since", "HEAD", "."), "change": self.tool("change", "--from", "HEAD", ".")}
        pairing = Pairing(commands, self.sizes.rounds, self.repository(count))
        return rows + [{"what": f"`lint --changed-since` on {count:,} files: time, as a multiple of `change` on the same", "wall": pairing.spread("since", "wall"),
                        "ratio": pairing.ratio("since", "change", "wall"), "most": 2}]

    # Beside the cloud

    def cloud(self):
        """`audit` of manifests with their collected data, compared with three times `lint` of the same plus reading the JSON once."""
        count = self.sizes.services
        folder, empty = self.folder / f"estate-{count}", self.folder / "empty"
        if not folder.exists():
            estate.write(folder, count)
        empty.mkdir(exist_ok=True)
        reader = [sys.executable, HERE / "estate.py"]
        commands = {"audit": self.tool("audit", "--from", "cloud", "--jobs", "1", "manifests"), "lint": self.lint("manifests"),
                    "reading": [*reader, "cloud"], "start": [*reader, empty]}
        self.require_clean(commands["lint"], folder)
        pairing = Pairing(commands, self.sizes.rounds, folder)
        rounds = zip(*(pairing.runs[name] for name in commands))
        ratios = [audit.cpu / (3 * lint.cpu + reading.cpu - start.cpu) for audit, lint, reading, start in rounds]
        return [{"what": f"`audit` of {count:,} endpoint services: time, as a multiple of three times `lint` plus reading the JSON once", "wall": pairing.spread("audit", "wall"),
                 "lint": pairing.ratio("audit", "lint", "cpu"), "ratio": Spread.of(ratios), "most": 1, "peak": pairing.peak("audit")}]

    # The commands that compile

    def compiling(self):
        text = corpora.clean(self.sizes.projects)
        new, old = self.file("new", text), self.file("old", corpora.changed(text))
        commands = {"lint": self.lint(new), "compile": self.tool("compile", new), "ticket": self.tool("ticket", new),
                    "change": self.tool("change", "--from", old, new)}
        pairing = Pairing(commands, self.sizes.rounds)
        return [{"command": name, "wall": pairing.spread(name, "wall"), "wall_ratio": pairing.ratio(name, "lint", "wall"),
                 "peak": pairing.peak(name), "output": pairing.runs[name][0].output} for name in commands]

    # What people use otherwise

    def peers(self, with_slow_ones):
        rows = self.peer_rows(self.sizes.projects, self.swift_and_python_peers)
        return rows + (self.peer_rows(self.sizes.slow_projects, self.slow_peers) if with_slow_ones else [])

    @staticmethod
    def swift_and_python_peers(path):
        yams = HERE / ".build" / "release" / "YamsProbe"
        schema = ROOT / "schemas" / "manifest.schema.json"
        return {"Yams `compose`": [yams, "compose", path], "Yams `decode`": [yams, "decode", path],
                "PyYAML (C loader) + jsonschema-rs": [VENV / "python", HERE / "peer.py", schema, path]}

    @staticmethod
    def slow_peers(path):
        schema = ROOT / "schemas" / "manifest.schema.json"
        return {"yamllint": [VENV / "yamllint", "-d", "{extends: default, rules: {line-length: disable}}", path],
                "check-jsonschema": [VENV / "check-jsonschema", "--schemafile", schema, path]}

    def peer_rows(self, projects, peers):
        path = self.file(f"clean-{projects}", corpora.clean(projects))
        commands = {"privatelint": self.lint(path), "loop": [FLOOR, path], **peers(path)}
        pairing = Pairing(commands, self.sizes.peer_rounds)
        return [{"program": name, "projects": projects, "wall": pairing.spread(name, "wall"),
                 "loop_ratio": pairing.ratio(name, "loop", "wall"), "lint_ratio": pairing.ratio(name, "privatelint", "wall"),
                 "peak": pairing.peak(name)} for name in commands if name != "loop"]

    # How the cost grows

    def growth(self):
        base = self.sizes.growth_base
        tens = [1, 10, 100]
        kinds = {"projects": (base, corpora.clean), "ports": (2 * base, corpora.ports),
                 "endpoint services": (base // 2, corpora.endpoint_services), "aliases": (base, corpora.aliases),
                 "findings": (base, corpora.findings), "documents with faults": (base // 5, corpora.documents)}
        rows = [self.growth_row(name, [count * step for step in tens], self.growing_file(name, write))
                for name, (count, write) in kinds.items()]
        # Too many to be counted by valgrind in reasonable time.
        rows.append(self.growth_row("findings", [10 * base * step for step in tens], self.growing_file("findings", corpora.findings),
                                    is_counted=False))
        rows.append(self.growth_row("files", [base * step for step in tens], lambda count: self.lint(self.files(count)[0])))
        for command in ("compile", "ticket", "change"):
            rows.append(self.growth_row(f"projects, `{command}`", [base // 2 * step for step in tens], self.compiling_file(command)))
        return rows

    def growing_file(self, name, write):
        return lambda count: self.lint(self.file(f"{name}-{count}", write(count)))

    def compiling_file(self, command):
        def arguments(count):
            text = corpora.clean(count)
            old = ["--from", self.file(f"old-{count}", corpora.changed(text))] if command == "change" else []
            return self.tool(command, *old, self.file(f"new-{count}", text))
        return arguments

    def cost(self, command, is_counted=True):
        """Instructions, the least processor time and the peak of some runs."""
        pairing = Pairing({"it": command}, max(1, self.sizes.rounds // 2))
        return {"instructions": self.instructions(command) if is_counted else None, "cpu": min(taken.cpu for taken in pairing.runs["it"]), "peak": pairing.peak("it")}

    def growth_row(self, name, counts, command, is_counted=True):
        start, *costs = [self.cost(command(count), is_counted) for count in (1, *counts)]
        return {"what": name, "counts": counts, "instructions": [cost["instructions"] for cost in costs],
                "cpu": [cost["cpu"] for cost in costs], "peak": [cost["peak"] for cost in costs],
                "exponents": self.exponents(counts, start, costs, "instructions") if is_counted else [], "cpu_exponents": self.exponents(counts, start, costs, "cpu")}

    @staticmethod
    def exponents(counts, start, costs, field):
        """The power of the size by which cost grows at each step; size and cost of one, which is nearly all start-up, are taken off."""
        points = [(math.log(count - 1), math.log(max(1e-9, cost[field] - start[field]))) for count, cost in zip(counts, costs)]
        return [(cost - cost_before) / (size - size_before) for (size_before, cost_before), (size, cost) in zip(points, points[1:])]

    # Instruction counts that are kept

    def instruction_ratios(self):
        """Instructions of `lint` for each of libyaml's loop: nearly the same on every machine."""
        ratios = {}
        for name in ("clean", "faulty", "aliases", "comments"):
            path = self.file(f"counted-{name}", getattr(corpora, name)(1_000))
            ratios[f"{name}, 1,000 projects"] = self.instructions(self.lint(path)) / self.instructions([FLOOR, path])
        folder, paths = self.files(200)
        ratios["200 files"] = self.instructions(self.lint("."), folder) / self.instructions([FLOOR, *paths], folder)
        return {name: round(ratio, 3) for name, ratio in ratios.items()}


def check_baseline(ratios, kept):
    """Says how each count compares with what is kept; true where none is too high."""
    is_fine = True
    for name, ratio in ratios.items():
        is_worse = ratio > kept[name] * TOLERANCE
        is_fine = is_fine and not is_worse
        verdict = "too many" if is_worse else "fewer: `make bench-baseline` keeps them" if ratio < kept[name] / TOLERANCE else "as kept"
        print(f"instructions, {name}: {ratio:.3f} of the loop's, {kept[name]:.3f} kept: {verdict}")
    return is_fine


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary", type=Path)
    parser.add_argument("--peers", action="store_true", help="run the slow peers too")
    parser.add_argument("--document", type=Path, help="the document whose tables are replaced")
    parser.add_argument("--smoke", action="store_true")
    parser.add_argument("--baseline", action="store_true")
    choice = parser.parse_args()
    bench = Bench(choice.binary, Sizes(choice.smoke))
    baseline = HERE / "baseline.json"
    if choice.baseline:
        baseline.write_text(json.dumps(bench.instruction_ratios(), indent=2) + "\n")
        return
    result = {"one_file": bench.one_file(), "many_files": bench.many_files(), "speedup": bench.speedup(),
              "organization": bench.organization(), "cloud": bench.cloud(), "compiling": bench.compiling(), "peers": bench.peers(choice.peers or choice.smoke), "growth": bench.growth()}
    (BUILD / "result.json").write_text(json.dumps(result, indent=2, default=lambda spread: spread.__dict__) + "\n")
    # Small sizes show nothing but start-up: they are not compared with the targets.
    text = tables.render(result, with_targets=not choice.smoke)
    print(text)
    if choice.document:
        tables.replace(choice.document, text)
    if choice.smoke and not check_baseline(bench.instruction_ratios(), json.loads(baseline.read_text())):
        sys.exit("`lint` executes more instructions than it did: see docs/performance.md")


if __name__ == "__main__":
    main()
