"""Every rule, key, flag and command that the documents name exists.

What is between backticks in docs/, samples/ and README.md is looked up in what the tool says about itself. Words that look like one of our names
and are not are in the lists below; an entry that no document contains any more fails too.

    .build/venv/bin/python Tests/Docs/names.py [BINARY]
"""
import json
import pathlib
import re
import subprocess
import sys

import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / ".build/release/privatelint").resolve()

SWIFT = {"adding-a-rule.md", "architecture.md"}
# Words that look like our names and are not.
OTHER = set((ROOT / "Tests/Docs/other-words.txt").read_text().split())


def run(*arguments):
    return subprocess.run([BINARY, *arguments], check=True, capture_output=True, text=True).stdout


def keys(schema):
    """Keys, and the words of enumerations."""
    found = set()
    for value in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else []:
        found |= keys(value)
    if isinstance(schema, dict):
        found |= set(schema["properties"]) if isinstance(schema.get("properties"), dict) else set()
        found |= {value for value in schema.get("enum", []) if isinstance(value, str)} if isinstance(schema.get("enum"), list) else set()
    return found


def commands(command, flags, names, values):
    for argument in command.get("arguments", []):
        flags |= {("-" if name["kind"] == "short" else "--") + name["name"] for name in argument.get("names", [])}
        values |= set(argument.get("allValues", []))
    for inner in command.get("subcommands", []):
        names.add(inner["commandName"])
        commands(inner, flags, names, values)


def hooks_and_inputs():
    """What .pre-commit-hooks.yaml and action.yml declare."""
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    return {hook["id"] for hook in hooks} | set(action["inputs"]) | set(action["outputs"])


def documents():
    for path in [ROOT / "README.md", *sorted(ROOT.glob("docs/**/*.md")), *sorted(ROOT.glob("samples/**/*.md"))]:
        # The list of files speaks of the code.
        if path.exists() and "expected" not in path.parts and path.name != "files.md":
            yield path


def code(text):
    """What is between backticks, and the command lines of shell blocks."""
    for block in re.findall(r"^```(?:sh|console)\n(.*?)^```", text, re.DOTALL | re.MULTILINE):
        yield from (line.removeprefix("$ ").strip() for line in block.splitlines() if line.lstrip("$ ").startswith("privatelint"))
    prose = re.sub(r"^(`{3,})[^\n]*\n.*?^\1", "", text, flags=re.DOTALL | re.MULTILINE)
    yield from re.findall(r"`([^`\n]+)`", prose)


def links(path):
    """The files of ours that a page links to."""
    prose = re.sub(r"^(`{3,})[^\n]*\n.*?^\1", "", path.read_text(), flags=re.DOTALL | re.MULTILINE)
    targets = re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`\n]*`", "", prose))
    return sorted({target.split("#")[0] for target in targets if "://" not in target and not target.startswith("#")})


def main():
    rules = {rule["id"] for rule in json.loads(run("rules", "--format", "json"))["rules"]}
    known = set()
    for subject in ("manifest", "settings", "report", "ticket", "change", "effective"):
        known |= keys(json.loads(run("schema", subject)))
    known |= {folder.name for folder in (ROOT / "samples").iterdir() if folder.is_dir()}
    flags, names = {"--generate-completion-script", "--experimental-dump-help"}, set()
    commands(json.loads(run("--experimental-dump-help"))["command"], flags, names, known)
    known |= hooks_and_inputs()
    problems, used = [], set()
    for path in documents():
        for span in code(path.read_text()):
            for problem in look_up(span, path.name in SWIFT, rules, known, flags, names, used):
                problems.append(f"{path.relative_to(ROOT)}: `{span}`: {problem}")
        problems += [f"{path.relative_to(ROOT)}: {link} is not there" for link in links(path) if not (path.parent / link).exists()]
    problems += [f"Tests/Docs/other-words.txt: no document holds {word} any more" for word in sorted(OTHER - used)]
    print("\n".join(sorted(set(problems)) or ["every rule, key, flag and command that the documents name exists"]))
    sys.exit(1 if problems else 0)


def look_up(span, speaks_swift, rules, known, flags, names, used):
    # What is after a pipe is somebody else's.
    words = span.split(" | ")[0].split()
    is_ours = words[0] == "privatelint" or words[0] in names or words[0].startswith("--")
    if words[0] == "privatelint" and len(words) > 1 and re.fullmatch(r"[a-z]+", words[1]) and words[1] not in names:
        yield f"there is no command {words[1]}"
    if is_ours:
        for word in words:
            flag = word.split("=")[0]
            if re.fullmatch(r"--[a-z][a-z-]*", flag) and flag not in flags:
                used.add(flag)
                if flag not in OTHER:
                    yield f"there is no flag {word}"
    for rule in re.findall(r"ignore\[([^\]]*)\]", span):
        yield from (f"there is no rule {name}" for name in re.split(r",\s*", rule) if re.fullmatch(r"[a-z-]+", name) and name not in rules)
    name = re.match(r"([a-z]+(?:_[a-z]+)*)(?=:(?: |$)|$)", span) or re.fullmatch(r"[a-z]+(?:-[a-z]+)+", span)
    # Pages for who works on the tool speak Swift: single words there may be of its code.
    if name and speaks_swift and re.fullmatch(r"[a-z]+", name[0]):
        return
    if name and name[0] not in rules | known | names:
        used.add(name[0])
        if name[0] not in OTHER:
            yield f"there is no rule, key, value or command {name[0]}"


if __name__ == "__main__":
    main()
