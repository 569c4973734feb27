"""Compares docs/limits.md with the code and with what the program says.

Usage: documented.py BINARY

Each row names its constant here; a constant that bounds what is read and has no row fails, so that a new limit is documented on its first day.
"""
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# The row of the page, and the constants that its figures come from, in order: file and name.
CONSTANTS = {
    "size of a settings file": [("Linter/Settings/Settings.swift", "longestFile")],
    "patterns in `include` or `exclude`": [("Linter/Settings/SettingsFile.swift", "mostPatterns")],
    "length of a line of `verify --log`": [("Emitters/Verify/ConnectionLog.swift", "longestLine")],
    "size of a baseline; count of one finding in it": [("Linter/Baseline/Baseline.swift", "longestFile"), ("Linter/Baseline/Baseline.swift", "mostOfOne")],
    "size of a log for `verify --log`": [("privatelint/VerifyCommand.swift", "longestLog")],
    "rules in one ignore comment": [("Linter/Ignores/IgnoreComment.swift", "mostRules")],
    "lines that a difference compares between two common lines": [("Linter/Fixes/UnifiedDiff.swift", "mostCompared")],
    "lines, old and new, that a difference shows": [("Linter/Fixes/UnifiedDiff.swift", "mostShown")],
    "rounds of `--fix`": [("Linter/Fixes/Fixing.swift", "mostRounds")],
    "size, number of values and nesting depth of a file for `audit --from`": [("CloudState/JSONDocument.swift", name) for name in ("bytes", "values", "depth")],
    "size of a `.gitignore`": [("Files/GitIgnore.swift", "longestFile")],
    "nesting depth of a baseline": [("Diagnostics/JSONReader.swift", "deepest")],
    "size of a message to the language server": [("LanguageServer/Protocol/MessageBuffer.swift", "longestContent")],
    "folders of a workspace that the language server searches": [("LanguageServer/Workspace/CheckedFolder.swift", "mostFolders")],
    "alternatives that the braces of one path pattern expand to": [("Linter/Settings/PatternReader.swift", "mostAlternatives")],
    "output of git, for a revision": [("Files/Git.swift", "outputLimit")],
    "settings files in one chain of `extends`": [("Linter/Settings/SettingsChain.swift", "mostFiles")],
    "policies in a settings file": [("Linter/Policies/PolicyReader.swift", "mostPolicies")],
    "values, patterns and ranges in one condition of a policy": [("Linter/Policies/ConditionReader.swift", "mostValues")],
    "bytes in a value that a policy compares with a pattern": [("Linter/Policies/TextPattern.swift", "longestText")],
    "characters, nested groups and repetitions in a policy's pattern": [
        ("Linter/Policies/TextPatternReader.swift", name) for name in ("longestPattern", "deepestGroup", "mostRepetitions")],
    "size of an answer for `record --reply`": [("privatelint/RecordCommand+Reply.swift", "longestReply")],
    "size of git's index, which is read for `.gitignore`": [("Files/TrackedFiles.swift", "longestIndex")],
}
# Constants with such a name that bound what is shown, or how something is laid out, rather than what is read.
OTHERS = {"longest", "longestSuggestion", "longestCell", "longestHeader", "longestKey", "mostBytes", "mostNamed", "mostNamedPorts", "mostPlaces", "mostSamples",
          "mostTolerance", "mostInPiece", "mostLinks", "mostAlike", "mostUnfolded", "mostIgnores", "mostFound", "longestID", "longestStart", "deepest",
          "mostUses"}


def number(expression):
    return eval(expression.replace("_", ""), {"__builtins__": {}})


def figures(cell):
    """The numbers of a cell, in bytes where a unit follows."""
    units = {"KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30, "": 1}
    return [int(count.replace(",", "")) * units[unit or ""] for count, unit in re.findall(r"(\d[\d,]*)(?: (KiB|MiB|GiB))?", cell)]


def constant(path, name):
    match = re.search(rf"(?:let|var) {name}(?:: \w+)? = ([\d_]+(?: << \d+)?)", (ROOT / "Sources" / path).read_text())
    return number(match[1]) if match else None


def main():
    binary, faults = sys.argv[1], []
    rows = [[cell.strip() for cell in line.strip("|\n").split("|")] for line in (ROOT / "docs/limits.md").open() if line.startswith("| ")]
    options, fixed = [row for row in rows if row[2].startswith("`--max-")], {row[0]: row for row in rows if len(row) == 3}

    # Limits with an option: the default in the code, the most as the program says it.
    help_text = subprocess.run([binary, "lint", "--help"], capture_output=True, text=True).stdout
    if set(re.findall(r"--max-[a-z-]+", help_text)) != {row[2].strip("`") for row in options}:
        faults.append("the options of the page are not those of `lint --help`")
    for what, default, option, most in options:
        name = re.sub(r"-(.)", lambda match: match[1].upper(), option.strip("`").removeprefix("--max-"))
        if figures(default) != [constant("YAMLTree/ReadingBounds.swift", name)]:
            faults.append(f"{what}: {default} on the page, {constant('YAMLTree/ReadingBounds.swift', name)} in the code")
        said = subprocess.run([binary, "lint", option.strip("`"), str(figures(most)[0] + 1), "-"], input="", capture_output=True, text=True)
        allowed = subprocess.run([binary, "lint", option.strip("`"), str(figures(most)[0]), "-"], input="", capture_output=True, text=True)
        refused = f"takes a number from 1 to {figures(most)[0]}"
        if refused not in said.stderr or refused in allowed.stderr:
            faults.append(f"{what}: at most {most} on the page, and the program says {said.stderr[:100]!r}")

    # Limits without one.
    for what, places in CONSTANTS.items():
        found = [constant(*place) for place in places]
        if what not in fixed:
            faults.append(f"no row for {what}: {found}")
        elif figures(fixed[what][1]) != found:
            faults.append(f"{what}: {fixed[what][1]} on the page, {found} in the code")
    known = {place for places in CONSTANTS.values() for place in places}
    for path in sorted((ROOT / "Sources").rglob("*.swift")):
        for name in re.findall(r"static let ((?:most|longest|deepest)[A-Z]?\w*)\b[^=\n]*= \d", path.read_text()):
            place = (str(path.relative_to(ROOT / "Sources")), name)
            if place not in known and name not in OTHERS and place[0].split("/")[0] != "Rules" and name != "most":
                faults.append(f"{place[0]}: {name} bounds something, and docs/limits.md does not have it")
    print("\n".join(faults) or f"limits: {len(options) + len(CONSTANTS)} rows of docs/limits.md as in the code")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
