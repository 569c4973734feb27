#!/usr/bin/env python3
"""Feeds the binary hostile answers of clouds and of mails, and measures an audit beside `lint` of the same manifests.

    snapshots.py BINARY [WORD ...]

Whatever is in a snapshot, `audit` and `init --from` end in bounded time and memory; so does `record --reply`. An audit of 1,000
endpoint services takes at most three times `lint` of the same manifests and the reading of the JSON once, and grows as its input.
"""
import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from bounds import MEBIBYTE, MOST_MEMORY, measure_command, ordinary, write_apart

sys.path.insert(0, str(Path(__file__).parent.parent / "Performance"))
import estate  # noqa: E402

# How many times the time of an ordinary answer that comes near the limit of 64 MiB a hostile one may take.
TIMES_THE_TIME = 10
SERVICE = "vpce-svc-00000000000000001"
NAME = f"com.amazonaws.vpce.eu-west-1.{SERVICE}"
FOLDER = "cloud/aws/210987654321/eu-west-1"


def connections(services, count):
    """Requests of so many endpoints, spread over so many endpoint services."""
    return json.dumps({"VpcEndpointConnections": [
        {"ServiceId": f"vpce-svc-{number % services + 1:017x}", "VpcEndpointId": f"vpce-{number:017x}", "VpcEndpointOwner": "402592597372",
         "VpcEndpointState": "pendingAcceptance"} for number in range(count)]})


def endpoints(count):
    """Endpoints to services of the cloud's own."""
    return json.dumps({"VpcEndpoints": [
        {"VpcEndpointId": f"vpce-{number:017x}", "ServiceName": "com.amazonaws.eu-west-1.sqs", "State": "available", "OwnerId": "210987654321",
         "PrivateDnsEnabled": True, "Groups": [{"GroupId": "sg-0a1b2c3d4e5f60718"}]} for number in range(count)]})


def terraform(resources):
    return json.dumps({"format_version": "1.0", "values": {"root_module": {"resources": resources}}})


def principals(count):
    service = [{"type": "aws_vpc_endpoint_service", "values": {"id": SERVICE, "service_name": NAME}}]
    return terraform(service + [
        {"type": "aws_vpc_endpoint_service_allowed_principal",
         "values": {"vpc_endpoint_service_id": SERVICE, "principal_arn": f"arn:aws:iam::{number:012}:root"}} for number in range(count)])


def listeners(count):
    arn = "arn:aws:elasticloadbalancing:eu-west-1:210987654321:loadbalancer/net/erp/50dc6c495c0c9188"
    return terraform([
        {"type": "aws_lb_listener", "values": {"load_balancer_arn": arn, "port": number % 65535 + 1, "protocol": "TCP"}} for number in range(count)])


def modules(depth):
    return '{"format_version": "1.0", "values": {"root_module": ' + '{"child_modules": [' * depth + "{}" + "]}" * depth + "}}"


def files():
    """Name of the case, name of the file, what makes its text, words that are in what `audit` answers (None: any)."""
    endpoints = "describe-vpc-endpoints.json"
    yield "100 MiB", endpoints, lambda: '{"VpcEndpoints": [], "x": "' + "a" * (100 * MEBIBYTE) + '"}', "larger than 64 MiB"
    yield "64 MiB of spaces", endpoints, lambda: " " * (64 * MEBIBYTE - 1), "not JSON"
    yield "a text of 60 MiB", endpoints, lambda: '{"VpcEndpoints": [], "x": "' + "a" * (60 * MEBIBYTE) + '"}', "audited"
    yield "a text of escapes", endpoints, lambda: '{"VpcEndpoints": [], "x": "' + "\\u0041" * (10 * MEBIBYTE) + '"}', "audited"
    yield "an ID of 60 MiB", endpoints, lambda: '{"VpcEndpoints": [{"VpcEndpointId": "vpce-' + "0" * (60 * MEBIBYTE) + '"}]}', "audited"
    yield "a number of 60 MiB", endpoints, lambda: '{"VpcEndpoints": [], "x": ' + "1" * (60 * MEBIBYTE) + "}", "audited"
    yield "a million brackets", endpoints, lambda: "[" * 1_000_000, "inside each other"
    yield "a million objects in each other", endpoints, lambda: '{"a":' * 1_000_000, "inside each other"
    yield "modules in modules", "state.json", lambda: modules(45), "audited"
    yield "five million values", endpoints, lambda: '{"VpcEndpoints": [' + "1," * 5_000_000 + "1]}", "more than 4000000 values"
    yield "a million names", endpoints, lambda: "{" + "".join(f'"k{number}":1,' for number in range(1_000_000)) + '"VpcEndpoints": []}', "audited"
    yield "a name twice", endpoints, lambda: '{"VpcEndpoints": [], "VpcEndpoints": []}', "a name that the object already has"
    yield "a name twice, by an escape", endpoints, lambda: '{"VpcEndpoints": [], "VpcEndpoint\\u0073": []}', "a name that the object already has"
    yield "a million empty endpoints", endpoints, lambda: '{"VpcEndpoints": [' + "{}," * 1_000_000 + "{}]}", "audited"
    yield "NUL", endpoints, lambda: '{"VpcEndpoints": [{"VpcEndpointId": "vpce-\\u0000"}]}', "a NUL character"
    yield "a bare NUL", endpoints, lambda: '{"VpcEndpoints": [{"VpcEndpointId": "\0"}]}', "a control character"
    yield "half a surrogate pair", endpoints, lambda: '{"VpcEndpoints": [{"VpcEndpointId": "\\ud800"}]}', "half of a surrogate pair"
    for value in ["1", "null", "true", '"a"', "[]", "{}", "[[]]", "[null]", '[{"VpcEndpointId": []}]', '[{"VpcEndpointId": {"a": 1}}]']:
        yield f"endpoints as {value}", endpoints, lambda value=value: f'{{"VpcEndpoints": {value}}}', None
    yield "20,000 requests", "describe-vpc-endpoint-connections.json", lambda: connections(1, 20_000), "audited"
    yield "200,000 services' requests", "describe-vpc-endpoint-connections.json", lambda: connections(200_000, 200_000), "audited"
    yield "200,000 principals in a state", "state.json", lambda: principals(200_000), "audited"
    yield "200,000 listeners in a state", "state.json", lambda: listeners(200_000), "audited"


def commands():
    yield "audit", ["audit", "--from", "cloud", "--no-config", "--today", "2026-11-25", "--format", "short"], True
    yield "init", ["init", "--from", "cloud", "--cloud", "aws", "--output", "-"], False


def replies():
    yield "a reply of 3 MiB in one line", lambda: "ticket " * (3 * MEBIBYTE // 7)
    yield "a reply of 3 MiB of short lines", lambda: "a\n" * (3 * MEBIBYTE // 2)
    yield "a reply of 100,000 services", lambda: "".join(f"com.amazonaws.vpce.eu-west-1.vpce-svc-{number:017x}\n" for number in range(60_000))
    yield "a reply of 100 MiB", lambda: "a" * (100 * MEBIBYTE)
    yield "a reply of negations after a name", lambda: "com.amazonaws.vpce.eu-west-1.vpce-svc-0a1b2c3d4e5f60718. it " + "not " * (MEBIBYTE // 16) + "valid"
    yield "a reply of NULs", lambda: "\0" * MEBIBYTE


def hostile(binary, wanted, faults):
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        (folder / "privatelink.yaml").write_text(ordinary(1))
        (folder / FOLDER).mkdir(parents=True)
        path = folder / FOLDER / "describe-vpc-endpoints.json"
        write_apart(lambda: endpoints(180_000), path)
        size = path.stat().st_size
        status, output, ordinary_seconds, _ = measure_command(binary, next(commands())[1], folder)
        assert status == 0, output
        path.unlink()
        most = TIMES_THE_TIME * ordinary_seconds
        print(f"an ordinary answer of {size / MEBIBYTE:.0f} MiB: {ordinary_seconds:.2f} s")
        cases = [(name, file, make, command, arguments, words if says else None)
                 for name, file, make, words in files() for command, arguments, says in commands()]
        cases += [(name, None, make, "record", ["record", "--reply", "reply.txt"], None) for name, make in replies()]
        made = None
        for name, file, make, command, arguments, words in cases:
            if wanted and not any(word in name for word in wanted):
                continue
            path = folder / FOLDER / file if file else folder / "reply.txt"
            if made != (name, path):
                if made:
                    made[1].unlink()
                write_apart(make, path)
                made = name, path
            before = (folder / "privatelink.yaml").read_bytes()
            status, output, seconds, memory = measure_command(binary, arguments, folder)
            problems = [] if status in (0, 1, 2) else [f"status {status}"]
            if words and words not in output:
                problems.append(f"does not say {words!r}: {output[:300]!r}")
            if seconds > most or memory > MOST_MEMORY:
                problems.append("takes too much")
            if (folder / "privatelink.yaml").read_bytes() != before:
                problems.append("writes")
            print(f"{name + ', ' + command:45} {seconds:6.2f} s {memory:6.0f} MiB  {'; '.join(problems)}", flush=True)
            faults += [f"{name}, {command}: {problem}" for problem in problems]


# MARK: speed

def speed(binary, faults):
    audits = {}
    for count in [1_000, 2_000]:
        with tempfile.TemporaryDirectory() as folder:
            folder = Path(folder)
            estate.write(folder, count)
            rounds = {"lint": [], "audit": [], "reading": []}
            for _ in range(5):
                for name, arguments in [("lint", ["lint"]), ("audit", ["audit", "--from", "cloud"])]:
                    status, output, seconds, _ = measure_command(
                        binary, [*arguments, "--no-config", "--jobs", "1", "--today", "2026-11-25", "manifests"], folder)
                    assert status == 0, output[:1000]
                    rounds[name].append(seconds)
                    assert name == "lint" or f"audited {count * 5} of {count * 5} facts" in output, output[-300:]
                begun = time.process_time()
                estate.read(folder / "cloud")
                rounds["reading"].append(time.process_time() - begun)
            took = {name: statistics.median(times) for name, times in rounds.items()}
            audits[count] = took["audit"]
            allowed = 3 * took["lint"] + took["reading"]
            print(f"audit of {count} endpoint services: {took['audit']:.3f} s; lint {took['lint']:.3f} s, reading {took['reading']:.3f} s")
            if took["audit"] > allowed:
                faults.append(f"the audit of {count} endpoint services takes {took['audit']:.3f} s, allowed are {allowed:.3f} s")
    if audits[2_000] > 2.6 * audits[1_000]:
        faults.append(f"twice the endpoint services take {audits[2_000] / audits[1_000]:.2f} times as long")


def main():
    binary, wanted, faults = os.path.abspath(sys.argv[1]), sys.argv[2:], []
    if not wanted or "speed" in wanted:
        speed(binary, faults)
    if wanted != ["speed"]:
        hostile(binary, wanted, faults)
    sys.exit("\n".join(faults) or 0)


if __name__ == "__main__":
    main()
