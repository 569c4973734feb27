"""Compares a tag with the version and the changelog, and prints the section of the changelog: check_release.py v1.2.3"""

import re
import sys
from pathlib import Path

from identity import version_of


def section(changelog: str, version: str) -> str:
    """What the changelog says of a version, without its heading; empty where it says nothing."""
    found = re.search(rf"^## \[?{re.escape(version)}\]?(?: [^\n]*)?\n(.*?)(?=^## |\Z)", changelog, re.M | re.S)
    return found[1].strip() if found else ""


def main() -> None:
    root, tag = Path(__file__).resolve().parents[1], sys.argv[1]
    version = version_of(root)
    if tag != f"v{version}":
        sys.exit(f"the tag {tag} is not v{version}, the version in Sources/Diagnostics/Version.swift")
    notes = section((root / "CHANGELOG.md").read_text(), version)
    if not notes:
        sys.exit(f"CHANGELOG.md has no section for {version}, or an empty one")
    print(notes)


if __name__ == "__main__":
    main()
