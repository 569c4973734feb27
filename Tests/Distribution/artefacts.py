"""Builds everything that is published twice, in two folders, and uses each artefact with the real tool of its kind: `make test-dist`.

    .build/venv-dist/bin/python Tests/Distribution/artefacts.py [FOLDER]

FOLDER is what `make dist` wrote; without it, two clones of the committed state are built, which takes minutes, and compared. What needs root
(an empty root, a Debian system of its own, an image) is left out for others, and said so.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "packaging"))
sys.dont_write_bytecode = True

from identity import version_of  # noqa: E402

SCRATCH = Path(tempfile.mkdtemp(prefix="privatelint-artefacts-"))
BIN = Path(sys.executable).parent
VERSION = version_of(ROOT)
ADDRESS = "https://github.com/northwind/privatelint"
IS_ROOT = os.geteuid() == 0
GOOD = (ROOT / "samples/aws-bidirectional/privatelink.yaml").read_text()
LICENCES = {f"licenses/{name}.txt" for name in ["libyaml", "LGPL-2.1", "Swift-exception", "GCC-exception-3.1"]}
failures, left_out = [], []


def step(text):
    print(f"-- {text}", flush=True)


def check(condition, what, detail=""):
    if not condition:
        failures.append(what)
        print(f"FAILED {what}\n{detail}", file=sys.stderr, flush=True)


def leave_out(what):
    left_out.append(what)
    print(f"   left out: {what}", flush=True)


def run(*command, folder=SCRATCH, **variables):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    done = subprocess.run(list(map(str, command)), cwd=folder, env=kept | variables, capture_output=True, text=True, timeout=3000)
    return done.returncode, done.stdout + done.stderr


def must(*command, **rest):
    status, output = run(*command, **rest)
    if status != 0:
        sys.exit(f"{' '.join(map(str, command))}: status {status}\n{output}")
    return output


def works(what, *command, **rest):
    """The program, run by `command`, has this version, checks a manifest and compiles it."""
    status, output = run(*command, "--version", **rest)
    check((status, output) == (0, f"{VERSION}\n"), f"{what}: the version", output)
    status, output = run(*command, "ticket", "privatelink.yaml", **rest)
    check(status == 0 and output.startswith("Subject: PrivateLink support for "), f"{what}: a ticket", f"{status} {output}")
    status, output = run(*command, "--format", "short", "faulty.privatelink.yaml", **rest)
    check(status == 1 and "error: port 443 cannot be opened" in output, f"{what}: a finding", f"{status} {output}")


def put_manifests(folder):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "privatelink.yaml").write_text(GOOD)
    (folder / "faulty.privatelink.yaml").write_text((ROOT / "samples/faulty/privatelink.yaml").read_text())


def build_twice():
    """The same files from two checkouts in two folders, one of them a checkout, one an archive that git exported."""
    step("make dist, from a clone")
    first, second = SCRATCH / "one", SCRATCH / "a-folder-with-another-name"
    must("git", "clone", "--quiet", ROOT, first)
    commit = must("git", "rev-parse", "HEAD", folder=first).strip()
    print(must("make", "dist", f"ADDRESS={ADDRESS}", folder=first))
    step("make dist, from an archive of the source, elsewhere")
    second.mkdir()
    (SCRATCH / "source.tar").write_bytes(subprocess.run(["git", "-C", first, "archive", "HEAD"], capture_output=True, check=True).stdout)
    must("tar", "-xf", SCRATCH / "source.tar", "-C", second)
    must("make", "dist", f"ADDRESS={ADDRESS}", folder=second)
    one, other = ({path.name: digest(path) for path in (folder / "dist").iterdir()} for folder in (first, second))
    check(one == other, "two folders give the same bytes", f"{one}\n{other}")
    binary = (first / ".build/dist/.build/stripped").read_bytes()
    check(commit.encode() in binary, "the program knows its commit")
    for folder in [first, second, ROOT]:
        check(str(folder).encode() not in binary, f"the program does not name the folder {folder}")
    return first / "dist"


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def only(folder, pattern):
    found = sorted(folder.glob(pattern))
    check(len(found) == 1, f"make dist writes one {pattern}", f"{sorted(path.name for path in folder.iterdir())}")
    return found[0]


def sums(folder):
    step("SHA256SUMS")
    output = must("sha256sum", "--check", "--strict", "SHA256SUMS", folder=folder)
    named = {line.rsplit(":", 1)[0] for line in output.splitlines()}
    check(named == {path.name for path in folder.iterdir()} - {"SHA256SUMS"}, "every file has its sum", f"{named}")


def archive(folder):
    step("the archive, in an empty root")
    path = only(folder, "privatelint-*.tar.gz")
    with tarfile.open(path) as items:
        members = items.getmembers()
        check({(item.uid, item.gid, item.mode & 0o022) for item in members} == {(0, 0, 0)}, "the archive's files are root's")
    cell = SCRATCH / "cell"
    cell.mkdir()
    must("tar", "-xzf", path, "-C", cell, "--strip-components=1")
    names = {str(item.relative_to(cell)) for item in cell.rglob("*") if item.is_file()}
    wanted = {"privatelint", "LICENSE", "NOTICE", "man/privatelint.1", "completions/bash/privatelint", "completions/zsh/_privatelint",
              "completions/fish/privatelint.fish", *LICENCES}
    check(names == wanted, "the archive has these files", f"{names ^ wanted}")
    sections = must("readelf", "--sections", "--wide", cell / "privatelint")
    check(not re.search(r"\.(symtab|swift_modhash|debug_info|interp|dynamic)|build-id", sections), "the program is stripped and static", sections)
    put_manifests(cell)
    if not IS_ROOT:
        works("the archive", "./privatelint", folder=cell)
        return leave_out("the empty root, which takes root")
    works("the archive in an empty root", "chroot", cell, "/privatelint")
    status, output = run("chroot", cell, "/privatelint", "--format", "sarif", "faulty.privatelink.yaml")
    driver = json.loads(output)["runs"][0]["tool"]["driver"]
    if "informationUri" in driver or (folder / "privatelint.rb").exists():
        check(driver.get("informationUri", "").startswith(f"{ADDRESS}/blob/v{VERSION}/"), "SARIF links to the pages of this version", output)
        check(all(rule["helpUri"] == f"{ADDRESS}/blob/v{VERSION}/docs/rules/{rule['id']}.md" for rule in driver["rules"]), "and to each rule's")
        status, output = run("chroot", cell, "/privatelint", "schema")
        check(json.loads(output)["$id"] == f"{ADDRESS}/raw/v{VERSION}/schemas/manifest.schema.json", "and the schema to itself", output[:300])


def wheel(folder):
    step("the wheel, in a fresh venv")
    path, venv = only(folder, "*.whl"), SCRATCH / "venv"
    with zipfile.ZipFile(path) as items:
        names = items.namelist()
        text = items.read(f"privatelint-{VERSION}.dist-info/WHEEL").decode()
        script = items.getinfo(f"privatelint-{VERSION}.data/scripts/privatelint")
        bill = items.read(f"privatelint-{VERSION}.dist-info/sboms/privatelint.cdx.json").decode()
    check(script.external_attr >> 16 == 0o100755, "the script may be run", oct(script.external_attr))
    check(not any(name.endswith(".py") for name in names), "the wheel has no Python", f"{names}")
    platforms = path.name.removesuffix(".whl").split("-")[-1].split(".")
    check(re.findall(r"^Tag: (.*)$", text, re.M) == [f"py3-none-{name}" for name in platforms], "one line for each tag", text)
    must(sys.executable, "-m", "venv", venv)
    must(venv / "bin/pip", "install", "--no-index", path)
    work = SCRATCH / "work"
    put_manifests(work)
    works("the wheel", venv / "bin/privatelint", folder=work)
    check("No broken requirements" in must(venv / "bin/pip", "check"), "pip is content")
    must(venv / "bin/pip", "uninstall", "--yes", "privatelint")
    rest = list(venv.rglob("*privatelint*"))
    check(not rest, "pip takes all of it away", f"{rest}")
    status, output = run(BIN / "twine", "check", "--strict", path)
    check(status == 0 and "PASSED" in output, "twine accepts the wheel", output)
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator
    problem = JsonStrictValidator(SchemaVersion.V1_6).validate_str(bill)
    check(problem is None, "the wheel's bill of materials is CycloneDX 1.6", f"{problem}")
    return {(part["name"], part["version"], part["licenses"][0]["expression"]) for part in json.loads(bill)["components"]}


def materials(folder, of_wheel):
    step("the bill of materials")
    path = only(folder, "*.spdx.json")
    status, output = run(BIN / "pyspdxtools", "--infile", path)
    check(status == 0, "SPDX is valid", output)
    document = json.loads(path.read_text())
    parts = {(part["name"], part["versionInfo"], part["licenseDeclared"]) for part in document["packages"] if part["name"] != "privatelint"}
    check(parts == of_wheel, "both bills name the same", f"{parts ^ of_wheel}")
    wanted = {"swift-argument-parser", "libyaml", "swift-runtime", "swift-foundation", "swift-corelibs-libdispatch", "glibc", "gcc"}
    check({name for name, _, _ in parts} == wanted, "it names what a static program contains", f"{parts}")
    check(all(re.match(r"\d+\.\d+", version) for _, version, _ in parts), "each with its version", f"{parts}")
    for entry in document["files"]:
        sha = next(item["checksumValue"] for item in entry["checksums"] if item["algorithm"] == "SHA256")
        check(sha == digest(folder / entry["fileName"]), f"the sum of {entry['fileName']}")
    notice = (ROOT / "NOTICE").read_text()
    check(all(licence in notice for _, _, licence in parts), "NOTICE names every licence", notice)


def debian(folder):
    step("the Debian package, in a system of its own")
    if not shutil.which("dpkg-deb"):
        return leave_out("the Debian package, which takes dpkg")
    path = only(folder, "*.deb")
    if shutil.which("lintian"):
        status, output = run("lintian", "--allow-root", "--tag-display-limit", "0", path)
        check(status == 0 and not re.search(r"^[EW]: ", output, re.M), "lintian has no errors and no warnings", output)
    else:
        leave_out("lintian, which is not installed")
    if not IS_ROOT:
        return leave_out("installing the Debian package, which takes root")
    system = SCRATCH / "system"
    for name in ["var/lib/dpkg/info", "var/lib/dpkg/updates", "var/lib/dpkg/triggers", "var/log"]:
        (system / name).mkdir(parents=True)
    (system / "var/lib/dpkg/status").write_text("")
    before = set(system.rglob("*"))
    must("dpkg", f"--root={system}", "--install", path)
    put_manifests(system)
    works("the Debian package", "chroot", system, "/usr/bin/privatelint")
    status, output = run("man", "-l", system / "usr/share/man/man1/privatelint.1.gz")
    check(status == 0 and "privatelint" in output and VERSION in output, "man shows the page", output[:500])
    for shell, name in {"bash": "bash-completion/completions/privatelint", "zsh": "zsh/vendor-completions/_privatelint",
                        "fish": "fish/vendor_completions.d/privatelint.fish"}.items():
        if shutil.which(shell):
            status, output = run(shell, "-n", system / "usr/share" / name)
            check(status == 0, f"{shell} reads its completions", output)
    must("dpkg", f"--root={system}", "--purge", "privatelint")
    for name in ["privatelink.yaml", "faulty.privatelink.yaml"]:
        (system / name).unlink()
    rest = [item for item in system.rglob("*") if item not in before and "dpkg" not in str(item.relative_to(system))]
    check(not rest, "dpkg takes all of it away", f"{rest}")


def image(folder):
    step("the image")
    if not shutil.which("buildah") or not IS_ROOT:
        return leave_out("the image, which takes buildah and root")
    context = SCRATCH / "context"
    (context / "dist").mkdir(parents=True)
    path = only(folder, "privatelint-*.tar.gz")
    shutil.copy(path, context / "dist")
    for name in ["Dockerfile", ".dockerignore"]:
        shutil.copy(ROOT / name, context)
    buildah = ["buildah", "--storage-driver", "vfs", "--root", SCRATCH / "store", "--runroot", SCRATCH / "run"]
    must(*buildah, "build", "--isolation", "chroot", "--build-arg", f"ARCHIVE=dist/{path.name}", "--tag", "privatelint", ".", folder=context)
    described = json.loads(must(*buildah, "inspect", "--type", "image", "privatelint"))["OCIv1"]["config"]
    check(described["User"] == "65532:65532", "the image's user is not root", f"{described}")
    check(described["Entrypoint"] == ["/usr/bin/privatelint"], "the image runs privatelint", f"{described}")
    container = must(*buildah, "from", "privatelint").strip()
    root = Path(must(*buildah, "mount", container).strip())
    names = {str(item.relative_to(root)) for item in root.rglob("*") if item.is_file()}
    documents = {f"usr/share/doc/privatelint/{name}" for name in ["LICENSE", "NOTICE", *LICENCES]}
    check(names == {"usr/bin/privatelint"} | documents, "the image has the program and its licences", f"{names}")
    put_manifests(root / "work")
    works("the image", *buildah, "run", "--isolation", "chroot", container, "--", "/usr/bin/privatelint")
    must(*buildah, "rm", container)


def formula(folder):
    step("the formula")
    path = folder / "privatelint.rb"
    if not path.exists():
        return leave_out("the formula, since these packages have no address")
    built = only(folder, "privatelint-*.tar.gz")
    text = path.read_text()
    check(f'version "{VERSION}"' in text and digest(built) in text and f"/v{VERSION}/{built.name}" in text, "the formula has version, sum and address", text)
    with tarfile.open(built) as items:
        names = {"/".join(item.name.split("/")[1:]) for item in items}
    for name in re.findall(r'install (.*)$', text, re.M):
        for part in re.findall(r'"([^"]+)"', name):
            check(part in names, f"the formula installs {part}, which the archive has")


def hooks(folder):
    step("hooks, action and GitLab's job, from the wheel")
    status, output = run(sys.executable, ROOT / "Tests/Distribution/end_to_end.py", "--packages", folder, folder=ROOT)
    print(output, flush=True)
    check(status == 0, "a user's repository, from the packages")


def main():
    folder = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else build_twice()
    sums(folder)
    archive(folder)
    materials(folder, wheel(folder))
    debian(folder)
    image(folder)
    formula(folder)
    hooks(folder)
    print(f"artefacts: {len(failures)} failures" + "".join(f"\n  left out: {what}" for what in left_out))
    return 1 if failures else 0


try:
    status = main()
finally:
    shutil.rmtree(SCRATCH, ignore_errors=True)
sys.exit(status)
