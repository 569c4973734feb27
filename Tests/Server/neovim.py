#!/usr/bin/env python3
"""A session of a real Neovim, set up by docs/editors.md: a correct bidirectional manifest is written from an empty file by completion, hover and
quick fixes.

    neovim.py BINARY [--bless]

The keys and the screens are in neovim.md: each `keys` block is typed, and the `screen` block after it is what Neovim shows then. The picture in docs/editors.md
is the screen that is marked for it; `--bless` writes screens and picture anew.
"""

import argparse
import fcntl
import html
import os
import pty
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path

import pyte

ROOT = Path(__file__).resolve().parents[2]
SESSION = Path(__file__).with_name("neovim.md")
PICTURE = ROOT / "docs/images/neovim.svg"
LINES, COLUMNS = 30, 100
# Seconds without anything new on the screen after which it counts as drawn: for a key, for a completion, for a screen that is compared.
KEY, COMPLETION, SCREEN = 0.04, 0.35, 0.45
# What is drawn later on a machine that is busy is waited for, in seconds.
PATIENCE = 15
NAMED = {"CR": "\r", "Esc": "\x1b", "BS": "\x7f", "Tab": "\t", "C-x": "\x18", "C-o": "\x0f", "C-n": "\x0e", "C-p": "\x10", "C-y": "\x19", "C-e": "\x05",
         "C-d": "\x04", "C-u": "\x15", "C-t": "\x14", "lt": "<"}


def version() -> str:
    return re.search(r"NVIM v(\S+)", subprocess.run(["nvim", "--version"], capture_output=True, text=True).stdout)[1]


def configuration() -> str:
    """What docs/editors.md says for the Neovim that is installed here."""
    major, minor = map(int, version().split(".")[:2])
    section = (ROOT / "docs/editors.md").read_text().split("### Neovim\n")[1].split("\n### ")[0]
    blocks = re.findall(r"```lua\n(.*?)```", section, re.S)
    return blocks[0 if (major, minor) >= (0, 11) else 1]


class Neovim:
    def __init__(self, folder: Path, binary: str):
        (folder / "bin").mkdir()
        (folder / "bin/privatelint").symlink_to(binary)
        (folder / "init.lua").write_text(configuration())
        self.work = folder / "work"
        (self.work / ".git").mkdir(parents=True)
        self.screen = pyte.Screen(COLUMNS, LINES)
        self.stream = pyte.ByteStream(self.screen)
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.chdir(self.work)
            os.environ.update(PATH=f"{folder}/bin:{os.environ['PATH']}", TERM="xterm-256color", HOME=str(folder), LC_ALL="C.UTF-8",
                              XDG_STATE_HOME=str(folder), XDG_DATA_HOME=str(folder), XDG_CONFIG_HOME=str(folder), XDG_CACHE_HOME=str(folder))
            os.execvp("nvim", ["nvim", "--clean", "-n", "-u", str(folder / "init.lua"), "-c", "syntax on | filetype plugin indent on", "privatelink.yaml"])
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))

    def type(self, keys: str):
        for part in re.findall(r"<[A-Za-z-]+>|[^<]+|<", keys):
            name = part[1:-1] if part.startswith("<") and part.endswith(">") else None
            os.write(self.terminal, (NAMED[name] if name else part).encode())
            self.settle(COMPLETION if name == "C-o" else KEY)

    def settle(self, quiet):
        """Reads until nothing new has come for a while."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            ready, _, _ = select.select([self.terminal], [], [], quiet)
            if not ready:
                return
            try:
                data = os.read(self.terminal, 1 << 16)
            except OSError:
                return
            if not data:
                return
            self.stream.feed(data)

    def shows(self, kind: str, expected: str | None) -> str:
        """The screen or the file; where something is expected, as soon as it is that."""
        end = time.monotonic() + PATIENCE
        while True:
            self.settle(SCREEN)
            path = self.work / "privatelink.yaml"
            actual = self.shown() if kind == "screen" else path.read_text() if path.exists() else ""
            if expected in (None, actual) or time.monotonic() > end:
                return actual

    def shown(self) -> str:
        return "\n".join(line.rstrip() for line in self.screen.display).rstrip() + "\n"

    def end(self):
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self.terminal)


# The colours that terminals give to the names.
COLOURS = {"black": "#1e1e1e", "red": "#f2777a", "green": "#99cc99", "brown": "#ffcc66", "blue": "#6699cc", "magenta": "#cc99cc", "cyan": "#66cccc",
           "white": "#d3d0c8", "default": "#d3d0c8"}
WIDTH, HEIGHT = 8.4, 18


def svg(screen) -> str:
    """The screen as a picture."""
    width, height = COLUMNS * WIDTH + 24, LINES * HEIGHT + 24
    rows = []
    for row in range(LINES):
        column = 0
        while column < COLUMNS:
            cell = screen.buffer[row][column]
            style = (cell.fg, cell.bg, cell.bold, cell.reverse)
            end = column
            while end < COLUMNS and (screen.buffer[row][end].fg, screen.buffer[row][end].bg, screen.buffer[row][end].bold,
                                     screen.buffer[row][end].reverse) == style:
                end += 1
            text = "".join(screen.buffer[row][index].data for index in range(column, end))
            front, back = (COLOURS.get(c, f"#{c}" if re.fullmatch("[0-9a-f]{6}", c) else COLOURS["default"]) for c in (cell.fg, cell.bg))
            back = None if cell.bg == "default" else back
            if cell.reverse:
                front, back = back or COLOURS["black"], front
            x, y = 12 + column * WIDTH, 12 + row * HEIGHT
            if back:
                rows.append(f'<rect x="{x:.1f}" y="{y}" width="{(end - column) * WIDTH:.1f}" height="{HEIGHT}" fill="{back}"/>')
            if text.strip():
                weight = ' font-weight="bold"' if cell.bold else ""
                shift = len(text) - len(text.lstrip())
                shown = html.escape(text.strip(), quote=False).replace(" ", "\u00a0")
                rows.append(f'<text x="{x + shift * WIDTH:.1f}" y="{y + 13}" fill="{front}"{weight} textLength="{len(text.strip()) * WIDTH:.1f}">{shown}</text>')
            column = end
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height}" font-family="ui-monospace, Menlo, Consolas, monospace" '
            f'font-size="14">\n<rect width="100%" height="100%" rx="8" fill="{COLOURS["black"]}"/>\n' + "\n".join(rows) + "\n</svg>\n")


def run(binary: str, bless: bool) -> bool:
    text = SESSION.read_text()
    blocks = list(re.finditer(r"^```(keys|screen|manifest)(?: picture)?\n(.*?)^```$", text, re.S | re.M))
    result, place, passed = "", 0, True
    # Other versions draw other screens; what is written in them has to be as good.
    compares = bless or f"Neovim {version()}" in text
    if not compares:
        print("the screens of Neovim are left out: they are those of another version")
    with tempfile.TemporaryDirectory() as folder:
        editor = Neovim(Path(os.path.realpath(folder)), binary)
        try:
            editor.settle(SCREEN)
            for block in blocks:
                kind, expected = block[1], block[2]
                if kind == "keys":
                    for line in expected.splitlines():
                        editor.type(line)
                        # A line is what one types before one looks.
                        editor.settle(SCREEN)
                    continue
                actual = editor.shows(kind, expected if not bless and (compares or kind == "manifest") else None)
                if block[0].startswith("```screen picture"):
                    if bless:
                        PICTURE.write_text(svg(editor.screen))
                    elif compares and PICTURE.read_text() != svg(editor.screen):
                        passed = False
                        print("docs/images/neovim.svg is not what Neovim shows: `neovim.py --bless` draws it anew")
                result += text[place:block.start(2)] + actual
                place = block.end(2)
                if actual != expected and not bless and (compares or kind == "manifest"):
                    passed = False
                    print(f"the {kind} differs from neovim.md:\n--- expected\n{expected}--- actual\n{actual}")
            if bless:
                SESSION.write_text(result + text[place:])
            findings = subprocess.run([binary, "lint", "--strict", "--today", "2026-11-24", str(editor.work)], capture_output=True, text=True)
            if findings.returncode or "1 file" not in findings.stdout:
                passed = False
                print("what was written is not clean:\n" + findings.stdout + findings.stderr)
            written = (editor.work / "privatelink.yaml").read_text() if (editor.work / "privatelink.yaml").exists() else ""
            if "connection: bidirectional" not in written:
                passed = False
                print("what was written is not bidirectional")
        finally:
            editor.end()
    return passed


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("--bless", action="store_true", help="write the screens and the picture as they are now")
    arguments = parser.parse_args()
    if not shutil.which("nvim"):
        print("the session of Neovim is left out: there is no nvim here")
        return
    if not run(os.path.abspath(arguments.binary), arguments.bless):
        sys.exit(1)
    print("a bidirectional manifest was written in Neovim by completion, hover and quick fixes")


if __name__ == "__main__":
    main()
