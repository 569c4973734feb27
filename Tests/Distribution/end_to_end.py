"""Sets up a scratch repository by docs/install.md alone, and works in it: hooks, settings, baseline, CI files, installation.

    .build/venv/bin/python Tests/Distribution/end_to_end.py [--packages FOLDER]

Takes the committed state of this repository as the address from which users get the hooks. With --packages, a folder that `make dist` wrote,
it tries what is slow: the hooks and the action that install the wheel, and the hooks built with Swift; without, the rest.
PRIVATELINT_SHARED names the folder in which the SARIF schema is.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import jsonschema
import yaml

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = Path(sys.argv[sys.argv.index("--packages") + 1]).resolve() if "--packages" in sys.argv else None
VERSION = re.search(r'static let number = "([^"]+)"', (ROOT / "Sources/Diagnostics/Version.swift").read_text())[1]
ADDRESS = "https://git.example.com/privatelint"
# What each kind of hook has after its id.
SUFFIXES = {"python": "", "swift": "-swift", "system": "-system"}
MOST_BYTES = 20_000_000
SCRATCH = Path(tempfile.mkdtemp(prefix="privatelint-repository-"))
PREFIX = SCRATCH / "prefix"
WORK = SCRATCH / "work"
HOOKS = SCRATCH / "hooks"

GOOD = """version: 1
company: Northwind Outfitters
projects:
  yw1unoukjcawe:
    plan: pro
    cloud: aws
    region: eu-west-1
    environments:
      production:
        connection: unidirectional
        customer: { account: "210987654321", region: eu-west-1 }
        ports:
          - { service: SFTP, port: 2222 }   # the old shop
"""
failures = []


def step(text):
    print(f"-- {text}", flush=True)


def check(condition, what, detail=""):
    if not condition:
        failures.append(what)
        print(f"FAILED {what}\n{detail}", file=sys.stderr, flush=True)


def environment(**more):
    """What a user's shell has: the installed binary, the venv's pre-commit, no variables of an outer git."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT"))}
    kept["PATH"] = f"{PREFIX / 'bin'}:{Path(sys.executable).parent}:{kept['PATH']}"
    kept |= {"HOME": str(SCRATCH / "home"), "PRE_COMMIT_HOME": str(SCRATCH / "cache")}
    kept |= {f"GIT_{role}_{part}": "a@b.example" for role in ["AUTHOR", "COMMITTER"] for part in ["NAME", "EMAIL"]}
    return kept | more


def run(*command, folder=WORK, input=None, **more):
    done = subprocess.run(list(map(str, command)), cwd=folder, env=environment(**more), capture_output=True, text=True, input=input, timeout=1800)
    return done.returncode, done.stdout + done.stderr


def must(*command, folder=WORK, **more):
    status, output = run(*command, folder=folder, **more)
    if status != 0:
        sys.exit(f"{' '.join(map(str, command))}: status {status}\n{output}")
    return output


def documented():
    """The fences of docs/install.md that name a file, and its command lines."""
    text = (ROOT / "docs/install.md").read_text()
    files = {}
    for name, content in re.findall(r"^```yaml (\S+)\n(.*?)^```$", text, re.M | re.S):
        # Of the two ways to write the hooks, `local` names the one without this repository.
        files["local" if "repo: local" in content else name] = content
    lines = [line[2:] for block in re.findall(r"^```console\n(.*?)^```$", text, re.M | re.S) for line in block.splitlines()]
    fragments = re.findall(r"^```yaml\n(.*?)^```$", text, re.M | re.S)
    return files, lines, fragments


FILES, LINES, FRAGMENTS = documented()
LOCAL = FILES.pop("local")


def documented_line(part):
    found = [line for line in LINES if part in line]
    check(len(found) == 1, f"docs/install.md has one line with {part}", f"{LINES}")
    return found[0]


def install():
    """`make install`: the binary, stripped and whole, the man page where there is one, and completions."""
    step("make install")
    line = documented_line("make install PREFIX")
    home = SCRATCH / "home"
    home.mkdir()
    done = subprocess.run(["sh", "-c", line], cwd=ROOT, env={**os.environ, "HOME": str(home)}, capture_output=True, text=True, timeout=1800)
    check(done.returncode == 0, line, done.stdout + done.stderr)
    shutil.move(home / ".local", PREFIX)
    wanted = {"bin/privatelint", "share/bash-completion/completions/privatelint", "share/zsh/site-functions/_privatelint",
              "share/fish/vendor_completions.d/privatelint.fish"}
    if (ROOT / "share/man/privatelint.1").exists():
        wanted.add("share/man/man1/privatelint.1")
    found = {str(path.relative_to(PREFIX)) for path in PREFIX.rglob("*") if path.is_file()}
    check(found == wanted, "make install puts exactly these files", f"{found}")
    check(must("bash", "-n", PREFIX / "share/bash-completion/completions/privatelint", folder=SCRATCH) == "", "bash reads the completions")
    stage = SCRATCH / "stage"
    must("make", "install", f"DESTDIR={stage}", "PREFIX=/usr", folder=ROOT)
    check((stage / "usr/bin/privatelint").stat().st_mode & 0o777 == 0o755, "DESTDIR goes before PREFIX")


def measure():
    """The size, the start, and that the binary needs nothing beside it."""
    binary = PREFIX / "bin/privatelint"
    size = binary.stat().st_size
    times = []
    for _ in range(50):
        start = time.perf_counter()
        subprocess.run([binary, "--version"], stdout=subprocess.DEVNULL, check=True)
        times.append(time.perf_counter() - start)
    print(f"   {size:,} bytes stripped; start {sorted(times)[25] * 1000:.1f} ms in the middle, {min(times) * 1000:.1f} ms at best, of 50")
    if sys.platform != "linux":
        return
    check(size <= MOST_BYTES, f"the binary has at most {MOST_BYTES:,} bytes", f"{size:,}")
    if os.geteuid() != 0:
        return print("   not root: no chroot")
    cell = SCRATCH / "cell"
    cell.mkdir()
    shutil.copy(binary, cell / "privatelint")
    (cell / "privatelink.yaml").write_text(GOOD.replace("2222", "443"))
    status, output = run("chroot", cell, "/privatelint", "--format", "short", folder=SCRATCH)
    check(status == 1 and "privatelink.yaml:13:36: error: port 443" in output, "the binary alone runs in an empty chroot", output)
    (cell / "privatelink.yaml").write_text(GOOD)
    status, output = run("chroot", cell, "/privatelint", "ticket", folder=SCRATCH)
    check(status == 0 and output.startswith("Subject: PrivateLink support for Northwind"), "it compiles there too", output)


def prepare():
    """The address of the hooks, as a user clones it: the committed state, tagged."""
    step("a clone for the hooks, a scratch repository by the docs")
    must("git", "clone", "--quiet", ROOT, HOOKS, folder=SCRATCH)
    must("git", "tag", f"v{VERSION}", folder=HOOKS)
    must("pre-commit", "validate-manifest", HOOKS / ".pre-commit-hooks.yaml", folder=SCRATCH)
    WORK.mkdir()
    must("git", "init", "--quiet")
    for name, text in FILES.items():
        path = WORK / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace(ADDRESS, str(HOOKS)))
    must("pre-commit", "validate-config")
    (WORK / "archive").mkdir()
    (WORK / "archive/old.privatelink.yaml").write_text(GOOD.replace("2222", "443"))
    (WORK / "privatelink.yaml").write_text(GOOD)


def use_hooks(kind):
    config = re.sub(r"id: (privatelint\S*)", rf"id: \1{SUFFIXES[kind]}", FILES[".pre-commit-config.yaml"].replace(ADDRESS, str(HOOKS)))
    (WORK / ".pre-commit-config.yaml").write_text(config)


def commit(message, *flags):
    must("git", "add", "--all")
    return run("git", "commit", "--quiet", "-m", message, *flags)


def work_with_hooks(kind):
    """A commit with findings is refused with their words, fixed by the fix hook, and goes through."""
    manifest = WORK / "privatelink.yaml"
    manifest.write_text(GOOD)
    status, output = commit(f"clean, {kind}")
    check(status == 0, f"{kind}: a clean commit goes through", output)
    manifest.write_text(GOOD.replace("plan: pro", "plan: Pro").replace("2222", "443"))
    status, output = commit(f"faulty, {kind}")
    check(status != 0, f"{kind}: a commit with findings is refused", output)
    for part in ["error[unknown-value]: `Pro` is not a valid value for `plan`", "--> privatelink.yaml:5:11",
                 "error[https-to-commerce]: port 443 cannot be opened toward Adobe Commerce", "--> privatelink.yaml:13:36",
                 "1 file, 1 document: 2 errors"]:
        check(part in output, f"{kind}: the refusal says {part}", output)
    status, output = run("sh", "-c", documented_line("--hook-stage manual").replace("privatelint-fix", f"privatelint-fix{SUFFIXES[kind]}"))
    check(status != 0 and "files were modified by this hook" in output and "fixed 1 finding in 1 file" in output, f"{kind}: the fix hook fixes", output)
    check(manifest.read_text() == GOOD.replace("2222", "443"), f"{kind}: the fix hook changes what it should", manifest.read_text())
    status, output = commit(f"half fixed, {kind}")
    check(status != 0 and "unknown-value" not in output and "https-to-commerce" in output, f"{kind}: what is left is still refused", output)
    manifest.write_text(GOOD + f"# {kind}\n")
    status, output = commit(f"fixed, {kind}")
    check(status == 0, f"{kind}: the fixed commit goes through", output)
    (WORK / "notes.yaml").write_text(f"privatelink: [ {kind}\n")
    must("git", "add", "--all")
    status, output = run("git", "commit", "-m", "no manifest")
    check(status == 0 and "Skipped" in output, f"{kind}: a commit without a manifest does not run the hook", output)


def format_what_is_committed(kind):
    """The fmt hook rewrites the manifests of the commit, and neither others nor settings."""
    path, other = WORK / ".pre-commit-config.yaml", WORK / "other/privatelink.yaml"
    before, untidy = path.read_text(), GOOD.replace("    plan: pro", "    plan:   pro")
    other.parent.mkdir()
    other.write_text(untidy.replace("yw1unoukjcawe", "hjv6kacivg6ku"))
    must("git", "add", "--all")
    must("git", "commit", "--quiet", "--no-verify", "-m", "untidy, from before the hook")
    path.write_text(before + f"      - id: privatelint-fmt{SUFFIXES[kind]}\n")
    (WORK / "privatelink.yaml").write_text(untidy)
    settings = WORK / ".privatelint.yaml"
    settings.write_text(settings.read_text() + "# a word\n")
    status, output = commit(f"untidy, {kind}")
    check(status != 0 and "files were modified by this hook" in output, f"{kind}: the fmt hook refuses what it rewrote", output)
    check("\n    plan: pro\n" in (WORK / "privatelink.yaml").read_text(), f"{kind}: the fmt hook rewrites the manifest of the commit", output)
    check("plan:   pro" in other.read_text(), f"{kind}: the fmt hook leaves a manifest alone that is not in the commit", output)
    status, output = commit(f"tidy, {kind}")
    check(status == 0, f"{kind}: what is formatted goes through", output)
    must("git", "rm", "--quiet", "-r", "other")
    path.write_text(before)
    settings.write_text(FILES[".privatelint.yaml"])
    must("git", "add", "--all")
    must("git", "commit", "--quiet", "--no-verify", "-m", "as before")


def keep_documents(kind):
    """The hook of generated documents refuses an outdated, a missing and a needless document, writes nothing, and takes the arguments of the docs."""
    config, overview, tickets = WORK / ".pre-commit-config.yaml", WORK / "docs/privatelink.md", WORK / "tickets"
    before, manifest = config.read_text(), WORK / "privatelink.yaml"
    hook = f"      - id: privatelint-generated{SUFFIXES[kind]}\n"
    fragment = next(text for text in FRAGMENTS if "privatelint-generated" in text)
    config.write_text(before + hook + fragment.replace("id: privatelint-generated", f"id: privatelint-generated{SUFFIXES[kind]}"))
    must("pre-commit", "validate-config")
    status, output = commit(f"documents are missing, {kind}")
    check(status != 0 and "docs/privatelink.md" in output and "tickets" in output, f"{kind}: missing documents are refused", output)
    check(not overview.exists() and not tickets.exists(), f"{kind}: the hook of generated documents writes nothing")
    overview.parent.mkdir()
    write = [["overview", "--format", "markdown", "-o", overview.relative_to(WORK)], ["ticket", "-o", "tickets"]]
    for command in write:
        must("privatelint", *command)
    status, output = commit(f"fresh documents, {kind}")
    check(status == 0, f"{kind}: fresh documents go through", output)
    stale = overview.read_bytes()
    manifest.write_text(GOOD.replace("2222", "2200"))
    status, output = commit(f"stale documents, {kind}")
    check(status != 0 and "docs/privatelink.md" in output and "out of date" in output, f"{kind}: a stale document is refused", output)
    check(overview.read_bytes() == stale, f"{kind}: a stale document is left as it is")
    for command in write:
        must("privatelint", *command)
    gone = next(tickets.iterdir())
    gone.with_name(gone.name.replace("yw1unoukjcawe", "hjv6kacivg6ku")).write_bytes(gone.read_bytes())
    status, output = commit(f"one ticket too many, {kind}")
    check(status != 0 and "hjv6kacivg6ku" in output, f"{kind}: a document that is no longer wanted is refused", output)
    check(len(list(tickets.iterdir())) == 2, f"{kind}: a document that is no longer wanted is not removed")
    shutil.rmtree(tickets)
    shutil.rmtree(overview.parent)
    config.write_text(before)
    manifest.write_text(GOOD)
    must("git", "add", "--all")
    must("git", "commit", "--quiet", "--no-verify", "-m", "as before")


def honour_the_baseline():
    """Known findings pass, in the hook too; a new one does not."""
    step("baseline")
    manifest = WORK / "privatelink.yaml"
    manifest.write_text(GOOD.replace("2222", "443"))
    run("sh", "-c", documented_line("--write-baseline"))
    check((WORK / "privatelint-baseline.json").exists(), "the documented line writes the baseline")
    fragment = next(text for text in FRAGMENTS if "--baseline" in text)
    config = WORK / ".pre-commit-config.yaml"
    before = config.read_text()
    config.write_text(before.replace("      - id: privatelint-system\n", fragment.replace("id: privatelint", "id: privatelint-system")))
    must("pre-commit", "validate-config")
    status, output = commit("with a baseline")
    check(status == 0, "a commit with known findings goes through", output)
    manifest.write_text("# a line before\n" + manifest.read_text() + "          - { service: Shell, port: 22 }\n")
    status, output = commit("with a new finding")
    check(status != 0 and "ssh-over-privatelink" in output and "error[https-to-commerce]" not in output, "only what is new is refused", output)
    config.write_text(before)
    manifest.write_text(GOOD)


def heed_the_settings():
    """A commit of settings alone is checked; so is one of a manifest that only `include` names, by the pattern of the docs."""
    step("settings and included manifests")
    settings, config, included = WORK / ".privatelint.yaml", WORK / ".pre-commit-config.yaml", WORK / "network/shop.yaml"
    before = {path: path.read_text() for path in [settings, config]}
    settings.write_text(before[settings] + "exlude: [x]\n")
    status, output = commit("settings alone")
    check(status != 0 and "`exlude` is not a valid key in settings" in output, "a commit of settings alone is checked", output)
    fragment = next(text for text in FRAGMENTS if "files:" in text)
    settings.write_text(before[settings] + 'include: ["network/*.yaml"]\n')
    config.write_text(before[config].replace("      - id: privatelint-system\n", fragment.replace("id: privatelint", "id: privatelint-system")))
    included.parent.mkdir()
    included.write_text(GOOD.replace("yw1unoukjcawe", "hjv6kacivg6ku"))
    status, output = commit("an included manifest")
    check(status == 0, "a clean included manifest goes through", output)
    included.write_text(included.read_text().replace("2222", "443"))
    status, output = commit("a faulty included manifest")
    check(status != 0 and "--> network/shop.yaml:13:36" in output, "a commit of an included manifest alone is checked", output)
    status, output = run("privatelint", "archive/old.privatelink.yaml")
    check(status == 0 and "is left out by exclude: archive/** in .privatelint.yaml" in output, "a file that is left out refuses nothing", output)
    included.unlink()
    for path, text in before.items():
        path.write_text(text)
    must("git", "add", "--all")


def value_of(text, context):
    """An expression of GitHub Actions that is a mere name."""
    def look(found):
        value = context
        for name in found[1].split("."):
            value = value.get(name, {}) if isinstance(value, dict) else ""
        return "" if value == {} else str(value)
    return re.sub(r"\$\{\{\s*([\w.]+)\s*\}\}", look, text)


# The default in an expression of an output.
DEFAULT = r" \|\| '(.*?)'"


def act(inputs, path=None):
    """Runs the steps of action.yml as GitHub does, one shell for each; gives the status, all that is printed, the outputs and the summary."""
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    unknown = set(inputs) - set(action["inputs"])
    check(not unknown, "the workflow uses inputs that the action has", f"{unknown}")
    given = {name: inputs.get(name, declared.get("default", "")) for name, declared in action["inputs"].items()}
    context = {"inputs": given, "github": {"action_path": str(HOOKS)}, "steps": {}}
    printed, summary, status = "", "", 0
    for number, item in enumerate(action["runs"]["steps"]):
        check(item["shell"] == "bash" and "${{" not in item["run"], "scripts get their inputs as variables")
        files = {name: SCRATCH / f"{name}-{number}" for name in ["GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY"]}
        script = SCRATCH / "step.sh"
        script.write_text(item["run"])
        for file in files.values():
            file.write_text("")
        variables = {"RUNNER_TEMP": str(SCRATCH)} | {name: value_of(str(value), context) for name, value in item.get("env", {}).items()}
        more = {"PATH": path} if path else {}
        status, output = run("bash", "--noprofile", "--norc", "-eo", "pipefail", script, **variables, **{key: str(file) for key, file in files.items()}, **more)
        printed += output
        outputs = dict(line.split("=", 1) for line in files["GITHUB_OUTPUT"].read_text().splitlines())
        context["steps"][item["id"]] = {"outputs": outputs}
        summary += files["GITHUB_STEP_SUMMARY"].read_text()
        if status:
            break
    results = {}
    for name, declared in action["outputs"].items():
        default = re.search(DEFAULT, declared["value"])
        results[name] = value_of(re.sub(DEFAULT, "", declared["value"]), context) or (default[1] if default else "")
    return status, printed, results, summary


def run_github():
    """The workflow of the docs: annotations, summary, SARIF that is valid."""
    step("GitHub Actions")
    workflow = yaml.safe_load(FILES[".github/workflows/privatelint.yml"])
    steps = workflow["jobs"]["manifests"]["steps"]
    used = next(item["with"] for item in steps if item.get("id") == "privatelint")
    (WORK / "privatelink.yaml").write_text(GOOD.replace("2222", "443"))
    status, printed, results, summary = act(used)
    check(status == 1 and results == {"status": "1", "sarif": "privatelint.sarif"}, "the action reports its status", f"{status} {results} {printed}")
    check("::error " in printed and "file=privatelink.yaml" in printed and "line=13" in printed, "the action annotates", printed)
    check("https-to-commerce" in summary, "the action writes a summary", summary)
    hold_to_schema(WORK / "privatelint.sarif")
    (WORK / "privatelink.yaml").write_text(GOOD)
    extra = {"version": f"v{VERSION}", "binary": str(PREFIX / "bin/privatelint"), "args": "--today\n2026-11-24\n", "paths": "archive/../privatelink.yaml\n"}
    status, printed, results, _ = act(extra)
    check(status == 0 and results == {"status": "0", "sarif": ""}, "the action takes paths, arguments, binary and version", f"{status} {results} {printed}")
    status, printed, results, _ = act({"version": "9.9.9"})
    check(status == 2 and "version 9.9.9 was asked for" in printed, "the action refuses another version", printed)
    check(results == {"status": "2", "sarif": ""}, "the action reports that it could not be done", f"{results}")
    status, printed, _, _ = act({"version": "1; touch injected"})
    check(status == 2 and "is not a version" in printed and not (WORK / "injected").exists(), "a version is a version", printed)
    hostile = {"paths": '$(touch injected); "; touch injected; #', "args": "--exclude\n`touch injected`"}
    status, printed, _, _ = act(hostile)
    check(status == 2 and not (WORK / "injected").exists(), "inputs are never run", printed)
    status, printed, results, _ = act({"paths": "none here.yaml"})
    check(status == 2 and results["status"] == "2", "a job that could not be done is status 2", printed)
    # The SARIF file of the first run is still there.
    for wrong in [{"paths": "none here.yaml"}, {"args": "--no-such-flag"}]:
        status, printed, results, _ = act(wrong | {"sarif": "privatelint.sarif"})
        check(status == 2 and (WORK / "privatelint.sarif").exists(), "an older SARIF file stays where it is", printed)
        check(results["sarif"] == "", "the action does not report an older SARIF file", f"{results}")
    (WORK / "privatelint.sarif").unlink()


def hold_to_schema(path):
    log = json.loads(path.read_text())
    check([result["ruleId"] for result in log["runs"][0]["results"]] == ["https-to-commerce"], "SARIF holds the finding", path.read_text()[:500])
    shared = os.environ.get("PRIVATELINT_SHARED")
    if not shared:
        return print("   PRIVATELINT_SHARED is not set: SARIF is not held to the schema")
    schema = json.loads((Path(shared) / "data/schemas/sarif-2.1.0.json").read_text())
    errors = [error.message for error in jsonschema.validators.validator_for(schema)(schema).iter_errors(log)]
    check(not errors, "SARIF is valid", f"{errors}")


def run_gitlab():
    """The job of the docs, its script run by a shell."""
    step("GitLab, and any other CI")
    template = yaml.safe_load(FILES[".gitlab-ci.yml"])["include"][0]["file"]
    job = yaml.safe_load((ROOT / template).read_text())["privatelint"]
    (WORK / "privatelink.yaml").write_text(GOOD.replace("2222", "443"))
    variables = {name: str(value) for name, value in job["variables"].items()}
    status, output = run("sh", "-c", job["script"][0], **variables)
    check(status == 0 and output == "", "the GitLab job installs nothing where there is a privatelint", output)
    for line in job["script"][1:]:
        status, output = run("sh", "-c", line, **variables)
        check(status == 1 and "error[https-to-commerce]" in output, "the GitLab job fails on a finding", output)
    issues = json.loads((WORK / job["artifacts"]["reports"]["codequality"]).read_text())
    check([issue["check_name"] for issue in issues] == ["https-to-commerce"], "the code quality report holds the finding", f"{issues}")
    check("<failure" in (WORK / job["artifacts"]["reports"]["junit"]).read_text(), "the JUnit report holds the failure")
    for pattern in [item for rule in job["rules"] for item in rule["changes"]]:
        check(pattern.endswith(("privatelink.yaml", "privatelink.yml", "/.privatelint.yaml")), "the job runs for manifests and settings", pattern)
    text = (ROOT / "docs/install.md").read_text()
    for line in re.search(r"^```sh\n(.*?)^```$", text, re.M | re.S)[1].splitlines():
        status, output = run("sh", "-c", line)
        check(status == 1 and (WORK / "privatelint.md").stat().st_size > 0, "the line for any other CI works", output)
    must("git", "checkout", "--quiet", ".")
    must("git", "clean", "-fdq")


def install_the_hooks(kind):
    """The hooks that bring the program themselves, by the real pre-commit; a commit of tracked changes is what trips over git's variables."""
    step(f"the hooks that bring the program: {kind}")
    use_hooks(kind)
    start = time.perf_counter()
    must("sh", "-c", documented_line("--install-hooks"))
    print(f"   installed in {time.perf_counter() - start:.0f} s")
    work_with_hooks(kind)
    format_what_is_committed(kind)
    (WORK / "privatelink.yaml").write_text(GOOD.replace("2222", "443"))
    status, output = run("git", "commit", "--quiet", "-am", "all tracked changes")
    check(status != 0 and "https-to-commerce" in output, f"{kind}: `git commit -a` is checked", output)
    must("git", "checkout", "--quiet", "--force", "HEAD")
    linked = SCRATCH / f"linked-{kind}"
    must("git", "worktree", "add", "--quiet", linked, "-b", f"linked-{kind}")
    (linked / "privatelink.yaml").write_text(GOOD.replace("2222", "443"))
    status, output = run("git", "commit", "--quiet", "-am", "in a linked worktree", folder=linked)
    check(status != 0 and "https-to-commerce" in output, f"{kind}: a commit in a linked worktree is checked", output)


def install_within_a_commit():
    """The wheel as a hook, installed by the first `git commit -a`, in a linked worktree: what a hook built with Swift cannot."""
    step("the hook without this repository, installed within a commit")
    linked = SCRATCH / "linked-local"
    must("git", "worktree", "add", "--quiet", linked, "-b", "linked-local")
    (linked / ".pre-commit-config.yaml").write_text(LOCAL)
    (linked / "privatelink.yaml").write_text(GOOD.replace("2222", "443"))
    start = time.perf_counter()
    status, output = run("git", "commit", "--quiet", "-am", "the first", folder=linked, PRE_COMMIT_HOME=str(SCRATCH / "fresh"))
    print(f"   installed and run in {time.perf_counter() - start:.0f} s")
    check(status != 0 and "https-to-commerce" in output, "the hook without this repository checks the first commit", output)
    (linked / "privatelink.yaml").write_text(GOOD)
    status, output = run("git", "commit", "--quiet", "-am", "the first", folder=linked, PRE_COMMIT_HOME=str(SCRATCH / "fresh"))
    check(status == 0, "and lets a clean one through", output)


def install_in_ci():
    """The action and GitLab's job where there is no privatelint: they install the wheel."""
    step("the action and GitLab's job install the wheel")
    (WORK / "privatelink.yaml").write_text(GOOD.replace("2222", "443"))
    for given in [{}, {"version": f"v{VERSION}"}]:
        status, printed, results, _ = act(given)
        check(status == 1 and "line=13" in printed and results["status"] == "1", "the action runs the wheel", printed)
    status, printed, results, _ = act({"version": "98.76.54"})
    check(status == 2 and "98.76.54 could not be installed from PyPI" in printed, "the action says what it cannot install", printed)
    job = yaml.safe_load((ROOT / "templates/privatelint.gitlab-ci.yml").read_text())["privatelint"]
    variables = {name: str(value) for name, value in job["variables"].items()}
    venv = SCRATCH / "gitlab"
    must(sys.executable, "-m", "venv", venv)
    variables["PATH"] = f"{venv / 'bin'}:{environment()['PATH']}"
    status, output = run("sh", "-c", " && ".join(job["script"]), **variables)
    check(status == 1 and "error[https-to-commerce]" in output, "GitLab's job runs the wheel", output)


def main():
    if PACKAGES:
        use_packages()
    else:
        use_the_binary()
    print(f"repository: {len(failures)} failures")
    return 1 if failures else 0


def use_packages():
    os.environ["PIP_FIND_LINKS"] = f"{PACKAGES} {os.environ.get('PIP_FIND_LINKS', '')}"
    (SCRATCH / "home").mkdir()
    prepare()
    check(shutil.which("privatelint", path=environment()["PATH"]) is None, "there is no privatelint on the PATH")
    install_the_hooks("python")
    install_within_a_commit()
    install_in_ci()
    must("git", "checkout", "--quiet", "--force", "HEAD")
    install_the_hooks("swift")


def use_the_binary():
    install()
    measure()
    prepare()
    step("the hooks that run the installed binary")
    use_hooks("system")
    must("sh", "-c", documented_line("--install-hooks"))
    work_with_hooks("system")
    format_what_is_committed("system")
    keep_documents("system")
    honour_the_baseline()
    heed_the_settings()
    run_github()
    run_gitlab()


try:
    status = main()
finally:
    shutil.rmtree(SCRATCH, ignore_errors=True)
sys.exit(status)
