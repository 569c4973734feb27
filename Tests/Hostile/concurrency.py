"""Checks many files at once, again and again: the output is the same bytes whatever the number of threads and cores.

    python3 Tests/Hostile/concurrency.py [BINARY]
    ROUNDS=1000 SANITIZED=.build-tsan/debug/privatelint python3 Tests/Hostile/concurrency.py

The files are the inputs of the golden cases, so that every rule reports something, across files as well. ROUNDS is 8 by default. SANITIZED names a
binary built with the thread sanitizer (`make tsan`), which then works through the same files and has to find nothing.
"""

import itertools
import os
import re
import shutil
import subprocess
import unittest

import common
from common import ROOT, FaultTest

ROUNDS = int(os.environ.get("ROUNDS", 8))
SANITIZED = os.environ.get("SANITIZED")
FORMATS = [["--format", "json"], ["--format", "sarif"], ["--format", "text", "--color", "always"], ["--format", "short", "--strict"], ["--diff", "--suggested"],
           ["--format", "junit", "--no-ignores"]]
FENCE = re.compile(r"^(`{3,})yaml[^\n]*\n(.*?)^\1$", re.MULTILINE | re.DOTALL)


class Concurrency(FaultTest):
    def setUp(self):
        super().setUp()
        texts = [match[2] for path in sorted((ROOT / "Tests/GoldenTests/Cases/rules").glob("*.md")) for match in FENCE.finditer(path.read_text())]
        for number, text in enumerate(texts):
            self.put(text, f"team-{number % 17}/{number}.privatelink.yaml")
        self.assertGreater(len(texts), 300)

    def output(self, arguments, binary=None, cores=None):
        """All that a run prints, and its status."""
        command = [*(["taskset", "-c", cores] if cores else []), str(binary or common.BINARY), *arguments, "--today", "2026-11-24", "."]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, timeout=300)
        return done.returncode, done.stdout, done.stderr

    def test_same_bytes(self):
        numbers = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
        cores = [",".join(map(str, numbers[:count])) for count in range(1, len(numbers) + 1)] if shutil.which("taskset") else []
        ways = itertools.cycle(itertools.product([None, *cores], [[], ["--jobs", "2"], ["--jobs", "3"], ["--jobs", "8"], ["--jobs", "64"]]))
        expected = {tuple(form): self.output([*form, "--jobs", "1"]) for form in FORMATS}
        for form, (status, output, errors) in expected.items():
            self.assertIn(status, (0, 1), errors)
            self.assertGreater(len(output), 10_000, form)
        # Each format meets each way after a while, for their numbers share no divisor.
        for form, (chosen, jobs), _ in zip(itertools.cycle(FORMATS + FORMATS[:1]), ways, range(ROUNDS)):
            with self.subTest(form=form, cores=chosen, jobs=jobs):
                self.assertTrue(self.output([*form, *jobs], cores=chosen) == expected[tuple(form)], "the output differs")
        print(f"{ROUNDS} runs over {sum(1 for _ in self.folder.rglob('*.yaml'))} files, the same bytes", flush=True)

    @unittest.skipUnless(SANITIZED, "no binary with the thread sanitizer is named; `make tsan` builds one")
    def test_no_race(self):
        for form in FORMATS[:3]:
            expected = self.output([*form, "--jobs", "1"])
            for jobs in ["2", "16"]:
                with self.subTest(form=form, jobs=jobs):
                    found = self.output([*form, "--jobs", jobs], binary=SANITIZED if os.path.isabs(SANITIZED) else ROOT / SANITIZED)
                    self.assertNotIn(b"ThreadSanitizer", found[2], found[2].decode(errors="replace")[:4000])
                    self.assertTrue(found == expected, "the output differs")


if __name__ == "__main__":
    common.main()
