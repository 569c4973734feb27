"""Every command of every runbook: shells parse it, shellcheck passes it, its arguments are what the cloud's client takes.

`aws`: the client of PyPI parses the arguments and botocore checks them against its model of the API; nothing is sent.
`az`: the flags are compared with a written list (runbook-az-flags.txt).
Usage: commands.py BINARY
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from recorder import Recorder, commands, compile_json

HERE = Path(__file__).parent
SAMPLES = HERE.parent.parent / "samples"
SHELLS = [["sh", "-n"], ["bash", "--posix", "-n"], ["busybox", "sh", "-n"]]


def runbooks(binary):
    """Runbooks of the samples and of the manifests here, each with a name."""
    for place in [*sorted(path for path in SAMPLES.iterdir() if path.is_dir() and path.name != "faulty"), *sorted((HERE / "manifests").glob("*.yaml"))]:
        for runbook in compile_json(binary, ["runbook", "--format", "json", str(place)])["runbooks"]:
            yield f"{place.name}, {runbook['environment']}", runbook


def value_of(name):
    """What a reader might set a variable to: with a space, where the cloud would allow it; a number, where they choose from a list."""
    if re.search(r"SUBNET_[12]$", name):
        return "1"
    return "10.0.0.0/16" if name == "CLIENT_CIDR" else f"two words {name.lower()}"


def script(runbook):
    lines = [f"{v['name']}={shell_quoted(value_of(v['name']))}" for v in runbook["variables"]]
    return "#!/bin/sh\n" + "\n".join(lines + [completed(command["command"]) for command in commands(runbook)]) + "\n"


def completed(line):
    """A line as the reader completes it."""
    return re.sub(r"^([A-Z][A-Z0-9_]*)=''$", lambda match: f"{match[1]}={shell_quoted(value_of(match[1]))}", line)


def shell_quoted(text):
    return "'" + text.replace("'", "'\\''") + "'"


def check_syntax(name, runbook, folder):
    path = Path(folder) / "script.sh"
    path.write_text(script(runbook))
    for shell in SHELLS:
        if shutil.which(shell[0]) is None:
            sys.exit(f"{shell[0]} is not here: sh Scripts/install-test-tools")
        done = subprocess.run([*shell, str(path)], capture_output=True, text=True)
        assert done.returncode == 0, f"{name}: {' '.join(shell)}: {done.stderr}"
    done = subprocess.run(["shellcheck", "--shell=sh", str(path)], capture_output=True, text=True)
    assert done.returncode == 0, f"{name}: shellcheck: {done.stdout}{done.stderr}"


def check_variables(name, runbook):
    """A variable that a command uses was set by a command before, or is named for the reader to set: each once, and each is used."""
    names = [variable["name"] for variable in runbook["variables"]]
    assert len(names) == len(set(names)), f"{name}: a variable is named twice: {names}"
    known, used = set(names), set()
    for command in commands(runbook):
        mine = set(re.findall(r"\$\{([A-Z_][A-Z0-9_]*):\?\}", command["command"]))
        assert mine <= known, f"{name}: nothing has set {mine - known}: {command}"
        used |= mine
        assert not re.search(r"\$[A-Z_]", command["command"]), f"{name}: runs with an empty variable: {command}"
        captured = re.match(r"([A-Z][A-Z0-9_]*)=(\$\(|''$)", command["command"])
        known |= {captured[1]} if captured else set()
    assert used >= set(names), f"{name}: variables {names}, used {sorted(used)}"
    assert not any("#" in command["command"] for command in commands(runbook)), name


# The longest name each service takes, and where a command says it.
LIMITS = [("elbv2 create-load-balancer", "--name", 32), ("elbv2 create-target-group", "--name", 32), ("ec2 create-security-group", "--group-name", 255),
          ("network lb create", "--name", 80), ("network private-link-service create", "--name", 80), ("network private-endpoint create", "--name", 64),
          ("network private-endpoint create", "--connection-name", 64)]


def check_names(name, runbook, call, names):
    """What is created has a name of its own in the workspace, within the rules of its service, in which project and environment are read."""
    for operation, option, limit in LIMITS:
        if not " ".join(call[1:]).startswith(operation):
            continue
        made = call[call.index(option) + 1]
        assert len(made) <= limit and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", made), f"{name}: {made}"
        assert not made.startswith(("internal-", "sg-")), f"{name}: {made}"
        assert made.startswith(f"{runbook['project']}-{runbook['environment']}"), f"{name}: {made}"
        key = name.split(", ")[0], operation, option, made
        assert key not in names, f"{made} is made for {names[key]} and for {name}"
        names[key] = name


class APIModel:
    """The `aws` client in this process; each call ends where it would be sent."""

    def __init__(self):
        from awscli.clidriver import create_clidriver

        os.environ |= {"AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x", "AWS_EC2_METADATA_DISABLED": "true", "AWS_PAGER": ""}
        self.driver = create_clidriver()
        self.sent = []
        self.driver.session.register("before-call", self.stop)

    def stop(self, model, params, **_):
        self.sent.append((model, params))

        class Answer:
            status_code = 200

        # What lists nothing, as the service says it.
        members = model.output_shape.members if model.output_shape else {}
        return Answer(), {member: [] for member, shape in members.items() if shape.type_name == "list"}

    # What a waiter asks for, again and again until the answer is the one it waits for.
    WAITERS = {"load-balancer-available": "describe-load-balancers", "target-in-service": "describe-target-health"}

    def check(self, name, call):
        if call[2] == "wait":
            waiters = self.driver.session.get_waiter_model(call[1]).waiter_names
            assert call[3].title().replace("-", "") in waiters, f"{name}: {call[1]} waits for {waiters}"
            call = [call[0], call[1], self.WAITERS[call[3]], *call[4:]]
        self.sent.clear()
        with tempfile.TemporaryFile("w+") as output:
            keep = sys.stdout, sys.stderr
            sys.stdout = sys.stderr = output
            try:
                status = self.driver.main(call[1:])
            finally:
                sys.stdout, sys.stderr = keep
            output.seek(0)
            assert status == 0 and len(self.sent) == 1, f"{name}: {' '.join(call)}\n{output.read()}"
        model, params = self.sent[0]
        body = params["body"]
        for member, value in body.items():
            self.check_value(name, model, member, value)

    def check_value(self, name, model, member, value):
        """The client does not check enumerations and names of filters against the model: this does."""
        # A query API flattens its parameters: Filter.1.Name, DefaultActions.member.1.Type.
        if re.fullmatch(r"Filter\.\d+\.Name", member):
            documentation = model.input_shape.members["Filters"].documentation
            assert f"<code>{value}</code>" in documentation, f"{name}: {model.name} has no filter {value}"
        shape = model.input_shape.members.get(member)
        if shape is not None and getattr(shape, "enum", None):
            assert value in shape.enum, f"{name}: {model.name}: {member} is {value}, not one of {shape.enum}"


def az_flags():
    known = {}
    for line in (HERE / "runbook-az-flags.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            command, flags = line.split(": ")
            known[command] = ({flag.lstrip("!") for flag in flags.split()}, {flag[1:] for flag in flags.split() if flag[0] == "!"})
    return known


def check_az(name, call, known):
    words = call[1:]
    flags = {word for word in words if word.startswith("--")}
    command = " ".join(words[: next(index for index, word in enumerate(words) if word.startswith("--"))])
    assert command in known, f"{name}: az {command} is not in runbook-az-flags.txt"
    allowed, required = known[command]
    assert flags <= allowed | {"--subscription", "--query", "--output"}, f"{name}: az {command} has no {flags - allowed}"
    assert required <= flags, f"{name}: az {command} lacks {required - flags}"
    assert "--ids" not in flags or not flags & {"--name", "--resource-group", "--subscription"}, f"{name}: --ids and a name: {call}"
    for flag, values in {"--connection-status": {"Approved"}, "--manual-request": {"true"}, "--sku": {"Standard"},
                         "--private-link-service-network-policies": {"Disabled"}, "--protocol": {"Tcp", "Udp"},
                         "--type": {"Microsoft.Network/privateLinkServices"}, "--public-ip-address": {""}}.items():
        if flag in words:
            assert words[words.index(flag) + 1] in values, f"{name}: {call}"
    if "--request-message" in words:
        assert len(words[words.index("--request-message") + 1]) <= 140, f"{name}: Azure takes 140 letters: {call}"
    return command


def main(binary):
    model, known, seen, names = APIModel(), az_flags(), set(), {}
    count = 0
    with tempfile.TemporaryDirectory() as folder, Recorder() as recorder:
        for name, runbook in runbooks(binary):
            check_syntax(name, runbook, folder)
            check_variables(name, runbook)
            calls, _, done = recorder.run(script(runbook))
            assert done.returncode == 0 and done.stderr.count(b"\n") == done.stderr.count(b"* Connected"), f"{name}: {done.stderr}"
            expected = [re.findall(r"(?:^|\$\(|&& )(aws|az|curl|magento-cloud|privatelint)\b", c["command"]) for c in commands(runbook)]
            assert sorted(call[0] for call in calls) == sorted(word for words in expected for word in words), f"{name}: {calls}"
            for call in calls:
                count += 1
                check_names(name, runbook, call, names)
                if call[0] == "aws":
                    model.check(name, call)
                elif call[0] == "az":
                    seen.add(check_az(name, call, known))
    assert seen == set(known), f"no runbook has az {sorted(set(known) - seen)}: runbook-az-flags.txt lists it for nothing"
    print(f"runbook commands: {count} calls as their shells, clients and APIs take them")


if __name__ == "__main__":
    main(sys.argv[1])
