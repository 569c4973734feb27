"""What a binary is made of, with versions and licences: the one list from which both bills of materials are written."""

import platform
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

SWIFT = "Apache-2.0 WITH Swift-exception"
SWIFT_COPYRIGHT = "Apple Inc. and the Swift project authors"


@dataclass(frozen=True)
class Component:
    """A work of others that the binary contains."""

    name: str
    version: str
    # An SPDX expression.
    licence: str
    copyright: str
    supplier: str
    address: str
    # Package URL.
    purl: str
    # `source (= version)` as `Built-Using` of a Debian package wants it; empty elsewhere.
    built_using: str = ""


# The libraries that linking may draw in, by the start of their file names.
SWIFT_LIBRARIES = {
    "swift-runtime": ("libswift",),
    "swift-foundation": ("libFoundationEssentials", "lib_FoundationCShims", "lib_FoundationCollections"),
    "swift-corelibs-libdispatch": ("libdispatch", "libBlocksRuntime"),
}
SWIFT_ADDRESSES = {"swift-runtime": "https://github.com/swiftlang/swift"}
SYSTEM_LIBRARIES = {
    "glibc": ("libc.", "libm.", "libm-", "libpthread.", "libdl.", "librt.", "libutil.", "libresolv.", "libmvec."),
    "gcc": ("libstdc++.", "libgcc.", "libgcc_eh.", "libatomic."),
    "libyaml": ("libyaml.",),
}
SYSTEM = {
    "glibc": ("LGPL-2.1-or-later", "Free Software Foundation, Inc.", "https://www.gnu.org/software/libc/"),
    "gcc": ("GPL-3.0-or-later WITH GCC-exception-3.1", "Free Software Foundation, Inc.", "https://gcc.gnu.org/"),
    "libyaml": ("MIT", "2006-2016 Kirill Simonov, 2017-2020 Ingy döt Net", "https://github.com/yaml/libyaml"),
}


def components(source: Path) -> list[Component]:
    """Those of the binary that was built in `source`; a library that is in none of them ends the run."""
    link_map = source / ".build/privatelint.map"
    archives = linked_archives(link_map) if link_map.exists() else []
    found = [argument_parser(source)]
    for name, starts in SWIFT_LIBRARIES.items():
        if take(archives, starts):
            found.append(swift_library(name))
    for name, starts in SYSTEM_LIBRARIES.items():
        files = take(archives, starts)
        if files:
            found.append(system_library(name, files[0]))
        elif name == "libyaml":
            found.append(system_library(name, None))
    if archives:
        raise SystemExit(f"packaging/components.py does not know {', '.join(map(str, archives))}: add what they belong to")
    return sorted(found, key=lambda component: component.name)


def linked_archives(link_map: Path) -> list[Path]:
    """The static libraries of which the linker took anything, by its map."""
    return sorted({Path(name) for name in re.findall(r"(\S+\.a)[:(]", link_map.read_text(errors="replace"))})


def take(archives: list[Path], starts: tuple[str, ...]) -> list[Path]:
    """Moves those with these names out of the list."""
    taken = [archive for archive in archives if archive.name.startswith(starts)]
    archives[:] = [archive for archive in archives if archive not in taken]
    return taken


def argument_parser(source: Path) -> Component:
    name, text = "swift-argument-parser", (source / "Package.swift").read_text()
    version = re.search(r'swift-argument-parser", exact: "([^"]+)"', text)[1]
    address = f"https://github.com/apple/{name}"
    return Component(name, version, SWIFT, SWIFT_COPYRIGHT, "Apple Inc.", address, f"pkg:swift/github.com/apple/{name}@{version}")


def swift_library(name: str) -> Component:
    """A library of the toolchain: it has the version of that."""
    version = re.search(r"Swift version (\S+)", output("swift", "--version"))[1]
    address = SWIFT_ADDRESSES.get(name, f"https://github.com/swiftlang/{name}")
    purl = f"pkg:github/{address.removeprefix('https://github.com/')}@swift-{version}-RELEASE"
    return Component(name, version, SWIFT, SWIFT_COPYRIGHT, "Apple Inc.", address, purl)


def system_library(name: str, archive: "Path | None") -> Component:
    """A library of the system; of the packages that are known to have it, the version of the source package."""
    licence, holder, address = SYSTEM[name]
    if archive and shutil.which("dpkg-query"):
        package = output("dpkg-query", "--search", str(archive)).split(": ")[0].split(",")[0]
        source, version = output("dpkg-query", "--show", "--showformat", "${source:Package} ${source:Version}", package).split()
        # Debian, or what is made of it.
        system = platform.freedesktop_os_release()
        purl = f"pkg:deb/{system['ID']}/{source}@{version.replace('+', '%2B')}?arch=source"
        if system["ID"] == "debian":
            # Where the source of this very version stays available.
            address = f"https://snapshot.debian.org/package/{source}/{version}/"
        return Component(name, version, licence, holder, system["NAME"], address, purl, f"{source} (= {version})")
    version = {
        "glibc": lambda: output("getconf", "GNU_LIBC_VERSION").split()[-1],
        "gcc": lambda: output("gcc", "-dumpfullversion"),
        "libyaml": lambda: output("pkg-config", "--modversion", "yaml-0.1"),
    }[name]()
    return Component(name, version, licence, holder, holder, address, f"pkg:generic/{name}@{version}")


def output(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
