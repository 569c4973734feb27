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
    "a settings file": [("Linter/Settings/Settings.swift", "longestFile")],
    "patterns of `include` or `exclude` in a settings file": [("Linter/Settings/SettingsFile.swift", "mostPatterns")],
    "one line of the log of `verify --log`": [("Emitters/Verify/ConnectionLog.swift", "longestLine")],
    "a baseline": [("Linter/Baseline/Baseline.swift", "longestFile"), ("Linter/Baseline/Baseline.swift", "mostOfOne")],
    "the log of `verify --log`": [("privatelint/VerifyCommand.swift", "longestLog")],
    "rules that one ignore names": [("Linter/Ignores/IgnoreComment.swift", "mostRules")],
    "lines between two common ones that a difference compares": [("Linter/Fixes/UnifiedDiff.swift", "mostCompared")],
    "lines, old and new, that a difference shows": [("Linter/Fixes/UnifiedDiff.swift", "mostShown")],
    "rounds of `--fix`": [("Linter/Fixes/Fixing.swift", "mostRounds")],
    "a file of `audit --from`": [("CloudState/JSONDocument.swift", name) for name in ("bytes", "values", "depth")],
    "a `.gitignore`": [("Files/GitIgnore.swift", "longestFile")],
    "collections inside each other in a baseline": [("Diagnostics/JSONReader.swift", "deepest")],
    "a message to the language server": [("LanguageServer/Protocol/MessageBuffer.swift", "longestContent")],
    "folders of a workspace that the language server looks into": [("LanguageServer/Workspace/CheckedFolder.swift", "mostFolders")],
    "alternatives of one pattern, braces written out": [("Linter/Settings/PatternReader.swift", "mostAlternatives")],
    "what git prints for `change --from`": [("Files/Git.swift", "outputLimit")],
    "settings files that extend each other": [("Linter/Settings/SettingsChain.swift", "mostFiles")],
    "policies of a settings file": [("Linter/Policies/PolicyReader.swift", "mostPolicies")],
    "values, patterns and ranges of one condition of a policy": [("Linter/Policies/ConditionReader.swift", "mostValues")],
    "bytes of a value that a policy compares with a pattern": [("Linter/Policies/TextPattern.swift", "longestText")],
    "characters, groups inside each other and repetitions of a policy's pattern": [
        ("Linter/Policies/TextPatternReader.swift", name) for name in ("longestPattern", "deepestGroup", "mostRepetitions")],
    "an answer for `record --reply`": [("privatelint/RecordCommand.swift", "longestReply")],
    "git's index, read for `.gitignore`": [("Files/TrackedFiles.swift", "longestIndex")],
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
        if figures(default) != [constant("YAMLTree/ReadingLimits.swift", name)]:
            faults.append(f"{what}: {default} on the page, {constant('YAMLTree/ReadingLimits.swift', name)} in the code")
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
