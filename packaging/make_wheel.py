"""Writes wheels, with the standard library alone."""

import base64
import hashlib
import time
import zipfile
from pathlib import Path

from identity import SUMMARY, Identity

DESCRIPTION = """\
# privatelint

Checks the YAML manifests in which teams keep their Adobe Commerce PrivateLink configuration, and writes the support
ticket, the change requests, the enablement steps and the connection test from them.

This package contains the privatelint program for Linux and macOS. It needs nothing but itself: no Python at run time, no library, no network.

    pip install privatelint
    privatelint init > privatelink.yaml
    privatelint

With pre-commit:

    repos:
      - repo: local
        hooks:
          - id: privatelint
            name: privatelint
            entry: privatelint lint
            language: python
            additional_dependencies: ["privatelint==VERSION"]
            files: '(^|/)((privatelink|[^/]*\\.privatelink)\\.ya?ml|\\.privatelint\\.yaml)$'
            pass_filenames: false
"""


def tags(identity: Identity) -> list[str]:
    """The kinds of machine that the binary runs on. A static one asks nothing of a Linux but its kernel."""
    if identity.system == "macos":
        return [f"py3-none-macosx_15_0_{identity.machine}"]
    kinds = ["manylinux2014", "manylinux_2_17", "musllinux_1_1"]
    return [f"py3-none-{kind}_{identity.machine}" for kind in kinds]


def write_binary_wheel(folder: Path, identity: Identity, binary: Path, licences: dict[str, bytes], sbom: bytes) -> Path:
    """The binary as a script: installing puts it beside `python`, and nothing of it is Python."""
    name, version, all_tags = "privatelint", identity.version, tags(identity)
    info = f"{name}-{version}.dist-info"
    entries = {f"{name}-{version}.data/scripts/privatelint": (binary.read_bytes(), 0o755)}
    entries |= {f"{info}/licenses/{path}": (text, 0o644) for path, text in licences.items()}
    entries[f"{info}/sboms/privatelint.cdx.json"] = (sbom, 0o644)
    entries[f"{info}/METADATA"] = (binary_metadata(identity, licences).encode(), 0o644)
    platforms = ".".join(tag.removeprefix("py3-none-") for tag in all_tags)
    return write_wheel(folder, name, version, all_tags, f"py3-none-{platforms}", entries, identity.epoch)


def binary_metadata(identity: Identity, licences: dict[str, bytes]) -> str:
    system = "POSIX :: Linux" if identity.system == "linux" else "MacOS"
    lines = ["Metadata-Version: 2.4", "Name: privatelint", f"Version: {identity.version}", f"Summary: {SUMMARY}"]
    if identity.address:
        lines += [f"Project-URL: {name}, {identity.address}{path}" for name, path in project_pages(identity)]
    lines += ["Keywords: adobe-commerce,privatelink,lint,yaml,pre-commit", "License-Expression: Apache-2.0"]
    lines += [f"License-File: {path}" for path in licences]
    lines += [f"Classifier: {text}" for text in [
        "Environment :: Console", "Intended Audience :: System Administrators", f"Operating System :: {system}",
        "Topic :: Software Development :: Quality Assurance", "Topic :: System :: Networking"]]
    lines += ["Requires-Python: >=3.8", "Description-Content-Type: text/markdown"]
    return "\n".join(lines) + "\n\n" + DESCRIPTION.replace("VERSION", identity.version)


def project_pages(identity: Identity) -> list[tuple[str, str]]:
    docs = f"/blob/v{identity.version}"
    return [("Source", ""), ("Documentation", f"{docs}/README.md"), ("Changelog", f"{docs}/CHANGELOG.md"), ("Issues", "/issues")]


def write_wheel(
    folder: Path, name: str, version: str, all_tags: list[str], joined_tags: str,
    entries: dict[str, tuple[bytes, int]], epoch: int,
) -> Path:
    """A wheel of these files, each with its mode; WHEEL and RECORD are added."""
    info = f"{name}-{version}.dist-info"
    purity = "false" if any(path.split("/")[0].endswith(".data") for path in entries) else "true"
    wheel = ["Wheel-Version: 1.0", "Generator: privatelint packaging", f"Root-Is-Purelib: {purity}", *(f"Tag: {tag}" for tag in all_tags)]
    entries = entries | {f"{info}/WHEEL": ("\n".join(wheel + [""]).encode(), 0o644)}
    # What belongs to the wheel itself comes last, as the format recommends.
    names = sorted(entries, key=lambda path: (path.startswith(info), path))
    record = [f"{path},sha256={digest(entries[path][0])},{len(entries[path][0])}" for path in names]
    entries[f"{info}/RECORD"] = ("\n".join([*record, f"{info}/RECORD,,", ""]).encode(), 0o644)
    path = folder / f"{name}-{version}-{joined_tags}.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for entry in [*names, f"{info}/RECORD"]:
            content, mode = entries[entry]
            # Zip files know no time before 1980.
            item = zipfile.ZipInfo(entry, time.gmtime(max(epoch, 315532800))[:6])
            item.create_system, item.external_attr = 3, (0o100000 | mode) << 16
            archive.writestr(item, content, zipfile.ZIP_DEFLATED, 9)
    return path


def digest(content: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
