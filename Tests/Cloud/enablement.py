"""Goes through a whole enablement on AWS as its runbook says: each command is run, as it is written, by a shell with the real `aws` client
against moto's server. What a step prints goes into variables or into the manifest, as the step says, and the next runbook is compiled from that.
Adobe's side is played by commands of this test.

What moto cannot run is listed in moto-cannot.txt, and checked against that list.
Usage: enablement.py BINARY
"""
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import yaml
from commands import runbooks
from recorder import commands, compile_json

HERE = Path(__file__).parent
REGION = "eu-west-1"
ACCOUNT = "210987654321"
ADOBE = "arn:aws:iam::402592597372:root"


@contextmanager
def moto_server():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryFile() as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
            env=os.environ | {"MOTO_ACCOUNT_ID": ACCOUNT}, stdout=log, stderr=log)
        try:
            for _ in range(300):
                if server.poll() is not None:
                    break
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        yield f"http://127.0.0.1:{port}"
                        return
                time.sleep(0.1)
            log.seek(0)
            sys.exit(f"moto's server does not start\n{log.read().decode()}")
        finally:
            server.terminate()
            server.wait()


def operations(command):
    """What a command asks of the cloud: "ec2 create-vpc-endpoint", "elbv2 wait target-in-service"."""
    return [" ".join(call.split()[: 3 if " wait " in call else 2]) for call in re.findall(r"\baws ([a-z].*)", command["command"])]


class Enablement:
    def __init__(self, binary, endpoint):
        self.binary = binary
        self.manifest = yaml.load((HERE / "manifests/aws-bare.yaml").read_text(), yaml.BaseLoader)
        # YAML's own reader takes every scalar as text; where the language wants a number the text has to be bare again.
        project = self.manifest["projects"]["yw1unoukjcawe"]
        del project["environments"]["staging"]
        self.environment = project["environments"]["production"]
        self.service = self.environment["endpoint_services"]["erp"]
        self.variables, self.wanted, self.listed = {}, {}, ""
        self.ran, self.refused = {}, {}
        self.shell_environment = {
            "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin", "HOME": "/nonexistent", "AWS_ENDPOINT_URL": endpoint, "AWS_PAGER": "",
            "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_MAX_ATTEMPTS": "1", "AWS_CLI_OUTPUT_FORMAT": "json",
            "AWS_DEFAULT_OUTPUT": "json"}

    def runbook(self):
        text = yaml.safe_dump(self.manifest, sort_keys=False)
        text = re.sub(r"^( *-? ?(?:port|version): )'(\d+)'$", r"\1\2", text, flags=re.M)
        (runbook,) = compile_json(self.binary, ["runbook", "--format", "json"], text)["runbooks"]
        return runbook

    def step(self, title):
        """The first step whose title begins so, with its commands."""
        return next(step for step in self.runbook()["steps"] if step["title"].startswith(title))

    def shell(self, text):
        return subprocess.run(["sh", "-c", text], env=self.shell_environment | self.variables, capture_output=True, text=True)

    def adobe(self, arguments):
        done = self.shell(f"aws {arguments} --region {REGION}")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout) if done.stdout else None

    def run(self, command):
        """Runs a command in a shell that keeps its variables; gives its answer, or None where moto has none."""
        text = command["command"]
        choice = re.match(r"([A-Z_0-9]+)=''$", text)
        if choice:
            # The number in front of the line that names what is wanted.
            self.variables[choice[1]] = next(line.split()[0] for line in self.listed.splitlines() if self.wanted[choice[1]] in line)
            return None
        asked = operations(command)
        missing = [name for name in re.findall(r"\$\{([A-Z_0-9]+)", text) if name not in self.variables]
        assert not missing, f"{text}: nothing has said what {missing} is"
        captured = re.match(r"([A-Z_0-9]+)=\$\(", text)
        done = self.shell(f'{text} || exit\nprintf %s "${captured[1]}"' if captured else text)
        if done.returncode != 0:
            self.refused |= dict.fromkeys(asked, done.stderr.strip())
            return None
        self.ran |= dict.fromkeys(asked, text)
        if text.endswith("| nl"):
            self.listed = done.stdout
        if captured:
            assert done.stdout and done.stdout != "None", f"{text}: the answer is {done.stdout!r}"
            self.variables[captured[1]] = done.stdout
        try:
            return json.loads(done.stdout) if done.stdout.strip() else {}
        except json.JSONDecodeError:
            return done.stdout.strip()

    def run_step(self, title):
        step = self.step(title)
        assert step["commands"], step
        return [self.run(command) for command in step["commands"]]


def subnets_and_groups(run):
    """What the customer has before it begins: a VPC, two subnets, the security group of its machine."""
    vpc = run.adobe("ec2 create-vpc --cidr-block 10.1.0.0/16")["Vpc"]["VpcId"]
    subnets = [
        run.adobe(f"ec2 create-subnet --vpc-id {vpc} --cidr-block 10.1.{n}.0/24 --availability-zone {REGION}{zone}")["Subnet"]["SubnetId"]
        for n, zone in enumerate("ab")]
    group = run.adobe(f"ec2 create-security-group --vpc-id {vpc} --group-name machine --description machine")["GroupId"]
    return vpc, subnets, group


def balancer_addresses(run, subnets):
    """AWS makes a network interface in each subnet of a load balancer; moto does not."""
    name = "yw1unoukjcawe-production-erp"
    for subnet in subnets:
        run.adobe(f"ec2 create-network-interface --subnet-id {subnet} --description 'ELB net/{name}/50dc6c495c0c9188'")


def adobe_service(run, subnets):
    balancer = run.adobe(f"elbv2 create-load-balancer --name adobe --type network --scheme internal --subnets {' '.join(subnets)}")
    arn = balancer["LoadBalancers"][0]["LoadBalancerArn"]
    service = run.adobe(f"ec2 create-vpc-endpoint-service-configuration --network-load-balancer-arns {arn} --acceptance-required")
    return service["ServiceConfiguration"]["ServiceName"]


def sockets(run, group):
    """What a security group lets in: protocol, port, addresses."""
    rules = run.adobe(f"ec2 describe-security-groups --group-ids {group}")["SecurityGroups"][0]["IpPermissions"]
    return sorted((rule["IpProtocol"], rule["FromPort"], len(rule["IpRanges"])) for rule in rules)


def prepare(run, subnets, machine):
    run.wanted |= {"ERP_SUBNET_1": subnets[0], "ERP_SUBNET_2": subnets[1]}
    run.variables |= {"ERP_TARGET_IP": "10.1.0.7"}
    run.adobe(f"ec2 create-network-interface --subnet-id {subnets[0]} --private-ip-address 10.1.0.7 --groups {machine}")
    balancer_addresses(run, subnets)
    run.run_step("Create a Network Load Balancer for erp")
    (balancer,) = run.adobe("elbv2 describe-load-balancers --names yw1unoukjcawe-production-erp")["LoadBalancers"]
    assert balancer["LoadBalancerArn"] == run.variables["ERP_LOAD_BALANCER_ARN"], balancer
    assert balancer["Type"] == "network" and balancer["Scheme"] == "internal" and len(balancer["AvailabilityZones"]) == 2, balancer
    assert sockets(run, machine) == [("tcp", 8443, 2), ("udp", 5140, 2), ("udp", 8443, 2)], sockets(run, machine)
    answers = run.run_step("Create the endpoint service erp")
    (configuration,) = answers[-1]
    assert configuration["AcceptanceRequired"] is True, configuration
    run.service["service_name"] = configuration["ServiceName"]
    assert run.step("Create a Network Load Balancer for erp")["state"] == "done", run.runbook()
    answers = run.run_step("Allow Adobe to connect to erp")
    assert answers[-1] == [ADOBE], answers
    run.service["allowed_principals"] = [ADOBE]
    assert run.step("Send the ticket")["state"] == "next", run.runbook()


def connect(run, subnets, adobe_name):
    run.environment["enablement"] = {"ticket": "251234567", "service_name": adobe_name}
    run.variables |= {"CLIENT_CIDR": "10.1.0.0/16"}
    run.wanted |= {"SUBNET_1": subnets[0], "SUBNET_2": subnets[1]}
    step = run.step("Create an interface endpoint to Adobe")
    assert step["state"] == "next", step
    answers = [run.run(command) for command in step["commands"]]
    assert sorted(answers[0][0]["Zones"])[:2] == [f"{REGION}a", f"{REGION}b"], answers[0]
    identifier = run.variables["ENDPOINT_ID"]
    (endpoint,) = run.adobe(f"ec2 describe-vpc-endpoints --vpc-endpoint-ids {identifier}")["VpcEndpoints"]
    assert endpoint["ServiceName"] == adobe_name and endpoint["PrivateDnsEnabled"] is False, endpoint
    assert sorted(endpoint["SubnetIds"]) == sorted(subnets), endpoint
    assert answers[-2][0]["ID"] == identifier and answers[-2][0]["DNS"], answers[-2]
    assert answers[-1] == f"Please approve the connection request from our interface endpoint {identifier}.", answers[-1]
    # moto's DNS names are not AWS's: the endpoint goes into the manifest without one.
    run.environment["enablement"]["endpoints"] = [{"id": identifier}]
    group = run.variables["SECURITY_GROUP_ID"]
    assert sockets(run, group) == [("tcp", 80, 1), ("udp", 514, 1)], sockets(run, group)
    # A step that is done shows how to check it.
    for step in run.runbook()["steps"]:
        if step["state"] == "done":
            assert not re.search(r"\b(create|modify|accept|authorize|register)-", json.dumps(step["commands"])), step
            for command in step["commands"]:
                run.run(command)


def check_balancer(run):
    """Cross-zone load balancing is on, and each port has its listener and its target."""
    arn = run.variables["ERP_LOAD_BALANCER_ARN"]
    (attribute,) = run.run(next(c for c in run.runbook()["checks"] if "describe-load-balancer-attributes" in c["command"]))
    assert attribute["Value"] == "true", attribute
    listeners = run.adobe(f"elbv2 describe-listeners --load-balancer-arn {arn}")["Listeners"]
    assert sorted((listener["Protocol"], listener["Port"]) for listener in listeners) == [("TCP_UDP", 8443), ("UDP", 5140)], listeners
    for port in (5140, 8443):
        group = run.variables[f"ERP_TARGET_GROUP_ARN_{port}"]
        (health,) = run.adobe(f"elbv2 describe-target-health --target-group-arn {group}")["TargetHealthDescriptions"]
        assert health["Target"]["Id"] == "10.1.0.7", health


def main(binary):
    with moto_server() as endpoint:
        run = Enablement(binary, endpoint)
        _, subnets, machine = subnets_and_groups(run)
        assert str(run.run(run.runbook()["identity"])) == ACCOUNT
        prepare(run, subnets, machine)
        connect(run, subnets, adobe_service(run, subnets))
        # moto has no connection requests: Adobe's endpoint is known from elsewhere.
        run.variables["ERP_ADOBE_ENDPOINT_ID"] = "vpce-0a4f1e2d3b5a69788"
        run.run_step("Approve Adobe's connection request to erp")
        for command in run.runbook()["checks"]:
            if "aws " in command["command"]:
                run.run(command)
        check_balancer(run)
    listed = dict(line.split(": ", 1) for line in (HERE / "moto-cannot.txt").read_text().splitlines() if line and line[0] != "#")
    assert set(run.refused) == set(listed), f"moto refuses {run.refused}, listed are {sorted(listed)}"
    for operation, answer in listed.items():
        assert answer in run.refused[operation], f"{operation}: moto answers {run.refused[operation]!r}, listed is {answer!r}"
    everything = {operation for _, runbook in runbooks(binary) for command in commands(runbook) for operation in operations(command)}
    assert everything == set(run.ran) | set(run.refused), f"not run: {everything ^ (set(run.ran) | set(run.refused))}"
    print(f"enablement: {len(run.ran)} kinds of commands ran against moto {moto_version()}, {len(listed)} it cannot run")


def moto_version():
    from importlib.metadata import version

    return version("moto")


if __name__ == "__main__":
    main(sys.argv[1])
