"""What a build is called: its version, its kind of machine, its time and its commit."""

import os
import platform
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

SUMMARY = "Linter and compiler for manifests of Adobe Commerce PrivateLink connections"
# Not a person, and no mailbox: questions go to the repository.
MAINTAINER = "privatelint maintainers <noreply@github.com>"


def version_of(source: Path) -> str:
    """The version, from its one place."""
    text = (source / "Sources/Diagnostics/Version.swift").read_text()
    return re.search(r'static let number = "([^"]+)"', text)[1]


@dataclass(frozen=True)
class Identity:
    """What names and dates the artefacts of a build."""

    version: str
    # As the kernel says it: x86_64, aarch64; arm64 on macOS.
    machine: str
    # linux or macos.
    system: str
    # Seconds since 1970, of every file in every artefact.
    epoch: int
    # 40 hexadecimal digits, or empty.
    commit: str
    # The address of the repository without a slash at the end, or empty.
    address: str

    @property
    def debian_architecture(self) -> str:
        return {"x86_64": "amd64", "aarch64": "arm64"}[self.machine]

    @property
    def archive_stem(self) -> str:
        return f"privatelint-{self.version}-{self.system}-{self.machine}"

    @staticmethod
    def of(source: Path, repository: Path, address: str) -> "Identity":
        """`source` is what is built; `repository` the checkout or unpacked archive that it comes from."""
        system = {"Linux": "linux", "Darwin": "macos"}[platform.system()]
        commit = git(repository, "rev-parse", "HEAD")
        epoch = os.environ.get("SOURCE_DATE_EPOCH") or git(repository, "log", "-1", "--format=%ct")
        # An unpacked archive of the source has the time of its commit on each file.
        epoch = int(epoch or (repository / "Package.swift").stat().st_mtime)
        exported = re.search(r'exported: "([0-9a-f]{40})"', (source / "Sources/Diagnostics/Version.swift").read_text())
        commit = exported[1] if exported else commit
        return Identity(version_of(source), platform.machine(), system, epoch, commit, address)


def git(repository: Path, *arguments: str) -> str:
    """The output of git in this very repository; empty in a folder that is not the root of one."""
    if not (repository / ".git").exists():
        return ""
    done = subprocess.run(["git", "-C", repository, *arguments], capture_output=True, text=True, check=True)
    return done.stdout.strip()
