"""Puts what `make dist` wrote on several machines into one folder: gather.py FOLDER-OF-FOLDERS FOLDER, with ADDRESS set."""

import json
import os
import shutil
import sys
from pathlib import Path

from dist import ROOT, write_sums
from identity import version_of
from make_formula import formula

# Written anew, for all machines.
REPLACED = ("SHA256SUMS", "privatelint.rb")


def gather(built: Path, folder: Path, version: str, address: str) -> None:
    folder.mkdir()
    for path in sorted(path for path in built.rglob("*") if path.is_file() and path.name not in REPLACED):
        name = path.name
        if name.endswith(".spdx.json"):
            # Each machine has its own, with its processor in the name that the document gives itself.
            name = json.loads(path.read_text())["name"] + ".spdx.json"
        if (folder / name).exists():
            sys.exit(f"two machines wrote {name}")
        shutil.copyfile(path, folder / name)
    (folder / "privatelint.rb").write_bytes(formula(version, address, list(folder.glob("*.tar.gz"))))
    write_sums(folder)


if __name__ == "__main__":
    gather(Path(sys.argv[1]), Path(sys.argv[2]), version_of(ROOT), os.environ["ADDRESS"])
