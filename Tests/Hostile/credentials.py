"""No credential that the tool has read shows in anything it writes.

Each form of credential, in each place of a manifest and of what is read beside one, through each command and format. Of all the combinations a
random part is tried, each form with each place at least once.

Usage: credentials.py BINARY [ROUNDS [SEED]]
"""
import concurrent.futures
import json
import os
import random
import re
import shutil
import string
import subprocess
import sys
import tempfile
from pathlib import Path

ALPHANUMERIC = string.ascii_letters + string.digits
# This many characters of a credential in a row are too many.
LONGEST = 10


class Credentials:
    """Credentials that nobody has: put together here, so that no file of the project has one in it."""

    def __init__(self, random_):
        self.random = random_

    def word(self, count, letters=ALPHANUMERIC):
        while True:
            word = "".join(self.random.choice(letters) for _ in range(count))
            if any(map(str.islower, word)) and any(map(str.isupper, word)) or letters != ALPHANUMERIC:
                return word

    def forms(self):
        """For each form the text that is written, and what of it must not show."""
        capitals, web = string.ascii_uppercase + string.digits, ALPHANUMERIC + "_-"
        tokens = {
            "aws key id": "AKIA" + self.word(16, capitals), "github": "ghp_" + self.word(36), "github fine": "github_" + "pat_" + self.word(60),
            "gitlab": "glpat-" + self.word(24), "slack": "xoxb-" + self.word(40), "slack app": "xapp-" + self.word(40),
            "pypi": "pypi-" + "AgE" + self.word(60), "npm": "npm_" + self.word(36), "google": "AIza" + self.word(35),
            "google access": "ya29." + self.word(40), "google secret": "GOCSPX-" + self.word(28), "stripe": "sk_" + "live_" + self.word(24),
            "stripe webhook": "whsec_" + self.word(32), "adobe": "p8e-" + self.word(32), "aws session": "IQoJb3JpZ2lu" + self.word(90),
            "jwt": "eyJ" + self.word(20) + ".eyJ" + self.word(30) + "." + self.word(43, web), "azure storage": self.word(86) + "==",
            "azure client": self.word(3) + "8Q~" + self.word(34),
        }
        forms = {name: (value, value) for name, value in tokens.items()}
        password = "Tr0ub4dor-" + self.word(8)
        forms["url"] = (f"https://svc:{password}@db.northwind.example/x", password)
        forms["connection string"] = (f"Server=db;User ID=svc;Password={password};Timeout=5", password)
        account, signature, access = self.word(60) + "==", self.word(44), self.word(40)
        forms["account key"] = (f"AccountName=northwind;AccountKey={account}", account)
        forms["shared access"] = (f"https://northwind.blob.example/x?sv=2022&sig={signature}", signature)
        forms["aws secret key"] = (f"aws_secret_access_key={access}", access)
        forms["slack webhook"] = (f"https://hooks.slack.com/services/T{self.word(9)}/B{self.word(9)}/{self.word(24)}",) * 2
        return forms


def manifest(place, value, ending=""):
    """A manifest with a value in a place; without one it is free of errors."""
    quoted = json.dumps(value)
    values = {"company": '"Northwind"', "title": '"EU"', "contact": '"Net"', "email": "n@northwind.example", "project": "yw1unoukjcawe",
              "region": "eu-west-1", "environment": "production", "account": '"210987654321"', "service": '"Feed"', "protocol": '"HTTP"', "port": "8080",
              "label": "erp", "name": "com.amazonaws.vpce.eu-west-1.vpce-svc-03d5ebb7d9579a2b3", "principal": '"arn:aws:iam::402592597372:root"',
              "balancer": '"arn:aws:elasticloadbalancing:eu-west-1:210987654321:loadbalancer/net/erp/50dc6c495c0c9188"',
              "inner": '"ERP"', "ticket": '"251234567"', "endpoint": "vpce-0d4f1e2d3b5a69788", "dns": "10.0.0.4", "needed": "2027-01-31",
              "reason": "agreed", "comment": "none", "key": "x-key", "extension": "1", "unknown": "x-other", "anchor": "", "tag": "", "cloud": "aws"}
    tail = ""
    if place in ("reason", "comment"):
        values[place] = value
    elif place in ("anchor", "tag"):
        values[place] = ("&" if place == "anchor" else "!") + re.sub(r"[^A-Za-z0-9_-]", "", value) + " "
    elif place == "folded":
        half = len(value) // 2
        values["title"] = f'"{value[:half]}\\\n      {value[half:]}"'
    elif place == "folded flow":
        half = len(value) // 2
        values["extension"] = f'{{ a: "{value[:half]}\\\n  {value[half:]}" }}'
    elif place == "block":
        tail = f"x-block: |\n  first\n  {value}\nx-folded: >-\n  {value}\n  last\n"
    elif place == "escaped":
        values["title"] = '"' + "".join(f"\\x{ord(letter):02x}" for letter in value) + '"'
    elif place == "syntax":
        tail = f"x-bad: [ {value}\n"
    elif place == "duplicate":
        tail = f"x-two: {quoted}\nx-two: {quoted}\n"
    elif place:
        values[place] = quoted
    return """# {comment}
version: 1
company: {company}
contacts: [{{ name: {contact}, email: {email} }}]
{key}: {extension}
{unknown}: {anchor}{tag}1
projects:
  {project}:
    title: {title}
    plan: pro
    cloud: {cloud}
    region: {region}
    environments:
      {environment}:
        type: production
        connection: bidirectional
        needed_by: {needed}
        customer: {{ account: {account}, region: eu-west-1 }}
        ports:
          - {{ service: {service}, protocol: {protocol}, port: {port} }}
          - {{ service: Web, port: 443 }} # privatelint: ignore[https-to-commerce] -- {reason}
        endpoint_services:
          {label}:
            service_name: {name}
            allowed_principals: [{principal}]
            load_balancers: [{balancer}]
            ports: [{{ service: {inner}, port: 8443 }}]
        enablement:
          ticket: {ticket}
          endpoints: [{{ id: {endpoint}, dns: {dns} }}]
""".format(**values) + tail + ending


PLACES = ["company", "title", "contact", "email", "project", "region", "environment", "account", "service", "protocol", "port", "label", "name",
          "principal", "balancer", "inner", "ticket", "endpoint", "dns", "needed", "reason", "comment", "key", "extension", "unknown", "anchor",
          "tag", "cloud", "folded", "folded flow", "block", "escaped", "syntax", "duplicate"]
# Places of what is read beside a manifest: what a cloud, Adobe and a connection test answered, settings and a baseline.
BESIDE = ["cloud name", "cloud tag", "cloud state", "reply", "log", "settings", "baseline", "argument", "file name", "cloud file name"]


def cloud_answer(place, value):
    service = {"ServiceId": "vpce-svc-03d5ebb7d9579a2b3", "ServiceName": "com.amazonaws.vpce.eu-west-1.vpce-svc-03d5ebb7d9579a2b3",
               "ServiceState": "Available", "AcceptanceRequired": False, "NetworkLoadBalancerArns": [], "Tags": []}
    if place == "cloud name":
        service["ServiceName"] = value
    if place == "cloud tag":
        service["Tags"] = [{"Key": "Name", "Value": value}]
    if place == "cloud state":
        service["ServiceState"] = value
    return json.dumps({"ServiceConfigurations": [service]})


class Case:
    """A folder with a credential in one place of it."""

    def __init__(self, folder, place, value):
        self.folder, self.place, self.value = folder, place, value
        self.name = value.replace("/", "_")[:100] + ".privatelink.yaml" if place == "file name" else "privatelink.yaml"
        (folder / self.name).write_text(manifest(place if place in PLACES else "", value))
        (folder / "clean").mkdir()
        (folder / "clean" / "privatelink.yaml").write_text(manifest("", ""))
        answers = folder / "cloud/aws/210987654321/eu-west-1"
        answers.mkdir(parents=True)
        (answers / "describe-vpc-endpoint-service-configurations.json").write_text(cloud_answer(place, value))
        if place == "cloud file name":
            (answers / (value.replace("/", "_")[:100] + ".json")).write_text("[{}]")
        (folder / "reply.txt").write_text(f"ticket 251234567\n{value if place == 'reply' else ''}\n")
        (folder / "log.txt").write_text(f"* Trying 10.0.0.4:8080...\n{value if place == 'log' else '* Connected to 10.0.0.4 (10.0.0.4) port 8080'}\n")
        (folder / "baseline.json").write_text(json.dumps({"version": 1, "findings": [
            {"file": "privatelink.yaml", "rule": "lead-time", "address": value if place == "baseline" else "projects"}]}))
        if place == "settings":
            (folder / ".privatelint.yaml").write_text(f"rules:\n  {json.dumps(value)}: off\nexclude: [{json.dumps(value)}]\n")

    def commands(self, formats):
        here, clean = self.name, "clean/privatelink.yaml"
        argument = self.value if self.place == "argument" else "yw1unoukjcawe"
        yield from (["lint", "--format", format, here] for format in formats["lint"])
        yield from (["audit", "--from", "cloud", "--format", format, here] for format in formats["audit"])
        for command in ("ticket", "runbook"):
            yield from ([command, "--format", format, here] for format in formats[command])
        for format in formats["change"]:
            yield ["change", "--format", format, "--from", here, clean]
            yield ["change", "--format", format, "--from", clean, here]
        yield from (["lint", "--format", f"{format}=report.out", here] for format in ("text", "sarif", "junit"))
        yield from [
            ["lint", "--fix", "--suggested", "--diff", here], ["lint", "--write-baseline", "report.out", here], ["lint", "--baseline", "baseline.json", here],
            ["lint", "--list-files", "."], ["lint", "."], ["lint", "--no-ignores", here], ["fmt", "--diff", here], ["fmt", "--check", here], ["compile", here],
            ["verify", here], ["verify", "--log", "log.txt", here], ["change", "--summary", "--from", here, clean], ["audit", "--script", here],
            ["record", "--diff", "--reply", "reply.txt", here], ["record", "--diff", "--ticket", "251234568", here], ["runbook", "--next", here],
            ["ticket", "--project", argument, here], ["ticket", "-o", "documents", here], ["init", "--from", "cloud", "-o", "-"], ["settings"],
            ["explain", argument], ["lint", argument], ["init", "--company", argument, "-o", "-"],
        ]
        for format in formats.get("overview", []):
            yield ["overview", "--format", format, here]


def shows(text, secret):
    """Whether so many characters of a credential in a row are in a text, whatever line breaks, margins and backslashes are between them."""
    plain = re.sub(r"\\+", "", text)
    for written in (plain, re.sub(r"\n[-+ ]? *|\s+", "", plain)):
        if any(secret[start:start + LONGEST] in written for start in range(len(secret) - LONGEST + 1)):
            return True
    return False


def formats_of(binary):
    tree = json.loads(subprocess.run([binary, "--experimental-dump-help"], capture_output=True, check=True).stdout)["command"]
    return {command["commandName"]: argument["allValues"] for command in tree["subcommands"] for argument in command.get("arguments", [])
            if argument.get("allValues") and any(name.get("name") == "format" for name in argument.get("names", []))}


def run(binary, place, form, value, secret, formats, rounds, seed):
    """The commands that show a credential, of a random part of all."""
    random_ = random.Random(f"{seed} {place} {form}")
    folder = Path(tempfile.mkdtemp(prefix="privatelint-credentials-"))
    shown, count = [], 0
    try:
        case = Case(folder, place, value)
        commands = list(case.commands(formats))
        for command in random_.sample(commands, min(rounds, len(commands))):
            done = subprocess.run([binary, *command], cwd=folder, capture_output=True, timeout=60, env={**os.environ, "NO_COLOR": "1"})
            written = done.stdout + done.stderr
            report = folder / "report.out"
            if report.exists():
                written += report.read_bytes()
                report.unlink()
            documents = folder / "documents"
            if documents.exists():
                written += b"".join(path.read_bytes() + path.name.encode() for path in documents.iterdir())
                shutil.rmtree(documents)
            count += 1
            if done.returncode not in (0, 1, 2):
                shown.append(f"status {done.returncode}: {form} in {place}: {command}")
            if shows(written.decode(errors="replace"), secret):
                shown.append(f"{form} in {place}: privatelint {' '.join(command)}")
    finally:
        shutil.rmtree(folder)
    return shown, count


def main():
    binary = os.path.abspath(sys.argv[1])
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 2
    # The same runs each time; `make test` must not fail by chance.
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    formats = formats_of(binary)
    if len(formats["lint"]) < 10:
        sys.exit(f"the help names few formats: {formats}")
    forms = Credentials(random.Random(seed)).forms()
    # Anchors, tags and names of files are words here: nothing but letters, digits, `-` and `_`.
    work = [(place, form, *forms[form]) for place in PLACES + BESIDE for form in forms
            if place not in ("anchor", "tag", "file name", "cloud file name") or re.fullmatch(r"[\w-]+", forms[form][0])]
    shown, count = [], 0
    with concurrent.futures.ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        for found, number in pool.map(lambda each: run(binary, *each, formats, rounds, seed), work):
            shown += found
            count += number
    for line in shown[:40]:
        print(f"SHOWN: {line}")
    print(f"credentials: {len(forms)} forms, {len(PLACES + BESIDE)} places, {count} runs with seed {seed}; {len(shown)} show one")
    sys.exit(1 if shown or not count else 0)


if __name__ == "__main__":
    main()
