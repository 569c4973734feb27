"""What the tests of faults share: the binary, manifests to write to, mounts, and system calls that fail on request."""

import contextlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BINARY = Path(os.environ.get("PRIVATELINT", ROOT / ".build/release/privatelint")).resolve()
IS_ROOT = os.geteuid() == 0
NOBODY = 65534

PROJECT = """  {id}:
    plan: {plan}
    cloud: aws
    region: eu-west-1
    environments:
      production:
        connection: unidirectional
        customer: {{account: "210987654321", region: eu-west-1}}
        ports:
          - {{ service: SFTP, port: 2222 }}   # the old shop
"""
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def project_id(number):
    """13 letters, another for each number."""
    return "yw1unoukjc" + "".join(LETTERS[number // 26**place % 26] for place in (2, 1, 0))


def manifest(projects=1, plan="Pro"):
    """With the plan `Pro` there is one safe fix in each project, and the layout is not the canonical one."""
    return "version: 1\ncompany: Northwind Outfitters\nprojects:\n" + "".join(
        PROJECT.format(id=project_id(number), plan=plan) for number in range(projects))


def run(*arguments, folder, **more):
    """Runs the binary; gives its status (negative: the signal that ended it), its output and its errors."""
    done = subprocess.run(
        [str(BINARY), *map(str, arguments)], cwd=folder, capture_output=True, timeout=120, stdin=subprocess.DEVNULL, **more)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def held(folder):
    """Every name below a folder with its content: a link its target, a file its bytes."""
    def contents(path):
        return os.readlink(path) if path.is_symlink() else None if path.is_dir() else path.read_bytes()
    return {str(path.relative_to(folder)): contents(path) for path in sorted(Path(folder).rglob("*"))}


class FaultTest(unittest.TestCase):
    """A test with a folder of its own."""

    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="privatelint-faults-"))
        # Anybody may come in, so that a test can run the binary as somebody else.
        self.folder.chmod(0o777)
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def put(self, text, name="privatelink.yaml"):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def run_in(self, *arguments, folder=None, **more):
        return run(*arguments, folder=folder or self.folder, **more)

    def fails(self, words, *arguments, **more):
        """Status 2, the words among the errors, and every file as it was."""
        before = held(self.folder)
        status, _, errors = self.run_in(*arguments, **more)
        self.assertEqual(status, 2, errors)
        self.assertIn(words, errors)
        self.assertEqual(held(self.folder), before)

    def open_binary(self):
        """The binary where everybody may run it."""
        path = Path(tempfile.mkdtemp(prefix="privatelint-binary-"))
        self.addCleanup(shutil.rmtree, path)
        path.chmod(0o755)
        return shutil.copy2(BINARY, path / "privatelint")

    @contextlib.contextmanager
    def mounted(self, *arguments, on):
        """A file system on a folder; where the machine allows none, the test is skipped, and says why."""
        if not IS_ROOT:
            self.skipTest("mounting takes root")
        on.mkdir(exist_ok=True)
        done = subprocess.run(["mount", *arguments, str(on)], capture_output=True, text=True)
        if done.returncode != 0:
            self.skipTest(f"this machine does not mount: {done.stderr.strip()}")
        try:
            yield on
        finally:
            subprocess.run(["umount", str(on)], check=True)


# System calls, seen and made to fail


def traces():
    """Why strace does not work here; nothing where it does."""
    if not shutil.which("strace"):
        return "strace is not installed"
    done = subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True, text=True)
    return "" if done.returncode == 0 else f"strace is not allowed here: {done.stderr.strip()}"


NO_TRACE = traces()


def traced(*arguments, folder, trace="all", inject=(), program=None, **more):
    """Runs the binary under strace; gives status, errors and the calls, one a line."""
    with tempfile.NamedTemporaryFile() as log:
        options = [word for fault in inject for word in ("-e", f"inject={fault}")]
        command = ["strace", "-f", "-qq", "-s", "256", "-e", "signal=none", "-e", f"trace={trace}", *options, "-o", log.name]
        done = subprocess.run(
            [*command, *map(str, program or [BINARY, *arguments])], cwd=folder, capture_output=True, timeout=120,
            **{"stdin": subprocess.DEVNULL} | more)
        lines = Path(log.name).read_text(errors="replace").splitlines()
    return done.returncode, done.stderr.decode(errors="replace"), [re.sub(r"^\d+ +", "", line) for line in lines]


def ordinal(calls, name, pattern):
    """Which call of a name, counted from 1, is the first that a pattern fits."""
    own = [call for call in calls if call.startswith(name + "(")]
    return next(number for number, call in enumerate(own, 1) if re.search(pattern, call))


def main():
    """Runs the tests of the calling file; an argument names the binary, others name tests."""
    global BINARY
    arguments = sys.argv[1:]
    if arguments and not arguments[0].startswith("-") and Path(arguments[0]).is_file():
        BINARY = Path(arguments.pop(0)).resolve()
    if not BINARY.is_file():
        sys.exit(f"{BINARY} is not there: make build")
    program = unittest.main(module="__main__", argv=[sys.argv[0], *arguments], exit=False)
    for test, reason in program.result.skipped:
        print(f"not tested here: {test.id().removeprefix('__main__.')}: {reason}")
    sys.exit(not program.result.wasSuccessful())
