"""Plays whole enablements through, from an existing account to tested connections: AWS and Azure, unidirectional and bidirectional. Identifiers
are taken over by the tool (`init --from`, `record`, `audit --fix`), never copied by hand, and what a person wrote into the manifest stays.

AWS is played by moto behind the real client, both in this process, with what moto lacks answered in its place; Azure by a stub of `az` that answers
from files in the documented shapes. Usage: playthrough.py BINARY
"""
import json
import os
import re
import socketserver
import subprocess
import sys
import tempfile
import threading
from functools import partial
from pathlib import Path

from collect import SHELLS, SUBSCRIPTION, account, write
from enablement import ACCOUNT, REGION, adobe_service

TODAY = "2026-11-24"
ADOBE_SUBSCRIPTION = "5c1d7e3f-2a4b-4c6d-8e9f-0a1b2c3d4e5f"
GROUP = f"/subscriptions/{SUBSCRIPTION}/resourceGroups/rg-erp/providers/Microsoft.Network"
ADOBE_GROUP = f"/subscriptions/{ADOBE_SUBSCRIPTION}/resourceGroups/adobe/providers/Microsoft.Network"
REQUEST_ID = "vpce-0a4f1e2d3b5a69788"

# `aws` as the shells call it: hands its arguments to the client in the test's process, and prints what that answers.
AWS_STUB = f"""#!{sys.executable} -IS
import json, os, socket, sys
with socket.create_connection(("127.0.0.1", int(os.environ["AWS_CLIENT_PORT"]))) as client:
    client.sendall(json.dumps(sys.argv[1:]).encode() + b"\\n")
    answer = json.loads(client.makefile().readline())
sys.stdout.write(answer["output"])
sys.stderr.write(answer["errors"])
sys.exit(answer["status"])
"""


class AWS:
    """The real `aws` client and moto in this process: a start of the client for each of some hundred calls would take minutes."""

    def __init__(self):
        os.environ |= {
            "MOTO_ACCOUNT_ID": ACCOUNT, "AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x", "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_PAGER": "", "AWS_DEFAULT_REGION": REGION}
        from awscli.clidriver import create_clidriver
        from moto import mock_aws

        self.mock = mock_aws
        self.driver = create_clidriver()
        events = self.driver.session
        events.register("after-call.ec2.DescribeVpcEndpoints", self.set_state)
        events.register("before-call.ec2.DescribeVpcEndpointConnections", self.connections)
        events.register("before-call.ec2.AcceptVpcEndpointConnections", self.accept)

    def begin(self):
        """An account in which there is a network and nothing else; its subnets."""
        self.mock().start(reset=True)
        # What moto does not have: states of endpoints, and the requests to an endpoint service.
        self.state, self.requests = "pendingAcceptance", []
        vpc = self.aws("ec2 create-vpc --cidr-block 10.1.0.0/16")["Vpc"]["VpcId"]
        return [
            self.aws(f"ec2 create-subnet --vpc-id {vpc} --cidr-block 10.1.{n}.0/24 --availability-zone {REGION}{zone}")["Subnet"]["SubnetId"]
            for n, zone in enumerate("ab")]

    def number(self, subnet):
        """The number of a subnet in the list that a runbook shows."""
        places = sorted((subnet["VpcId"], subnet["SubnetId"]) for subnet in self.aws("ec2 describe-subnets")["Subnets"])
        return 1 + [place[1] for place in places].index(subnet)

    def set_state(self, parsed, **_):
        for endpoint in parsed.get("VpcEndpoints", []):
            endpoint["State"] = self.state

    def connections(self, params, **_):
        body = params["body"]
        assert body["Filter.1.Name"] == "service-id", body
        return Answer, {"VpcEndpointConnections": [request for request in self.requests if request["ServiceId"] == body["Filter.1.Value.1"]]}

    def accept(self, **_):
        for request in self.requests:
            request["VpcEndpointState"] = "available"
        return Answer, {"Unsuccessful": []}

    def request(self, service):
        """Adobe asks to connect."""
        self.requests = [{
            "ServiceId": service, "VpcEndpointId": REQUEST_ID, "VpcEndpointOwner": "402592597372", "VpcEndpointState": "pendingAcceptance",
            "DnsEntries": [{"DnsName": f"{REQUEST_ID}-yfhmywqh.{service}.{REGION}.vpce.amazonaws.com"}]}]

    def call(self, words):
        with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as errors:
            keep = sys.stdout, sys.stderr
            sys.stdout, sys.stderr = output, errors
            try:
                status = self.driver.main(words)
            except SystemExit as exit:
                status = exit.code
            finally:
                sys.stdout, sys.stderr = keep
            output.seek(0)
            errors.seek(0)
            return {"status": status, "output": output.read(), "errors": errors.read()}

    def aws(self, arguments):
        answer = self.call([*arguments.split(), "--region", REGION, "--output", "json"])
        assert answer["status"] == 0, answer
        return json.loads(answer["output"]) if answer["output"].strip() else None

    adobe = aws


class Answer:
    """What is asked of an answer whose content is given already."""

    status_code = 200


class Run:
    def __init__(self, binary, folder, port):
        self.binary, self.folder = binary, folder
        self.tools, self.state = folder / "tools", folder / "state"
        self.tools.mkdir()
        self.state.mkdir()
        write(self.tools / "aws", AWS_STUB)
        write(self.tools / "az", Azure.STUB)
        write(self.tools / "curl", "#!/bin/sh\nfor place; do :; done\necho \"* Connected to $place\" >&2\nexit 28\n")
        self.env = {
            "PATH": f"{self.tools}:/usr/bin:/bin", "HOME": "/nonexistent", "AWS_CLIENT_PORT": str(port), "STATE": str(self.state),
            "CALLS": str(folder / "calls"), "COMMERCE_SHELL": "env"}

    def collect(self, shell, script, cwd):
        return subprocess.run(SHELLS[shell] + [script], env=self.env, capture_output=True, text=True, cwd=cwd)


REPLY = """Hello Network Operations,

thank you for your patience. We have enabled the connection (ticket #251234567).
Please connect to: {service}
{more}
Regards,
Adobe Support

On Mon, Nov 23, 2026 at 9:12 AM Network Operations wrote:
> please connect us, as in ticket 199999999
> com.amazonaws.vpce.eu-west-1.vpce-svc-0ffffffffffffffff
"""


class Play:
    def __init__(self, run, name):
        self.run, self.work = run, run.folder / name
        self.work.mkdir()
        self.written = None

    def tool(self, *arguments, status=0, text=None):
        done = subprocess.run([self.run.binary, *arguments], cwd=self.work, capture_output=True, text=True, input=text)
        assert done.returncode == status, f"{arguments}: {done.returncode}\n{done.stdout}{done.stderr}"
        self.check_written()
        return done.stdout

    def check_written(self):
        """Every line that a person wrote or left is still there, in order."""
        if self.written is None:
            return
        lines = iter((self.work / "privatelink.yaml").read_text().splitlines())
        for line in self.written:
            assert line in lines, f"gone: {line!r}\n{(self.work / 'privatelink.yaml').read_text()}"

    def collect(self, *flags):
        (self.work / "collect.sh").write_text(self.tool("audit", "--script", *flags))
        done = self.run.collect("dash", "collect.sh", self.work)
        assert done.returncode == 0, done.stderr

    def start(self, *flags):
        """A manifest from what exists; a person fills in what is left, and adds comments."""
        self.tool("init", "--from", "privatelink-cloud", "--company", "Northwind Outfitters", "--plan", "pro", "--port", "SFTP:2222", *flags)
        path = self.work / "privatelink.yaml"
        text = path.read_text().replace("<the service on port 8443>", "ERP API")
        text = re.sub(r"^(        customer:)$", r"\1  # agreed with finance", text, flags=re.M)
        path.write_text("# kept by Network Operations\n" + text + "# end\n")
        self.written = path.read_text().splitlines()
        self.tool("lint")
        assert "Northwind Outfitters" in self.tool("ticket")

    def next(self):
        (runbook,) = json.loads(self.tool("runbook", "--next", "--format", "json", "--today", TODAY))["runbooks"]
        return runbook, (runbook["steps"] or [None])[0]

    def do(self, title, **variables):
        """Runs the commands of the next step as they are written."""
        runbook, step = self.next()
        assert step and step["title"].startswith(title), f"wanted {title}: {step}"
        commands = [self.completed(command["command"], variables) for command in runbook["setup"] + step["commands"]]
        script = "".join(f"{name}='{value}'\n" for name, value in variables.items()) + "".join(f"{line} || exit\n" for line in commands)
        done = subprocess.run(["dash", "-uc", script], env=self.run.env, cwd=self.work, capture_output=True, text=True)
        assert done.returncode == 0, f"{script}\n{done.stdout}{done.stderr}"

    @staticmethod
    def completed(line, variables):
        """A line as the reader completes it."""
        return re.sub(r"^([A-Z][A-Z0-9_]*)=''$", lambda match: f"{match[1]}='{variables[match[1]]}'", line)

    def fix(self, *left):
        """Collects again, writes what has become known, and says which findings are left."""
        self.collect()
        self.tool("audit", "--fix", "--from", "privatelink-cloud", "--today", TODAY, "--fail-on", "error")
        done = self.tool("audit", "--from", "privatelink-cloud", "--today", TODAY, "--format", "json")
        rules = {finding["rule"] for finding in json.loads(done)["diagnostics"]}
        assert rules == set(left), f"{rules}, wanted {left}\n{done}"

    def test(self, *sides):
        """Runs the connection test as it is written, with everything open, and records what it prints. Status 1 or 2: a direction is not tested yet."""
        (self.work / "verify.sh").write_text(self.tool("verify"))
        done = subprocess.run(["dash", "verify.sh", *sides], env=self.run.env, cwd=self.work, capture_output=True, text=True)
        (self.work / "verify.log").write_text(done.stdout)
        judged = subprocess.run([self.run.binary, "verify", "--log", "verify.log"], cwd=self.work, capture_output=True, text=True)
        recorded = subprocess.run([self.run.binary, "record", "--log", "verify.log", "--today", TODAY], cwd=self.work, capture_output=True, text=True)
        statuses = done.returncode, judged.returncode, recorded.returncode
        assert (statuses == (0, 0, 0)) != bool(sides), f"{statuses}\n{done.stdout}{done.stderr}{judged.stdout}{recorded.stderr}"
        self.check_written()

    def end(self):
        self.fix()
        runbook, step = self.next()
        assert step is None and {state["state"] for state in runbook["states"]} == {"connected"}, runbook
        self.tool("lint")
        return len(runbook["states"])


def play_aws(run, aws, kind):
    play = Play(run, f"aws-{kind}")
    subnets = aws.begin()
    adobe = adobe_service(aws, subnets)
    service = account(aws) if kind == "bidirectional" else None
    play.collect("--account", ACCOUNT, "--region", REGION)
    play.start("--project", "yw1unoukjcawe", "--environment", "production", "--connection", kind, "--region", REGION)
    play.tool("record", "--reply", "-", text=REPLY.format(service=adobe, more=""))
    play.do("Create an interface endpoint to Adobe", SUBNET_1=aws.number(subnets[0]), SUBNET_2=aws.number(subnets[1]), CLIENT_CIDR="10.1.0.0/16")
    play.fix()
    assert play.next()[1]["title"].startswith("Approve the connection request")
    aws.state = "available"
    if service:
        aws.request(service["ServiceId"])
        play.fix("live-connection-pending")
        play.test("customer")
        play.do("Approve Adobe's connection request to erp")
    play.fix()
    play.test()
    return play.end()


class Azure:
    """The state that the stub of `az` answers from."""

    STUB = f"""#!{sys.executable}
import json, os, sys
from pathlib import Path
state = Path(os.environ["STATE"])
words = sys.argv[1:]
with open(os.environ["CALLS"], "a") as calls:
    calls.write(" ".join(words) + "\\n")
flags = {{word: words[index + 1] for index, word in enumerate(words[:-1]) if word.startswith("--")}}
command = " ".join(word for word in words[: next((i for i, w in enumerate(words) if w.startswith("--")), len(words))])
def load(name): return json.loads((state / name).read_text())
def save(name, value): (state / name).write_text(json.dumps(value))
query = flags.get("--query")
if command == "account show":
    if flags.get("--output") != "none": print(json.dumps({{"environmentName": "AzureCloud", "homeTenantId": "t", "id": "{SUBSCRIPTION}", "tenantId": "t"}}))
elif command == "network private-link-service list": print(json.dumps(load("services")))
elif command == "network private-endpoint list": print(json.dumps(load("endpoints")))
elif command == "network nic list":
    print(json.dumps([{{"id": "{GROUP}/networkInterfaces/nic", "privateEndpoint": {{"id": endpoint["id"]}},
                        "ipConfigurations": [{{"privateIPAddress": "10.1.0.4"}}]}} for endpoint in load("endpoints")]))
elif command == "network vnet list": print("Group       VNet     Location    Subnets")
elif command == "network lb list": print(json.dumps(load("balancers")))
elif command == "network private-endpoint create":
    id = "/subscriptions/{SUBSCRIPTION}/resourceGroups/" + flags["--resource-group"] + "/providers/Microsoft.Network/privateEndpoints/" + flags["--name"]
    save("endpoints", [{{"id": id, "location": flags["--location"], "customDnsConfigs": [], "privateLinkServiceConnections": [],
      "manualPrivateLinkServiceConnections": [{{"privateLinkServiceId": flags["--private-connection-resource-id"], "privateLinkServiceConnectionState": {{"status": "Pending"}}}}]}}])
    print(id)
elif command == "network private-endpoint show": print("{GROUP}/networkInterfaces/nic")
elif command == "network nic show": print("10.1.0.4")
elif command == "network private-link-service update":
    services = load("services")
    services[0]["visibility"]["subscriptions"].append(words[words.index("--add") + 2])
    save("services", services)
elif command == "network private-link-service show": print("\\n".join(load("services")[0]["visibility"]["subscriptions"]))
elif command == "network private-endpoint-connection list": print("adobe.1")
elif command == "network private-link-service connection update":
    services = load("services")
    services[0]["privateEndpointConnections"][0]["privateLinkServiceConnectionState"]["status"] = "Approved"
    save("services", services)
else: sys.exit("unknown: " + " ".join(words))
"""

    def __init__(self, state, is_bidirectional):
        self.state = state
        frontend = f"{GROUP}/loadBalancers/erp/frontendIPConfigurations/frontend"
        services = [{
            "id": f"{GROUP}/privateLinkServices/erp", "location": "westeurope", "provisioningState": "Succeeded",
            "visibility": {"subscriptions": []}, "autoApproval": {"subscriptions": []}, "privateEndpointConnections": [],
            "loadBalancerFrontendIpConfigurations": [{"id": frontend}]}]
        balancers = [{
            "id": f"{GROUP}/loadBalancers/erp",
            "loadBalancingRules": [{"frontendPort": 8443, "protocol": "Tcp", "frontendIPConfiguration": {"id": frontend}}]}]
        self.save("services", services if is_bidirectional else [])
        self.save("balancers", balancers if is_bidirectional else [])
        self.save("endpoints", [])

    def save(self, name, value):
        (self.state / name).write_text(json.dumps(value))

    def load(self, name):
        return json.loads((self.state / name).read_text())

    def approve(self):
        endpoints = self.load("endpoints")
        endpoints[0]["manualPrivateLinkServiceConnections"][0]["privateLinkServiceConnectionState"]["status"] = "Approved"
        self.save("endpoints", endpoints)

    def request(self):
        services = self.load("services")
        services[0]["privateEndpointConnections"] = [{
            "id": f"{GROUP}/privateLinkServices/erp/privateEndpointConnections/adobe.1", "name": "adobe.1",
            "privateEndpoint": {"id": f"{ADOBE_GROUP}/privateEndpoints/adobe"}, "privateLinkServiceConnectionState": {"status": "Pending"}}]
        self.save("services", services)


def play_azure(run, kind):
    play = Play(run, f"azure-{kind}")
    azure = Azure(run.state, kind == "bidirectional")
    play.collect("--account", SUBSCRIPTION)
    play.start("--project", "767u4hathojjw", "--environment", "staging", "--cluster", "767u4hathojjw_stg", "--connection", kind, "--region", "westeurope",
               *(["--all-services"] if kind == "bidirectional" else []))
    more = f"We connect from subscription {ADOBE_SUBSCRIPTION}." if kind == "bidirectional" else ""
    play.tool("record", "--reply", "-", text=REPLY.format(service=f"{ADOBE_GROUP}/privateLinkServices/commerce", more=more))
    play.do("Create a private endpoint to Adobe", RESOURCE_GROUP="rg-clients", VNET="clients", SUBNET="clients")
    # The audit misses Adobe's subscription until it is allowed.
    missing = ["live-principal-missing"] if kind == "bidirectional" else []
    play.collect()
    play.tool("audit", "--fix", "--from", "privatelink-cloud", "--today", TODAY, status=1 if missing else 0)
    endpoint = azure.load("endpoints")[0]["id"]
    text = (play.work / "privatelink.yaml").read_text()
    assert endpoint in text and 'dns: "10.1.0.4"' in text, text
    azure.approve()
    play.collect()
    play.tool("audit", "--fix", "--from", "privatelink-cloud", "--today", TODAY, status=1 if missing else 0)
    play.test(*["customer"] if kind == "bidirectional" else [])
    if kind == "bidirectional":
        play.do("Allow Adobe to connect to erp")
        play.fix()
        azure.request()
        play.fix("live-connection-pending")
        play.tool("record", "--endpoint-service", "erp", "--endpoint", f"{ADOBE_GROUP}/privateEndpoints/adobe", "--dns", "10.9.0.5")
        play.do("Approve Adobe's connection request to erp")
        play.fix()
        play.test()
    return play.end()


def main(binary):
    aws = AWS()

    class Handler(socketserver.StreamRequestHandler):
        def handle(self):
            self.wfile.write(json.dumps(aws.call(json.loads(self.rfile.readline()))).encode() + b"\n")

    with socketserver.TCPServer(("127.0.0.1", 0), Handler) as server, tempfile.TemporaryDirectory() as folder:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        run = Run(binary, Path(folder), server.server_address[1])
        halves = sum(play(kind) for kind in ["unidirectional", "bidirectional"] for play in [partial(play_aws, run, aws), partial(play_azure, run)])
        server.shutdown()
    print(f"playthrough: {halves} directions from an account as it stands to tested connections; every line that a person wrote stays")


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]))
