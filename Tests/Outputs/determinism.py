"""Everything that is emitted, twice, on any number of threads, in any locale and zone: the same bytes.

    .build/venv/bin/python Tests/Outputs/determinism.py [BINARY]
"""
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / ".build/release/privatelint").resolve()

COMMANDS = [
    [command, "--format", form] for command in ["ticket", "runbook"] for form in ["text", "markdown", "json"]
] + [["verify"], ["compile"]] + [["change", "--from", "old", "--format", form] for form in ["text", "markdown", "json"]] + [
    ["overview", *old, "--format", form] for form in ["text", "markdown", "html", "svg", "mermaid", "dot", "json"] for old in [[], ["--from", "old"]]]
PLACES = [
    {"LC_ALL": "C", "TZ": "UTC"}, {"LC_ALL": "tr_TR.UTF-8", "TZ": "Asia/Kathmandu"}, {"LC_ALL": "de_DE.ISO-8859-1", "TZ": "America/St_Johns"},
    {"LANG": "ja_JP.UTF-8", "TZ": ":/nowhere"},
]
JOBS = [["--jobs", "1"], ["--jobs", "2"], ["--jobs", "7"], []]


def run(arguments, folder, place):
    answer = subprocess.run(
        [BINARY, *arguments], cwd=folder, env={"PATH": os.environ["PATH"], **place}, capture_output=True, check=False)
    return answer.returncode, answer.stdout, answer.stderr


def workspace(folder):
    """The samples as the new side, each with something changed as the old one, in many files."""
    for sample in sorted((ROOT / "samples").iterdir()):
        if not sample.is_dir() or sample.name == "faulty":
            continue
        for manifest in sorted(sample.glob("*.yaml")):
            text = manifest.read_text()
            for side, content in [("new", text), ("old", text.replace("port: 2222", "port: 3307").replace("Webserver", "Shop"))]:
                path = pathlib.Path(folder, side, sample.name, manifest.name if "privatelink" in manifest.name else manifest.stem + ".privatelink.yaml")
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(content)


def main():
    problems = []
    count = 0
    with tempfile.TemporaryDirectory() as folder:
        workspace(folder)
        for command in COMMANDS:
            first = None
            for place in PLACES:
                for jobs in JOBS:
                    answer = run([*command, *jobs, "new"], folder, place)
                    count += 1
                    if first is None:
                        first = answer
                        if answer[0] != 0 or not answer[1]:
                            problems.append(f"{' '.join(command)} ends with status {answer[0]}: {answer[2].decode()[:500]}")
                    elif answer != first:
                        problems.append(f"{' '.join(command)} differs with {' '.join(jobs)} in {place}")
    for problem in problems:
        print(problem)
    print(f"{count} runs of {len(COMMANDS)} commands, {len(problems)} problems")
    sys.exit(1 if problems else 0)


main()
