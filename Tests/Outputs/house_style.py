"""The template of docs/ticket-templates.md, run by the command beside it.

    .build/venv/bin/python Tests/Outputs/house_style.py [--bless] [BINARY]

What it writes for the sample is what the page shows; and for each sample it holds every datum of the ticket's JSON that Adobe asks for.
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
ARGUMENTS = [argument for argument in sys.argv[1:] if argument != "--bless"]
BINARY = pathlib.Path(ARGUMENTS[0] if ARGUMENTS else ROOT / ".build/release/privatelint").resolve()
PAGE = ROOT / "docs/ticket-templates.md"
PATH = os.pathsep.join([str(BINARY.parent), str(pathlib.Path(sys.executable).parent), os.environ["PATH"]])


def block(page, language):
    return re.search(rf"^```{language}\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)


def run(command, folder):
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], cwd=folder, env={**os.environ, "PATH": PATH}, capture_output=True, text=True, check=False)


def house_style(page, manifests):
    """The output of the page's command among some manifests, with the page's template beside them."""
    command = re.search(r"^\$ (privatelint ticket .*)$", block(page, "console")[1], re.MULTILINE)[1]
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, "house-style.j2").write_text(block(page, "jinja")[1])
        for manifest in manifests:
            pathlib.Path(folder, manifest.name).write_text(manifest.read_text())
        answer = run(command, folder)
        if answer.returncode:
            sys.exit(f"{command} ends with status {answer.returncode}: {answer.stderr}")
        return answer.stdout, json.loads(run("privatelint ticket --format json", folder).stdout)


def data(ticket):
    """What Adobe asks for, out of a ticket."""
    yield from [ticket["subject"], ticket["project"]["id"], ticket["project"]["region"], ticket["manifest"]["fingerprint"]]
    yield from ticket["requests"]
    for environment in ticket["environments"]:
        yield from [environment["id"], environment["connection"], environment["customer"]["account"], environment["customer"]["region"]]
        yield from environment["customer"].get("subscriptions", [])
        if "cluster" in environment:
            yield environment["cluster"]
        for port in environment["ports"]:
            yield f"{port['transport']}/{port['port']} {port['service']}"
        for service in environment["endpoint_services"]:
            yield service.get("service_name") or service["resource_id"]
            yield from service.get("allowed_principals", [])
            for port in service["ports"]:
                yield f"{port['transport']}/{port['port']} {port['service']}"


def main():
    page = PAGE.read_text()
    problems = []
    count = 0
    for sample in sorted(path for path in (ROOT / "samples").iterdir() if path.is_dir() and path.name != "faulty"):
        text, tickets = house_style(page, sorted(sample.glob("*.yaml")))
        for ticket in tickets["tickets"]:
            for datum in data(ticket):
                count += 1
                if datum not in text:
                    problems.append(f"{sample.name}: {datum!r} is not in the ticket in house style")
        if sample.name == "aws-bidirectional":
            shown = block(page, "text")
            if "--bless" in sys.argv:
                PAGE.write_text(page[: shown.start(1)] + text + page[shown.end(1):])
            elif shown[1] != text:
                problems.append(f"docs/ticket-templates.md shows other text than the template writes:\n{text}")
    # The test bites: a name that is not in the JSON is an error, not a gap.
    broken = page.replace("ticket.subject", "ticket.subjekt")
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, "house-style.j2").write_text(block(broken, "jinja")[1])
        sample = ROOT / "samples/aws-bidirectional/privatelink.yaml"
        command = f"privatelint ticket --format json '{sample}' | jinja2 --strict --format json house-style.j2 -"
        if run(command, folder).returncode == 0:
            problems.append("a misspelt name is not reported")
    for problem in problems:
        print(problem)
    print(f"{count} data of tickets in house style, {len(problems)} problems")
    sys.exit(1 if problems or count < 50 else 0)


main()
