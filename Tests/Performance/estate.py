"""Writes manifests of many endpoint services, and what was collected of all of them; run by itself, reads that as Python reads JSON.

    estate.py FOLDER    reads every JSON file below the folder once
"""
import json
import sys
from pathlib import Path

ACCOUNT = "210987654321"
REGION = "eu-west-1"
ADOBE = "arn:aws:iam::402592597372:root"
PROJECT = """\
  {project}:
    plan: pro
    cloud: aws
    region: eu-west-1
    environments:
      production:
        connection: bidirectional
        customer: {{ account: "{account}", region: eu-west-1 }}
        ports:
          - {{ service: SFTP, port: 2222 }}
        endpoint_services:
          erp:
            service_name: {service}
            allowed_principals: [{adobe}]
            load_balancers: [{balancer}]
            ports: [{{ service: ERP API, protocol: HTTPS, port: 8443 }}]
"""


def service(number):
    return f"vpce-svc-{number + 1:017x}"


def balancer(number):
    return f"arn:aws:elasticloadbalancing:{REGION}:{ACCOUNT}:loadbalancer/net/erp{number}/{number:016x}"


def project(number):
    letters = "abcdefghijkmnopqrstuvwxyz2345678"
    identifier = "a" + "".join(letters[number >> 5 * place & 31] for place in range(12))
    return PROJECT.format(project=identifier, account=ACCOUNT, service=f"com.amazonaws.vpce.{REGION}.{service(number)}", adobe=ADOBE, balancer=balancer(number))


def write(folder, count):
    """Manifests of so many endpoint services, ten to a file, in `manifests`, and a whole snapshot of them in `cloud`."""
    (folder / "manifests").mkdir(parents=True)
    for first in range(0, count, 10):
        text = "version: 1\ncompany: Northwind Outfitters\nprojects:\n" + "".join(project(number) for number in range(first, min(first + 10, count)))
        (folder / "manifests" / f"{first}.privatelink.yaml").write_text(text)
    cloud = folder / "cloud" / "aws" / ACCOUNT / REGION
    cloud.mkdir(parents=True)
    for name, answer in answers(count):
        (cloud / f"{name}.json").write_text(json.dumps(answer, indent=4))


def answers(count):
    """Names of calls, and what they answer."""
    yield "get-caller-identity", {"Account": ACCOUNT, "Arn": f"arn:aws:iam::{ACCOUNT}:user/a", "UserId": "A"}
    yield "describe-vpc-endpoints", {"VpcEndpoints": []}
    yield "describe-vpc-endpoint-service-configurations", {"ServiceConfigurations": [
        {"ServiceId": service(number), "ServiceName": f"com.amazonaws.vpce.{REGION}.{service(number)}", "ServiceState": "Available",
         "AcceptanceRequired": True, "NetworkLoadBalancerArns": [balancer(number)]} for number in range(count)]}
    yield "describe-load-balancers", {"LoadBalancers": [{"LoadBalancerArn": balancer(number), "Type": "network", "State": {"Code": "active"}} for number in range(count)]}
    for number in range(count):
        group = f"arn:aws:elasticloadbalancing:{REGION}:{ACCOUNT}:targetgroup/erp{number}/{number:016x}"
        yield f"describe-vpc-endpoint-service-permissions--{service(number)}", {"AllowedPrincipals": [
            {"PrincipalType": "Account", "Principal": ADOBE, "ServiceId": service(number)}]}
        yield f"describe-vpc-endpoint-connections--{service(number)}", {"VpcEndpointConnections": []}
        yield f"describe-listeners--erp{number}-{number:016x}", {"Listeners": [
            {"LoadBalancerArn": balancer(number), "Port": 8443, "Protocol": "TCP", "DefaultActions": [{"Type": "forward", "TargetGroupArn": group}]}]}
        yield f"describe-target-health--erp{number}-{number:016x}", {"TargetHealthDescriptions": [{"TargetHealth": {"State": "healthy"}}]}


def read(folder):
    for path in sorted(folder.rglob("*.json")):
        json.loads(path.read_bytes())


if __name__ == "__main__":
    read(Path(sys.argv[1]))
