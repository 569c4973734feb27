"""Writes the manifests that the benchmark reads: the same bytes on every machine, and clean ones without a finding."""

import random
import subprocess
from pathlib import Path

SEED = 20221020

AWS_REGIONS = ["us-east-1", "us-east-2", "us-west-2", "ca-central-1", "eu-west-1", "eu-central-1", "eu-north-1", "ap-southeast-2"]
AZURE_REGIONS = ["eastus", "eastus2", "westus2", "westeurope", "northeurope", "uksouth", "germanywestcentral", "australiaeast"]
TITLES = ["EU storefront", "US storefront", "Wholesale portal", "Spare parts", "Outlet", "Clinic portal", "Dealer shop", "Loyalty club"]
# What a customer's network calls on the Adobe Commerce side: service, protocol, port.
COMMERCE_PORTS = [("Webserver", "HTTP", 80), ("SFTP", None, 2222), ("Order database", "MySQL", 3306), ("Cache", "Redis", 6379),
                  ("Search", "OpenSearch", 9200), ("Message queue", "RabbitMQ", 5672), ("Reports", "HTTP", 8080)]
# What Adobe Commerce calls in a customer's network: name, what answers there, protocol, port.
CUSTOMER_SERVICES = [("erp", "ERP API", "HTTPS", 8443), ("warehouse", "Warehouse API", "HTTPS", 9443), ("pim", "Product data", "HTTP", 8081),
                     ("payments", "Payment gateway", "HTTPS", 10443), ("crm", "Customer records", "HTTPS", 7443)]
# One mistake each, as people make them: what a clean project contains, and what is there instead.
FAULTS = [
    ("plan: pro", "plan: Pro"),
    ("plan: pro", "plan: starter"),
    ("port: 80 }", "port: 443 }"),
    ("port: 80 }", 'port: "80" }'),
    ("{ service: SFTP, port: 2222 }", "{ service: SSH, port: 22 }"),
    ("connection: unidirectional", "connection: bidirectional"),
    ("connection: ", "conection: "),
    ("arn:aws:iam::402592597372:root", "arn:aws:iam::402592579372:root"),
    ("/net/", "/app/"),
    ("/privateLinkServices/", "/privateEndpoints/"),
    ("vpce-svc-", "vpce-svc-<service-id>"),
    ("production:", "integration:"),
]
REMARKS = ["agreed with the network team", "see the runbook of the data centre", "opened for the nightly export", "asked for by finance",
           "answers only inside the office network", "moved here from the old account", "to be reviewed with the next audit"]


def policies(count):
    """Settings with so many policies, over every kind of thing; nothing of the clean manifests fails them."""
    kinds = ["on: ports, require: { port: [1-65000] }", "on: endpoint_services.ports, require: { service: /./ }", "on: environments, require: { x-retired: absent }",
             "on: projects, require: { plan: pro }", "on: endpoint_services, require: { private_dns: [absent, false] }"]
    lines = [f"  - {{ id: rule-{number}, {kinds[number % len(kinds)]}, message: 'rule {number} of the house' }}" for number in range(count)]
    return "\n".join(["policies:", *lines]) + "\n"


class Landscape:
    """Projects of a large retailer, each different, drawn from one seeded source."""

    def __init__(self, seed=SEED):
        self.random = random.Random(seed)

    def letters(self, alphabet, count):
        return "".join(self.random.choices(alphabet, k=count))

    def hex(self, count):
        return self.letters("0123456789abcdef", count)

    def project_id(self):
        return self.random.choice("abcdefghijkmnopqrstuvwyz") + self.letters("abcdefghijkmnopqrstuvwyz234567", 12)

    def account(self, cloud):
        if cloud == "azure":
            return f"{self.hex(8)}-{self.hex(4)}-4{self.hex(3)}-a{self.hex(3)}-{self.hex(12)}"
        return f'"2{self.letters("0123456789", 11)}"'

    def project(self):
        """The lines of one project, indented as under `projects:`."""
        cloud = "aws" if self.random.random() < 0.7 else "azure"
        region = self.random.choice(AWS_REGIONS if cloud == "aws" else AZURE_REGIONS)
        identifier, account = self.project_id(), self.account(cloud)
        lines = [f"  {identifier}:"]
        if self.random.random() < 0.5:
            lines.append(f"    title: {self.random.choice(TITLES)}")
        lines += ["    plan: pro", f"    cloud: {cloud}", f"    region: {region}", "    environments:"]
        for environment in ["production", "staging"] if self.random.random() < 0.15 else ["production"]:
            lines += self.environment(environment, identifier, cloud, region, account)
        return lines

    def environment(self, name, project, cloud, region, account):
        is_bidirectional = self.random.random() < 0.3
        lines = [f"      {name}:", f"        connection: {'bi' if is_bidirectional else 'uni'}directional"]
        if cloud == "azure":
            lines.append(f"        cluster: {project}{'_stg' if name == 'staging' else ''}")
        lines += ["        customer:", f"          account: {account}", f"          region: {region}", "        ports:"]
        for port in self.random.sample(COMMERCE_PORTS, self.random.randint(1, 3)):
            lines.append(f"          - {port_line(*port)}")
        if self.random.random() < 0.15:
            lines[-1] += f"  # {self.random.choice(REMARKS)}"
        if is_bidirectional:
            lines.append("        endpoint_services:")
            for service in self.random.sample(CUSTOMER_SERVICES, 2 if self.random.random() < 0.2 else 1):
                lines += self.endpoint_service(service, cloud, region, account.strip('"'))
        elif cloud == "aws" and self.random.random() < 0.2:
            lines += self.enablement(region)
        return lines

    def endpoint_service(self, service, cloud, region, account):
        name, *port = service
        lines = [f"          {name}:"]
        if cloud == "azure":
            provider = f"/subscriptions/{account}/resourceGroups/rg-{name}/providers/Microsoft.Network"
            lines += [f"            resource_id: {provider}/privateLinkServices/pls-{name}-{self.hex(6)}", f"            region: {region}"]
        else:
            balancer = f"arn:aws:elasticloadbalancing:{region}:{account}:loadbalancer/net/{name}/{self.hex(16)}"
            lines += [f"            service_name: com.amazonaws.vpce.{region}.vpce-svc-0{self.hex(16)}",
                      "            allowed_principals:", "              - arn:aws:iam::402592597372:root",
                      "            load_balancers:", f"              - {balancer}"]
        return lines + ["            ports:", f"              - {port_line(*port)}"]

    def enablement(self, region):
        endpoint, service = f"vpce-0{self.hex(16)}", f"vpce-svc-0{self.hex(16)}"
        return ["        enablement:", f'          ticket: "25{self.letters("0123456789", 7)}"',
                f"          service_name: com.amazonaws.vpce.{region}.{service}",
                "          endpoints:", f"            - id: {endpoint}",
                f"              dns: {endpoint}-{self.letters('abcdefghij', 8)}.{service}.{region}.vpce.amazonaws.com",
                "              approved: 2026-03-11"]

    # Other ways to write a project

    def faulty_project(self):
        """A project with one to three of the mistakes that fit it."""
        text = "\n".join(self.project())
        fitting = [fault for fault in FAULTS if fault[0] in text]
        for old, new in self.random.sample(fitting, min(len(fitting), self.random.randint(1, 3))):
            text = text.replace(old, new, 1)
        return text.split("\n")

    def commented_project(self):
        """A project with a remark on nearly every line and a paragraph before it."""
        paragraph = [f"  # {self.random.choice(REMARKS)}; {self.random.choice(REMARKS)}." for _ in range(4)]
        return paragraph + [f"{line}  # {self.random.choice(REMARKS)}" if self.random.random() < 0.8 else line for line in self.project()]

    def aliasing_project(self):
        """A project that takes whatever it can from the anchors of `SHARED`."""
        region = self.random.choice(AWS_REGIONS)
        lines = [f"  {self.project_id()}:", "    <<: *pro", f"    region: {region}", "    environments:", "      production:",
                 "        <<: *connected", f"        customer: {{ <<: *account, region: {region} }}", "        endpoint_services:"]
        for name, *_ in self.random.sample(CUSTOMER_SERVICES, 2):
            lines += [f"          {name}:", "            <<: *served",
                      f"            service_name: com.amazonaws.vpce.{region}.vpce-svc-0{self.hex(16)}"]
        return lines


SHARED = """\
x-pro: &pro { plan: pro, cloud: aws }
x-account: &account { account: "210987654321" }
x-ports: &ports
  - { service: Webserver, protocol: HTTP, port: 80 }
  - { service: SFTP, port: 2222 }
x-connected: &connected { connection: bidirectional, ports: *ports }
x-served: &served
  allowed_principals: ["arn:aws:iam::402592597372:root"]
  ports: [{ service: API, protocol: HTTPS, port: 8443 }]
"""


def port_line(service, protocol, port):
    named = f"service: {service}, protocol: {protocol}" if protocol else f"service: {service}"
    return f"{{ {named}, port: {port} }}"


def manifest(projects, before=""):
    """A manifest of projects that are given as lists of lines."""
    head = "version: 1\ncompany: Northwind Outfitters\ncontacts:\n  - { name: Network Operations, email: netops@northwind.example }\n"
    return head + before + "projects:\n" + "".join("\n".join(lines) + "\n" for lines in projects)


# One file of many projects

def clean(count, seed=SEED):
    landscape = Landscape(seed)
    return manifest(landscape.project() for _ in range(count))


def faulty(count):
    landscape = Landscape()
    return manifest(landscape.faulty_project() for _ in range(count))


def aliases(count):
    landscape = Landscape()
    return manifest((landscape.aliasing_project() for _ in range(count)), SHARED)


def comments(count):
    landscape = Landscape()
    return manifest(landscape.commented_project() for _ in range(count))


def changed(text):
    """The same projects a year later: one line in five hundred has changed, in ways that are clean."""
    lines, chance = text.splitlines(keepends=True), random.Random(SEED)
    for index, line in enumerate(lines):
        if "service: Reports" in line and chance.random() < 0.2:
            lines[index] = line.replace("port: 8080", "port: 8090")
    return "".join(lines)


# One dimension at a time, for the growth of cost

ONE_PROJECT = ["  yw1unoukjcawe:", "    plan: pro", "    cloud: aws", "    region: eu-west-1", "    environments:", "      production:",
               '        customer: { account: "210987654321", region: eu-west-1 }']


def ports(count):
    """One environment that opens so many ports."""
    lines = [f"          - {{ service: Feed {number}, protocol: HTTP, port: {number} }}" for number in range(10_000, 10_000 + count)]
    return manifest([ONE_PROJECT + ["        connection: unidirectional", "        ports:"] + lines])


def endpoint_services(count):
    """One environment with so many endpoint services."""
    landscape, lines = Landscape(), []
    for number in range(count):
        service = (f"erp-{number}", "ERP API", "HTTPS", 8443)
        lines += landscape.endpoint_service(service, "aws", "eu-west-1", "210987654321")
    head = ["        connection: bidirectional", "        ports: [{ service: Webserver, protocol: HTTP, port: 80 }]", "        endpoint_services:"]
    return manifest([ONE_PROJECT + head + lines])


def documents(count):
    """So many YAML documents in one file, each with mistakes."""
    landscape = Landscape()
    return "---\n".join(manifest([landscape.faulty_project()]) for _ in range(count))


def findings(count):
    """So many findings, of five rules, ten to a project."""
    landscape, projects = Landscape(), []
    mistakes = ["{{ service: SSH, port: {0} }}", '{{ service: Feed, port: "{0}" }}', "{{ service: Feed, prot: HTTP, port: {0} }}",
                "{{ service: Feed, port: 7{0} }}", "{{ service: Feed, port: 0{0} }}"]
    for _ in range(count // 10):
        lines = [f"          - {mistakes[number % 5].format(10_000 + number)}" for number in range(10)]
        projects.append([f"  {landscape.project_id()}:", *ONE_PROJECT[1:], "        connection: unidirectional", "        ports:", *lines])
    return manifest(projects)


# Onto the disk

def write_files(folder, count, projects=1):
    """Files of so many projects each, a hundred to a folder."""
    landscape = Landscape()
    for number in range(count):
        path = Path(folder, f"team-{number // 100:03}", f"{number:05}.privatelink.yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(manifest([landscape.project() for _ in range(projects)]))


def commit(folder):
    """Makes a folder a git repository of one commit, whatever the user's own configuration says."""
    for arguments in (["init", "-q"], ["add", "-A"], ["-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false", "commit", "-q", "-m", "all"]):
        subprocess.run(["git", *arguments], cwd=folder, check=True)


def change_files(folder):
    """One file in a hundred is gone, one has another name in another folder, and some ports are others."""
    for number, path in enumerate(sorted(Path(folder).rglob("*.privatelink.yaml"))):
        text = path.read_text()
        if number % 100 == 1:
            write(Path(folder, "moved", path.name), text)
        if number % 100 < 2:
            path.unlink()
        elif "port: 8080" in text:
            path.write_text(text.replace("port: 8080", "port: 8090"))


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path
