"""Runs the script of `audit --script` as it is written: with the real `aws` client against moto's server, with a stub of `az`, under dash, bash and
busybox; then reads what it collected with `audit --from`, and writes a manifest from it with `init --from`.

Usage: collect.py BINARY
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from enablement import ACCOUNT, ADOBE, REGION, moto_server

HERE = Path(__file__).parent

SHELLS = {"dash": ["dash"], "bash": ["bash", "--posix"], "busybox": ["busybox", "sh"]}
SUBSCRIPTION = "0f2b9c1e-5b7a-4e3d-9a55-6d1f0c7e8b21"
VERBS = re.compile(r"^(describe-[a-z-]+|list|show|get-caller-identity)$")

# `aws` as a recording answers it: connections, which moto does not have; all else goes to the real client.
AWS_WRAPPER = """#!/bin/sh
printf '%s\\n' "$*" >>"$CALLS"
case "$*" in
  *describe-vpc-endpoint-connections*) printf '{"VpcEndpointConnections": []}\\n' ;;
  *) exec "$REAL_AWS" "$@" ;;
esac
"""
AZ_STUB = """#!/bin/sh
printf '%s\\n' "$*" >>"$CALLS"
case "$*" in
  *'--output none'*) ;;
  'account show'*) printf '{"environmentName": "AzureCloud", "homeTenantId": "t", "id": "%s", "tenantId": "t"}\\n' "$SUBSCRIPTION" ;;
  *' list '*) printf '[]\\n' ;;
  *) exit 3 ;;
esac
"""


def write(path, text):
    path.write_text(text)
    path.chmod(0o755)


class Run:
    def __init__(self, binary, endpoint, folder):
        self.binary, self.folder = binary, folder
        self.tools = folder / "tools"
        self.tools.mkdir()
        write(self.tools / "aws", AWS_WRAPPER)
        write(self.tools / "az", AZ_STUB)
        self.calls = folder / "calls"
        self.env = {
            "PATH": f"{self.tools}:/usr/bin:/bin", "HOME": "/nonexistent", "AWS_ENDPOINT_URL": endpoint, "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test", "AWS_MAX_ATTEMPTS": "1", "REAL_AWS": str(Path(sys.executable).parent / "aws"),
            "CALLS": str(self.calls), "SUBSCRIPTION": SUBSCRIPTION, "AWS_DEFAULT_REGION": REGION}

    def aws(self, arguments):
        done = subprocess.run(["sh", "-c", f"$REAL_AWS {arguments} --region {REGION} --output json"], env=self.env, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout) if done.stdout.strip() else None

    def tool(self, *arguments, cwd=None):
        return subprocess.run([self.binary, *arguments], capture_output=True, text=True, cwd=cwd or self.folder)

    def collect(self, shell, script, cwd):
        return subprocess.run(SHELLS[shell] + [str(script)], env=self.env, capture_output=True, text=True, cwd=cwd)


def account(run):
    """An account as it is today: a Network Load Balancer with a listener, an endpoint service that allows Adobe, an endpoint to Adobe's."""
    vpc = run.aws("ec2 create-vpc --cidr-block 10.0.0.0/16")["Vpc"]["VpcId"]
    subnet = run.aws(f"ec2 create-subnet --vpc-id {vpc} --cidr-block 10.0.1.0/24")["Subnet"]["SubnetId"]
    balancer = run.aws(f"elbv2 create-load-balancer --name erp --type network --scheme internal --subnets {subnet}")["LoadBalancers"][0]["LoadBalancerArn"]
    group = run.aws(f"elbv2 create-target-group --name erp-8443 --protocol TCP --port 8443 --vpc-id {vpc} --target-type ip")["TargetGroups"][0]["TargetGroupArn"]
    run.aws(f"elbv2 register-targets --target-group-arn {group} --targets Id=10.0.1.10,Port=8443")
    run.aws(f"elbv2 create-listener --load-balancer-arn {balancer} --protocol TCP --port 8443 --default-actions Type=forward,TargetGroupArn={group}")
    service = run.aws(f"ec2 create-vpc-endpoint-service-configuration --network-load-balancer-arns {balancer} --acceptance-required")["ServiceConfiguration"]
    run.aws(f"ec2 modify-vpc-endpoint-service-permissions --service-id {service['ServiceId']} --add-allowed-principals {ADOBE}")
    return service


def check_calls(run):
    """The script reads, and nothing else."""
    text = run.calls.read_text().splitlines()
    assert text
    flags = {}
    for line in (HERE / "collecting-az-flags.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            command, rest = line.split(":", 1)
            needed, allowed = rest.split("|")
            flags[command] = (set(needed.split()), set(allowed.split()))
    for call in text:
        words = call.split()
        verb = next(word for word in words if VERBS.match(word))
        before = words[:words.index(verb)]
        assert all(re.match(r"^[a-z0-9-]+$", word) and not word.startswith("-") for word in before), call
        if before and before[0] in ("network", "account"):
            command = " ".join(before + [verb])
            given = {word for word in words if word.startswith("--")} - {"--output"}
            needed, allowed = flags[command]
            assert needed <= given <= allowed | needed, call
    return len(text)


MANIFEST = """version: 1
company: Northwind Outfitters
projects:
  yw1unoukjcawe:
    plan: pro
    cloud: aws
    region: {region}
    environments:
      production:
        connection: bidirectional
        customer: {{ account: "{account}", region: {region} }}
        ports: [{{ service: SFTP, port: 2222 }}]
        endpoint_services:
          erp:
            service_name: {name}
            ports: [{{ service: ERP API, port: 8443 }}]
            allowed_principals: [{adobe}]
"""


def main(binary):
    with moto_server() as endpoint, tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        run = Run(binary, endpoint, folder)
        service = account(run)
        (folder / "privatelink.yaml").write_text(
            MANIFEST.format(region=REGION, account=ACCOUNT, name=service["ServiceName"], adobe=json.dumps(ADOBE)))
        script = folder / "collect.sh"
        done = run.tool("audit", "--script")
        assert done.returncode == 0, done.stderr
        script.write_text(done.stdout)
        for shell in SHELLS:
            work = folder / shell
            work.mkdir()
            done = run.collect(shell, script, work)
            assert done.returncode == 0, f"{shell}: {done.returncode}\n{done.stderr}"
            done = run.tool("audit", "--from", str(work / "privatelink-cloud"))
            assert done.returncode == 0 and "audited 5 of 5 facts\n" in done.stdout, f"{shell}: {done.stdout}{done.stderr}"
        print(f"ok: {check_calls(run)} calls, none of which changes anything, under {', '.join(SHELLS)}")

        # From nothing to a manifest: what is left to fill in is reported, and what the account has is not questioned by the audit.
        work = folder / "dash"
        done = run.tool("init", "--from", "privatelink-cloud", "-o", "new.yaml", "--company", "Northwind Outfitters", "--project", "yw1unoukjcawe",
                        "--plan", "pro", "--region", "eu-west-1", "--environment", "production", "--port", "SFTP:2222", cwd=work)
        assert done.returncode == 0, done.stderr
        text = (work / "new.yaml").read_text()
        assert service["ServiceName"] in text and ADOBE in text and "loadbalancer/net/erp/" in text and "port: 8443" in text, text
        done = run.tool("lint", "--format", "json", "new.yaml", cwd=work)
        assert {found["rule"] for found in json.loads(done.stdout)["diagnostics"]} == {"placeholder-left"}, done.stdout
        (work / "new.yaml").write_text(text.replace("<the service on port 8443>", "ERP API"))
        assert run.tool("lint", "new.yaml", cwd=work).returncode == 0
        done = run.tool("audit", "--from", "privatelink-cloud", "--format", "json", "new.yaml", cwd=work)
        assert done.returncode == 0 and json.loads(done.stdout)["diagnostics"] == [], done.stdout
        assert run.tool("ticket", "new.yaml", cwd=work).returncode == 0
        print("ok: a manifest from what exists is clean, and the audit finds nothing in it")

        # A failing call leaves its errors beside it, and is not read as an empty answer.
        write(run.tools / "aws", AWS_WRAPPER.replace("printf '{\"VpcEndpointConnections\": []}\\n'", "echo denied >&2; exit 255"))
        work = folder / "denied"
        work.mkdir()
        done = run.collect("dash", script, work)
        assert done.returncode == 1 and "not everything was read" in done.stderr, done.stderr
        assert list(work.glob("**/*.err")) and not list(work.glob("**/*.part"))
        done = run.tool("audit", "--from", str(work / "privatelink-cloud"))
        assert "audited 4 of 5 facts; not collected: connections of erp" in done.stdout, done.stdout
        print("ok: a call that fails is reported, kept and not judged")

        # Another account than the one that is signed in.
        done = run.tool("audit", "--script", "--account", "998877665544", "--region", REGION, "--folder", "it's here")
        script.write_text(done.stdout)
        done = run.collect("dash", script, work)
        assert done.returncode == 1 and f"signed in to {ACCOUNT}" in done.stderr and "AWS_PROFILE" in done.stderr, done.stderr
        assert not (work / "it's here").exists()
        done = run.tool("audit", "--script", "--account", SUBSCRIPTION.upper(), "--folder", "it's here")
        script.write_text(done.stdout)
        for shell in SHELLS:
            shutil.rmtree(work / "it's here", ignore_errors=True)
            done = run.collect(shell, script, work)
            assert done.returncode == 0, done.stderr
            assert (work / "it's here/azure" / SUBSCRIPTION / "lb-list.json").exists()
        check_calls(run)
        print("ok: an account that is not signed in to is skipped; a subscription is read")


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]))
