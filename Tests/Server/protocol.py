#!/usr/bin/env python3
"""The protocol of `privatelint server`, byte by byte: what a client may do by LSP 3.17, and what a broken one does.

    protocol.py BINARY [NAME ...]
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path

from client import CAPABILITIES, CLEAN, Client, codes, edit, message

BINARY = sys.argv[1]
PARSE, INVALID, UNKNOWN, PARAMS, EARLY, CANCELLED = -32700, -32600, -32601, -32602, -32002, -32800
TESTS = []


def test(function):
    TESTS.append(function)
    return function


def error(answer):
    return answer["error"]["code"]


# Framing

@test
def header_in_pieces(client):
    """Each byte in a read of its own."""
    data = message({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}})
    for index in range(len(data)):
        client.write(data[index:index + 1])
    assert client.answer(1)["result"]["capabilities"]


@test
def messages_in_one_read(client):
    requests = [{"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}},
                {"jsonrpc": "2.0", "id": 2, "method": "shutdown"}, {"jsonrpc": "2.0", "method": "exit"}]
    client.write(b"".join(map(message, requests)))
    assert client.answer(1) and client.answer(2)["result"] is None
    assert client.wait() == 0


@test
def other_header_fields(client):
    body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}}).encode()
    for head in (b"Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length: %d", b"content-length:%d\r\nX-Other: a:b",
                 b"Content-Length: %d\r\nContent-Type: application/vscode-jsonrpc; charset=utf8"):
        client.write(head % len(body) + b"\r\n\r\n" + body)
        assert "id" in client.answer(1)


@test
def missing_length(client):
    client.start()
    client.write(b"Content-Type: x\r\n\r\n{\"jsonrpc\": \"2.0\", \"id\": 7, \"method\": \"shutdown\"}")
    assert error(client.answer(None)) == PARSE
    assert client.ask("shutdown")["result"] is None


@test
def bad_lengths(client):
    client.start()
    for length in (b"", b"-1", b"abc", b"1e3", b"0x10"):
        client.write(b"Content-Length: " + length + b"\r\n\r\n")
        assert error(client.answer(None)) == PARSE, length
    assert client.ask("shutdown")["result"] is None


@test
def length_too_short_or_long(client):
    client.start()
    body = json.dumps({"jsonrpc": "2.0", "id": 50, "method": "shutdown"}).encode()
    client.write(b"Content-Length: %d\r\n\r\n" % (len(body) - 5) + body)
    assert error(client.answer(None)) == PARSE
    client.write(message({"jsonrpc": "2.0", "id": 51, "method": "nothing/here"}))
    assert error(client.answer(51)) == UNKNOWN
    # The next message is swallowed in part, and the one after it is not.
    client.write(b"Content-Length: %d\r\n\r\n" % (len(body) + 9) + body)
    client.write(message({"jsonrpc": "2.0", "id": 52, "method": "nothing/here"}))
    assert error(client.answer(None)) == PARSE
    client.write(message({"jsonrpc": "2.0", "id": 53, "method": "nothing/here"}))
    assert error(client.answer(53)) == UNKNOWN


@test
def enormous_length(client):
    client.start()
    client.write(b"Content-Length: 99999999999999999999999\r\n\r\n{}")
    assert error(client.answer(None)) == PARSE


@test
def other_encoding(client):
    client.start()
    body = json.dumps({"jsonrpc": "2.0", "id": 9, "method": "shutdown"}).encode("utf-16")
    client.write(b"Content-Length: %d\r\nContent-Type: application/json; charset=utf-16\r\n\r\n" % len(body) + body)
    assert error(client.answer(None)) == PARSE
    assert client.ask("shutdown")["result"] is None


@test
def noise(client):
    """Random bytes between messages cost no message after them."""
    client.start()
    random.seed(19)
    for round in range(40):
        client.write(bytes(random.randrange(256) for _ in range(random.randrange(1, 400))) + b"\r\n\r\n")
        client.write(message({"jsonrpc": "2.0", "id": 1000 + round, "method": "nothing/here"}))
        # One may be lost whose header the noise damaged; the next one is not.
        client.write(message({"jsonrpc": "2.0", "id": 2000 + round, "method": "nothing/here"}))
        assert error(client.answer(2000 + round)) == UNKNOWN


# JSON-RPC

@test
def broken_json(client):
    client.start()
    for body in (b"", b"{", b"nonsense", b"{\"jsonrpc\": \"2.0\",}", b"\xff\xfe", b"[" * 100_000, b"{\"a\":" * 100_000, b"\"\\ud800"):
        client.write(message(body))
        assert error(client.answer(None)) == PARSE, body[:20]
    assert client.ask("shutdown")["result"] is None


@test
def no_messages(client):
    client.start()
    for value in ([], 5, "text", None, True, {}, {"jsonrpc": "2.0"}, {"jsonrpc": "1.0", "method": "exit"}, {"method": "exit"},
                  {"jsonrpc": "2.0", "method": 5}, {"jsonrpc": "2.0", "id": {}, "method": "shutdown"},
                  {"jsonrpc": "2.0", "id": 1.5, "method": "shutdown"}, [{"jsonrpc": "2.0", "id": 1, "method": "shutdown"}]):
        client.write(message(value))
        assert error(client.answer(None)) == INVALID, value
    client.send({"jsonrpc": "2.0", "id": "s", "method": "textDocument/hover", "params": "text"})
    assert error(client.answer("s")) == INVALID


@test
def ids(client):
    """An answer has the ID of its request, of the same type."""
    client.start()
    for id in ("7", 7, -1, 0, "", "é\u202e\"", 2**53):
        client.send({"jsonrpc": "2.0", "id": id, "method": "nothing/here"})
        assert error(client.answer(id)) == UNKNOWN


@test
def answers_nobody_waits_for(client):
    client.start()
    for value in ({"id": 99, "result": None}, {"id": "x", "result": {}}, {"id": 5, "error": {"code": 1, "message": "no"}}):
        client.send({"jsonrpc": "2.0", **value})
    assert client.stop() == 0


@test
def unknown_methods(client):
    client.start()
    assert error(client.ask("textDocument/nonsense", {})) == UNKNOWN
    assert error(client.ask("$/nonsense", {})) == UNKNOWN
    client.notify("$/nonsense")
    client.notify("textDocument/nonsense")
    assert client.stop() == 0


# Lifecycle

@test
def wrong_order(client):
    assert error(client.ask("textDocument/hover", {})) == EARLY
    assert error(client.ask("shutdown")) == EARLY
    client.open(CLEAN)
    client.start()
    assert error(client.ask("initialize", {"capabilities": {}})) == INVALID
    assert client.ask("shutdown")["result"] is None
    assert error(client.ask("shutdown")) == INVALID
    assert error(client.ask("textDocument/hover", {})) == INVALID
    client.notify("exit")
    assert client.wait() == 0


@test
def exit_without_shutdown(client):
    client.start()
    client.notify("exit")
    assert client.wait() == 1


@test
def exit_before_initialize(client):
    client.notify("exit")
    assert client.wait() == 1


@test
def end_of_input(client):
    client.start()
    client.process.stdin.close()
    assert client.wait() == 1


@test
def end_of_input_after_shutdown(client):
    client.start()
    client.ask("shutdown")
    client.process.stdin.close()
    assert client.wait() == 0


@test
def end_inside_a_message(client):
    client.start()
    client.write(b"Content-Length: 500\r\n\r\n{\"jsonrpc\"")
    client.process.stdin.close()
    assert client.wait() == 1


@test
def editor_gone(client):
    """The process of the editor ends while another process keeps the pipe open."""
    editor = subprocess.Popen(["sleep", "60"])
    client.start(processId=editor.pid)
    assert client.process.poll() is None
    editor.kill()
    editor.wait()
    assert client.wait(5) == 1


@test
def reader_gone(client):
    client.start()
    client.process.stdout.close()
    try:
        for version in range(50):
            client.open("version: 2\n", f"{version}.privatelink.yaml")
            time.sleep(0.01)
    except BrokenPipeError:
        pass
    assert client.process.wait(5) == 1
    client.process.stdout = open(os.devnull, "rb")  # noqa: SIM115 (the client closes it)


@test
def cancelled(client):
    """A request that is taken back before it was its turn is answered with the error of the protocol."""
    client.start()
    client.write(message({"jsonrpc": "2.0", "id": 70, "method": "nothing/here"})
                 + message({"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": 70}})
                 + message({"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": 71}})
                 + message({"jsonrpc": "2.0", "method": "$/cancelRequest", "params": None}))
    assert error(client.answer(70)) == CANCELLED
    assert client.stop() == 0


# Positions

@test
def encodings(client):
    assert client.start()["positionEncoding"] == "utf-8"


def encoding_test(offered, chosen):
    @test
    def agreed(client):
        general = {"positionEncodings": offered} if offered is not None else {}
        assert client.start({"general": general})["positionEncoding"] == chosen
        width = {"utf-8": 4, "utf-16": 2, "utf-32": 1}[chosen]
        # One scalar beyond U+FFFF, then `é` in one and in two scalars, before a number that is no port.
        prefix = CLEAN.replace("{ service: SFTP, port: 2222 }", "{ service: \"\U0001F600\u00e9e\u0301\", port: 70000 }")
        found = client.diagnostics(client.open(prefix))
        assert codes(found) == ["port-out-of-range"], found
        before = {"utf-8": 4 + 2 + 1 + 2, "utf-16": 2 + 1 + 1 + 1, "utf-32": 1 + 1 + 1 + 1}[chosen]
        start = len("          - { service: \"") + before + len("\", port: ")
        assert found[0]["range"] == {"start": {"line": 14, "character": start}, "end": {"line": 14, "character": start + 5}}
        # A change after the same letters.
        uri = client.uri()
        client.change(uri, 2, edit((14, start), (14, start + 5), "2222"))
        assert client.diagnostics(uri, 2) == []
        # And one inside the scalar: it goes to its start.
        quote = len("          - { service: \"")
        client.change(uri, 3, edit((14, quote), (14, quote + width), ""), edit((0, 0), (0, 0), "\U0001F600: 1\n"),
                      edit((0, 0), (1, 0), ""))
        assert client.diagnostics(uri, 3) == []
    agreed.__name__ = f"encoding_{chosen}_of_{'_'.join(offered or ['nothing'])}"


encoding_test(None, "utf-16")
encoding_test(["utf-16"], "utf-16")
encoding_test(["utf-32"], "utf-32")
encoding_test(["utf-8"], "utf-8")
encoding_test(["utf-16", "utf-8"], "utf-8")
encoding_test(["utf-32", "utf-16"], "utf-16")


@test
def changes_like_an_editor(client):
    """Random changes of a text with many kinds of line breaks give the text that Python makes of them."""
    client.start({"general": {"positionEncodings": ["utf-32"]}})
    random.seed(3)
    alphabet = ["a", "\n", "\r\n", "\r", "\u00e9", "\U0001F600", " ", "key: ", "#", "- "]

    def lines(text):
        """The start of each line, and its end without the line break."""
        result, start, index = [], 0, 0
        while index < len(text):
            step = 2 if text[index:index + 2] == "\r\n" else 1 if text[index] in "\r\n" else 0
            if step:
                result.append((start, index))
                start = index = index + step
            else:
                index += 1
        return result + [(start, len(text))]

    text, version = CLEAN, 1
    uri = client.open(text)
    for _ in range(60):
        changes = []
        for _ in range(random.randrange(1, 6)):
            spots = lines(text)
            places = sorted((random.randrange(len(spots) + 2), random.randrange(60)) for _ in range(2))

            def offset(place, spots=spots, text=text):
                if place[0] >= len(spots):
                    return len(text)
                start, end = spots[place[0]]
                return min(end, start + place[1])
            first, last = (places if random.random() < 0.9 else reversed(places))
            start, end = sorted((offset(first), offset(last)))
            if end - start > 30:
                end, last = start, first if offset(first) == start else last
                first = last
            new = "".join(random.choice(alphabet) for _ in range(random.randrange(8)))
            changes.append(edit(first, last, new))
            text = text[:start] + new + text[end:]
        version += 1
        client.change(uri, version, *changes)
    # The same text opened at once has the same findings in the same places.
    found = client.diagnostics(uri, version)
    client.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
    client.diagnostics(uri)
    client.open(text)
    assert client.diagnostics(uri) == found


@test
def ranges_beyond_the_text(client):
    client.start()
    uri = client.open(CLEAN)
    assert client.diagnostics(uri) == []
    huge = 2**40
    client.change(uri, 2, edit((huge, huge), (huge, huge), "# end\n"), edit((0, huge), (0, huge), " # one"),
                  edit((5, 3), (2, 1), "x"), edit((-4, -9), (-1, -1), "y"))
    assert codes(client.diagnostics(uri, 2))
    client.change(uri, 3, {"text": CLEAN})
    assert client.diagnostics(uri, 3) == []
    for value in ({"range": "all", "text": CLEAN}, {"range": {"start": {}}, "text": CLEAN}, {"nothing": 1}, 5):
        client.change(uri, 4, value)
    assert client.diagnostics(uri, 4) == []


@test
def half_a_surrogate_pair(client):
    client.start()
    body = json.dumps({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": {
        "uri": client.uri(), "languageId": "yaml", "version": 1, "text": CLEAN + "# @@\n"}}}).replace("@@", "\\ud83d").encode()
    client.write(message(body))
    assert client.diagnostics(client.uri()) == []


@test
def notifications_without_sense(client):
    client.start()
    for method in ("textDocument/didOpen", "textDocument/didChange", "textDocument/didClose", "textDocument/didSave",
                   "workspace/didChangeWatchedFiles", "workspace/didChangeWorkspaceFolders", "workspace/didChangeConfiguration"):
        for params in ({}, [], {"textDocument": 5}, {"textDocument": {"uri": 5}}, {"textDocument": {"uri": "file:///%zz"}},
                       {"changes": [5, {"uri": "x"}]}, {"event": {"added": [1], "removed": {}}}, {"settings": [1]}):
            client.notify(method, params)
    uri = client.open(CLEAN)
    assert client.diagnostics(uri) == []
    client.notify("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "yaml", "version": 5, "text": "version: 2\n"}})
    assert "unsupported-version" in codes(client.diagnostics(uri, 5))


# Diagnostics

@test
def diagnostics_say_all(client):
    client.start()
    text = CLEAN.replace("port: 2222 }", "port: 2222 }\n          - { service: SFTP, port: 2222 }  # privatelint: ignore[udp-transport] -- no")
    found = client.diagnostics(client.open(text))
    assert codes(found) == ["duplicate-port", "unused-ignore"]
    twice, ignore = found
    assert twice["severity"] == 1 and ignore["severity"] == 2 and twice["source"] == "privatelint"
    assert twice["relatedInformation"][0]["location"]["range"]["start"]["line"] == 14
    assert ignore["tags"] == [1] and "tags" not in twice
    assert "\nhelp: " in twice["message"]


@test
def what_the_client_does_not_take(client):
    client.start({})
    text = CLEAN.replace("port: 2222 }", "port: 2222 }\n          - { service: SFTP, port: 2222 }  # privatelint: ignore[udp-transport] -- no")
    for finding in client.diagnostics(client.open(text)):
        assert not {"relatedInformation", "tags", "codeDescription"} & set(finding), finding


@test
def across_files(client):
    """A second declaration of an environment is found at once, in open and closed texts, and goes with its cause."""
    (client.folder / "a.privatelink.yaml").write_text(CLEAN)
    client.start()
    uri = client.open(CLEAN, "b.privatelink.yaml")
    found = client.diagnostics(uri, 1)
    assert codes(found) == ["duplicate-environment"]
    assert found[0]["relatedInformation"][0]["location"]["uri"] == client.uri("a.privatelink.yaml")
    client.change(uri, 2, {"text": CLEAN.replace("production:", "staging:")})
    assert client.diagnostics(uri, 2) == []
    # The other file is opened, changed, and closed without being saved.
    other = client.open(CLEAN.replace("production:", "staging:"), "a.privatelink.yaml")
    assert codes(client.diagnostics(uri, 2)) == ["duplicate-environment"]
    client.notify("textDocument/didClose", {"textDocument": {"uri": other}})
    assert client.diagnostics(uri, 2) == []


@test
def closed_files(client):
    """What is wrong with a closed file of the folder is published as well, and taken back when it is put right."""
    path = client.folder / "a.privatelink.yaml"
    path.write_text(CLEAN.replace("pro\n", "starter\n"))
    client.start()
    uri = client.uri("a.privatelink.yaml")
    assert codes(client.diagnostics(uri)) == ["plan-not-pro"]
    path.write_text(CLEAN)
    client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": uri, "type": 2}]})
    assert client.diagnostics(uri) == []
    path.write_text(CLEAN.replace("pro\n", "starter\n"))
    client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": uri, "type": 2}]})
    assert client.diagnostics(uri)
    path.unlink()
    client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": uri, "type": 3}]})
    assert client.diagnostics(uri) == []
    path.write_text("version: 2\n")
    client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": uri, "type": 1}]})
    assert client.diagnostics(uri)


@test
def other_yaml(client):
    """A YAML file that is no manifest is none of the server's business, and one that the settings name is."""
    client.start()
    client.open("services:\n  web:\n    ports: [80]\n", "docker-compose.yml")
    uri = client.open("version: 2\n", "untitled:Untitled-1", language="privatelink")
    assert client.diagnostics(uri)
    assert not any(value.get("params", {}).get("diagnostics") for value in client.received if "docker" in json.dumps(value))
    (client.folder / ".privatelint.yaml").write_text("include: ['net/*.yaml']\nrules: { unknown-region: off }\n")
    client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": client.uri(".privatelint.yaml"), "type": 1}]})
    assert client.diagnostics(client.open("version: 2\n", "net/one.yaml"))


@test
def settings(client):
    """Settings apply as soon as they are saved, and what is wrong with them is shown while they are written."""
    client.open("version: 2\n")
    client.start()
    manifest = client.open(CLEAN.replace("eu-west-1", "eu-west-9"))
    assert "unknown-region" in codes(client.diagnostics(manifest))
    settings = client.open("rules: { unknown-regoin: off }\n", ".privatelint.yaml")
    assert codes(client.diagnostics(settings)) == ["unknown-rule"]
    (client.folder / ".privatelint.yaml").write_text("rules: { unknown-region: off }\n")
    client.change(settings, 2, {"text": "rules: { unknown-region: off }\n"})
    assert client.diagnostics(settings, 2) == []
    client.notify("textDocument/didSave", {"textDocument": {"uri": settings}})
    assert "unknown-region" not in codes(client.diagnostics(manifest))


@test
def settings_on_disk(client):
    (client.folder / ".privatelint.yaml").write_text("rules: { nonsense: off }\n")
    client.start()
    (client.folder / "x").mkdir()
    client.open(CLEAN)
    assert codes(client.diagnostics(client.uri(".privatelint.yaml"))) == ["unknown-rule"]
    (client.folder / ".privatelint.yaml").write_text("version: 1\n")
    client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": client.uri(".privatelint.yaml"), "type": 2}]})
    assert client.diagnostics(client.uri(".privatelint.yaml")) == []


@test
def folders_that_come_and_go(client):
    with tempfile.TemporaryDirectory() as other:
        (Path(other) / "a.privatelink.yaml").write_text(CLEAN)
        client.start()
        text = client.open(CLEAN, (Path(other) / "b.privatelink.yaml").as_uri())
        assert client.diagnostics(text) == []
        folder = {"uri": Path(other).as_uri(), "name": "o"}
        client.notify("workspace/didChangeWorkspaceFolders", {"event": {"added": [folder], "removed": []}})
        assert codes(client.diagnostics(text)) == ["duplicate-environment"]
        client.notify("workspace/didChangeWorkspaceFolders", {"event": {"added": [], "removed": [folder]}})
        assert client.diagnostics(text) == []


@test
def links_in_the_folder(client):
    """A manifest that is open under two names, or under another name than the folder's, is one manifest."""
    (client.folder / "a.privatelink.yaml").write_text(CLEAN)
    (client.folder / "z.privatelink.yaml").symlink_to("a.privatelink.yaml")
    (client.folder / "deep").mkdir()
    (client.folder / "deep/link.privatelink.yaml").symlink_to("../a.privatelink.yaml")
    client.start()
    link = client.open(CLEAN, "z.privatelink.yaml")
    assert client.diagnostics(link, 1) == []
    deep = client.open(CLEAN, "deep/link.privatelink.yaml")
    assert client.diagnostics(deep, 1) == []
    target = client.open(CLEAN, "a.privatelink.yaml")
    assert client.diagnostics(target, 1) == []
    # What is wrong is shown in the text in which it is written.
    client.change(link, 2, {"text": CLEAN.replace("plan: pro", "plan: starter")})
    assert codes(client.diagnostics(link, 2)) == ["plan-not-pro"]
    client.notify("textDocument/didClose", {"textDocument": {"uri": link}})
    client.change(target, 2, {"text": CLEAN.replace("plan: pro", "plan: starter")})
    assert codes(client.diagnostics(target, 2)) == ["plan-not-pro"]


@test
def a_whole_disk(client):
    """A folder of very many folders costs a bounded time: what lies near its root is checked, the rest when it is opened."""
    (client.folder / "net").mkdir()
    (client.folder / "net/a.privatelink.yaml").write_text(CLEAN)
    for number in range(150):
        for inner in range(150):
            (client.folder / f"w{number:03}/{inner:03}").mkdir(parents=True)
    deep = client.folder / "w149/149/x/deep.privatelink.yaml"
    deep.parent.mkdir()
    deep.write_text(CLEAN)
    begun = time.monotonic()
    client.start()
    uri = client.open(CLEAN, "b.privatelink.yaml")
    assert codes(client.diagnostics(client.uri("net/a.privatelink.yaml"), seconds=60)) == ["duplicate-environment"]
    assert time.monotonic() - begun < 30
    assert any("20000 folders" in json.dumps(value) for value in client.received if value.get("method") == "window/logMessage")
    client.change(uri, 2, {"text": CLEAN.replace("yw1unoukjcawe", "hjv6kacivg6ku")})
    assert client.diagnostics(uri, 2) == []
    assert codes(client.diagnostics(client.open(CLEAN, "w149/149/x/deep.privatelink.yaml"), 1)) == ["duplicate-environment"]


@test
def policies(client):
    """What an organization asks for is found while a manifest is written, and its page is in the hover."""
    (client.folder / ".privatelint.yaml").write_text(
        "policies:\n  - id: owner\n    on: projects\n    require: { x-owner: present }\n    message: each project names its owner\n")
    client.start()
    uri = client.open(CLEAN)
    assert codes(client.diagnostics(uri, 1)) == ["policy/owner"], client.received[-1]
    client.change(uri, 2, {"text": CLEAN.replace("    plan: pro", "    x-owner: payments\n    plan: pro")})
    assert client.diagnostics(uri, 2) == []


@test
def defaults(client):
    """What the settings supply is not missing, the hover says where it comes from, and it follows a change of the settings."""
    lines = [line for line in CLEAN.splitlines() if not line.startswith("company") and "customer:" not in line]
    text = "\n".join(line for line in lines if "account:" not in line and not line.startswith("          region:")) + "\n"
    settings = client.folder / ".privatelint.yaml"
    settings.write_text('defaults:\n  company: Northwind\n  customer: { account: "210987654321", region: eu-west-1 }\n')
    client.start()
    uri = client.open(text)
    assert client.diagnostics(uri) == [], client.received[-1]
    for word, wanted in (("production", ["`customer/account` `210987654321`", ".privatelint.yaml:3"]), ("yw1unoukjcawe", ["`company` `Northwind`", ".privatelint.yaml:2"])):
        line = next(number for number, line in enumerate(text.splitlines()) if line.strip() == word + ":")
        place = {"line": line, "character": text.splitlines()[line].index(word) + 1}
        hover = client.ask("textDocument/hover", {"textDocument": {"uri": uri}, "position": place})["result"]["contents"]["value"]
        assert all(part in hover for part in wanted), hover
    settings.write_text("defaults: { company: Northwind }\n")
    client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": client.uri(".privatelint.yaml"), "type": 2}]})
    assert codes(client.diagnostics(uri)) == ["missing-key"], client.received[-1]


@test
def edition_of_the_settings(client):
    """The limits that a hover names are those under which the manifest is checked."""
    text = CLEAN.replace("2222", "443")
    line = next(number for number, line in enumerate(text.splitlines()) if "443" in line)
    place = {"line": line, "character": text.splitlines()[line].index("443")}
    client.start()
    uri = client.open(text)
    seen = []
    for edition in ("2022-10", "2023-03"):
        (client.folder / ".privatelint.yaml").write_text(f"limits: {edition}\n")
        client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": client.uri(".privatelint.yaml"), "type": 2}]})
        barred = "https-to-commerce" in codes(client.diagnostics(uri))
        hover = client.ask("textDocument/hover", {"textDocument": {"uri": uri}, "position": place})["result"]["contents"]["value"]
        seen.append(barred)
        assert barred == ("443 toward" in hover or "HTTPS" in hover.split("---")[0].replace("Usual port of HTTPS", "")), hover
    assert seen == [True, False], seen


def execute(client, command, *arguments):
    return client.ask("workspace/executeCommand", {"command": f"privatelint.{command}", "arguments": list(arguments)})


@test
def change_request(client):
    """The change request compares a revision with the texts of the editor, saved or not."""
    path = client.folder / "infra" / "privatelink.yaml"
    path.parent.mkdir()
    path.write_text(CLEAN)
    client.start()
    uri = client.open(CLEAN, "infra/privatelink.yaml")
    assert error(execute(client, "change", uri)) == -32803, "there is no repository"
    for words in (["init", "-q", "-b", "main"], ["add", "."], ["-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-qm", "one"]):
        subprocess.run(["git", *words], cwd=client.folder, check=True)
    assert execute(client, "change", uri)["result"] == "No changes: the two versions are equivalent.\n"
    client.change(uri, 2, {"text": CLEAN + "          - { service: MySQL, port: 3306 }\n"})
    whole = execute(client, "change", uri)["result"]
    assert "Open TCP 3306 (MySQL)" in whole and whole.startswith("Subject:"), whole
    assert execute(client, "change", uri, "yw1unoukjcawe", "production", "main")["result"] == whole
    assert "3306" not in execute(client, "change", uri, "yw1unoukjcawe", "staging")["result"]
    assert "no-such-branch" in execute(client, "change", uri, "yw1unoukjcawe", "production", "no-such-branch")["error"]["message"]
    client.change(uri, 3, {"text": CLEAN.replace("2222", "22")})
    assert "errors" in execute(client, "change", uri)["error"]["message"]
    untitled = client.open(CLEAN, "untitled:Untitled-1", language="privatelink")
    assert "not in a file" in execute(client, "change", untitled)["error"]["message"]
    assert path.read_text() == CLEAN


@test
def names_of_files(client):
    """Whatever a path is made of comes back as the client wrote it."""
    client.start()
    for name in ("späce and %.privatelink.yaml", "a+b#c?.privatelink.yaml", "日本.privatelink.yaml"):
        assert client.diagnostics(client.open("version: 2\n", name))
    odd = client.folder.as_uri().replace("file://", "file://localhost") + "/%70rivatelink.yaml"
    client.notify("textDocument/didOpen", {"textDocument": {"uri": odd, "languageId": "yaml", "version": 1, "text": "version: 2\n"}})
    assert client.diagnostics(odd)


@test
def a_change_before_the_answer(client):
    """Changes that come together are checked once, and the last version is what is published."""
    client.start()
    uri = client.open(CLEAN)
    client.diagnostics(uri)
    client.write(b"".join(message({"jsonrpc": "2.0", "method": "textDocument/didChange", "params": {
        "textDocument": {"uri": uri, "version": version}, "contentChanges": [{"text": CLEAN.replace("1\n", f"{version}\n", 1)}]}})
        for version in range(2, 12)))
    client.diagnostics(uri, 11)
    versions = [v["params"].get("version") for v in client.received if v.get("method") == "textDocument/publishDiagnostics"]
    assert versions == sorted(versions)


@test
def pulled(client):
    """A client that asks for diagnostics gets none unasked, and no result twice."""
    capabilities = json.loads(json.dumps(CAPABILITIES))
    capabilities["textDocument"]["diagnostic"] = {"dynamicRegistration": False}
    (client.folder / "a.privatelink.yaml").write_text(CLEAN)
    assert client.start(capabilities)["diagnosticProvider"]["interFileDependencies"]
    uri = client.open(CLEAN, "b.privatelink.yaml")
    report = client.ask("textDocument/diagnostic", {"textDocument": {"uri": uri}})["result"]
    assert report["kind"] == "full" and codes(report["items"]) == ["duplicate-environment"], report
    again = {"textDocument": {"uri": uri}, "previousResultId": report["resultId"]}
    assert client.ask("textDocument/diagnostic", again)["result"] == {"kind": "unchanged", "resultId": report["resultId"]}
    whole = client.ask("workspace/diagnostic", {"previousResultIds": []})["result"]["items"]
    assert {item["uri"]: len(item["items"]) for item in whole} == {client.uri("a.privatelink.yaml"): 0, uri: 1}
    client.change(uri, 2, {"text": CLEAN.replace("production:", "staging:")})
    report = client.ask("textDocument/diagnostic", again)["result"]
    assert report["kind"] == "full" and report["items"] == []
    known = [{"uri": item["uri"], "value": item["resultId"]} for item in whole]
    kinds = [item["kind"] for item in client.ask("workspace/diagnostic", {"previousResultIds": known})["result"]["items"]]
    assert kinds.count("full") == 1, kinds
    assert not any(value.get("method") == "textDocument/publishDiagnostics" for value in client.received)


@test
def resolved_later(client):
    """The edit of an action is asked for when it is taken, and refused once the text has changed."""
    client.start()
    uri = client.open(CLEAN.replace("pro\n", "Pro\n").replace("2222", "443"))
    client.diagnostics(uri)
    everything = {"textDocument": {"uri": uri}, "range": {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}},
                  "context": {"diagnostics": []}}
    actions = client.ask("textDocument/codeAction", everything)["result"]
    lazy = [action for action in actions if "data" in action]
    assert {action["kind"] for action in lazy} == {"quickfix", "source.fixAll.privatelint"} and not any("edit" in a for a in lazy)
    for action in lazy:
        change = client.ask("codeAction/resolve", action)["result"]["edit"]["documentChanges"][0]
        assert change["textDocument"] == {"uri": uri, "version": 1} and len(change["edits"]) == 1, change
    everything["context"]["only"] = ["source.fixAll"]
    assert [action["kind"] for action in client.ask("textDocument/codeAction", everything)["result"]] == ["source.fixAll.privatelint"]
    everything["context"]["only"] = ["refactor"]
    assert client.ask("textDocument/codeAction", everything)["result"] == []
    client.change(uri, 2, {"text": CLEAN})
    assert error(client.ask("codeAction/resolve", lazy[0])) == -32801


@test
def fixes_look_at_the_folder(client):
    """An ignore that only another file makes necessary is not reported as unneeded."""
    (client.folder / "a.privatelink.yaml").write_text(CLEAN)
    client.start()
    text = CLEAN.replace("production:", "production: # privatelint: ignore[duplicate-environment] -- moved next week").replace("pro\n", "Pro\n")
    uri = client.open(text, "b.privatelink.yaml")
    assert codes(client.diagnostics(uri)) == ["unknown-value"]
    action = next(a for a in client.ask("textDocument/codeAction", {
        "textDocument": {"uri": uri}, "range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}},
        "context": {"diagnostics": [], "only": ["source"]}})["result"])
    edits = client.ask("codeAction/resolve", action)["result"]["edit"]["documentChanges"][0]["edits"]
    assert [edit["newText"] for edit in edits] == ["p"], edits


@test
def ten_megabytes(client):
    client.start()
    line = "          - { service: SFTP, port: 2222 }  # one of many\n"
    text = CLEAN + line * (10_000_000 // len(line))
    begun = time.monotonic()
    uri = client.open(text)
    assert client.diagnostics(uri, 1, 120)
    client.change(uri, 2, {"text": CLEAN})
    assert client.diagnostics(uri, 2, 60) == []
    # Depth, a line of ten megabytes, and nothing but line breaks.
    for version, text in enumerate(("[" * 200_000, "x" * 10_000_000, "\n" * 10_000_000, "? " * 100_000), 3):
        client.change(uri, version, {"text": text})
        client.diagnostics(uri, version, 60)
    assert time.monotonic() - begun < 300
    assert client.stop() == 0


@test
def nothing_is_written(client):
    (client.folder / "a.privatelink.yaml").write_text(CLEAN)
    before = {path: path.read_bytes() for path in client.folder.rglob("*") if path.is_file()}
    client.start()
    uri = client.open(CLEAN + "x: 1\n", "a.privatelink.yaml")
    client.diagnostics(uri)
    assert client.stop() == 0
    assert {path: path.read_bytes() for path in client.folder.rglob("*") if path.is_file()} == before


def main():
    wanted = sys.argv[2:]
    failed = []
    for function in TESTS:
        if wanted and not any(word in function.__name__ for word in wanted):
            continue
        begun = time.monotonic()
        with tempfile.TemporaryDirectory() as folder, Client(BINARY, os.path.realpath(folder)) as client:
            try:
                function(client)
                if client.process.poll() is None and not client.process.stdin.closed:
                    client.process.stdin.close()
                    client.process.wait(10)
                assert client.process.returncode is None or client.process.returncode >= 0, "it ended by a signal"
            except Exception as fault:  # noqa: BLE001 (a test that fails is named, and the others run)
                failed.append(function.__name__)
                line = traceback.extract_tb(fault.__traceback__)[1].lineno
                print(f"{function.__name__}, line {line}: {type(fault).__name__}: {str(fault)[:600]}")
        if time.monotonic() - begun > 5:
            print(f"{function.__name__} took {time.monotonic() - begun:.0f} s")
    print(f"{len(TESTS) - len(failed)} of {len(TESTS)} pass" if not wanted else f"failed: {failed}")
    sys.exit(bool(failed))


main()
