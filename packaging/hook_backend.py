"""Installs this repository as a hook of pre-commit with `language: python`: nothing but the published wheel of the same version.

A build backend of its own, since the version has its one place in a Swift file, and so that no other has to be downloaded.
"""

from pathlib import Path

from identity import version_of
from make_wheel import write_wheel

NAME = "privatelint_hooks"


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    version = version_of(Path.cwd())
    lines = ["Metadata-Version: 2.1", "Name: privatelint-hooks", f"Version: {version}",
             "Summary: Installs privatelint for pre-commit", f"Requires-Dist: privatelint=={version}"]
    entries = {f"{NAME}-{version}.dist-info/METADATA": ("\n".join([*lines, ""]).encode(), 0o644)}
    return write_wheel(Path(wheel_directory), NAME, version, ["py3-none-any"], "py3-none-any", entries, 0).name


def build_sdist(sdist_directory, config_settings=None):
    raise NotImplementedError("what is published is built by `make dist`")
