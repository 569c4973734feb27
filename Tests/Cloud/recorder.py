"""Runs shell text with stand-ins for the programs it calls, and gives the arguments that each of them saw.

A stand-in is what the shell starts instead of `aws`, `az`, `curl` and so on: nothing reaches a network, and what is compared is the argument
list that a real shell makes of the text.
"""
import json
import shutil
import subprocess
import tempfile
from pathlib import Path

PROGRAMS = ["aws", "az", "curl", "magento-cloud", "privatelint", "rm", "touch"]

# `"$0"` is the path of the stand-in, whose name is the program's. It answers what the shell needs to go on.
STAND_IN = r"""#!/bin/sh
# One write for each call: several may run at once.
printf '%s\0' "${0##*/}" "$@" '
' >>"$RECORD"
case ${0##*/} in
  aws) printf '%s\n' answer ;;
  az) printf '%s\n' /subscriptions/s/resourceGroups/g/providers/Microsoft.Network/networkInterfaces/n ;;
  curl) printf '%s\n' '* Connected to stand-in (127.0.0.1) port 80 (#0)' >&2 ;;
  magento-cloud) exec sh ;;
esac
"""


class Recorder:
    """A folder with stand-ins; use it in a `with` statement."""

    def __enter__(self):
        self._folder = tempfile.TemporaryDirectory()
        self.folder = Path(self._folder.name)
        self.bin = self.folder / "bin"
        self.bin.mkdir()
        for name in PROGRAMS:
            path = self.bin / name
            path.write_text(STAND_IN)
            path.chmod(0o755)
        return self

    def __exit__(self, *_):
        self._folder.cleanup()

    def run(self, text, variables=None, shell=("sh",), arguments=()):
        """The calls that a script makes, in order, the files it leaves, and the finished process."""
        work = self.folder / "work"
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir()
        script, record = self.folder / "script", self.folder / "record"
        script.write_text(text, encoding="utf-8", errors="surrogateescape")
        record.write_bytes(b"")
        environment = {"PATH": f"{self.bin}:/usr/bin:/bin", "RECORD": str(record), "LC_ALL": "C.UTF-8", "HOME": str(work)}
        done = subprocess.run(
            [*shell, str(script), *arguments], cwd=work, env=environment | (variables or {}), capture_output=True, stdin=subprocess.DEVNULL)
        calls = [call.split("\0")[:-1] for call in record.read_text(errors="surrogateescape").split("\n\0")[:-1]]
        left = sorted(path.name for path in work.iterdir())
        return calls, left, done


def compile_json(binary, arguments, manifest_text=None, expect=(0,)):
    """What a command prints as JSON; the manifest goes in by standard input where it is given."""
    command = [binary, *arguments] + (["-"] if manifest_text is not None else [])
    done = subprocess.run(command, input=manifest_text, capture_output=True, text=True)
    assert done.returncode in expect, f"{' '.join(command)} ended with {done.returncode}\n{done.stderr}"
    return json.loads(done.stdout)


def commands(runbook):
    """All commands of a runbook for one environment, in order."""
    return [*runbook["setup"], runbook["identity"], *(command for step in runbook["steps"] for command in step["commands"]), *runbook["checks"]]
