"""Builds what is published, for this kind of machine, into dist/: `make dist`.

ADDRESS is the address of the repository on GitHub, for links; without it they are left out, and so is the Homebrew formula.
SOURCE_DATE_EPOCH is the time that all files carry: where it is not set, that of the commit.
"""

import hashlib
import os
import shutil
import sys
from pathlib import Path

sys.dont_write_bytecode = True

from components import components  # noqa: E402
from export import build, export  # noqa: E402
from identity import Identity  # noqa: E402
from make_archive import write_archive  # noqa: E402
from make_deb import write_deb  # noqa: E402
from make_formula import formula  # noqa: E402
from make_sbom import cyclonedx, spdx  # noqa: E402
from make_wheel import write_binary_wheel  # noqa: E402

ROOT = Path(__file__).resolve().parents[1]


def read_files(source: Path) -> dict[str, bytes]:
    """What goes with the binary, by its path in the archive."""
    names = {"LICENSE": "LICENSE", "NOTICE": "NOTICE", "man/privatelint.1": "share/man/privatelint.1"}
    for path in (source / "share/completions").rglob("*"):
        if path.is_file():
            names[f"completions/{path.relative_to(source / 'share/completions')}"] = str(path.relative_to(source))
    for path in (source / "packaging/licenses").iterdir():
        names[f"licenses/{path.name}"] = str(path.relative_to(source))
    return {name: (source / path).read_bytes() for name, path in names.items()}


def package(source: Path, binary: Path, identity: Identity, folder: Path) -> None:
    """Writes every artefact of this binary into an empty folder."""
    parts, files = components(source), read_files(source)
    licences = {name: text for name, text in sorted(files.items()) if name.startswith(("LICENSE", "NOTICE", "licenses/"))}
    archive = write_archive(
        folder, identity, {"privatelint": (binary.read_bytes(), 0o755)} | {name: (text, 0o644) for name, text in files.items()})
    write_binary_wheel(folder, identity, binary, licences, cyclonedx(identity, parts))
    if shutil.which("dpkg-deb") and identity.system == "linux":
        write_deb(folder, identity, {
            "binary": binary.read_bytes(), "manual": files["man/privatelint.1"], "bash": files["completions/bash/privatelint"],
            "zsh": files["completions/zsh/_privatelint"], "fish": files["completions/fish/privatelint.fish"],
            "notice": files["NOTICE"], "libyaml": files["licenses/libyaml.txt"]}, parts)
    else:
        print("dist: no Debian package, which takes Linux and dpkg-deb", file=sys.stderr)
    if identity.address:
        (folder / "privatelint.rb").write_bytes(formula(identity.version, identity.address, [archive]))
    sums = {path.name: (hashlib.sha1(path.read_bytes()).hexdigest(), digest(path)) for path in folder.iterdir()}
    (folder / f"privatelint-{identity.version}.spdx.json").write_bytes(spdx(identity, parts, sums))
    write_sums(folder)


def write_sums(folder: Path) -> None:
    lines = [f"{digest(path)}  {path.name}\n" for path in sorted(folder.iterdir())]
    (folder / "SHA256SUMS").write_text("".join(lines))


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main() -> None:
    address = os.environ.get("ADDRESS", "")
    source, folder = ROOT / ".build/dist", ROOT / "dist"
    print("dist: builds from nothing in about two minutes on two cores", file=sys.stderr)
    export(ROOT, source, address)
    binary = build(source)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    package(source, binary, Identity.of(source, ROOT, address), folder)
    for path in sorted(folder.iterdir()):
        print(f"dist/{path.name}  {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
