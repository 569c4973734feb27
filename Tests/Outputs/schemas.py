"""What the tool writes is what its schemas say: reports, tickets, changes, effective manifests and settings.

    .build/venv/bin/python Tests/Outputs/schemas.py [BINARY [--all]]

The manifests are a sample of those of the golden cases; with `--all`, all of them.
"""
import functools
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import jsonschema_rs

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests/Manifests"))
import core_loader  # noqa: E402

BINARY = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / ".build/release/privatelint").resolve()
PROBLEMS = []

# Settings, and whether both the schema and the tool take them.
SETTINGS = [
    ("version: 1\n", True), ("{}\n", True), ("version: 2\n", False), ("limits: 2023-03\n", True), ("limits: 2021-01\n", False),
    ("rules: { https-to-customer: 'off', lead-time: error }\n", True), ("rules: { https-to-commerce: warning }\n", False),
    ("rules: { https-to-commerce: error }\n", True), ("rules: { region-without-commerce: none }\n", False), ("rules: { no-rule: error }\n", False),
    ("rules: { missing-key: 'off' }\n", False), ("exclude: [archive/**]\ninclude: ['network/*.yaml']\n", True), ("exclude: archive\n", False),
    ("excludes: [archive]\n", False), ("x-notes: mine\n", True),
]


def run(*arguments, folder=ROOT):
    return subprocess.run([BINARY, *arguments], cwd=folder, capture_output=True, text=True, check=False)


@functools.cache
def validator(subject):
    return jsonschema_rs.validator_for(json.loads(run("schema", subject).stdout))


def check(subject, text, what):
    for error in validator(subject).iter_errors(json.loads(text)):
        PROBLEMS.append(f"{what}: {'/'.join(map(str, error.instance_path))}: {error.message[:300]}")


def manifests(folder):
    """The samples, the seeds, and every input of the golden cases of rules, each a file of its own."""
    texts = [path.read_text() for path in ROOT.glob("samples/*/*.yaml")] + [path.read_text() for path in ROOT.glob("Tests/Manifests/seeds/*.yaml")]
    cases = []
    for path in sorted(ROOT.glob("Tests/GoldenTests/Cases/rules/*.md")):
        cases += re.findall(r"```yaml[^\n]*\n(.*?)```", path.read_text(), re.DOTALL)
    texts += cases if "--all" in sys.argv else cases[::10]
    for index, text in enumerate(texts):
        pathlib.Path(folder, f"{index:04}.privatelink.yaml").write_text(text)
    return len(texts)


def check_outputs():
    kinds = set()
    with tempfile.TemporaryDirectory() as folder:
        count = manifests(folder)
        check("report", run("lint", "--format", "json", ".", folder=folder).stdout, "report")
        earlier = pathlib.Path(folder, "0000.privatelink.yaml")
        for path in sorted(pathlib.Path(folder).iterdir()):
            # Any manifest may be the old side of a change: the one before in the list, itself for the first.
            for subject, arguments in [
                ("ticket", ["ticket", "--format", "json"]), ("effective", ["compile"]), ("change", ["change", "--format", "json", "--from", earlier]),
                ("runbook", ["runbook", "--format", "json"]), ("overview", ["overview", "--format", "json", "--from", earlier]),
            ]:
                output = run(*arguments, path, folder=folder).stdout
                kinds.update(change["kind"] for project in (json.loads(output)["projects"] if subject == "change" and output else [])
                             for change in project["changes"])
                if output.strip():
                    check(subject, output, f"{subject} of {path.read_text()}")
            earlier = path
    if len(kinds) < 8:
        PROBLEMS.append(f"the changes are of too few kinds: {sorted(kinds)}")
    return count


def check_settings():
    schema = validator("settings")
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, "privatelink.yaml").write_text(pathlib.Path(ROOT, "Tests/Manifests/seeds/preprod.yaml").read_text())
        for text, is_good in SETTINGS:
            pathlib.Path(folder, ".privatelint.yaml").write_text(text)
            status = run("lint", "--config", ".privatelint.yaml", "privatelink.yaml", folder=folder).returncode
            if (status == 0) != is_good:
                PROBLEMS.append(f"settings: the tool ends with {status} on {text!r}")
            if schema.is_valid(core_loader.load(text)) != is_good:
                PROBLEMS.append(f"settings: the schema {'refuses' if is_good else 'takes'} {text!r}")


COUNT = check_outputs()
check_settings()
for problem in PROBLEMS[:20]:
    print(problem)
print(f"outputs of {COUNT} manifests and {len(SETTINGS)} settings files, {len(PROBLEMS)} problems")
sys.exit(1 if PROBLEMS else 0)
