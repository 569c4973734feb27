"""What this repository gives to GitHub, GitLab, pre-commit and those who release: workflows, action, hooks, templates, forms, scripts.

    .build/venv/bin/python Tests/Distribution/repository.py

Builds nothing; `make test-dist` tries what `make dist` builds.
"""

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "packaging"))
sys.dont_write_bytecode = True

from check_release import section  # noqa: E402
from export import with_address  # noqa: E402
from gather import gather  # noqa: E402
from identity import version_of  # noqa: E402
from make_formula import BLOCKS, formula  # noqa: E402

SCRATCH = Path(tempfile.mkdtemp(prefix="privatelint-distribution-"))
BIN = Path(sys.executable).parent
VERSION = version_of(ROOT)
ADDRESS = "https://github.com/northwind/privatelint"
# Names of files, and whether they are manifests.
NAMES = {"privatelink.yaml": True, "a/b.privatelink.yml": True, "notprivatelink.yaml": False, "privatelink.yaml.bak": False}
failures = []


def check(condition, what, detail=""):
    if not condition:
        failures.append(what)
        print(f"FAILED {what}\n{detail}", file=sys.stderr, flush=True)


def run(*command, folder=ROOT):
    done = subprocess.run(list(map(str, command)), cwd=folder, capture_output=True, text=True, timeout=300)
    return done.returncode, done.stdout + done.stderr


def passes(what, *command):
    status, output = run(*command)
    check(status == 0, what, output)


def documented():
    """The workflow and the GitLab file of docs/install.md, as files."""
    fences = re.findall(r"^```yaml (\S+)\n(.*?)^```$", (ROOT / "docs/install.md").read_text(), re.M | re.S)
    files = {name: SCRATCH / "docs" / name for name, _ in fences}
    for name, text in fences:
        files[name].parent.mkdir(parents=True, exist_ok=True)
        files[name].write_text(text)
    return files[".github/workflows/privatelint.yml"], files[".gitlab-ci.yml"]


def files_of_services(workflow, gitlab):
    """Each file by the schema of what reads it, and by the linters of workflows."""
    workflows = [*sorted((ROOT / ".github/workflows").glob("*.yml")), workflow]
    forms = ROOT / ".github/ISSUE_TEMPLATE"
    held = {
        "github-workflows": workflows, "dependabot": [ROOT / ".github/dependabot.yml"], "github-actions": [ROOT / "action.yml"],
        "github-issue-config": [forms / "config.yml"], "github-issue-forms": sorted(set(forms.glob("*.yml")) - {forms / "config.yml"}),
        "gitlab-ci": [ROOT / "templates/privatelint.gitlab-ci.yml", gitlab],
    }
    for schema, files in held.items():
        check(files, f"there is a file for {schema}")
        passes(f"the schema {schema}", BIN / "check-jsonschema", "--builtin-schema", f"vendor.{schema}", *files)
    passes("actionlint", BIN / "actionlint", *workflows)
    zizmor = [BIN / "zizmor", "--offline", "--no-progress"]
    passes("zizmor", *zizmor, "--persona", "pedantic", ROOT / ".github", ROOT / "action.yml")
    passes("zizmor on the workflow of the documentation", *zizmor, workflow)
    passes("hadolint", BIN / "hadolint", ROOT / "Dockerfile")
    passes("pre-commit's schema of hooks", BIN / "pre-commit", "validate-manifest", ROOT / ".pre-commit-hooks.yaml")
    for path in workflows:
        for line in re.findall(r"uses: (.*)", path.read_text()):
            check(re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), f"{path.name} pins {line} by its commit")
        loaded = yaml.safe_load(path.read_text())
        check(loaded["permissions"] == {}, f"{path.name} gives no permission to all of its jobs", loaded["permissions"])
        for name, job in loaded["jobs"].items():
            check("permissions" in job, f"{path.name}: {name} says which permissions it needs")
    commands = [step["run"] for job in yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text())["jobs"].values()
                for step in job["steps"] if "run" in step]
    check(commands == ["make", "make test", ".ci/run"], "CI runs the two commands, and the rest", f"{commands}")


def scripts_of_steps():
    """The shell in the action and in the template."""
    if not shutil.which("shellcheck"):
        return print("no shellcheck: the scripts of the action are not checked")
    for step in yaml.safe_load((ROOT / "action.yml").read_text())["runs"]["steps"]:
        script = SCRATCH / f"{step['id']}.sh"
        script.write_text(step["run"])
        passes(f"shellcheck on the step {step['id']}", "shellcheck", "--severity", "warning", "--shell", "bash", script)
    for script in ["packaging/set-version", ".ci/run"]:
        passes(f"shellcheck on {script}", "shellcheck", "--severity", "warning", ROOT / script)


def hooks():
    """Twelve hooks: four jobs, three ways to get the program."""
    found = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())}
    kinds = {"": "python", "-swift": "swift", "-system": "system"}
    jobs = {"privatelint": "privatelint lint", "privatelint-fix": "privatelint lint --fix", "privatelint-fmt": "privatelint fmt",
            "privatelint-generated": "privatelint"}
    check(set(found) == {job + suffix for job in jobs for suffix in kinds}, "the ids of the hooks", f"{set(found)}")
    for job, entry in jobs.items():
        for suffix, language in kinds.items():
            hook = found[job + suffix]
            takes_files = hook.get("pass_filenames", True)
            check((hook["entry"], hook["language"]) == (entry, language), f"{hook['id']} runs {entry} by {language}", f"{hook}")
            check(takes_files == (job == "privatelint-fmt"), f"{hook['id']} takes the files of the commit, or the folder", f"{hook}")
            check(hook.get("always_run", False) == (job == "privatelint-generated"), f"{hook['id']} runs for every commit, or for manifests", f"{hook}")
            if hook.get("always_run"):
                check("--check" in hook["args"], f"{hook['id']} writes nothing", f"{hook}")
                continue
            for name, is_manifest in NAMES.items():
                check(bool(re.search(hook["files"], name)) == is_manifest, f"{hook['id']} and {name}")
            check(bool(re.search(hook["files"], "a/.privatelint.yaml")) != takes_files, f"{hook['id']} and settings", hook["files"])
    local = re.search(r"repo: local.*?files: (\S+)", (ROOT / "docs/install.md").read_text(), re.S)[1]
    check(yaml.safe_load(local) == found["privatelint"]["files"], "the hook of the documentation runs for the same files", local)


def versions():
    """Every place that names the version of privatelint names this one; set-version writes them all."""
    before = "|".join(["privatelint(?:==|@|[-_ ])", "rev: v", "ref: v", "tag `v", "# v", "placeholder: ", 'PRIVATELINT_VERSION: "', 'number = "', "^> .*? "])
    pattern = re.compile(rf"(?:{before})(\d+\.\d+\.\d+)")
    copy = SCRATCH / "copy"
    names = ["Sources/Diagnostics/Version.swift", "docs/install.md", "Dockerfile", "templates/privatelint.gitlab-ci.yml",
             ".github/ISSUE_TEMPLATE/finding.yml", "packaging/set-version"]
    for name in names:
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, copy / name)
    for name in [*names[:-1], "share/man/privatelint.1"]:
        # Actions of others have versions of their own.
        lines = [line for line in (ROOT / name).read_text().splitlines() if "uses:" not in line or "privatelint@" in line]
        found = {version for line in lines for version in pattern.findall(line)}
        check(found == {VERSION}, f"{name} names version {VERSION} and no other", f"{found}")
    status, output = run("sh", "packaging/set-version", "98.76.54", folder=copy)
    check(status == 0 and version_of(copy) == "98.76.54", "set-version writes the version", output)
    for name in names[:-1]:
        check(VERSION not in (copy / name).read_text(), f"set-version leaves no {VERSION} in {name}")
    check("static let repository = \"\"" in (ROOT / names[0]).read_text(), "the source has no address: `make dist` writes it")
    status, output = run("git", "check-attr", "export-subst", names[0])
    check(output.strip().endswith(": set"), "git writes the commit where it exports", output)


def addresses():
    text = (ROOT / "Sources/Diagnostics/Version.swift").read_text()
    check(f'repository = "{ADDRESS}"' in with_address(text, ADDRESS), "the address is written into the source")
    check(with_address(text, "") == text, "without an address the source stays")
    for wrong in ["http://a.example/b", "https://a.example/", 'https://a.example/"; x', "https://a.example/b\n", "ftp://a"]:
        try:
            with_address(text, wrong)
            check(False, f"{wrong!r} is refused")
        except SystemExit:
            pass


def release():
    """The tag, the notes, what several machines built in one folder, the formula."""
    changelog = "# Changelog\n\n## Unreleased\n\nsoon\n\n## 1.2.3 - 2026-12-01\n\n### Added\n\n- this\n\n## 1.2.2\n\n- that\n"
    check(section(changelog, "1.2.3") == "### Added\n\n- this", "the notes of a release")
    check(section(changelog, "1.2.2") == "- that" and section(changelog, "1.2") == "" and section(changelog, "1x2.3") == "", "and of no other")
    status, output = run(sys.executable, "-B", "packaging/check_release.py", "v98.76.54")
    check(status == 1 and f"is not v{VERSION}" in output, "a tag of another version is refused", output)
    built, folder = SCRATCH / "built", SCRATCH / "gathered"
    kinds = ["linux-x86_64", "linux-aarch64", "macos-arm64"]
    for kind in kinds:
        part = built / f"dist-{kind}"
        part.mkdir(parents=True)
        (part / f"privatelint-{VERSION}-{kind}.tar.gz").write_text(kind)
        (part / f"privatelint-{VERSION}-py3-none-{kind}.whl").write_text(kind)
        (part / f"privatelint-{VERSION}.spdx.json").write_text(json.dumps({"name": f"privatelint-{VERSION}-{kind}"}))
        (part / "SHA256SUMS").write_text("of one machine")
        (part / "privatelint.rb").write_text("of one machine")
    gather(built, folder, VERSION, ADDRESS)
    names = {path.name for path in folder.iterdir()}
    wanted = {f"privatelint-{VERSION}-{kind}{end}" for kind in kinds for end in [".tar.gz", ".spdx.json"]}
    wanted |= {f"privatelint-{VERSION}-py3-none-{kind}.whl" for kind in kinds} | {"SHA256SUMS", "privatelint.rb"}
    check(names == wanted, "a release has the files of every machine", f"{names ^ wanted}")
    sums = dict(reversed(line.split("  ")) for line in (folder / "SHA256SUMS").read_text().splitlines())
    check(set(sums) == wanted - {"SHA256SUMS"}, "every file has its sum")
    check(all(hashlib.sha256((folder / name).read_bytes()).hexdigest() == value for name, value in sums.items()), "the sums are right")
    formulas()


def formulas():
    archives = [SCRATCH / f"privatelint-{VERSION}-{kind}.tar.gz" for kind in BLOCKS]
    for archive in archives:
        archive.write_text(archive.name)
    text = formula(VERSION, ADDRESS, archives).decode()
    (SCRATCH / "privatelint.rb").write_text(text)
    check(f'  version "{VERSION}"' in text and f'  homepage "{ADDRESS}"' in text, "the formula has version and address", text)
    for archive in archives:
        system, processor = BLOCKS[archive.name.removeprefix(f"privatelint-{VERSION}-").removesuffix(".tar.gz")]
        block = re.search(rf"  {system} do\n(.*?)\n  end", text, re.S)[1]
        inner = re.search(rf"    {processor} do\n(.*?)\n    end", block, re.S)[1]
        check(f'"{ADDRESS}/releases/download/v{VERSION}/{archive.name}"' in inner, f"the formula has the address of {archive.name}", inner)
        check(f'"{hashlib.sha256(archive.read_bytes()).hexdigest()}"' in inner, f"the formula has the sum of {archive.name}", inner)
    check(len(re.findall(r"\bdo$|^class |^ +def ", text, re.M)) == len(re.findall(r"^ *end$", text, re.M)), "every block of the formula ends", text)
    if shutil.which("ruby"):
        passes("ruby reads the formula", "ruby", "-c", SCRATCH / "privatelint.rb")


def lines():
    """No line of Swift has more than 120 columns, but for names, patterns and commands that cannot be parted."""
    long = [f"{path.relative_to(ROOT)}:{number}" for folder in ["Sources", "Tests"] for path in sorted((ROOT / folder).rglob("*.swift"))
            if ".build" not in path.parts for number, line in enumerate(path.read_text().splitlines(), 1)
            if len(line) > 120 and max(map(len, line.split())) < 60]
    check(not long, "lines of Swift have at most 120 columns", "\n".join(long))


def main():
    files_of_services(*documented())
    scripts_of_steps()
    hooks()
    versions()
    addresses()
    release()
    lines()
    passes("docs/files.md lists the files of Sources", sys.executable, "-B", ROOT / "Scripts/file-index", "--check")
    print(f"distribution: {len(failures)} failures")
    return 1 if failures else 0


try:
    status = main()
finally:
    shutil.rmtree(SCRATCH, ignore_errors=True)
sys.exit(status)
