"""Compares every kind of fix with a written result, and shows that nothing but the fault changes.

    .build/venv/bin/python Tests/Manifests/fix_properties.py [BINARY]

Needs PyYAML. THOROUGH in the environment tries each case in every style, and puts faults together 60 times instead of 5. The expected texts are in the table below: the fixer's own output is never the reference.
"""

import json
import os
import random
import re
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
BINARY = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / ".build/release/privatelint").resolve()
IS_THOROUGH = "THOROUGH" in os.environ
MIXTURES = 60 if IS_THOROUGH else 5
SCRATCH = tempfile.TemporaryDirectory()
ENVIRONMENT = {"PATH": os.environ["PATH"], "LC_ALL": "C"}

# A second project with a finding that no fix removes: it has to stay as it is.
OTHER = """  hjv6kacivg6ku:
    plan: pro
    cloud: aws
    region: us-east-2
    environments:
      staging:
        connection: unidirectional
        customer: { account: '736705098000', region: us-east-2 }   # quoted otherwise
        ports:
          - { service: Syslog, port: 514, transport: udp }
"""
AWS = """version: 1
company: Läden GmbH
projects:
  yw1unoukjcawe:
    plan: pro
    cloud: aws
    region: eu-west-1
    environments:
      production:
        connection: bidirectional
        customer:
          account: "210987654321"
          region: eu-west-1
        private_dns: false
        ports:
          - { service: Search, protocol: OpenSearch, port: 9200 }
          - { service: MySQL, port: 3306 }
        endpoint_services:
          erp:
            service_name: com.amazonaws.vpce.eu-west-1.vpce-svc-03d5ebb7d9579a2b3
            acceptance_required: true
            allowed_principals:
              - arn:aws:iam::402592597372:root
            ports: [{ service: ERP API, protocol: HTTPS, port: 8443 }]
""" + OTHER
AZURE = """version: 1
company: Läden GmbH
projects:
  767u4hathojjw:
    plan: pro
    cloud: azure
    region: westeurope
    environments:
      staging:
        connection: unidirectional
        cluster: 767u4hathojjw_stg
        customer:
          account: 0f2b9c1e-5b7a-4e3d-9a55-6d1f0c7e8b21
          region: westeurope
        ports:
          - { service: MySQL, port: 3306 }
""" + OTHER

# With identifiers of load balancers and endpoints.
LISTED = AWS.replace("            acceptance_required: true\n", """            load_balancers:
              - arn:aws:elasticloadbalancing:eu-west-1:210987654321:loadbalancer/net/erp/6b20e5d19c8f34a7
            acceptance_required: true
""").replace("        endpoint_services:\n", """        enablement:
          service_name: com.amazonaws.vpce.eu-west-1.vpce-svc-0a1b2c3d4e5f60718
          endpoints:
            - id: vpce-0c4f1e2d3b5a69788
              dns: erp.northwind.example
        endpoint_services:
""", 1)
PORTAL = AZURE.replace("connection: unidirectional\n        cluster: 7", "connection: bidirectional\n        cluster: 7").replace("""          - { service: MySQL, port: 3306 }
""", """          - { service: MySQL, port: 3306 }
        endpoint_services:
          ledger:
            resource_id: /subscriptions/0f2b9c1e-5b7a-4e3d-9a55-6d1f0c7e8b21/resourceGroups/rg/providers/Microsoft.Network/privateLinkServices/pls
            ports: [{ service: Ledger API, protocol: HTTPS, port: 8443 }]
""", 1)

# With the load balancer of the Private Link service.
BALANCED = PORTAL.replace("            ports: [{ service: Ledger", """            load_balancers:
              - /subscriptions/0f2b9c1e-5b7a-4e3d-9a55-6d1f0c7e8b21/resourceGroups/rg/providers/Microsoft.Network/loadBalancers/ledger
            ports: [{ service: Ledger""", 1)

# With Adobe's service by its alias.
ALIAS = "adobe.6f1d2a3b-4c5d-4e7f-8a9b-0c1d2e3f4a5b.westeurope.azure.privatelinkservice"
ANSWERED = AZURE.replace("""          - { service: MySQL, port: 3306 }
""", f"""          - {{ service: MySQL, port: 3306 }}
        enablement: {{ resource_id: {ALIAS} }}
""", 1)

SAFE, SUGGESTED = "safe", "suggested"
ADOBE = "arn:aws:iam::402592597372:root"
SERVICE = "com.amazonaws.vpce.eu-west-1.vpce-svc-03d5ebb7d9579a2b3"
IGNORE = "# privatelint: ignore"


class Case:
    """`good` occurs in the base once; `before` in its place is the fault, and `after` what the fix has to make of it.

    `comes` and `goes` are rules whose findings come to light, or go, by the fix alone; `values` is how many values stand where one was.
    """

    def __init__(self, rule, safety, base, good, before, after, comes=(), goes=(), values=1):
        assert base.count(good) == 1, good
        self.rule, self.safety, self.base, self.good = rule, safety, base, good
        self.before, self.after, self.comes, self.goes, self.values = before, after, list(comes), list(goes), values

    def texts(self):
        return self.base.replace(self.good, self.before), self.base.replace(self.good, self.after)


CASES = [
    Case("unknown-value", SAFE, AWS, "    plan: pro\n    cloud: aws\n    region: eu", "    plan: Pro\n    cloud: aws\n    region: eu",
         "    plan: pro\n    cloud: aws\n    region: eu"),
    Case("unknown-value", SAFE, AWS, "cloud: aws\n    region: eu", 'cloud: "AWS"\n    region: eu', "cloud: aws\n    region: eu"),
    Case("unknown-value", SAFE, AWS, "connection: bidirectional", "connection: &kind 'Bidirectional'", "connection: &kind bidirectional"),
    Case("unknown-value", SUGGESTED, AWS, "connection: bidirectional", "connection: bidirectionel", "connection: bidirectional"),
    Case("unknown-key", SUGGESTED, AWS, "    plan: pro\n    cloud: aws\n    region: eu", "    shared: &shared { a: 1 }\n    plan: pro\n    cloud: aws\n    region: eu",
         "    x-shared: &shared { a: 1 }\n    plan: pro\n    cloud: aws\n    region: eu"),
    Case("unknown-key", SUGGESTED, AWS, "        connection: bi", "        conection: bi", "        connection: bi"),
    Case("unknown-key", SUGGESTED, AWS, "service: MySQL", '"servce": MySQL', "service: MySQL"),
    Case("unknown-key", SUGGESTED, AWS, "{ service: MySQL, port: 3306 }", "{ service: MySQL, prot 3306 }", "{ service: MySQL, port: 3306 }"),
    Case("unquoted-digits", SAFE, AWS, 'account: "210987654321"', "account: 210987654321", 'account: "210987654321"'),
    Case("unquoted-digits", SAFE, AWS, "  yw1unoukjcawe:", "  8412905630718:", '  "8412905630718":'),
    Case("ambiguous-scalar", SAFE, AWS, 'account: "210987654321"', "account: 012345670129", 'account: "012345670129"'),
    Case("ambiguous-scalar", SAFE, AWS, "  yw1unoukjcawe:", "  8412905e30718:", '  "8412905e30718":'),
    Case("ambiguous-scalar", SAFE, AWS, "private_dns: false", "private_dns: No", "private_dns: false"),
    Case("ambiguous-scalar", SAFE, AWS, "acceptance_required: true", "acceptance_required: on", "acceptance_required: true"),
    Case("ambiguous-scalar", SUGGESTED, AWS, "port: 3306", "port: 03306", "port: 3306"),
    Case("ambiguous-scalar", SUGGESTED, AWS, "port: 3306", "port: 0xCEA", "port: 3306"),
    Case("ambiguous-scalar", SUGGESTED, AWS, "port: 3306", "port: 3_306", "port: 3306"),
    Case("wrong-type", SAFE, AWS, "port: 3306", 'port: "3306"', "port: 3306"),
    Case("wrong-type", SAFE, AWS, "port: 3306", "port: +3306", "port: 3306"),
    Case("wrong-type", SAFE, AWS, "private_dns: false", "private_dns: 'false'", "private_dns: false"),
    Case("wrong-type", SUGGESTED, AWS, "port: 3306", "port: 3306/tcp", "port: 3306"),
    Case("wrong-type", SUGGESTED, AWS, "          - { service: MySQL, port: 3306 }", "          - MySQL: 3306", "          - { service: MySQL, port: 3306 }",
         values=2),
    Case("unknown-key", SUGGESTED, AWS, "connection: bidirectional", "unidirectional: false", "connection: bidirectional"),
    Case("yaml-syntax", SUGGESTED, AWS, "    plan: pro\n    cloud: aws\n    region: eu", '    "plan" : "pro",\n    cloud: aws\n    region: eu',
         '    "plan" : "pro"\n    cloud: aws\n    region: eu'),
    Case("malformed-principal", SUGGESTED, AWS, "              - arn:aws:iam::402592597372:root\n", "              - arn:aws:iam::402592597372:root\n              - arn:aws:sts::210987654321:assumed-role/erp/joe\n",
         "              - arn:aws:iam::402592597372:root\n              - arn:aws:iam::210987654321:role/erp\n"),
    Case("malformed-date", SUGGESTED, AWS, "        private_dns: false\n", "        needed_by: 31.12.2099\n        private_dns: false\n",
         "        needed_by: 2099-12-31\n        private_dns: false\n"),
    Case("unsupported-version", SUGGESTED, AWS, "version: 1\n", "version: 1.0\n", "version: 1\n"),
    Case("malformed-account", SAFE, AWS, 'account: "210987654321"', "account: 2109-8765-4321", 'account: "210987654321"'),
    Case("malformed-account", SAFE, AZURE, 'account: 0f2b9c1e-5b7a-4e3d-9a55-6d1f0c7e8b21', 'account: "{0f2b9c1e-5b7a-4e3d-9a55-6d1f0c7e8b21}"', 'account: 0f2b9c1e-5b7a-4e3d-9a55-6d1f0c7e8b21'),
    Case("malformed-account", SUGGESTED, AWS, 'account: "210987654321"', "account: arn:aws:iam::210987654321:root", 'account: "210987654321"'),
    Case("malformed-endpoint", SUGGESTED, LISTED, "id: vpce-0c4f1e2d3b5a69788",
         "id: arn:aws:ec2:eu-west-1:402592597372:vpc-endpoint/vpce-0c4f1e2d3b5a69788", "id: vpce-0c4f1e2d3b5a69788"),
    Case("malformed-endpoint", SUGGESTED, LISTED, "dns: erp.northwind.example", "dns: erp.northwind.example:2222", "dns: erp.northwind.example"),
    Case("malformed-load-balancer", SUGGESTED, LISTED, ":loadbalancer/net/erp/6b20e5d19c8f34a7", ":listener/net/erp/6b20e5d19c8f34a7/0c1d2e3f4a5b6978",
         ":loadbalancer/net/erp/6b20e5d19c8f34a7"),
    Case("malformed-load-balancer", SUGGESTED, BALANCED, "/loadBalancers/ledger", "/loadBalancers/ledger/frontendIPConfigurations/inner",
         "/loadBalancers/ledger"),
    Case("malformed-resource-id", SUGGESTED, PORTAL, "resource_id: /subscriptions",
         "resource_id: https://portal.azure.com/resource/subscriptions", "resource_id: /subscriptions"),
    Case("malformed-resource-id", SUGGESTED, ANSWERED, ALIAS, f"{ALIAS}.", ALIAS),
    Case("empty-value", SUGGESTED, AWS, "company: Läden GmbH\nprojects:\n  yw1", "company: #1 Retail\nprojects:\n  yw1", 'company: "#1 Retail"\nprojects:\n  yw1'),
    Case("truncated-text", SUGGESTED, AWS, "    plan: pro\n    cloud: aws\n    region: eu", "    title: #1 Retail\n    plan: pro\n    cloud: aws\n    region: eu",
         '    title: "#1 Retail"\n    plan: pro\n    cloud: aws\n    region: eu'),
    Case("yaml-syntax", SUGGESTED, AWS, "    cloud: aws\n    region: eu-west-1", "    cloud: aws\n    region:eu-west-1", "    cloud: aws\n    region: eu-west-1"),
    Case("yaml-syntax", SUGGESTED, AWS, "          - { service: MySQL", "          -{ service: MySQL", "          - { service: MySQL"),
    Case("yaml-syntax", SUGGESTED, AWS, "          - { service: MySQL", "          – { service: MySQL", "          - { service: MySQL"),
    Case("yaml-syntax", SUGGESTED, AWS, "          - { service: MySQL", "          -\t{ service: MySQL", "          - { service: MySQL"),
    Case("yaml-syntax", SUGGESTED, AWS, "    cloud: aws\n    region: eu-west-1", "    cloud = aws\n    region: eu-west-1", "    cloud: aws\n    region: eu-west-1"),
    Case("yaml-syntax", SUGGESTED, AWS, "    plan: pro\n    cloud: aws\n    region: eu", "    plan pro\n    cloud: aws\n    region: eu",
         "    plan: pro\n    cloud: aws\n    region: eu"),
    Case("ignore-without-reason", SUGGESTED, AWS, "{ service: MySQL, port: 3306 }", f"{{ service: MySQL, port: 22 }} {IGNORE}[ssh-over-privatelink] \u2013 as it is",
         f"{{ service: MySQL, port: 22 }} {IGNORE}[ssh-over-privatelink] -- as it is"),
    Case("expired-ignore", SUGGESTED, AWS, "{ service: MySQL, port: 3306 }", f"{{ service: MySQL, port: 22 }} {IGNORE}[ssh-over-privatelink] -- agreed until 2030-01-31",
         f"{{ service: MySQL, port: 22 }} {IGNORE}[ssh-over-privatelink] until 2030-01-31 -- agreed"),
    Case("yaml-syntax", SUGGESTED, AWS, "projects:\n  yw1unoukjcawe", "\ufeffprojects:\n  yw1unoukjcawe", "projects:\n  yw1unoukjcawe"),
    Case("unknown-value", SUGGESTED, AWS, "connection: bidirectional", "type: bidirectional", "connection: bidirectional"),
    Case("malformed-region", SUGGESTED, AWS, "          region: eu-west-1", "          region: eu-west-1a", "          region: eu-west-1"),
    Case("malformed-region", SUGGESTED, AWS, "          region: eu-west-1", "          region: euwest-1", "          region: eu-west-1"),
    Case("malformed-region", SAFE, AZURE, "          region: westeurope", "          region: West Europe", "          region: westeurope"),
    Case("unknown-region", SUGGESTED, AWS, "          region: eu-west-1", "          region: eu-wst-1", "          region: eu-west-1",
         goes=["region-mismatch"]),
    Case("region-mismatch", SUGGESTED, AWS, "    cloud: aws\n    region: eu-west-1", "    cloud: aws\n    region: eu-west-2",
         "    cloud: aws\n    region: eu-west-1"),
    Case("cloud-mismatch", SUGGESTED, AWS, "    cloud: aws\n    region: eu", "    cloud: azure\n    region: eu", "    cloud: aws\n    region: eu"),
    Case("truncated-text", SUGGESTED, AWS, "    plan: pro\n    cloud: aws\n    region: eu",
         "    title: Shop #1 north\n    plan: pro\n    cloud: aws\n    region: eu",
         '    title: "Shop #1 north"\n    plan: pro\n    cloud: aws\n    region: eu'),
    Case("environment-id-case", SUGGESTED, AWS, "      production:\n", "      prodution:\n        type: production\n",
         "      production:\n        type: production\n"),
    Case("missing-key", SUGGESTED, AWS, "      production:\n", "      prodution:\n", "      production:\n"),
    Case("missing-key", SUGGESTED, AWS, "{ service: MySQL, port: 3306 }", "{ service: MySQL }",
         '{ service: MySQL, port: "<write the port number, such as `2222`>" }', comes=["placeholder-left"]),
    Case("transport-as-protocol", SUGGESTED, AWS, "{ service: MySQL, port: 3306 }", "{ service: MySQL, protocol: UDP, port: 3306 }",
         "{ service: MySQL, transport: udp, port: 3306 }", comes=["udp-transport"], goes=["udp-transport"]),
    Case("malformed-project-id", SUGGESTED, AWS, "  yw1unoukjcawe:", "  YW1unoukjcawe:", "  yw1unoukjcawe:"),
    Case("malformed-project-id", SUGGESTED, AWS, "  yw1unoukjcawe:", "  yw1unoukjcawe_stg:", "  yw1unoukjcawe:"),
    Case("malformed-service-name", SAFE, AWS, SERVICE, "vpce-svc-03d5ebb7d9579a2b3.eu-west-1.vpce.amazonaws.com", SERVICE),
    Case("invisible-character", SAFE, AWS, "cloud: aws\n    region: eu-west-1", "cloud: aws\n    region: eu-west\u200b-1",
         "cloud: aws\n    region: eu-west-1"),
    Case("invisible-character", SAFE, AWS, "          region: eu-west-1", '          region: "eu-west-1\\u200B"', '          region: "eu-west-1"'),
    Case("invisible-character", SAFE, AWS, "connection: bidirectional", "connection: “bidirectional”", 'connection: "bidirectional"'),
    Case("invisible-character", SAFE, AWS, SERVICE, SERVICE.replace("vpce-svc-", "vpce\u2011svc\u2011"), SERVICE),
    Case("invisible-character", SAFE, AWS, "        private_dns: false", "        private_dns\u00a0: false", "        private_dns: false"),
    Case("invisible-character", SAFE, AWS, "connection: bidirectional", "connection: bidirectional”", "connection: bidirectional"),
    Case("invisible-character", SAFE, AWS, "{ service: MySQL, port: 3306 }", '{ service: "MySQL\tmain", port: 3306 }', '{ service: "MySQL main", port: 3306 }'),
    Case("environment-id-case", SAFE, AWS, "      production:", "      Production:", "      production:"),
    Case("environment-id-case", SAFE, AWS, "      production:", '      "PRODUCTION":', '      "production":'),
    Case("https-to-commerce", SUGGESTED, AWS, "{ service: MySQL, port: 3306 }", "{ service: Webserver, port: 443 }",
         "{ service: Webserver, port: 80 }"),
    Case("endpoint-service-unexpected", SUGGESTED, AWS, "connection: bidirectional", "connection: unidirectional", "connection: bidirectional"),
    Case("wildcard-principal", SUGGESTED, AWS, ADOBE, '"*"', ADOBE),
    Case("adobe-principal-narrowed", SUGGESTED, AWS, ADOBE, "arn:aws:iam::402592597372:role/connector", ADOBE, goes=["adobe-principal-missing"]),
    Case("adobe-principal-missing", SUGGESTED, AWS, ADOBE, "arn:aws:iam:402592597372:root", ADOBE),
    Case("unused-ignore", SAFE, AWS, "port: 3306 }\n", f"port: 3306 }}   {IGNORE}[udp-transport] -- as it is\n", "port: 3306 }\n"),
    Case("unused-ignore", SAFE, AWS, "        private_dns", f"        {IGNORE}[udp-transport] -- as it is\n        private_dns", "        private_dns"),
    Case("unused-ignore", SAFE, AWS, "transport: udp }\n", f"transport: udp }} {IGNORE}[lead-time, udp-transport,plan-not-pro] -- as it is\n",
         f"transport: udp }} {IGNORE}[udp-transport] -- as it is\n"),
    Case("unused-ignore", SAFE, AWS, "port: 3306 }\n", f"port: 3306 }} {IGNORE}[lead-time, plan-not-pro] -- as it is\n", "port: 3306 }\n"),
    Case("unused-ignore", SUGGESTED, AWS, "transport: udp }\n", "transport: udp } # Privatelint: Ignore[udp-transport] -- as it is\n",
         f"transport: udp }} {IGNORE}[udp-transport] -- as it is\n", goes=["udp-transport"]),
    Case("unknown-rule", SUGGESTED, AWS, "transport: udp }\n", f"transport: udp }} {IGNORE}[udp-transprt] -- as it is\n",
         f"transport: udp }} {IGNORE}[udp-transport] -- as it is\n", goes=["udp-transport"]),
]

failures = []


def check(condition, what, detail=""):
    if not condition:
        failures.append(what)
        print(f"FAILED {what}\n{detail}", file=sys.stderr)


def run(*arguments, text=b"", folder=None):
    data = text.encode() if isinstance(text, str) else text
    done = subprocess.run([BINARY, *arguments], input=data, capture_output=True, cwd=folder or SCRATCH.name, env=ENVIRONMENT, timeout=60)
    return done.returncode, done.stdout, done.stderr.decode()


def findings(text, *flags):
    _, output, _ = run("--no-config", "--format", "json", "-", *flags, text=text)
    return json.loads(output)["diagnostics"]


def fixed(text, *flags):
    return run("--no-config", "--fix", "-", *flags, text=text)[1]


def effective(text, project):
    return run("compile", "--no-config", "--project", project, "-", text=text)[1]


# Ways to write the same manifest: what surrounds an edit has to come out as it went in.
def commented(text):
    lines = [line if "#" in line else f"{line}  # ☃ \t{index}" for index, line in enumerate(text.split("\n")[:-1])]
    return "# Übersicht\n\n" + "\n".join(lines) + "\n# Ende\n"


STYLES = {
    "as it is": lambda text: text.encode(),
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "BOM": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "comments": lambda text: commented(text).encode(),
    "no last newline": lambda text: text.rstrip("\n").encode(),
    "blanks at line ends": lambda text: text.replace("\n", "  \n").encode(),
    "second document": lambda text: (text + "---\n# nothing of ours\n" + AZURE.split(OTHER)[0]).encode(),
}
# These put something at line ends, where ignores are.
ENDS_LINES = {"comments", "blanks at line ends"}


def leaves(value, path=()):
    if isinstance(value, dict):
        return [leaf for key, item in value.items() for leaf in leaves(item, (*path, key))]
    if isinstance(value, list):
        return [leaf for index, item in enumerate(value) for leaf in leaves(item, (*path, index))]
    return [(path, value)]


def data(text):
    """The manifest without any guess at types."""
    return leaves(yaml.load(text, Loader=yaml.BaseLoader))


def key(finding):
    return finding["rule"], finding["message"], finding.get("address", "")


def styles_of(number):
    """The styles in which a case is tried: all, or the plain one and each of the others in turn."""
    names = list(STYLES)
    return names if IS_THOROUGH else [names[0], names[1 + number % (len(names) - 1)]]


def hold_to_table(number, case):
    before, after = case.texts()
    name = f"{case.rule}: {case.before.strip()!r}"
    wanted = [finding for finding in findings(before) if finding["rule"] == case.rule]
    offers = [finding["fix"]["safety"] for finding in wanted if "fix" in finding]
    check(offers and set(offers) == {case.safety}, f"{name} offers a {case.safety} fix", f"{wanted}")
    flags = ["--rule", case.rule] + (["--suggested"] if case.safety == SUGGESTED else [])
    for style in styles_of(number):
        write = STYLES[style]
        if style in ENDS_LINES and IGNORE in before:
            continue
        actual = fixed(write(before), *flags)
        check(actual == write(after), f"{name}, {style}", f"--- expected\n{write(after).decode()}\n--- actual\n{actual.decode()}")
    if case.safety == SUGGESTED:
        check(fixed(before, "--rule", case.rule) == before.encode(), f"{name} is not applied unasked")
    check(fixed(after, *flags) == after.encode(), f"{name} changes nothing twice")
    other = "lead-time" if case.rule != "lead-time" else "udp-transport"
    check(fixed(before, "--suggested", "--rule", other) == before.encode(), f"{name} is left alone by --rule {other}")
    # A file that is not valid YAML has no other values and findings to compare.
    if case.rule != "yaml-syntax":
        keep_the_rest(case, name, before, after)


def keep_the_rest(case, name, before, after):
    """Every other finding stays, and so does every other value."""
    old = [key(finding) for finding in findings(before) if finding["rule"] not in {case.rule, *case.goes}]
    new = [key(finding) for finding in findings(after) if finding["rule"] not in {*case.comes}]
    rename = re.compile(r"^projects/[^/]*")
    shape = lambda found: sorted((rule, message, rename.sub("projects/…", address)) for rule, message, address in found)
    check(shape(old) == shape(new), f"{name} keeps every other finding", f"{old}\n{new}")
    gone, come = set(data(before)) - set(data(after)), set(data(after)) - set(data(before))
    if len(gone) > 1:
        # A renamed key takes what is under it along, unchanged.
        depth = min(index for old in gone for new in come if len(old[0]) == len(new[0])
                    for index in range(len(old[0])) if old[0][index] != new[0][index])
        strip = lambda found: sorted((str(path[:depth]), str(path[depth + 1:]), value) for path, value in found)
        check(strip(gone) == strip(come), f"{name} renames one key and nothing else", f"{gone}\n{come}")
    else:
        added = case.values if gone or case.rule == "missing-key" else 0
        check(len(come) == added <= case.values, f"{name} changes one value at most", f"{gone}\n{come}")
    # The version and the company block every project of the file, and the misspelt ignore is in the other project.
    blocked = case.rule in {"unsupported-version", "unknown-rule", "empty-value"}
    check(blocked or effective(before, "hjv6kacivg6ku") == effective(after, "hjv6kacivg6ku") != b"", f"{name} leaves the other project alone")


def hold_together(seed):
    """Several faults at once: all are fixed, in as many rounds as it takes."""
    chance = random.Random(seed)
    base = chance.choice([AWS, AWS, AWS, AZURE])
    before = after = base
    chosen = []
    for case in chance.sample(CASES, len(CASES)):
        usable = case.base is base and case.safety == SAFE and before.count(case.good) == 1 and after.count(case.good) == 1
        if usable and len(chosen) < 8 and not any(part.good in case.good or case.good in part.good for part in chosen):
            before, after = before.replace(case.good, case.before), after.replace(case.good, case.after)
            chosen.append(case)
    style = chance.choice([style for style in STYLES if style not in ENDS_LINES or IGNORE not in before])
    write = STYLES[style]
    actual = fixed(write(before))
    changed = [case.before for case in chosen]
    check(actual == write(after), f"seed {seed}, {style}: {changed}", f"--- expected\n{write(after).decode()}\n--- actual\n{actual.decode()}")


def kind(finding):
    return finding["rule"], finding["fix"]["safety"], re.sub(r"`[^`]*`", "`…`", finding["fix"]["title"])


def cover_every_kind():
    """Every fix among the golden cases is in the table too."""
    held = {kind(finding) for case in CASES for finding in findings(case.texts()[0]) if "fix" in finding}
    fence = re.compile(r"^```yaml[^\n]*\n(.*?)^```$", re.M | re.S)
    for path in sorted((ROOT / "Tests/GoldenTests/Cases").glob("*/*.md")):
        if path.parent.name in {"yaml", "fmt"}:
            continue
        for text in fence.findall(path.read_text()):
            for finding in findings(text):
                if "fix" in finding:
                    check(kind(finding) in held, f"a line of the table for {kind(finding)}, met in {path.name}")
                    held.add(kind(finding))


def repeat_until_nothing_changes():
    """Removing a hidden character shows a wrong letter case, which the next round fixes."""
    before = AWS.replace("    plan: pro\n    cloud: aws\n    region: eu", "    plan: “Pro”\n    cloud: Aws\u200b\n    region: eu")
    after = AWS.replace("    plan: pro\n    cloud: aws\n    region: eu", "    plan: pro\n    cloud: aws\n    region: eu")
    check(fixed(before) == after.encode(), "fixes are repeated until nothing changes", fixed(before).decode())


def never_make_a_key_twice():
    """A fix that gives a key the name of another one is left alone."""
    twice = AWS.replace(OTHER, "      staging:\n" + AWS.split("      production:\n")[1].split("  hjv6")[0].replace("a2b3", "a2b4") + OTHER)
    for good, other in [("Production", "PRODUCTION"), ("Staging", "staging")]:
        text = twice.replace("      production:", f"      {good}:").replace("      staging:\n        connection: bi", f"      {other}:\n        connection: bi")
        rules = [finding["rule"] for finding in findings(fixed(text))]
        check("duplicate-key" not in rules, f"{good} and {other} do not become one key", f"{rules}")
    text = AWS.replace("    plan: pro\n    cloud: aws\n    region: eu", "    plna: pro\n    plann: pro\n    cloud: aws\n    region: eu")
    expected = text.replace("plna: pro", "plan: pro")
    check(fixed(text, "--suggested") == expected.encode(), "of two misspelt keys one is renamed", fixed(text, "--suggested").decode())
    text = AWS.replace("hjv6kacivg6ku", "YW1UNOUKJCAWE")
    check(fixed(text, "--suggested") == text.encode(), "a project ID is not renamed to another's", fixed(text, "--suggested").decode())


def leave_what_is_let_through():
    """What is ignored or turned off is not fixed."""
    text = AWS.replace("      production:", f"      Production: {IGNORE}[environment-id-case] -- as the console shows it")
    check(fixed(text) == text.encode(), "an ignored finding is not fixed", fixed(text).decode())
    text = AWS.replace("      production:", "      Production:")
    off = run("--no-config", "--fix", "-", "--severity", "environment-id-case=off", text=text)[1]
    check(off == text.encode(), "a rule that is off fixes nothing")


def fill_in_what_is_missing():
    """A missing key is added with a placeholder, at its place, and every line that was there stays as it was."""
    for kind, text, missing in [
        ("AWS", AWS, ["version: 1\n", "company: Läden GmbH\n", "    plan: pro\n", "    region: eu-west-1\n", "        connection: bidirectional\n",
                      '          account: "210987654321"\n', "          region: eu-west-1\n", "service: MySQL, ", ", port: 3306",
                      "            service_name: " + SERVICE + "\n", "version: 1\ncompany: Läden GmbH\n"]),
        ("Azure", AZURE, ["        cluster: 767u4hathojjw_stg\n", "    plan: pro\n", "          region: westeurope\n"]),
    ]:
        for gone in missing:
            check(gone in text, f"{kind}: the base has {gone!r}")
            for ends in ["\n", "\r\n"]:
                broken = text.replace(gone, "", 1).replace("\n", ends)
                output = run("--no-config", "--fix", "--suggested", "-", text=broken)[1].decode()
                rules = {found["rule"] for found in json.loads(run("--no-config", "--format", "json", "-", text=output)[1])["diagnostics"]}
                before = {found["rule"] for found in json.loads(run("--no-config", "--format", "json", "-", text=text)[1])["diagnostics"]}
                check("placeholder-left" in rules - before and rules <= before | {"placeholder-left"} or rules == before and "version" in gone,
                      f"{kind}, without {gone!r}: what is added is a placeholder", f"{rules}\n{output}")
                added = output.split(ends)
                if gone.endswith("\n"):
                    kept = iter(added)
                    check(all(line in kept for line in broken.split(ends)), f"{kind}, without {gone!r}: the other lines stay", output)
                check(output.count("\n") == output.count(ends), f"{kind}, without {gone!r}: line ends", repr(output))


def work_on_files():
    """Modes and links stay, nothing is left beside the file, and `--diff` writes nothing."""
    folder = Path(SCRATCH.name) / "files"
    (folder / "deep").mkdir(parents=True)
    before, after = CASES[0].texts()
    target, link = folder / "deep/target.yaml", folder / "link.yaml"
    target.write_text(before)
    target.chmod(0o640)
    link.symlink_to("deep/target.yaml")
    status, output, errors = run("--no-config", "--diff", "link.yaml", folder=folder)
    wanted = "--- link.yaml\n+++ link.yaml\n@@ -2,7 +2,7 @@\n company: Läden GmbH\n projects:\n   yw1unoukjcawe:\n-    plan: Pro\n+    plan: pro\n" \
        "     cloud: aws\n     region: eu-west-1\n     environments:\n"
    check((status, output.decode(), errors) == (0, wanted, "1 finding would be left\n") and target.read_text() == before, "--diff shows and writes nothing", output.decode())
    patched = subprocess.run(["git", "apply", "-p0", "--unsafe-paths", "--directory", str(folder), "-"],
                             input=output.replace(b"link.yaml", b"deep/target.yaml"), cwd="/", capture_output=True)
    check(patched.returncode == 0 and target.read_text() == after, "git applies what --diff shows", patched.stderr.decode())
    target.write_text(before)
    # git has put a file of its own there.
    target.chmod(0o640)
    inode = target.stat().st_ino
    status, _, errors = run("--no-config", "--fix", "--quiet", "link.yaml", folder=folder)
    check((status, errors) == (0, "fixed 1 finding in 1 file\n"), "--fix counts", errors)
    check(target.read_text() == after and link.is_symlink(), "--fix follows a link and keeps it")
    check(stat.S_IMODE(target.stat().st_mode) == 0o640, "--fix keeps the mode")
    check(target.stat().st_ino != inode, "--fix puts a new file in the place of the old")
    check(sorted(path.name for path in folder.rglob("*")) == ["deep", "link.yaml", "target.yaml"], "no temporary file is left")
    stamp = target.stat().st_mtime_ns
    run("--no-config", "--fix", "--quiet", "link.yaml", folder=folder)
    check(target.stat().st_mtime_ns == stamp, "a file without faults is not written")


def show_other_line_ends():
    """A difference of a file with CRLF can be applied."""
    folder = Path(SCRATCH.name) / "crlf"
    folder.mkdir()
    before, after = (text.replace("\n", "\r\n").encode() for text in CASES[0].texts())
    (folder / "a.yaml").write_bytes(before)
    _, output, _ = run("--no-config", "--diff", "a.yaml", folder=folder)
    subprocess.run(["git", "apply", "-p0", "-"], input=output, cwd=folder, capture_output=True, env={**os.environ, "GIT_CEILING_DIRECTORIES": "/"})
    check((folder / "a.yaml").read_bytes() == after, "git applies the difference of a file with CRLF", output.decode())


def refuse_utf16():
    """UTF-16 is refused with status 2, left as it is, and the other files are fixed and reported."""
    folder = Path(SCRATCH.name) / "utf16"
    folder.mkdir()
    before, after = CASES[0].texts()
    (folder / "a.yaml").write_bytes(before.encode("utf-16"))
    (folder / "b.yaml").write_text(before.replace("yw1unoukjcawe", "dd2q5ct7mhgus").split("  hjv6")[0])
    status, output, errors = run("--no-config", "--fix", "--format", "short", "a.yaml", "b.yaml", folder=folder)
    check(status == 2 and "`a.yaml` is UTF-16, which cannot be edited" in errors, "UTF-16 is refused", f"{status} {errors}")
    check("fixed 1 finding in 1 file\n" in errors, "refused fixes are not counted", errors)
    check(b"a.yaml:5:11: error" in output, "what UTF-16 holds is reported", output.decode())
    check((folder / "a.yaml").read_bytes() == before.encode("utf-16"), "UTF-16 is left as it is")
    check("plan: Pro" not in (folder / "b.yaml").read_text(), "other files are fixed")
    text = before.encode("utf-16")
    status, output, _ = run("--no-config", "--fix", "-", text=text)
    check((status, output) == (2, text), "UTF-16 on standard input comes out as it went in", f"{status}")
    clean = after.encode("utf-16")
    check(run("--no-config", "--fix", "-", text=clean)[:2] == (0, clean), "UTF-16 without a fault comes out as it went in")
    broken = b"version: 1\ncompany: \xff\n"
    check(run("--no-config", "--fix", "-", text=broken)[:2] == (1, broken), "bytes that are no text come out as they went in")


for number, item in enumerate(CASES):
    hold_to_table(number, item)
for number in range(MIXTURES):
    hold_together(number)
for test in [cover_every_kind, repeat_until_nothing_changes, never_make_a_key_twice, leave_what_is_let_through, fill_in_what_is_missing, work_on_files,
             show_other_line_ends, refuse_utf16]:
    test()
print(f"fixes: {len(CASES)} lines of the table in {len(STYLES)} styles, {MIXTURES} mixtures, {len(failures)} failures")
sys.exit(1 if failures else 0)
