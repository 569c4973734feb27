"""Runs commands side by side and says what they cost: time, memory, instructions."""

import json
import os
import re
import statistics
import subprocess
from dataclasses import dataclass
from pathlib import Path

BUILD = Path(__file__).resolve().parents[2] / ".build" / "performance"


@dataclass
class Run:
    """What one run of a command took, in seconds and bytes."""

    wall: float
    cpu: float
    first_byte: float
    peak: int
    output: int
    status: int


@dataclass
class Spread:
    """The median of some figures, and the quarters that half of them lie between."""

    median: float
    low: float
    high: float

    @staticmethod
    def of(figures):
        if len(figures) < 3:
            return Spread(statistics.median(figures), min(figures), max(figures))
        low, median, high = statistics.quantiles(figures, n=4, method="inclusive")
        return Spread(median, low, high)


def run(command, folder="."):
    """One run; `measure` is a C program because a child's peak memory begins with that of the process that forked it."""
    done = subprocess.run([BUILD / "measure", *command], cwd=folder, capture_output=True, text=True, check=True)
    taken = Run(**json.loads(done.stdout))
    if taken.status not in (0, 1):
        raise SystemExit(f"status {taken.status}: {' '.join(map(str, command))[:200]}")
    return taken


class Pairing:
    """Commands that take turns, so that whatever else the machine does falls on all of them alike."""

    def __init__(self, commands, rounds, folder="."):
        self.runs = {name: [] for name in commands}
        names = list(commands)
        for number in range(rounds + 1):
            for name in names[number % len(names):] + names[:number % len(names)]:
                taken = run(commands[name], folder)
                # The first round only warms the caches.
                if number > 0:
                    self.runs[name].append(taken)

    def spread(self, name, field):
        return Spread.of([getattr(taken, field) for taken in self.runs[name]])

    def ratio(self, name, floor, field):
        """How much more one took than the other, round by round."""
        return Spread.of([getattr(one, field) / getattr(other, field) for one, other in zip(self.runs[name], self.runs[floor])])

    def difference(self, name, floor, field):
        return Spread.of([getattr(one, field) - getattr(other, field) for one, other in zip(self.runs[name], self.runs[floor])])

    def peak(self, name):
        return max(taken.peak for taken in self.runs[name])


def instructions(command, folder="."):
    """The instructions that a command executes; the same on every run but for a few in a thousand."""
    valgrind = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command]
    environment = {**os.environ, "LC_ALL": "C"}
    done = subprocess.run(valgrind, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=environment)
    found = re.search(r"Collected : (\d+)", done.stderr)
    if not found:
        raise SystemExit(f"valgrind failed: {done.stderr[-500:]}")
    return int(found[1])
