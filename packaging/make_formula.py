"""Writes the Homebrew formula of a release, from its archives: python3 packaging/make_formula.py ADDRESS ARCHIVE…"""

import hashlib
import sys
from pathlib import Path

from identity import SUMMARY, version_of

# The words by which a formula asks for the kind of machine that an archive is for.
BLOCKS = {
    "macos-arm64": ("on_macos", "on_arm"), "macos-x86_64": ("on_macos", "on_intel"),
    "linux-aarch64": ("on_linux", "on_arm"), "linux-x86_64": ("on_linux", "on_intel"),
}
INSTALL = """\
  def install
    bin.install "privatelint"
    man1.install "man/privatelint.1"
    bash_completion.install "completions/bash/privatelint"
    zsh_completion.install "completions/zsh/_privatelint"
    fish_completion.install "completions/fish/privatelint.fish"
    prefix.install "LICENSE", "NOTICE", "licenses"
  end

  test do
    assert_equal version.to_s, shell_output("#{bin}/privatelint --version").strip
  end
"""


def formula(version: str, address: str, archives: list[Path]) -> bytes:
    lines = ["class Privatelint < Formula", f'  desc "{SUMMARY}"', f'  homepage "{address}"', f'  version "{version}"', '  license "Apache-2.0"', ""]
    systems: dict[str, list[str]] = {}
    for archive in sorted(archives, key=lambda archive: archive.name):
        kind = archive.name.removeprefix(f"privatelint-{version}-").removesuffix(".tar.gz")
        system, processor = BLOCKS[kind]
        systems.setdefault(system, []).extend([
            f"    {processor} do", f'      url "{address}/releases/download/v{version}/{archive.name}"',
            f'      sha256 "{hashlib.sha256(archive.read_bytes()).hexdigest()}"', "    end"])
    for system in sorted(systems, reverse=True):
        lines += [f"  {system} do", *systems[system], "  end", ""]
    return ("\n".join(lines) + "\n" + INSTALL + "end\n").encode()


if __name__ == "__main__":
    root = Path(__file__).resolve().parents[1]
    sys.stdout.buffer.write(formula(version_of(root), sys.argv[1], [Path(name) for name in sys.argv[2:]]))
