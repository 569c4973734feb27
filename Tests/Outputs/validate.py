"""Checks the output of the built binary against the schemas and real readers of each format.

    python3 -m venv .build/venv && .build/venv/bin/pip install -r Tests/Outputs/requirements.txt
    .build/venv/bin/python Tests/Outputs/validate.py [BINARY]

The JSON format is the reference: every other one has to report the same findings, at the same places. The schema of SARIF is looked for
in the folder that PRIVATELINT_SHARED names.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.parse
from pathlib import Path

import jsonschema
import junitparser
import lxml.etree
from markdown_it import MarkdownIt
from sarif.loader import load_sarif_file
from sarif_pydantic import Sarif

ROOT = Path(__file__).resolve().parents[2]
BINARY = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / ".build/release/privatelint").resolve()
# The address that the cases in GoldenTests give.
DOCUMENTATION = "https://privatelint.example/docs/"
SCRATCH = tempfile.TemporaryDirectory(dir=ROOT / ".build")
FORMATS = ["json", "jsonl", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjson", "markdown"]

MANIFEST = """version: 1
company: Sundby Lighting
contacts:
  - {{ name: Network Operations, email: noc@sundbylighting.example }}
projects:
  {project}:
    plan: {plan}
    cloud: {cloud}
    region: us-east-2
    environments:
      production:
        connection: bidirectional
        customer:
          account: "736705098000"
          region: us-east-2
        ports:
          - {{ service: Läden und 𝔅üro, protocol: HTTP, port: {port} }}
          - {{ service: Web, protocol: HTTP, port: 80 }}
          - {{ service: Web, protocol: HTTP, port: 80 }}
        endpoint_services:
          erp:
            service_name: com.amazonaws.vpce.us-east-2.vpce-svc-0bd3fb18b54f9714c
            allowed_principals:
              - "*" {ignore}
            ports: [{{ service: ERP API, protocol: HTTPS, port: 443 }}]
"""

# What each format must carry as mere text.
HOSTILE = r'''version: 1
company: Sundby Lighting
contacts:
  - { name: Network Operations, email: noc@sundbylighting.example }
projects:
  hjv6kacivg6kv:
    plan: "p]]>%0A::error::|<img src=x>`[a](https://e.example) www.e.example {0}"
    "k\u202E\e[31m\0|`</td></table><script>": 1
    "![i](https://e.example/i.png)": 1
    "]]>&amp;<!--": 1
    "{0}{REGION}": 1
    "[b](https://e.example)": 1
    "\uFFFE\u2028 @all #1 **b** _i_ ~~s~~ $x$": 1
    "``a``[b](https://e.example)``": 1
    cloud: aws
    region: us-east-2
    environments: {}
'''

SECRET = "AKIA" + "Q3EGRIQ7OB4KTLHA"


def manifest(project, plan="pro", cloud="aws", port=8080, ignore=""):
    return MANIFEST.format(project=project, plan=plan, cloud=cloud, port=port, ignore=ignore)


def write_workspace(folder):
    files = {
        "läden süd/privatelink.yaml": manifest("hjv6kacivg6ku", plan="Pro", port=443).encode(),
        "shop.privatelink.yaml": manifest(
            "djmkt6snqk3rb", ignore="# privatelint: ignore[wildcard-principal] -- agreed with Adobe, <b>ticket</b> 4711"
        ).encode(),
        "a,b:c%0A|<i>]]>&`x`#?.privatelink.yaml": HOSTILE.encode(),
        "bom.privatelink.yaml": b"\xef\xbb\xbf" + manifest("ajmkt6snqk3rb", cloud="AWS").replace("\n", "\r\n").encode(),
        "wide.privatelink.yaml": manifest("bjmkt6snqk3rb", plan="Pro").encode("utf-16"),
        "secret.privatelink.yaml": (manifest("cjmkt6snqk3rb") + f"x-note: {SECRET} \n").encode(),
        "broken.privatelink.yaml": b"version: 1\ncompany: [\n",
        "broken2.privatelink.yaml": b"version: 1\ncompany: [\n",
    }
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)


def run(folder, *arguments):
    root = [] if "--help" in arguments else ["--path-root", "."]
    return subprocess.run([BINARY, "lint", "--today", "2026-11-24", *root, *arguments], cwd=folder, capture_output=True, timeout=60)


class Case:
    """One run of the binary: the outputs by format, and what the JSON says."""

    def __init__(self, folder, outputs):
        self.folder = folder
        self.outputs = outputs
        report = json.loads(outputs["json"])
        self.summary = report["summary"]
        self.findings = report["diagnostics"]

    def text(self, name):
        return self.outputs[name].decode("utf-8", errors="strict")

    def places(self, convert=lambda finding: finding["start"]["column"]):
        return [(f["file"], f["start"]["line"], convert(f), f["rule"]) for f in self.findings]


def check_safe(case):
    """No byte steers a terminal or hides text, in whatever format; and no secret."""
    for name in case.outputs:
        for character in case.text(name):
            code = ord(character)
            assert code == 10 or code >= 32 and not 0x7F <= code <= 0x9F, f"{name}: U+{code:04X}"
            assert not (0x200B <= code <= 0x200F or 0x2028 <= code <= 0x202E or 0x2060 <= code <= 0x206F), f"{name}: U+{code:04X}"
        assert SECRET not in case.text(name), name


# SARIF


def shape_sarif(data):
    """Holds a log to the schema, where it is at hand, and to two readers; gives the number of results that the second one counts."""
    path = Path(tempfile.mkdtemp(dir=SCRATCH.name)) / "out.sarif"
    path.write_bytes(data)
    shared = os.environ.get("PRIVATELINT_SHARED")
    if shared:
        schema = Path(shared) / "data/schemas/sarif-2.1.0.json"
        checker = Path(sys.executable).parent / "check-jsonschema"
        done = subprocess.run([checker, "--schemafile", schema, path], capture_output=True, text=True)
        assert done.returncode == 0, done.stdout
    Sarif.model_validate_json(data)
    return load_sarif_file(str(path)).get_result_count()


def check_sarif(case):
    """What was let through is in the log with `--suppressed` alone: code scanning would open an alert for each."""
    assert shape_sarif(case.outputs["sarif"]) == len(case.findings)
    (plain,) = json.loads(case.text("sarif"))["runs"]
    assert not any("suppressions" in result for result in plain["results"])
    whole = run(case.folder, "--format", "sarif", "--suppressed").stdout
    assert shape_sarif(whole) == len(case.findings) + case.summary["ignored"]
    (sarif_run,) = json.loads(whole)["runs"]
    assert [{**result, "suppressions": []} for result in plain["results"]] == [
        result for result in sarif_run["results"] if not result["suppressions"]
    ]
    assert sarif_run["originalUriBaseIds"] == {"%SRCROOT%": {"uri": case.folder.resolve().as_uri() + "/"}}
    rules = sarif_run["tool"]["driver"]["rules"]
    seen = []
    names = set()
    for result in sarif_run["results"]:
        (location,) = result["locations"]
        file, region = check_place(case, sarif_run, location["physicalLocation"])
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        if not result["suppressions"]:
            seen.append((file, region["startLine"], region["startColumn"], result["ruleId"]))
        names.add(result["partialFingerprints"]["ruleAndAddress/v1"])
        for related in result.get("relatedLocations", []):
            check_place(case, sarif_run, related["physicalLocation"])
        assert not re.search(r"(?<!\\)\]\(", result["message"]["text"]), "a link in a message"
        assert not re.search(r"(?<!\{)(\{\{)*\{[0-9]", result["message"]["text"]), "a placeholder in a message"
        for fix in result.get("fixes", []):
            assert fix["artifactChanges"]
            for change in fix["artifactChanges"]:
                assert change["replacements"]
                for replacement in change["replacements"]:
                    check_region(case, file, replacement["deletedRegion"])
    assert seen == case.places()
    assert len(names) == len(sarif_run["results"]), "two findings of one fingerprint"
    suppressed = [result["suppressions"][0] for result in sarif_run["results"] if result["suppressions"]]
    assert len(suppressed) == case.summary["ignored"]
    for suppression in suppressed:
        assert suppression == {"kind": "inSource", "justification": "agreed with Adobe, <b>ticket</b> 4711"}, suppression


def check_place(case, sarif_run, physical):
    uri = physical["artifactLocation"]["uri"]
    assert re.fullmatch(r"[A-Za-z0-9._~/%-]+", uri), uri
    assert physical["artifactLocation"]["uriBaseId"] == "%SRCROOT%"
    assert sarif_run["artifacts"][physical["artifactLocation"]["index"]]["location"]["uri"] == uri
    file = urllib.parse.unquote(uri)
    check_region(case, file, physical["region"])
    return file, physical["region"]


def check_region(case, file, region):
    """Lines and columns lead to the same text as bytes do."""
    data = (case.folder / file).read_bytes()
    if data.startswith(b"\xff\xfe"):
        assert "byteOffset" not in region
        return
    start = offset(data, region["startLine"], region["startColumn"])
    end = offset(data, region["endLine"], region["endColumn"])
    if region["byteOffset"] == 0 and region["byteLength"] == 0:
        return
    assert (start, end - start) == (region["byteOffset"], region["byteLength"]), (file, region, start, end)


def offset(data, line, column):
    mark = 3 if data.startswith(b"\xef\xbb\xbf") else 0
    lines = re.split(rb"(?<=\n)", data[mark:])
    before = mark + sum(len(part) for part in lines[: line - 1])
    text = lines[line - 1].decode() if line <= len(lines) else ""
    return before + len(text[: column - 1].encode())


# JSON Lines


def check_jsonl(case):
    lines = case.text("jsonl").splitlines()
    assert [json.loads(line) for line in lines] == case.findings


# GitHub


def check_github(case):
    """Reads the commands as the runner does: split at `,` and `=`, then undo the escapes."""
    seen = []
    for line in case.text("github").splitlines():
        kind, listed, message = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", line).groups()
        properties = dict(item.split("=", 1) for item in listed.split(","))
        for key, value in properties.items():
            properties[key] = value.replace("%0D", "\r").replace("%0A", "\n").replace("%3A", ":").replace("%2C", ",").replace("%25", "%")
        assert set(properties) <= {"file", "line", "endLine", "col", "endColumn", "title"}
        assert "endLine" not in properties or "col" not in properties
        assert message
        seen.append((properties["file"], int(properties["line"]), properties["title"], kind))
    kinds = {"error": "error", "warning": "warning", "note": "notice"}
    assert seen == [(f["file"], f["start"]["line"], f["rule"], kinds[f["severity"]]) for f in case.findings]


# GitLab

GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "additionalProperties": False,
        "properties": {
            "description": {"type": "string", "minLength": 1, "pattern": "^[^\\n]*$"},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 8, "maxLength": 255},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "additionalProperties": False,
                "properties": {
                    "path": {"type": "string", "pattern": "^(?!\\./|/)."},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}, "end": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}


def shape_gitlab(data):
    report = json.loads(data)
    jsonschema.validate(report, GITLAB)
    return report


def check_gitlab(case):
    report = shape_gitlab(case.outputs["gitlab"])
    assert [(i["location"]["path"], i["location"]["lines"]["begin"], i["check_name"]) for i in report] == [
        (file, line, rule) for file, line, _, rule in case.places()
    ]
    assert len({item["fingerprint"] for item in report}) == len(report)


# XML


def parse_strictly(data):
    return lxml.etree.fromstring(data, lxml.etree.XMLParser(recover=False, resolve_entities=False, no_network=True))


def shape_junit(data):
    root = parse_strictly(data)
    assert {element.tag for element in root.iter()} <= {"testsuites", "testsuite", "testcase", "failure", "skipped", "system-out"}
    for count in ("tests", "failures", "skipped"):
        assert int(root.get(count)) == sum(int(suite.get(count)) for suite in root)
    return list(junitparser.JUnitXml.fromstring(data))


def check_junit(case):
    suites = shape_junit(case.outputs["junit"])
    failed = skipped = 0
    for suite in suites:
        names = [test.name for test in suite]
        assert len(set(names)) == len(names), "two test cases of one name"
        results = [result for test in suite for result in test.result]
        failures = sum(isinstance(result, junitparser.Failure) for result in results)
        skips = sum(isinstance(result, junitparser.Skipped) for result in results)
        assert (suite.tests, suite.failures, suite.skipped) == (len(names), failures, skips)
        failed += failures
        skipped += skips
    assert len(suites) == case.summary["files"]
    assert (failed, skipped) == (case.summary["errors"], case.summary["ignored"])


def shape_checkstyle(data):
    root = parse_strictly(data)
    assert root.tag == "checkstyle" and {element.tag for element in root} <= {"file"}
    return root


def check_checkstyle(case):
    root = shape_checkstyle(case.outputs["checkstyle"])
    seen = []
    for file in root:
        for error in file:
            assert error.get("severity") in ("error", "warning", "info") and error.get("message")
            rule = error.get("source").removeprefix("privatelint.")
            seen.append((file.get("name"), int(error.get("line")), int(error.get("column")), rule))
    assert seen == case.places()


# reviewdog

POSITION = {
    "type": "object",
    "required": ["line", "column"],
    "additionalProperties": False,
    "properties": {"line": {"type": "integer", "minimum": 1}, "column": {"type": "integer", "minimum": 1}},
}
RANGE = {
    "type": "object",
    "required": ["start", "end"],
    "additionalProperties": False,
    "properties": {"start": POSITION, "end": POSITION},
}
LOCATION = {
    "type": "object",
    "required": ["path", "range"],
    "additionalProperties": False,
    "properties": {"path": {"type": "string", "minLength": 1}, "range": RANGE},
}
NAMED = {
    "type": "object",
    "additionalProperties": False,
    "properties": {"name": {"type": "string"}, "value": {"type": "string"}, "url": {"type": "string"}},
}
RDJSON = {
    "type": "object",
    "required": ["source", "diagnostics"],
    "additionalProperties": False,
    "properties": {
        "source": NAMED,
        "diagnostics": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["message", "location", "severity", "code"],
                "additionalProperties": False,
                "properties": {
                    "message": {"type": "string", "minLength": 1},
                    "location": LOCATION,
                    "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
                    "code": NAMED,
                    "suggestions": {
                        "type": "array",
                        "minItems": 1,
                        "items": {
                            "type": "object",
                            "required": ["range", "text"],
                            "additionalProperties": False,
                            "properties": {"range": RANGE, "text": {"type": "string"}},
                        },
                    },
                    "related_locations": {
                        "type": "array",
                        "minItems": 1,
                        "items": {
                            "type": "object",
                            "required": ["message", "location"],
                            "additionalProperties": False,
                            "properties": {"message": {"type": "string"}, "location": LOCATION},
                        },
                    },
                },
            },
        },
    },
}


def shape_rdjson(data):
    report = json.loads(data)
    jsonschema.validate(report, RDJSON)
    return report


def check_rdjson(case):
    report = shape_rdjson(case.outputs["rdjson"])
    assert len(report["diagnostics"]) == len(case.findings)
    for diagnostic, finding in zip(report["diagnostics"], case.findings):
        file = finding["file"]
        assert (diagnostic["location"]["path"], diagnostic["code"]["value"]) == (file, finding["rule"])
        data = (case.folder / file).read_bytes()
        if data.startswith(b"\xff\xfe"):
            assert "suggestions" not in diagnostic
            continue
        lines = re.split(rb"(?<=\n)", data)

        def at(position, lines=lines):
            return sum(len(part) for part in lines[: position["line"] - 1]) + position["column"] - 1

        span = diagnostic["location"]["range"]
        assert (at(span["start"]), at(span["end"])) == (finding["start"]["offset"], finding["end"]["offset"]), (file, span)
        if "suggestions" in diagnostic:
            (suggestion,) = diagnostic["suggestions"]
            span = suggestion["range"]
            fixed = data[: at(span["start"])] + suggestion["text"].encode() + data[at(span["end"]) :]
            assert fixed == apply(data, finding["fix"]["edits"])


def apply(data, edits):
    for edit in reversed(edits):
        data = data[: edit["start"]] + edit["text"].encode() + data[edit["end"] :]
    return data


# Markdown


def shape_markdown(data):
    """Lets nothing but headings, paragraphs, tables and folds through; gives the cells of the rows as they are read."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(data.decode())
    blocks = {"heading", "paragraph", "table", "thead", "tbody", "tr", "th", "td"}
    rows = []
    for before, token in zip([None, *tokens], tokens):
        if token.type == "html_block":
            assert re.fullmatch(r"(</?details>|<summary>\d+ more findings?</summary>|\s)*", token.content), token.content
        elif token.type == "inline":
            text = "".join(inline(child, token) for child in token.children)
            if before.type == "td_open":
                rows[-1].append(text)
        else:
            assert re.sub("_(open|close)$", "", token.type) in blocks, token.type
        if token.type == "tr_open":
            rows.append([])
    rows = [row for row in rows if row]
    assert {len(row) for row in rows} <= {4}
    return rows


def inline(child, token):
    """The text of a piece of a line; links to pages of rules and `<br>` are the only markup there is."""
    if child.type == "link_open":
        assert child.attrs["href"].startswith(DOCUMENTATION), token.content
    elif child.type == "html_inline":
        assert child.content == "<br>", token.content
        return "\n"
    else:
        assert child.type in ("text", "code_inline", "text_special", "link_close"), (child.type, token.content)
    return child.content


def check_markdown(case):
    text = case.text("markdown")
    assert len(text) < 65_535
    left = re.search(r"^(\d+) more findings? left out here", text, re.M)
    rows = shape_markdown(case.outputs["markdown"])
    assert len(rows) + (int(left[1]) if left else 0) == len(case.findings)
    assert ("ignored" in text) == (case.summary["ignored"] > 0)
    findings = [f for severity in ("error", "warning", "note") for f in case.findings if f["severity"] == severity]
    for row, finding in zip(rows, findings):
        place = f"{finding['file']}:{finding['start']['line']}:{finding['start']['column']}"
        words = "\n".join(shown(finding[key]) for key in ("message", "help") if key in finding)
        # Backticks mark code where they pair, and are text where they do not.
        assert [cell.replace("`", "") for cell in row] == [
            cell.replace("`", "") for cell in (finding["severity"], place, words, finding["rule"])
        ]


def shown(text):
    """Characters that steer or hide, by name."""
    return re.sub("[\0-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]", lambda match: f"<U+{ord(match[0]):04X}>", text)


CHECKS = [check_safe, check_jsonl, check_sarif, check_github, check_gitlab, check_junit, check_checkstyle, check_rdjson, check_markdown]


def check(folder, *arguments):
    """All formats, in one run, each to its file."""
    outside = Path(tempfile.mkdtemp(dir=folder.parent))
    done = run(folder, *[f"--format={name}={outside / name}" for name in FORMATS], *arguments)
    assert done.returncode in (0, 1), done
    assert done.stdout == b"" and done.stderr == b"", done
    assert sorted(path.name for path in outside.iterdir()) == sorted(FORMATS), "another file was left"
    case = Case(folder, {name: (outside / name).read_bytes() for name in FORMATS})
    for name in FORMATS:
        assert run(folder, "--format", name, *arguments).stdout == case.outputs[name], f"{name}: to a file other bytes than to standard output"
    for one in CHECKS:
        one(case)
    return case


SHAPES = {
    "sarif": shape_sarif,
    "gitlab": shape_gitlab,
    "junit": shape_junit,
    "checkstyle": shape_checkstyle,
    "rdjson": shape_rdjson,
    "markdown": shape_markdown,
}


def check_golden():
    """What the cases in GoldenTests expect is checked by the same schemas and readers: they contain ignored findings of both kinds, and links."""
    count = 0
    for path in sorted((ROOT / "Tests/GoldenTests/Cases/formats").glob("*.md")):
        for name, block in re.findall(r"^```(\w+)\n(.*?)^```$", path.read_text(), re.M | re.S):
            if name in SHAPES:
                SHAPES[name](block.encode())
                count += 1
    assert count
    return count


def fingerprints(data, name):
    """By file: how findings are named."""
    names = {}
    if name == "gitlab":
        for item in json.loads(data):
            names.setdefault(item["location"]["path"], []).append(item["fingerprint"])
        return names
    (sarif_run,) = json.loads(data)["runs"]
    for result in sarif_run["results"]:
        (location,) = result["locations"]
        file = location["physicalLocation"]["artifactLocation"]["uri"]
        names.setdefault(urllib.parse.unquote(file), []).append(result["partialFingerprints"]["ruleAndAddress/v1"])
    return names


def check_fingerprints(folder):
    """Each file by itself names its findings as all of them together do, whatever the others contain."""
    for name in ("sarif", "gitlab"):
        together = fingerprints(run(folder, "--format", name).stdout, name)
        for file, names in together.items():
            alone = fingerprints(run(folder, "--format", name, file).stdout, name)
            assert set(alone.get(file, [])) <= set(names), (name, file)
            assert len(set(names)) == len(names)


def check_failures(folder):
    """What cannot be written is reported, and the rest is written all the same."""
    done = run(folder, "--format", "sarif=missing/a.sarif", "--format", "gitlab=/dev/full", "--format", "junit=.", "--format", "short")
    assert done.returncode == 2 and done.stdout, done
    words = done.stderr.decode().splitlines()
    assert words == [
        "privatelint: missing/a.sarif: no such file or folder",
        "privatelint: /dev/full: no space left on the disk",
        "privatelint: `.` is a folder",
    ], words
    to_output = run(folder, "--format", "short=/dev/stdout", "--format", "gitlab=/dev/stderr")
    assert to_output.stdout == run(folder, "--format", "short").stdout
    json.loads(to_output.stderr)


def main():
    if not os.environ.get("PRIVATELINT_SHARED"):
        print("formats: PRIVATELINT_SHARED is not set, so SARIF is not held to the schema of OASIS, only to its readers")
    folder = Path(SCRATCH.name) / "workspace"
    folder.mkdir()
    write_workspace(folder)
    case = check(folder)
    if b"--no-ignores" in run(folder, "--help").stdout:
        assert case.summary["ignored"] == 1, "the ignore in shop.privatelink.yaml did not work"
    else:
        print("formats: this binary has no ignores, so no real output holds one; the cases in GoldenTests do")
    assert {"error", "warning", "note"} == {finding["severity"] for finding in case.findings}
    check_failures(folder)
    check_fingerprints(folder)

    clean = Path(SCRATCH.name) / "clean"
    clean.mkdir()
    (clean / "privatelink.yaml").write_text(
        manifest("hjv6kacivg6ku").replace('"*"', "arn:aws:iam::402592597372:root").replace("port: 443", "port: 8443").replace(
            "          - { service: Web, protocol: HTTP, port: 80 }\n", ""
        )
    )
    assert not check(clean).findings

    many = Path(SCRATCH.name) / "many"
    many.mkdir()
    keys = "".join(f'"k{number}|<b>`": 1\n' for number in range(1500))
    (many / "privatelink.yaml").write_text(manifest("hjv6kacivg6ku") + keys)
    assert "left out here" in check(many).text("markdown")
    golden = check_golden()
    print(f"formats: {len(FORMATS)} formats hold for {len(case.findings)} findings of 8 files, for none and for 1,500, and in {golden} golden blocks")


main()
