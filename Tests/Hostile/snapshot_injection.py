"""Hostile snapshots: every file that the collecting script writes, changed in ways that a cloud never answers, through every command that reads it.

Whatever is in a file, the commands end with status 0, 1 or 2 within a few seconds, steer no terminal, and write nothing into a manifest that was not
proved. An answer that is not JSON, or has a value of another kind than the cloud gives, is never passed over: status 2, the file, the position
and what to do. What the snapshot says is wrong is still reported, unless the fact that says it is named as not collected.

Usage: snapshots.py BINARY [ROUNDS [SEED]]
"""
import copy
import json
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

ACCOUNT, SUBSCRIPTION, ADOBE = "210987654321", "0f2b9c1e-5b7a-4e3d-9a55-6d1f0c7e8b21", "7c1d2e3f-0a1b-4c2d-8e3f-4a5b6c7d8e9f"
SERVICE, ENDPOINT, ADOBES = "vpce-svc-03d5ebb7d9579a2b3", "vpce-0c4f1e2d3b5a69788", "vpce-0a1a2a3a4a5a6a7a8"
NAME, ADOBE_NAME = f"com.amazonaws.vpce.eu-west-1.{SERVICE}", "com.amazonaws.vpce.eu-west-1.vpce-svc-0a1b2c3d4e5f60718"
ELB = f"arn:aws:elasticloadbalancing:eu-west-1:{ACCOUNT}:"
BALANCER, GROUP = ELB + "loadbalancer/net/erp/50dc6c495c0c9188", ELB + "targetgroup/erp/9f8e7d6c5b4a3921"
NETWORK = f"/subscriptions/{SUBSCRIPTION}/resourceGroups/rg-erp/providers/Microsoft.Network/"
FRONTEND = NETWORK + "loadBalancers/lb/frontendIPConfigurations/front"
ADOBE_LINK = f"/subscriptions/{ADOBE}/resourceGroups/rg/providers/Microsoft.Network/privateLinkServices/pls"
ROOT = "arn:aws:iam::402592597372:root"
MANIFEST = f"""\
version: 1
company: Northwind Outfitters
projects:
  yw1unoukjcawe:
    plan: pro
    cloud: aws
    region: eu-west-1
    environments:
      production:
        connection: bidirectional
        customer: {{ account: "{ACCOUNT}", region: eu-west-1 }}
        ports: [{{ service: SFTP, port: 2222 }}]  # opened for the nightly export
        endpoint_services:
          erp:
            service_name: {NAME}
            allowed_principals: ["{ROOT}"]
            load_balancers: ["{BALANCER}"]
            ports: [{{ service: ERP API, port: 8443 }}]
        enablement:
          service_name: {ADOBE_NAME}
          endpoints: [{{ id: {ENDPOINT}, approved: 2026-11-20 }}]
  767u4hathojjw:
    plan: pro
    cloud: azure
    region: westeurope
    environments:
      staging:
        connection: bidirectional
        cluster: 767u4hathojjw_stg
        customer: {{ account: {SUBSCRIPTION}, region: westeurope }}
        ports: [{{ service: MySQL, port: 3306 }}]
        endpoint_services:
          warehouse:
            resource_id: {NETWORK}privateLinkServices/pls-warehouse
            ports: [{{ service: Warehouse API, port: 9443 }}]
        enablement:
          adobe_subscription: {ADOBE}
          resource_id: {ADOBE_LINK}
          endpoints: [{{ id: {NETWORK}privateEndpoints/pe }}]
"""


def snapshot():
    """Both clouds, with a fault in every file that can say one."""
    aws, azure = f"aws/{ACCOUNT}/eu-west-1/", f"azure/{SUBSCRIPTION}/"
    return {
        aws + "get-caller-identity": {"Account": ACCOUNT, "Arn": f"arn:aws:iam::{ACCOUNT}:user/a", "UserId": "A"},
        aws + "describe-vpc-endpoints": {"VpcEndpoints": [
            {"VpcEndpointId": ENDPOINT, "ServiceName": ADOBE_NAME, "State": "rejected", "OwnerId": ACCOUNT, "PrivateDnsEnabled": True,
             "DnsEntries": [{"DnsName": f"{ENDPOINT}-yfhmywqh.vpce-svc-0a1b2c3d4e5f60718.eu-west-1.vpce.amazonaws.com"}],
             "Groups": [{"GroupId": "sg-0a1b2c3d4e5f60718"}]}]},
        aws + "describe-load-balancers": {"LoadBalancers": [{"LoadBalancerArn": BALANCER, "Type": "network", "State": {"Code": "active"}}]},
        aws + "describe-security-groups": {"SecurityGroups": [
            {"GroupId": "sg-0a1b2c3d4e5f60718", "OwnerId": ACCOUNT, "IpPermissions": [{"IpProtocol": "tcp", "FromPort": 80, "ToPort": 90}]}]},
        aws + "describe-vpc-endpoint-services": {"ServiceDetails": [{"ServiceName": ADOBE_NAME, "Owner": "402592597372"}]},
        aws + "describe-vpc-endpoint-service-configurations": {"ServiceConfigurations": [
            {"ServiceId": SERVICE, "ServiceName": NAME, "ServiceState": "Pending", "AcceptanceRequired": False, "PrivateDnsName": "erp.northwind.example",
             "NetworkLoadBalancerArns": [BALANCER]}]},
        aws + f"describe-vpc-endpoint-service-permissions--{SERVICE}": {"AllowedPrincipals": [
            {"Principal": f"arn:aws:iam::{ACCOUNT}:root", "ServiceId": SERVICE}]},
        aws + f"describe-vpc-endpoint-connections--{SERVICE}": {"VpcEndpointConnections": [
            {"ServiceId": SERVICE, "VpcEndpointId": ADOBES, "VpcEndpointOwner": "402592597372", "VpcEndpointState": "pendingAcceptance"}]},
        aws + "describe-listeners--erp-50dc6c495c0c9188": {"Listeners": [
            {"LoadBalancerArn": BALANCER, "Port": 8443, "Protocol": "TCP", "DefaultActions": [{"Type": "forward", "TargetGroupArn": GROUP}]}]},
        aws + "describe-target-health--erp-9f8e7d6c5b4a3921": {"TargetHealthDescriptions": [{"TargetHealth": {"State": "unhealthy"}}]},
        azure + "account-show": {"id": SUBSCRIPTION, "tenantId": ADOBE, "environmentName": "AzureCloud"},
        azure + "private-link-service-list": [
            {"id": NETWORK + "privateLinkServices/pls-warehouse", "location": "westeurope", "provisioningState": "Failed",
             "visibility": {"subscriptions": [SUBSCRIPTION]}, "autoApproval": {"subscriptions": []},
             "loadBalancerFrontendIpConfigurations": [{"id": FRONTEND}], "privateEndpointConnections": []}],
        azure + "private-endpoint-list": [
            {"id": NETWORK + "privateEndpoints/pe", "location": "northeurope", "provisioningState": "Succeeded", "customDnsConfigs": [], "privateLinkServiceConnections": [
                {"privateLinkServiceId": ADOBE_LINK, "privateLinkServiceConnectionState": {"status": "Rejected"}}]}],
        azure + "nic-list": [{"id": NETWORK + "networkInterfaces/n", "privateEndpoint": {"id": NETWORK + "privateEndpoints/pe"},
                              "ipConfigurations": [{"privateIPAddress": "10.0.0.4"}]}],
        azure + "lb-list": [{"id": NETWORK + "loadBalancers/lb", "loadBalancingRules": [
            {"protocol": "Tcp", "frontendPort": 443, "frontendIPConfiguration": {"id": FRONTEND}}]}],
    }


# Values that no cloud answers where it answers another kind.
KINDS = [0, -1, 1.5, 10 ** 30, True, False, [], {}, [[]], [None], {"a": {"b": []}}, "x" * 3000]
WORDS = ["", "\x1b[31m", "\u202e\u2066", "\x7f\x9b", "a\nforged: true", "- x\n- y", "'\"; touch pwned; #", "$(touch pwned)", "`touch pwned`", "{{ x }}", "*", "&a", "../../x",
         "ftp://x", "e\u0301", "😀", "-1", "null", "vpce-00000000", "402592597372", ROOT, "\\", "::error::forged", "##vso[x]", "<script>", "| x |"]
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def places(value, path=()):
    yield path
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else []:
        yield from places(inner, (*path, key))


def replaced(value, path, new):
    if not path:
        return new
    value = copy.deepcopy(value)
    holder = value
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = new
    return value


def at(value, path):
    for key in path:
        value = value[key]
    return value


def kind(value):
    return "number" if isinstance(value, (int, float)) and not isinstance(value, bool) else type(value).__name__


def broken(data, random_):
    """Bytes of an answer that are no JSON any more."""
    cut = random_.randrange(1, len(data) - 1)
    return random_.choice([
        b"", b" \n", data[:cut], data + b"}", data + data, data[:cut] + b"\x00" + data[cut:], data.replace(b'"', b"'", 1), data.replace(b":", b": ,", 1),
        data.replace(b'"', b'"\xff', 1), data.replace(b'"', b'"\xed\xa0\x80', 1), data.replace(b'"', b'"\\ud800', 1), data.replace(b'"', b'"\x1b', 1),
        data.replace(b'"', b'"\\x', 1), b"\xef\xbb\xbf\xef\xbb\xbf" + data, data.decode().encode("utf-32"), data.decode().encode("utf-16-le"),
        b"[" * 100_000, b'{"a":' * 100_000 + b"1" + b"}" * 100_000, b"An error occurred (UnauthorizedOperation)", b"{" + data, b"// a\n" + data])


class Runs:
    def __init__(self, binary):
        self.binary = binary
        self.folder = Path(tempfile.mkdtemp())
        self.manifest = self.folder / "privatelink.yaml"

    def run(self, *arguments):
        done = subprocess.run([self.binary, *arguments], cwd=self.folder, capture_output=True, timeout=60)
        output = done.stdout.decode() + done.stderr.decode()
        assert done.returncode in (0, 1, 2), f"status {done.returncode} of {arguments}: {output[-2000:]}"
        found = STEERING.search(output)
        assert not found, f"{found[0]!r} comes out of {arguments}: {output[:2000]}"
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    def audit(self):
        status, output, errors = self.run("audit", "--from", "cloud", "--no-config", "--today", "2026-11-24", "--format", "json")
        findings = json.loads(output)["diagnostics"] if output else []
        return status, {(finding["rule"], finding["file"]) for finding in findings}, errors

    def put(self, name, data):
        path = self.folder / "cloud" / f"{name}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    def fix(self):
        """What `--fix` writes keeps everything but `enablement`, and adds no error."""
        self.run("audit", "--from", "cloud", "--no-config", "--today", "2026-11-24", "--fix")
        after = self.manifest.read_text()
        assert without_enablement(after) == without_enablement(MANIFEST) and "# opened for the nightly export" in after, after
        assert not (self.folder / "pwned").exists() and "forged" not in after, after
        status, output, _ = self.run("lint", "--no-config", "--today", "2026-11-24", "--format", "short", "privatelink.yaml")
        assert status == 0, output
        self.manifest.write_text(MANIFEST)

    def start(self):
        """What `init --from` writes is a manifest that can be read."""
        for cloud in ("aws", "azure"):
            status, output, _ = self.run("init", "--from", "cloud", "--cloud", cloud, "--output", "-", "--all-services")
            if status == 0:
                assert set(yaml.safe_load(output)) == {"version", "limits", "company", "projects"} | {key for key in yaml.safe_load(output) if key == "contacts"}, output


def without_enablement(text):
    def strip(value):
        if isinstance(value, dict):
            return {key: strip(inner) for key, inner in value.items() if key != "enablement"}
        return [strip(inner) for inner in value] if isinstance(value, list) else value
    return strip(yaml.safe_load(text))


def main():
    binary, rounds = str(Path(sys.argv[1]).resolve()), int(sys.argv[2]) if len(sys.argv) > 2 else 4
    random_ = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 20221020)
    runs, whole = Runs(binary), snapshot()
    runs.manifest.write_text(MANIFEST)
    for name, answer in whole.items():
        runs.put(name, json.dumps(answer, indent=2).encode())
    status, expected, errors = runs.audit()
    assert status == 1 and "not collected" not in errors and len(expected) >= 12, (status, expected, errors)
    count = {"bytes": 0, "kinds": 0, "words": 0}
    for _ in range(rounds):
        for name, answer in whole.items():
            data = json.dumps(answer, indent=2).encode()
            path = random_.choice([path for path in places(answer) if path])
            old = at(answer, path)
            changes = [("bytes", broken(data, random_))]
            new = random_.choice([value for value in KINDS if kind(value) != kind(old) or kind(value) == "str"])
            changes.append(("kinds", json.dumps(replaced(answer, path, new)).encode()))
            texts = [path for path in places(answer) if isinstance(at(answer, path), str)]
            changes.append(("words", json.dumps(replaced(answer, random_.choice(texts), random_.choice(WORDS)), ensure_ascii=random_.random() < 0.5).encode()))
            for what, changed in changes:
                check(runs, expected, name, what, changed)
                count[what] += 1
            runs.put(name, data)
    print(f"ok: {count['bytes']} answers that are no JSON, {count['kinds']} with values of another kind, {count['words']} with hostile words")


def check(runs, expected, name, what, changed):
    file = runs.put(name, changed)
    status, found, errors = runs.audit()
    case = f"{what} of {name}: {changed[:1500]!r}\nstatus {status}\n{errors[:3000]}"
    relative = file.relative_to(runs.folder)
    if what == "bytes":
        assert status == 2 and re.search(rf"{re.escape(str(relative))}: .*\(line \d+, column \d+\); collect it again", errors), case
    elif status != 2 and what == "kinds":
        # Then the value is one that no rule looks at, or an empty list, and all that was wrong is still found or named as not collected.
        gone = {rule for rule, _ in expected} - {rule for rule, _ in found}
        assert not gone or "not collected" in errors or b"[]" in changed, f"{gone} are gone\n{case}"
    runs.start()
    runs.fix()


if __name__ == "__main__":
    main()
