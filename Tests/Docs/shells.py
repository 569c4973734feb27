"""The completions complete in the shells they are for, and the man page shows every command and exit status.

    .build/venv/bin/python Tests/Docs/shells.py [BINARY]

bash is always there; zsh, fish and man come from Debian (Scripts/install-test-tools). One that is missing is left out, with a message.
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / ".build/release/privatelint").resolve()
SHARE = ROOT / "share"
PROBLEMS = []


# A folder with two projects and git revisions, in which the lines are typed, and a PATH on which the command is.
FOLDER = pathlib.Path(tempfile.mkdtemp())
BIN = pathlib.Path(tempfile.mkdtemp())
ENVIRONMENT = {**os.environ, "PATH": f"{BIN}:{os.environ['PATH']}"}


def run(*command, text=None):
    return subprocess.run(list(map(str, command)), input=text, capture_output=True, text=True, timeout=120, cwd=FOLDER, env=ENVIRONMENT)


def make_folder():
    (BIN / "privatelint").symlink_to(BINARY)
    environment = "{{ connection: unidirectional, customer: {{}}, ports: [] }}"
    for name, project, environments in [("privatelink.yaml", "yw1unoukjcawe", ["production", "staging"]), ("b.privatelink.yaml", "5cs6j3skp5k7p", ["uat"])]:
        lines = ["version: 1", "company: N", "projects:", f"  {project}:", "    environments:"]
        (FOLDER / name).write_text("\n".join(lines + [f"      {one}: {environment.format()}" for one in environments] + ['      "$(touch hit)": {}', ""]))
    # Nothing of a broken manifest, or of one that is not there, gets in the way.
    (FOLDER / "broken.privatelink.yaml").write_text("projects: [")
    git = ["git", "-c", "user.name=N", "-c", "user.email=n@northwind.example"]
    for command in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-qm", "first"], ["tag", "agreed"], ["branch", "next"]):
        subprocess.run([*git, *command], cwd=FOLDER, check=True, capture_output=True)


make_folder()


def printed(*arguments):
    return subprocess.run([BINARY, *arguments], check=True, capture_output=True, text=True).stdout


RULES = [rule["id"] for rule in json.loads(printed("rules", "--format", "json"))["rules"]]
COMMANDS = json.loads(printed("--experimental-dump-help"))["command"]["subcommands"]
SHOWN = [command["commandName"] for command in COMMANDS if command.get("shouldDisplay", True) and command["commandName"] != "help"]

# A line that is typed, and words that have to be offered: exactly these, or these among others.
EXACTLY, AMONG = "exactly", "among"
LINES = [
    ("privatelint ", AMONG, SHOWN),
    ("privatelint exp", EXACTLY, ["explain"]),
    ("privatelint explain ", EXACTLY, RULES),
    ("privatelint explain https-to-c", EXACTLY, ["https-to-commerce", "https-to-customer"]),
    ("privatelint lint --base", EXACTLY, ["--baseline"]),
    ("privatelint lint --format ", EXACTLY, ["text", "short", "json", "jsonl", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjson", "markdown"]),
    ("privatelint lint --rule ", EXACTLY, RULES),
    ("privatelint lint --limits ", EXACTLY, ["2022-10", "2023-03"]),
    ("privatelint schema ", EXACTLY, ["manifest", "settings", "report", "ticket", "change", "effective", "runbook", "overview"]),
    ("privatelint init --cloud ", EXACTLY, ["aws", "azure"]),
    ("privatelint limits ", EXACTLY, ["2022-10", "2023-03"]),
    ("privatelint ticket --project ", EXACTLY, ["yw1unoukjcawe", "5cs6j3skp5k7p"]),
    ("privatelint runbook --project 5", EXACTLY, ["5cs6j3skp5k7p"]),
    ("privatelint ticket --environment ", EXACTLY, ["production", "staging", "uat"]),
    ("privatelint record --environment ", EXACTLY, ["production", "staging", "uat"]),
    # Of the project that the line asks for.
    ("privatelint record --project 5cs6j3skp5k7p --environment ", EXACTLY, ["uat"]),
    ("privatelint ticket --project yw1unoukjcawe --environment ", EXACTLY, ["production", "staging"]),
    ("privatelint ticket --project=5cs6j3skp5k7p --environment ", EXACTLY, ["uat"]),
    ("privatelint ticket --project yw1unoukjcawe --project 5cs6j3skp5k7p --environment ", EXACTLY, ["production", "staging", "uat"]),
    ("privatelint change --from a", EXACTLY, ["agreed"]),
    ("privatelint lint --changed-since ", AMONG, ["main", "next", "agreed"]),
    ("privatelint overview --from ", AMONG, ["main", "b.privatelink.yaml"]),
    # Without a command, lint is meant.
    ("privatelint --base", EXACTLY, ["--baseline"]),
    ("privatelint --format ", EXACTLY, ["text", "short", "json", "jsonl", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjson", "markdown"]),
    ("privatelint --quiet --write", EXACTLY, ["--write-baseline"]),
    ("privatelint --format sarif --fail-on ", EXACTLY, ["note", "warning", "error"]),
    ("privatelint README.md --rule https-to-c", EXACTLY, ["https-to-commerce", "https-to-customer"]),
]

BASH = """
source "$1"
words=($2); [[ "$2" == *" " ]] && words+=("")
COMP_WORDS=("${words[@]}"); COMP_CWORD=$((${#words[@]} - 1)); COMP_LINE=$2; COMP_POINT=${#2}
function_of=$(complete -p privatelint | sed 's/.*-F \\([^ ]*\\).*/\\1/')
"$function_of" privatelint "${words[COMP_CWORD]}" "${words[COMP_CWORD - 1]}"
printf '%s\\n' "${COMPREPLY[@]}"
"""

# zsh completes in an interactive shell only: one is driven through a terminal of its own, and Tab lists what there is.
ZSH = """
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "PS1= ; fpath=('$1' \\$fpath); autoload -Uz compinit; compinit -u -D"
zpty -w shell "zstyle ':completion:*' list-prompt ''; zstyle ':completion:*' menu no; LISTMAX=1000; bindkey '^I' list-choices; stty cols 400 rows 2000"
zpty -w shell "echo re''ady"
zpty -r shell answer '*ready*'
zpty -n -w shell "$2"$'\\t'
sleep 1
while zpty -rt shell answer; do print -r -- "$answer"; done
zpty -d shell
"""


def bash(line):
    done = run("bash", "--noprofile", "--norc", "-c", BASH, "bash", SHARE / "completions/bash/privatelint", line)
    return done.stdout.split(), done.stderr


def fish(line):
    script = f"source {SHARE / 'completions/fish/privatelint.fish'}; complete -C '{line}'"
    done = run("fish", "--no-config", "-c", script)
    return [word.split("\t")[0] for word in done.stdout.splitlines()], done.stderr


def complete_in(shell, ask):
    if not shutil.which(shell):
        print(f"  {shell} is not installed: left out")
        return
    for line, how, words in LINES:
        offered, errors = ask(line)
        wanted, got = set(words), set(offered)
        if errors or not (wanted == got if how == EXACTLY else wanted <= got):
            PROBLEMS.append(f"{shell} completes `{line}` otherwise: missing {sorted(wanted - got)}, too many {sorted(got - wanted) if how == EXACTLY else []} {errors}")


def read_by_zsh():
    """zsh reads the script, and offers what it should; its lists contain descriptions too, so that words are looked for among others."""
    if not shutil.which("zsh"):
        print("  zsh is not installed: left out")
        return
    script = SHARE / "completions/zsh/_privatelint"
    done = run("zsh", "-n", script)
    if done.returncode or done.stderr:
        PROBLEMS.append(f"zsh does not read the completions: {done.stderr}")
    for line, words, *others in [("privatelint ", SHOWN), ("privatelint schema ", ["manifest", "effective"]), ("privatelint lint --format ", ["sarif", "rdjson"]),
                        ("privatelint ticket --project ", ["yw1unoukjcawe", "5cs6j3skp5k7p"]), ("privatelint ticket --environment ", ["production", "uat"]),
                        ("privatelint ticket --project 5cs6j3skp5k7p --environment ", ["uat"], "production", "staging"),
                        ("privatelint change --from ", ["agreed", "next"]),
                        ("privatelint explain https-to-c", ["https-to-commerce", "https-to-customer"])]:
        answer = run("zsh", "-f", "-c", ZSH, "zsh", script.parent, line).stdout
        missing = [word for word in words if word not in answer.replace(line, "", 1)]
        if missing:
            PROBLEMS.append(f"zsh completes `{line}` without {missing}: {answer[-600:]!r}")
        if any(word in answer for word in others):
            PROBLEMS.append(f"zsh completes `{line}` with some of {others}: {answer[-600:]!r}")


def show_manual():
    """`man -l` shows the page without a warning, every command and every exit status in it."""
    page = SHARE / "man/privatelint.1"
    if not shutil.which("man"):
        print("  man is not installed: left out")
        return
    done = subprocess.run(["man", "--warnings", "-l", page], capture_output=True, text=True, timeout=120,
                          env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "MANWIDTH": "200", "MAN_KEEP_FORMATTING": ""})
    if done.returncode or done.stderr:
        PROBLEMS.append(f"man: {done.stderr}")
    text = re.sub(r".\x08", "", done.stdout)
    for command in SHOWN:
        if not re.search(rf"^ +privatelint {command}\b", text, re.M):
            PROBLEMS.append(f"the man page does not show the command {command}")
    statuses = re.findall(r"^ +([0-9]) ", text.split("EXIT STATUS")[-1].split("ENVIRONMENT")[0], re.M)
    if statuses != ["0", "1", "2"]:
        PROBLEMS.append(f"the man page names the exit statuses {statuses}")


complete_in("bash", bash)
complete_in("fish", fish)
read_by_zsh()
show_manual()
if (FOLDER / "hit").exists():
    PROBLEMS.append("a name in a manifest was run as a command")
print("\n".join(PROBLEMS) or "completions complete, the man page shows every command and status")
sys.exit(1 if PROBLEMS else 0)
