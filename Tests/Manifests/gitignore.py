"""Which manifests a walk takes, beside what git itself says: nested `.gitignore` files of random patterns, `.git/info/exclude`, tracked files.

    python3 Tests/Manifests/gitignore.py [BINARY]

ROUNDS=200 in the environment makes it longer, SEED=7 another one.
"""

import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BINARY = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / ".build/release/privatelint").resolve()
ROUNDS = int(os.environ.get("ROUNDS", "40"))
SEED = int(os.environ.get("SEED", "1"))
ENVIRONMENT = {**os.environ, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", "XDG_CONFIG_HOME": "/nonexistent"}
ENVIRONMENT = {name: value for name, value in ENVIRONMENT.items() if not name.startswith("GIT_") or name.startswith("GIT_CONFIG")}

FOLDERS = ["a", "b", "ab", "build", "a b", "[a]", "é", "x-y", "net"]
FILES = ["privatelink.yaml", "privatelink.yml", "a.privatelink.yaml", "b.privatelink.yml", "ab.privatelink.yaml", "a b.privatelink.yaml"]
PIECES = [
    "a", "b", "ab", "build", "net", "privatelink", ".yaml", ".yml", "/", "/", "*", "**", "?", "[ab]", "[!a]", "[a-x]", "[[:alpha:]]",
    "\\", "\\ ", " ", ".", "[", "é", "/**/", "**/", "/**", "*.privatelink.yaml", "a.privatelink.*", "privatelink.yaml", "[]a]", "***",
]  # fmt: skip
WHOLE = ["build/", "/net", "*.yml", "!privatelink.yaml", "a/**", "!a/**", "**/b", "!*.yaml", "*", "!*/", "# a", "", "\\#a", "/a/*", "!/a/b"]


def line(draw):
    if draw.random() < 0.3:
        return draw.choice(WHOLE)
    text = "".join(draw.choice(PIECES) for _ in range(draw.randint(1, 5)))
    return ("!" if draw.random() < 0.25 else "") + text + ("/" if draw.random() < 0.15 else "")


def write_lines(path, draw):
    ending = "\r\n" if draw.random() < 0.1 else "\n"
    mark = b"\xef\xbb\xbf" if draw.random() < 0.05 else b""
    path.write_bytes(mark + ending.join(line(draw) for _ in range(draw.randint(1, 4))).encode())


def git(folder, *arguments):
    return subprocess.run(["git", *arguments], cwd=folder, env=ENVIRONMENT, check=True, capture_output=True).stdout


def make(folder, draw):
    """A repository of a few dozen manifests; some are tracked, whatever is ignored."""
    git(folder, "init", "-q")
    folders = [folder]
    for _ in range(draw.randint(6, 14)):
        folders.append(draw.choice(folders) / draw.choice(FOLDERS))
        folders[-1].mkdir(exist_ok=True)
    files = set()
    for inner in folders:
        for name in draw.sample(FILES, draw.randint(1, 3)):
            (inner / name).write_text("version: 1\n")
            files.add((inner / name).relative_to(folder))
        if draw.random() < 0.4:
            write_lines(inner / ".gitignore", draw)
    if draw.random() < 0.4:
        write_lines(folder / ".git/info/exclude", draw)
    tracked = draw.sample(sorted(files), draw.randint(0, len(files) // 5))
    if tracked:
        git(folder, "update-index", f"--index-version={draw.choice([2, 3, 4])}")
        git(folder, "add", "-f", "--", *map(str, tracked))


def taken_by_git(folder):
    listed = git(folder, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    return {path for path in listed.decode().split("\0") if path.endswith(("privatelink.yaml", "privatelink.yml"))}


def taken_by_us(folder, *arguments):
    done = subprocess.run([BINARY, "lint", "--list-files", *arguments], cwd=folder, env=ENVIRONMENT, capture_output=True)
    assert done.returncode in (0, 2), done
    return set(done.stdout.decode().splitlines())


def main():
    left_out = checked = 0
    for number in range(ROUNDS):
        draw = random.Random(SEED * 100_000 + number)
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            make(folder, draw)
            ours, wanted = taken_by_us(folder), taken_by_git(folder)
            ignores = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob(".gitignore")}
            ignores[".git/info/exclude"] = (folder / ".git/info/exclude").read_bytes()
            assert ours == wanted, f"round {number}: only we {ours - wanted}, only git {wanted - ours}\n{ignores}"
            everything = taken_by_us(folder, "--no-gitignore")
            # A folder of the repository that is walked by its name, and not ignored itself, is as the whole walk has it.
            for inner in ["a", "net", "a/b"]:
                ignored = subprocess.run(["git", "check-ignore", "-q", "--no-index", inner], cwd=folder, env=ENVIRONMENT).returncode == 0
                if (folder / inner).is_dir() and not ignored:
                    assert taken_by_us(folder, inner) == {path for path in wanted if path.startswith(inner + "/")}, (number, inner, ignores)
                    below = {inner + "/" + path for path in taken_by_us(folder / inner)}
                    assert below == {path for path in wanted if path.startswith(inner + "/")}, (number, inner, ignores)
            checked += len(everything)
            left_out += len(everything) - len(ours)
    assert left_out, "nothing was ever ignored"
    print(f"gitignore: {ROUNDS} repositories walked as git has it: {left_out} of {checked} manifests left out")


main()
