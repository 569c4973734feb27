"""Checks that no command does work that grows faster than its input, whatever grows in it.

usage: growth.py BINARY [--what WORD] [--command WORD] [--smoke]

What can grow is taken from the declaration of the language: every list and every mapping of named things in `privatelint schema`, so that a
new key joins by itself, and from YAML: documents, aliases, anchors, tags, comments, ignores, files. Each grows tenfold, through every command
that takes manifests. A cost that grows by a power above 1.1 fails, after it was measured again.
"""

import argparse
import copy
import json
import math
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SMALL, LARGE = 1_000, 10_000
# What CI looks at: one format of each command, and sizes at which work that grows with the square of its input takes seconds.
SMOKE_SMALL, SMOKE_LARGE = 400, 4_000
HIGHEST = 1.1
# Processor seconds below which a cost is start-up and the noise of the clock.
LEAST = 0.02
# A run is ended after so many: what takes longer has failed.
SECONDS = 60

AWS = {
    "version": 1, "limits": "2023-03", "company": "Northwind Outfitters",
    "contacts": [{"name": "Network Operations", "email": "netops@northwind.example"}],
    "projects": {"yw1unoukjcawe": {
        "title": "EU storefront", "plan": "pro", "cloud": "aws", "region": "eu-west-1",
        "environments": {"staging": {
            "connection": "bidirectional", "customer": {"account": "210987654321", "region": "eu-west-1"},
            "ports": [{"service": "Feed", "protocol": "HTTP", "port": 8080}],
            "endpoint_services": {"erp": {
                "service_name": "com.amazonaws.vpce.eu-west-1.vpce-svc-03d5ebb7d9579a2b3", "region": "eu-west-1",
                "allowed_principals": ["arn:aws:iam::402592597372:root"],
                "load_balancers": ["arn:aws:elasticloadbalancing:eu-west-1:210987654321:loadbalancer/net/erp/50dc6c495c0c9188"],
                "ports": [{"service": "ERP API", "protocol": "HTTPS", "port": 8443}],
                "enablement": {"endpoints": [{"id": "vpce-0c4f1e2d3b5a69788"}]}}},
            "enablement": {
                "ticket": "251234567", "service_name": "com.amazonaws.vpce.eu-west-1.vpce-svc-0a1b2c3d4e5f60718",
                "endpoints": [{"id": "vpce-0d4f1e2d3b5a69788"}]}}}}}}
SUBSCRIPTION = "0f2b9c1e-5b7a-4e3d-9a55-6d1f0c7e8b21"
NETWORK = f"/subscriptions/{SUBSCRIPTION}/resourceGroups/rg-erp/providers/Microsoft.Network"
AZURE = {
    "version": 1, "company": "Northwind Outfitters",
    "projects": {"767u4hathojjw": {
        "plan": "pro", "cloud": "azure", "region": "westeurope",
        "environments": {"staging": {
            "connection": "bidirectional", "cluster": "767u4hathojjw_stg",
            "customer": {"account": SUBSCRIPTION, "region": "westeurope", "subscriptions": [SUBSCRIPTION]},
            "ports": [{"service": "MySQL", "port": 3306}],
            "endpoint_services": {"warehouse": {
                "resource_id": f"{NETWORK}/privateLinkServices/pls-warehouse", "region": "westeurope",
                "load_balancers": [f"{NETWORK}/loadBalancers/lb-warehouse"],
                "ports": [{"service": "Warehouse API", "protocol": "HTTPS", "port": 443}],
                "enablement": {"endpoints": [{"id": f"{NETWORK}/privateEndpoints/pe-adobe"}]}}},
            "enablement": {
                "resource_id": f"{NETWORK}/privateLinkServices/pls-adobe",
                "endpoints": [{"id": f"{NETWORK}/privateEndpoints/pe-shop", "dns": "10.0.0.4"}]}}}}}}


# What can grow, by the declaration

def growing_paths(schema):
    """The path of each list and each mapping of named things, as keys; `*` is one thing of such a mapping or list."""
    found = []

    def walk(node, path):
        if not isinstance(node, dict):
            return
        if "$ref" in node:
            walk(schema["definitions"][node["$ref"].removeprefix("#/definitions/")], path)
        # A cloud decides which keys there are: each of its branches counts.
        for branch in [*node.get("allOf", []), *node.get("anyOf", []), node.get("then"), node.get("else")]:
            walk(branch, path)
        for things in ("items", "additionalProperties"):
            if isinstance(node.get(things), dict):
                found.append(path)
                walk(node[things], (*path, "*"))
        for key, value in node.get("properties", {}).items():
            walk(value, (*path, key))

    walk(schema, ())
    return list(dict.fromkeys(found))


def vary(value, number):
    """A value of the same form that no other number gives."""
    if isinstance(value, dict):
        return {key: vary(item, number) for key, item in value.items()}
    if isinstance(value, list):
        return [vary(item, number) for item in value]
    if isinstance(value, bool) or not isinstance(value, (int, str)):
        return value
    if isinstance(value, int):
        return 10_000 + number if value > 1_000 else value
    # The last run of digits that an identifier has, or the name before its last part.
    for form in (r"[0-9a-f]{16,17}(?![0-9a-f])", r"[0-9a-f]{12}$", r"(?<=::)[0-9]{12}(?=:)", r"^[0-9]{12}$"):
        runs = list(re.finditer(form, value))
        if runs:
            start, end = runs[-1].span()
            digits = f"{number:d}" if set(value[start:end]) <= set("0123456789") else f"{number:x}"
            return value[:start] + value[start:end][:-8] + digits.rjust(8, "1") + value[end:]
    if "@" in value:
        return f"n{number}.{value}"
    if "/providers/" in value:
        return f"{value}-{number}"
    return value


def name(key, number):
    """A name beside others: of a project, an environment, an endpoint service."""
    if len(key) == 13:
        return f"p{number:012d}"
    return f"{key}-{number}"


def grown(manifest, path, count):
    """The manifest with so many things at a path; nothing where it does not have the path."""
    manifest = copy.deepcopy(manifest)
    node = manifest
    for key in path[:-1]:
        if key == "*":
            node = node[0] if isinstance(node, list) else next(iter(node.values()), None)
        else:
            node = node.get(key) if isinstance(node, dict) else None
        if node is None:
            return None
    things = node.get(path[-1]) if isinstance(node, dict) else None
    if not things:
        return None
    if isinstance(things, list):
        node[path[-1]] = [vary(things[0], number) if number else things[0] for number in range(count)]
    else:
        key, value = next(iter(things.items()))
        node[path[-1]] = {name(key, number) if number else key: vary(value, number) if number else value for number in range(count)}
    return manifest


def text(node, indentation=0):
    """A manifest as YAML: mappings as blocks, scalars in JSON's notation."""
    margin, lines = " " * indentation, []
    items = node.items() if isinstance(node, dict) else (("-", item) for item in node)
    for key, value in items:
        head = "-" if key == "-" and isinstance(node, list) else f"{key}:"
        if isinstance(value, (dict, list)) and value:
            inner = text(value, indentation + 2)
            lines.append(f"{margin}- {inner.lstrip()}" if head == "-" else f"{margin}{head}\n{inner}")
        else:
            lines.append(f"{margin}{head} {json.dumps(value, ensure_ascii=False)}\n")
    return "".join(lines)


# What can grow in YAML

def with_line(line):
    """The manifest, and lines of its own at its end, each with its number."""
    return lambda count: text(AWS) + "".join(line.format(number) for number in range(count))


def documents(count, company):
    """Documents of one project each; `company` gives the name for each number."""
    small = copy.deepcopy(AWS)
    environment = small["projects"]["yw1unoukjcawe"]["environments"]["staging"]
    environment["connection"] = "unidirectional"
    del small["contacts"], environment["endpoint_services"], environment["enablement"]
    written = text(small)
    return "---\n".join(written.replace("yw1unoukjcawe", f"p{number:012d}").replace("Northwind", company(number)) for number in range(count))


def letters(number):
    """A number in letters, so that names differ in them."""
    return "".join(chr(97 + int(digit)) * 2 for digit in str(number))


YAML = {
    "documents": lambda count: documents(count, lambda number: "Northwind"),
    "documents whose companies differ": lambda count: documents(count, lambda number: f"Northwind {letters(number)}"),
    "comments": with_line("# comment {}\n"),
    "blank lines": with_line("\n"),
    "extension keys": with_line("x-{}: 1\n"),
    "anchors": with_line("x-{0}: &a{0} 1\n"),
    "tags": with_line("x-{}: !!str 1\n"),
    "unknown keys": with_line("kez-{}: 1\n"),
    "aliases": lambda count: text(AWS) + "x-a: &a 1\n" + "".join(f"x-{number}: *a\n" for number in range(count)),
    "merges": lambda count: text(AWS) + "x-a: &a { b: 1 }\n" + "".join(f"x-{number}: {{ <<: *a }}\n" for number in range(count)),
    "ignores": lambda count: text(AWS) + "".join(f"x-{number}: 1  # privatelint: ignore[lead-time] -- none\n" for number in range(count)),
    "findings": lambda count: text(grown(AWS, ("projects", "*", "environments", "*", "ports"), count)).replace('"HTTP"', '"SSH"'),
    "flow": lambda count: text(AWS) + "x-a: [" + ", ".join("{ b: 1 }" for _ in range(count)) + "]\n",
    "a long text": lambda count: text(AWS) + "x-a: |\n" + "  line\n" * count,
    "quoted lines": lambda count: text(AWS) + 'x-a: "' + "line\n  " * count + '"\n',
}
# Load balancers that many endpoint services use.
SERVICES = ("projects", "*", "environments", "*", "endpoint_services")


def reused_load_balancers(count):
    manifest = grown(AWS, SERVICES, count)
    services = manifest["projects"]["yw1unoukjcawe"]["environments"]["staging"]["endpoint_services"]
    for service in services.values():
        service["load_balancers"] = AWS["projects"]["yw1unoukjcawe"]["environments"]["staging"]["endpoint_services"]["erp"]["load_balancers"]
    return text(manifest)


YAML["load balancers used again"] = reused_load_balancers


def kinds(binary):
    """Everything that can grow: its name, and the text with so many of it."""
    schema = json.loads(subprocess.run([binary, "schema"], capture_output=True, check=True).stdout)
    paths = growing_paths(schema)
    if len(paths) < 10:
        sys.exit(f"the schema has {len(paths)} lists and mappings: it is not read as it is written")
    for path in paths:
        bases = [base for base in (AWS, AZURE) if grown(base, path, 1)]
        if not bases:
            sys.exit(f"no manifest here has {'.'.join(path)}: add it to the base manifests")
        for base in bases:
            cloud = "" if len(bases) == 1 else " (AWS)" if base is AWS else " (Azure)"
            yield ".".join(path) + cloud, lambda count, base=base, path=path: text(grown(base, path, count))
    yield from YAML.items()


# The commands

# Commands that take manifests and are not asked here, with the reason.
LEFT_OUT = {"init": "writes", "server": "is asked by messages", "record": "writes", "generate": "takes no manifest"}
ARGUMENTS = {
    "lint": [[], ["--format", "json"], ["--format", "sarif"]],
    "fmt": [["--diff"]],
    "ticket": [[], ["--format", "markdown"], ["--format", "json"]],
    "change": [["--from", "{other}"], ["--from", "{other}", "--format", "markdown"]],
    "runbook": [[], ["--next"]],
    "verify": [[], ["--log", "{log}"]],
    "overview": [[], ["--format", "html"], ["--format", "svg"], ["--format", "dot"], ["--format", "json"]],
    "audit": [["--script"]],
}


def commands(binary):
    """Every command that takes paths of manifests, with the ways in which it is asked."""
    tree = json.loads(subprocess.run([binary, "--experimental-dump-help"], capture_output=True, check=True).stdout)["command"]
    for command in tree["subcommands"]:
        takes_paths = any(argument["kind"] == "positional" and argument.get("valueName") == "path" for argument in command.get("arguments", []))
        if takes_paths and command["commandName"] not in LEFT_OUT:
            for arguments in ARGUMENTS.get(command["commandName"], [[]]):
                yield [command["commandName"], *arguments]


# Measuring

def seconds(command):
    """Processor seconds of one run."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return math.inf
    if done.returncode not in (0, 1, 2):
        sys.exit(f"status {done.returncode}: {' '.join(map(str, command))}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def exponent(small, large, rounds):
    """The power of the size by which the cost grows; the least of some runs counts."""
    cost, more = (min(seconds(command) for _ in range(rounds)) for command in (small, large))
    return math.log10(max(more, LEAST) / max(cost, LEAST)), more


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary", type=Path)
    parser.add_argument("--what", default="", help="only what has this in its name")
    parser.add_argument("--command", default="", help="only commands that begin with this")
    parser.add_argument("--smoke", action="store_true", help="smaller, with one format of each command")
    choice = parser.parse_args()
    binary = choice.binary.resolve()
    sizes = (SMOKE_SMALL, SMOKE_LARGE) if choice.smoke else (SMALL, LARGE)
    asked = [command for command in commands(binary) if " ".join(command).startswith(choice.command)]
    if choice.smoke:
        asked = list({command[0]: command for command in reversed(asked)}.values())[::-1]
    folder = Path(tempfile.mkdtemp(prefix="privatelint-growth-"))
    failures, count, highest = [], 0, (0, "")
    try:
        (folder / "other.yaml").write_text(text(AWS))
        (folder / "log.txt").write_text("* Trying 10.0.0.4:8080...\n* Connected to 10.0.0.4 (10.0.0.4) port 8080\n")
        for what, write in kinds(binary):
            if choice.what not in what:
                continue
            for size in sizes:
                (folder / f"{size}.yaml").write_text(write(size))
            for command in asked:
                words = [word.format(other=folder / "other.yaml", log=folder / "log.txt") for word in command]
                pair = [[binary, *words, folder / f"{size}.yaml"] for size in sizes]
                for rounds in (1, 3, 5):
                    power, cost = exponent(*pair, rounds)
                    if power <= HIGHEST:
                        break
                count += 1
                line = f"{what}, {' '.join(command)}: {sizes[0]} to {sizes[1]} by the power of {power:.2f}, {cost:.2f} s"
                highest = max(highest, (power, line))
                if power > HIGHEST:
                    failures.append(line)
                    print(f"TOO MUCH: {line}", flush=True)
    finally:
        shutil.rmtree(folder)
    print(f"growth: {count} pairs of what grows and what is asked, {len(failures)} too much; the highest: {highest[1]}")
    sys.exit(1 if failures or not count else 0)


if __name__ == "__main__":
    main()
