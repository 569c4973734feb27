"""Writes the Debian package, by dpkg-deb."""

import gzip
import hashlib
import os
import subprocess
import tempfile
from email.utils import formatdate
from pathlib import Path

from components import Component
from identity import MAINTAINER, Identity

DESCRIPTION = """\
 privatelint reads the YAML manifests in which teams keep their Adobe Commerce
 PrivateLink configuration. It reports what Adobe support would send back, and
 writes the support ticket, the change requests, the enablement steps and the
 connection test from them.
"""
OVERRIDES = """\
# Debian has no Swift whose libraries a program could share; static, this one runs on every release of Debian.
privatelint: statically-linked-binary [usr/bin/privatelint]
# libyaml is static for the same reason: `Built-Using` names its version.
privatelint: embedded-library libyaml [usr/bin/privatelint]
"""


def write_deb(folder: Path, identity: Identity, content: dict[str, bytes], components: list[Component]) -> Path:
    """`content` are `binary`, `manual`, `bash`, `zsh`, `fish`, `notice` and `libyaml` (its licence)."""
    files = {
        "usr/bin/privatelint": content["binary"],
        "usr/share/man/man1/privatelint.1.gz": packed(content["manual"]),
        "usr/share/bash-completion/completions/privatelint": content["bash"].removeprefix(b"#!/bin/bash\n"),
        "usr/share/zsh/vendor-completions/_privatelint": content["zsh"],
        "usr/share/fish/vendor_completions.d/privatelint.fish": content["fish"],
        "usr/share/doc/privatelint/copyright": copyright_file(identity, components, content["libyaml"]),
        "usr/share/doc/privatelint/NOTICE": content["notice"],
        "usr/share/doc/privatelint/changelog.gz": packed(changelog(identity)),
        "usr/share/lintian/overrides/privatelint": OVERRIDES.encode(),
    }
    sums = "".join(f"{hashlib.md5(data).hexdigest()}  {name}\n" for name, data in sorted(files.items()))
    files |= {"DEBIAN/control": control(identity, files, components), "DEBIAN/md5sums": sums.encode()}
    path = folder / f"privatelint_{identity.version}_{identity.debian_architecture}.deb"
    with tempfile.TemporaryDirectory() as scratch:
        tree = Path(scratch) / "tree"
        tree.mkdir()
        for name, data in files.items():
            write(tree / name, data, 0o755 if name == "usr/bin/privatelint" else 0o644)
        for entry in [tree, *tree.rglob("*")]:
            if entry.is_dir():
                entry.chmod(0o755)
            os.utime(entry, (identity.epoch, identity.epoch))
        subprocess.run(
            # One thread: the packed bytes would depend on their number.
            ["dpkg-deb", "--root-owner-group", "-Zxz", "--threads-max=1", "--build", tree, path],
            check=True, stdout=subprocess.DEVNULL, env={**os.environ, "SOURCE_DATE_EPOCH": str(identity.epoch)})
    return path


def write(path: Path, data: bytes, mode: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    path.chmod(mode)


def packed(data: bytes) -> bytes:
    return gzip.compress(data, 9, mtime=0)


def control(identity: Identity, files: dict[str, bytes], components: list[Component]) -> bytes:
    used = ", ".join(sorted(component.built_using for component in components if component.built_using))
    fields = {
        "Package": "privatelint", "Version": identity.version, "Architecture": identity.debian_architecture,
        "Maintainer": MAINTAINER, "Installed-Size": str(sum(-(-len(data) // 1024) for data in files.values())),
        "Built-Using": used, "Recommends": "git", "Section": "devel", "Priority": "optional", "Homepage": identity.address,
        "Description": "linter and compiler for Adobe Commerce PrivateLink manifests",
    }
    return ("".join(f"{name}: {text}\n" for name, text in fields.items() if text) + DESCRIPTION).encode()


def changelog(identity: Identity) -> bytes:
    date = formatdate(identity.epoch)
    return (f"privatelint ({identity.version}) stable; urgency=medium\n\n  * Release {identity.version}; CHANGELOG.md of the source says what changed.\n"
            f"\n -- {MAINTAINER}  {date}\n").encode()


def copyright_file(identity: Identity, components: list[Component], libyaml: bytes) -> bytes:
    """In Debian's machine-readable form, the works of others that the binary contains included."""
    source = identity.address or "built by `make dist`"
    lines = ["Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/", "Upstream-Name: privatelint",
             f"Source: {source}", "Comment: The binary is static. It contains:"]
    lines += [f" {item.name} {item.version}, {item.licence}, {item.copyright}" for item in components]
    lines += [" .", " NOTICE says how to link it with another C library.", "",
              "Files: *", "Copyright: the privatelint maintainers", "License: Apache-2.0",
              " On Debian systems the full text is in /usr/share/common-licenses/Apache-2.0.", " .",
              " That of LGPL-2.1 is in /usr/share/common-licenses/LGPL-2.1, that of GPL-3 in", " /usr/share/common-licenses/GPL-3.", " .",
              " libyaml:", " ."]
    lines += [f" {line}" if line else " ." for line in libyaml.decode().splitlines()]
    return ("\n".join(lines) + "\n").encode()
