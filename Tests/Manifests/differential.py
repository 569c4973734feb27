"""The schema of the manifest and the linter agree: thousands of mutated manifests go through both.

Where `privatelint lint` reports a structural error, independent validators of JSON Schema refuse the manifest, and the other way round, apart
from the list in exceptions.py. Needs ruamel.yaml, jsonschema-rs and check-jsonschema; node-ajv checks a sample where it is installed.

    python differential.py BINARY [--all] [--count N]
"""
import argparse
import collections
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor

import core_loader
import exceptions
import jsonschema_rs
import mutations

HERE = pathlib.Path(__file__).parent

LEAST = 5000
# What counts as structural besides the groups YAML and Language.
STRUCTURAL = {"port-out-of-range", "cloud-mismatch", "endpoint-service-missing", "endpoint-service-unexpected"}
# What is in the place of a structural fault, because it is reported first: a schema may refuse here.
INSTEAD = {"placeholder-left", "documentation-sample", "secret-in-manifest", "adobe-principal-missing"}


def main():
    arguments = parse_arguments()
    schema = json.loads(run([arguments.binary, "schema", "manifest"]))
    groups = {rule["id"]: rule["group"] for rule in json.loads(run([arguments.binary, "rules", "--format", "json"]))["rules"]}
    texts = choose(arguments)
    instances = load_all(texts)
    reports = lint(arguments.binary, texts)
    problems = compare(texts, instances, reports, groups, schema)
    problems += check_fields(instances, schema)
    problems += check_witnesses(arguments.binary, schema, groups)
    validator = jsonschema_rs.validator_for(schema)
    accepted = [validator.is_valid(instance) if status == "read" else None for status, instance in instances]
    problems += cross_check(schema, texts, instances, accepted)
    if len(texts) < LEAST:
        problems.append(f"{len(texts)} manifests are fewer than {LEAST}")
    for problem in problems[:arguments.show]:
        print(problem, end="\n\n")
    print(f"{len(texts)} manifests, {sum(value is True for value in accepted)} accepted, {len(problems)} disagreements")
    sys.exit(1 if problems else 0)


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("binary")
    parser.add_argument("--count", type=int, default=6000, help="how many of the mutated manifests")
    parser.add_argument("--all", action="store_true", help="all of them")
    parser.add_argument("--show", type=int, default=20, help="how many disagreements to print")
    return parser.parse_args()


def run(command, **options):
    return subprocess.run(command, check=True, capture_output=True, text=True, **options).stdout


def seeds():
    return [path.read_text() for path in sorted((HERE / "seeds").glob("*.yaml"))]


def choose(arguments):
    texts = list(mutations.manifests(seeds(), extra=2000))
    if not arguments.all and len(texts) > arguments.count:
        texts = random.Random(mutations.SEED).sample(texts, arguments.count)
    return texts


def load_all(texts):
    with ProcessPoolExecutor(max_workers=2) as pool:
        return list(pool.map(load_one, texts, chunksize=200))


def load_one(text):
    try:
        return "read", core_loader.load(text)
    except core_loader.Refused as problem:
        return "refused", str(problem)


def lint(binary, texts):
    """The findings of each manifest, all from one run."""
    with tempfile.TemporaryDirectory() as folder:
        for index, text in enumerate(texts):
            pathlib.Path(folder, f"{index:06}.privatelink.yaml").write_text(text)
        command = [binary, "lint", "--format", "json", "--today", "2026-11-24", "."]
        output = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        assert output.returncode in (0, 1), output.stderr
    found = [[] for _ in texts]
    for finding in json.loads(output.stdout)["diagnostics"]:
        found[int(pathlib.Path(finding["file"]).name[:6])].append(finding)
    return found


def is_structural(finding, groups):
    rule = finding["rule"]
    if finding["severity"] != "error":
        return False
    return groups[rule] in ("YAML", "Language") or rule.startswith("malformed-") or rule in STRUCTURAL


def compare(texts, instances, reports, groups, schema):
    validator = jsonschema_rs.validator_for(schema)
    problems, used = [], collections.Counter()
    for text, (status, instance), findings in zip(texts, instances, reports, strict=True):
        structural = [finding for finding in findings if is_structural(finding, groups)]
        errors = [status] if status == "refused" else list(validator.iter_errors(instance))
        if structural and not errors:
            problems += [problem for problem in (unexplained(finding, text, used) for finding in structural) if problem]
        if errors and not structural and not any(finding["rule"] in INSTEAD for finding in findings):
            problem = f"{instance}" if status == "refused" else unexplained_errors(errors, instance, text, used)
            if problem:
                problems.append(f"SCHEMA REFUSES, LINT DOES NOT: {problem}\n{text}")
    for name, count in sorted(used.items()):
        print(f"  explained: {name}: {count}")
    return problems


def unexplained(finding, text, used):
    data = text.encode()
    start, end = finding["start"]["offset"], finding["end"]["offset"]
    finding = finding | {"before": data[:start].decode(), "after": data[end:].decode()}
    name = exceptions.explain_lint(finding, data[start:end].decode())
    if name:
        used[name] += 1
        return None
    return f"LINT REFUSES, SCHEMA DOES NOT: {finding['start']['line']}:{finding['start']['column']} {finding['rule']}: {finding['message']}\n{text}"


def unexplained_errors(errors, instance, text, used):
    for error in errors:
        name = exceptions.explain_schema({"value": at(instance, error.instance_path), "text": text})
        if name:
            used[name] += 1
        else:
            return f"{'/'.join(map(str, error.instance_path))}: {error.message[:300]}"
    return None


def at(instance, path):
    for step in path:
        instance = instance[step]
    return instance


def check_fields(instances, schema):
    """Every field was dropped in some manifests, and had several values in others."""
    root, values, dropped = field_tree(schema, schema), collections.defaultdict(set), set()
    for status, instance in instances:
        if status == "read":
            visit(instance, root, (), values, dropped)
    problems = []
    for path in sorted(paths_of(root, ())):
        if len(values[path]) < 3:
            problems.append(f"no mutated manifests change the field {'/'.join(path)}")
        elif path[-1] not in ("*", "[]") and path not in dropped:
            problems.append(f"no mutated manifest lacks the field {'/'.join(path)}")
    return problems


def field_tree(node, schema):
    """The fields of a schema as nested dictionaries: `*` is any name, `[]` any item."""
    tree = {}
    if not isinstance(node, dict):
        return tree
    if "$ref" in node:
        merge(tree, field_tree(schema["definitions"][node["$ref"].rpartition("/")[2]], schema))
    for part in [*node.get("allOf", []), node.get("then"), node.get("else")]:
        merge(tree, field_tree(part, schema))
    for key, value in node.get("properties", {}).items():
        merge(tree.setdefault(key, {}), field_tree(value, schema))
    if "items" in node:
        merge(tree.setdefault("[]", {}), field_tree(node["items"], schema))
    for value in [node.get("additionalProperties"), *node.get("patternProperties", {}).values()]:
        if isinstance(value, dict):
            merge(tree.setdefault("*", {}), field_tree(value, schema))
    return tree


def merge(tree, other):
    for key, value in other.items():
        merge(tree.setdefault(key, {}), value)


def paths_of(tree, at):
    for key, inner in tree.items():
        yield (*at, key)
        yield from paths_of(inner, (*at, key))


def visit(value, tree, at, values, dropped):
    if isinstance(value, dict):
        for key, inner in value.items():
            name = key if key in tree else "*"
            if name in tree:
                values[(*at, name)].add(json.dumps(inner, sort_keys=True))
                visit(inner, tree[name], (*at, name), values, dropped)
        dropped |= {(*at, key) for key in tree if key not in value}
    elif isinstance(value, list) and "[]" in tree:
        for inner in value:
            values[(*at, "[]")].add(json.dumps(inner, sort_keys=True))
            visit(inner, tree["[]"], (*at, "[]"), values, dropped)


def check_witnesses(binary, schema, groups):
    """Each exception is still needed: its witness shows the disagreement."""
    assert len(exceptions.LIST) <= 12
    clean = (HERE / "seeds" / "aws.yaml").read_text()
    texts = [clean] + [clean.replace(*exception.witness, 1) for exception in exceptions.LIST]
    assert all(text != clean for text in texts[1:]), "a witness changes nothing"
    reports = lint(binary, texts)
    problems = []
    for text, findings, exception in zip(texts[1:], reports[1:], exceptions.LIST, strict=True):
        refuses = any(is_structural(finding, groups) for finding in findings)
        status, instance = load_one(text)
        accepts = status == "read" and jsonschema_rs.validator_for(schema).is_valid(instance)
        if (refuses, accepts) != ((True, True) if exception.side == "lint" else (False, False)):
            problems.append(f"the exception `{exception.name}` is needed no more: lint refuses: {refuses}, the schema accepts: {accepts}")
    return problems


def cross_check(schema, texts, instances, accepted):
    """The other validators judge as jsonschema-rs does."""
    readable = [index for index, (status, _) in enumerate(instances) if status == "read"][:6000]
    sample = random.Random(mutations.SEED).sample(readable, min(1000, len(readable)))
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, "schema.json").write_text(json.dumps(schema))
        for index in readable:
            pathlib.Path(folder, f"{index:06}.json").write_text(json.dumps(instances[index][1]))
        problems = differing("check-jsonschema", check_jsonschema(folder, readable), readable, accepted, texts)
        refused = ajv(folder, sample)
        if refused is None:
            # Scripts/install-test-tools installs it where there is apt-get.
            if shutil.which("apt-get"):
                problems.append("node-ajv is not installed")
            print("  node-ajv is not installed: left out")
        else:
            problems += differing("ajv", refused, sample, accepted, texts)
    return problems


def check_jsonschema(folder, indices):
    tool = pathlib.Path(sys.executable).with_name("check-jsonschema")
    names = [f"{index:06}.json" for index in indices]
    refused = set()
    for start in range(0, len(names), 1000):
        command = [tool, "--schemafile", "schema.json", "-o", "json", *names[start:start + 1000]]
        output = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        report = json.loads(output.stdout)
        assert not report.get("parse_errors"), report["parse_errors"][:3]
        refused |= {int(pathlib.Path(error["filename"]).name[:6]) for error in report.get("errors", [])}
    return refused


AJV = """
const fs = require("fs"), Ajv = require("ajv");
const validate = new Ajv().compile(JSON.parse(fs.readFileSync("schema.json")));
for (const name of process.argv.slice(1)) if (!validate(JSON.parse(fs.readFileSync(name)))) console.log(name);
"""


def ajv(folder, indices):
    environment = os.environ | {"NODE_PATH": "/usr/share/nodejs"}
    if not pathlib.Path("/usr/share/nodejs/ajv").exists():
        return None
    names = [f"{index:06}.json" for index in indices]
    output = subprocess.run(["node", "-e", AJV, *names], cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert output.returncode == 0, output.stderr
    return {int(name[:6]) for name in output.stdout.split()}


def differing(tool, refused, indices, accepted, texts):
    print(f"  {tool}: {len(indices)} manifests")
    return [
        f"{tool} and jsonschema-rs disagree ({tool} {'refuses' if index in refused else 'accepts'})\n{texts[index]}"
        for index in indices if (index in refused) == accepted[index]
    ]


if __name__ == "__main__":
    main()
