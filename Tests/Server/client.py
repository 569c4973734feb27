"""A client of the language server that sends bytes as a test wants them."""

import contextlib
import json
import os
import select
import subprocess
import time
from pathlib import Path

# What a client like VS Code says it can do, as far as the server asks.
CAPABILITIES = {
    "general": {"positionEncodings": ["utf-8", "utf-16", "utf-32"]},
    "textDocument": {
        "publishDiagnostics": {"relatedInformation": True, "versionSupport": True, "codeDescriptionSupport": True, "dataSupport": True,
                               "tagSupport": {"valueSet": [1, 2]}},
        "completion": {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown", "plaintext"],
                                          "insertTextModeSupport": {"valueSet": [1, 2]}}},
        "hover": {"contentFormat": ["markdown", "plaintext"]},
        "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix", "source.fixAll"]}},
                       "isPreferredSupport": True, "dataSupport": True, "resolveSupport": {"properties": ["edit"]}},
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
    },
    "workspace": {"workspaceEdit": {"documentChanges": True}, "didChangeWatchedFiles": {"dynamicRegistration": True}},
}

CLEAN = """version: 1
company: Northwind Outfitters
projects:
  yw1unoukjcawe:
    plan: pro
    cloud: aws
    region: eu-west-1
    environments:
      production:
        connection: unidirectional
        customer:
          account: "210987654321"
          region: eu-west-1
        ports:
          - { service: SFTP, port: 2222 }
"""


def message(content) -> bytes:
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    return b"Content-Length: %d\r\n\r\n" % len(body) + body


class Client:
    def __init__(self, binary, folder, *arguments):
        self.folder = Path(folder)
        self.process = subprocess.Popen([binary, "server", "--today", "2026-11-24", *arguments], cwd=folder, stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.buffer = b""
        self.number = 0
        self.received = []

    # Bytes

    def write(self, data: bytes):
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def read(self, seconds=10.0):
        """The next message; None where none comes, or the server has ended."""
        end = time.monotonic() + seconds
        while True:
            head, mark, rest = self.buffer.partition(b"\r\n\r\n")
            if mark:
                length = int(head.split(b":")[1])
                if len(rest) >= length:
                    self.buffer = rest[length:]
                    value = json.loads(rest[:length].decode())
                    self.received.append(value)
                    return value
            ready, _, _ = select.select([self.process.stdout], [], [], max(0, end - time.monotonic()))
            if not ready:
                return None
            data = os.read(self.process.stdout.fileno(), 1 << 20)
            if not data:
                return None
            self.buffer += data

    # Messages

    def send(self, content):
        self.write(message(content))

    def notify(self, method, params=None):
        self.send({"jsonrpc": "2.0", "method": method, "params": params if params is not None else {}})

    def ask(self, method, params=None, seconds=10.0):
        """Sends a request and gives its answer; notifications that come before it are kept in `received`."""
        self.number += 1
        number = self.number
        content = {"jsonrpc": "2.0", "id": number, "method": method}
        if params is not None:
            content["params"] = params
        self.send(content)
        return self.answer(number, seconds)

    def answer(self, number, seconds=10.0):
        end = time.monotonic() + seconds
        while (value := self.read(max(0.01, end - time.monotonic()))) is not None:
            if value.get("id") == number and "method" not in value:
                return value
        raise AssertionError(f"no answer to request {number}; it ended with {self.process.poll()}")

    def diagnostics(self, uri, version=None, seconds=10.0):
        """The diagnostics that are published next for a text."""
        end = time.monotonic() + seconds
        while (value := self.read(max(0.01, end - time.monotonic()))) is not None:
            params = value.get("params") or {}
            if value.get("method") == "textDocument/publishDiagnostics" and params["uri"] == uri and version in (None, params.get("version")):
                return params["diagnostics"]
        raise AssertionError(f"no diagnostics for {uri}; it ended with {self.process.poll()}")

    def start(self, capabilities=None, **params):
        uri = self.folder.as_uri()
        answer = self.ask("initialize", {"processId": os.getpid(), "rootUri": uri, "capabilities": CAPABILITIES if capabilities is None else capabilities,
                                         "workspaceFolders": [{"uri": uri, "name": "w"}], **params})
        self.notify("initialized")
        return answer["result"]["capabilities"]

    def uri(self, name="privatelink.yaml"):
        return (self.folder / name).as_uri()

    def open(self, text, name="privatelink.yaml", version=1, language="yaml"):
        uri = name if ":" in name else self.uri(name)
        self.notify("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": language, "version": version, "text": text}})
        return uri

    def change(self, uri, version, *changes):
        self.notify("textDocument/didChange", {"textDocument": {"uri": uri, "version": version}, "contentChanges": list(changes)})

    def stop(self):
        """Shuts the server down as the protocol wants it; gives the status it ends with."""
        self.ask("shutdown")
        self.notify("exit")
        return self.wait()

    def wait(self, seconds=10.0):
        status = self.process.wait(seconds)
        errors = self.process.stderr.read()
        assert not errors, errors
        return status

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            with contextlib.suppress(BrokenPipeError):
                stream.close()


def codes(diagnostics):
    return sorted(finding["code"] for finding in diagnostics)


def edit(start, end, text):
    return {"range": {"start": dict(zip(("line", "character"), start)), "end": dict(zip(("line", "character"), end))}, "text": text}
