"""Takes the source that a build is made of out of the repository."""

import io
import os
import platform
import re
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

from identity import git

# Not part of the source: what earlier runs left.
LEFT_OUT = (".build", ".build-tsan", "dist", "__pycache__")


def export(repository: Path, target: Path, address: str) -> None:
    """Puts the committed source into `target`, as git exports it, or as it is in a folder without git; files that are the same stay untouched."""
    files = committed(repository) if (repository / ".git").exists() else unpacked(repository)
    version = "Sources/Diagnostics/Version.swift"
    content, mode = files[version]
    files[version] = (with_address(content.decode(), address).encode(), mode)
    remove_others(target, set(files))
    for name, (content, mode) in files.items():
        path = target / name
        if not path.exists() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        path.chmod(mode)


def with_address(text: str, address: str) -> str:
    if not address:
        return text
    if not re.fullmatch(r"https://[A-Za-z0-9._~/-]*[A-Za-z0-9]", address):
        sys.exit(f"ADDRESS={address} is not the https address of a repository, without a slash at the end")
    return text.replace('static let repository = ""', f'static let repository = "{address}"')


def committed(repository: Path) -> dict[str, tuple[bytes, int]]:
    if git(repository, "status", "--porcelain"):
        print("dist: uncommitted changes are left out", file=sys.stderr)
    archive = subprocess.run(["git", "-C", repository, "archive", "HEAD"], capture_output=True, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(archive)) as items:
        return {item.name: (items.extractfile(item).read(), 0o755 if item.mode & 0o100 else 0o644) for item in items if item.isfile()}


def unpacked(folder: Path) -> dict[str, tuple[bytes, int]]:
    files = [path for path in folder.rglob("*") if path.is_file() and not set(path.relative_to(folder).parts) & set(LEFT_OUT)]
    return {str(path.relative_to(folder)): (path.read_bytes(), 0o755 if path.stat().st_mode & 0o100 else 0o644) for path in files}


def remove_others(target: Path, names: set[str]) -> None:
    """Removes what an earlier run exported and this one does not; the build stays, so that the next is short."""
    for path in sorted(target.rglob("*"), reverse=True) if target.exists() else []:
        inner = path.relative_to(target)
        if inner.parts[0] == ".build":
            continue
        if path.is_file() and str(inner) not in names:
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()


def build(source: Path) -> Path:
    """The binary, stripped."""
    environment = os.environ | (static_libyaml(source) if platform.system() == "Darwin" else {})
    subprocess.run(["make", "--no-print-directory", "-C", source, "build"], check=True, env=environment)
    built, stripped = source / ".build/release/privatelint", source / ".build/stripped"
    shutil.copyfile(built, stripped)
    subprocess.run(["strip", stripped], check=True)
    if platform.system() == "Darwin":
        # What is stripped has lost its signature, and macOS on arm64 runs nothing without one.
        subprocess.run(["codesign", "--force", "--sign", "-", stripped], check=True)
    stripped.chmod(0o755)
    return stripped


def static_libyaml(source: Path) -> dict[str, str]:
    """For macOS, where the linker prefers a shared library: the variable that makes pkg-config name a folder with the static one alone."""
    subprocess.run(["make", "--no-print-directory", "-C", source, "dependencies"], check=True)
    folder = source / ".build/libyaml"
    folder.mkdir(parents=True, exist_ok=True)
    flags = subprocess.run(["pkg-config", "--cflags", "yaml-0.1"], capture_output=True, text=True, check=True).stdout.strip()
    libraries = subprocess.run(
        ["pkg-config", "--variable=libdir", "yaml-0.1"], capture_output=True, text=True, check=True).stdout.strip()
    shutil.copyfile(f"{libraries}/libyaml.a", folder / "libyaml.a")
    (folder / "yaml-0.1.pc").write_text(f"Name: LibYAML\nDescription: libyaml\nVersion: 0.2.5\nCflags: {flags}\nLibs: -L{folder} -lyaml\n")
    return {"PKG_CONFIG_PATH": str(folder)}
