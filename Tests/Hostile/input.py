"""Gives every command what is no text, no file, or gone: each is answered by a clear message or a correct result, with status 1 or 2, and leaves nothing.

    python3 Tests/Hostile/input.py [BINARY] [-v] [TEST…]
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
import unittest
from pathlib import Path

import common
from common import IS_ROOT, NO_TRACE, NOBODY, FaultTest, held, manifest, ordinal, traced

NAME = "privatelink.yaml"
GOOD = manifest(1, "pro").encode()
# Each command that reads manifests, with the words after which a path is. `change` reads it on either side.
COMMANDS = {
    "lint": ["lint", "--format", "short"],
    "fmt": ["fmt", "--check"],
    "ticket": ["ticket"],
    "compile": ["compile"],
    "runbook": ["runbook"],
    "verify": ["verify"],
    "change": ["change", "--from", "good.yaml"],
}
# What may come out raw: the line feed, and the escape of a colour, which is off here.
HARMLESS = {0x0A}


def raw_controls(text):
    """The control and bidirectional characters of an output."""
    bidirectional = {0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)}
    return {hex(ord(c)) for c in text if (ord(c) < 32 or 127 <= ord(c) < 160 or ord(c) in bidirectional) and ord(c) not in HARMLESS}


class InputTest(FaultTest):
    def setUp(self):
        super().setUp()
        self.bytes(GOOD, "good.yaml")

    def bytes(self, contents, name=NAME):
        (self.folder / name).write_bytes(contents)
        return name

    def company(self, value):
        """A good manifest with some bytes in the company's name."""
        return GOOD.replace(b"Northwind Outfitters", value, 1)

    def answers(self, name, expected, words, commands=COMMANDS, **more):
        """Every command ends with the status, says the words, and changes nothing."""
        for command in commands:
            with self.subTest(command, name=name):
                before = held(self.folder)
                status, output, errors = self.run_in(*COMMANDS[command], name, **more)
                wanted = expected.get(command, expected[""]) if isinstance(expected, dict) else expected
                self.assertEqual(status, wanted, output + errors)
                if wanted:
                    self.assertIn(words, output + errors)
                self.assertEqual(raw_controls(output + errors), set())
                self.assertEqual(held(self.folder), before)


class Bytes(InputTest):
    """Bytes that are not text."""

    def test_no_text(self):
        no_utf8 = "not valid YAML: bytes that are not UTF-8"
        for value, words in {
            b"a\xff": no_utf8, b"a\x80b": no_utf8, b"\xc3": no_utf8, b"\xc0\xaf": "not valid YAML", b"\xf8\x88\x80\x80\x80": no_utf8,
            b"\xed\xa0\x80": "a code point without a character", b"\xed\xb0\x80": "a code point without a character",
            b"\xf4\x90\x80\x80": "a code point without a character", b"\xe2\x28\xa1": no_utf8,
        }.items():
            self.answers(self.bytes(self.company(value)), 1, words)
            # With the place: the second line, where the value begins or soon after.
            status, output, _ = self.run_in("--format", "short", NAME)
            self.assertRegex(output, r"^privatelink\.yaml:2:1[0-2]: error: ")

    def test_utf16(self):
        """UTF-16 is read, and not laid out."""
        fmt = {"fmt": 2, "": 0}
        for encoding, mark in [("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")]:
            whole = mark + GOOD.decode().encode(encoding)
            self.answers(self.bytes(whole), fmt, "is UTF-16, which is not formatted; save it as UTF-8 first")
            self.answers(self.bytes(whole + b"\n"), {"fmt": 2, "": 1}, "UTF-", ["lint", "ticket", "fmt", "change"])
            for unit in ["\ud800", "\udc00", "\udc00\ud800"]:
                text = GOOD.decode().replace("Northwind", "a" + unit + "b", 1).encode(encoding, "surrogatepass")
                self.bytes(mark + text)
                status, output, _ = self.run_in("--format", "short", NAME)
                self.assertEqual(status, 1)
                self.assertIn("privatelink.yaml:2:11: error: not valid YAML: a UTF-16 surrogate without its partner", output)

    def test_every_control_character(self):
        """A raw one is not valid YAML, except tab, line feed, carriage return and next line; written as an escape, it is found where it would be hidden in a text."""
        allowed = {0x09, 0x0A, 0x0D, 0x85}
        for code in [*range(32), *range(127, 160)]:
            with self.subTest(hex(code)):
                self.bytes(self.company(b"a" + chr(code).encode() + b"b"))
                status, output, errors = self.run_in("--format", "text", NAME)
                self.assertEqual(raw_controls(output + errors), set())
                if code in allowed:
                    self.assertIn(status, (0, 1), output)
                else:
                    self.assertEqual(status, 1)
                    self.assertIn("not valid YAML: a control character", output)
                    self.assertIn("privatelink.yaml:2:11", output)
                self.bytes(self.company(b'"a\\x%02xb"' % code))
                status, output, errors = self.run_in("--format", "text", NAME)
                self.assertEqual(raw_controls(output + errors), set())
                # A text may contain lines.
                if code not in allowed - {0x85}:
                    self.assertEqual((status, "invisible-character" in output), (1, True), output)
                for command in ["ticket", "compile", "runbook", "change"]:
                    _, output, errors = self.run_in(*COMMANDS[command], NAME)
                    self.assertEqual(raw_controls(output + errors), set(), command)

    def test_marks(self):
        mark = b"\xef\xbb\xbf"
        self.answers(self.bytes(mark + GOOD), {"": 0}, "", ["lint", "ticket", "compile", "change"])
        self.answers(self.bytes(mark + mark + GOOD), 1, "a byte-order mark (U+FEFF) inside the file", ["ticket", "compile", "change"])
        self.answers(self.bytes(GOOD.replace(b"projects:", mark + b"projects:")), 1, "a byte-order mark (U+FEFF) inside the file", ["ticket", "compile", "change"])
        self.answers(self.bytes(GOOD.replace(b"projects:", mark + b"projects:")), 1, "privatelink.yaml:3:1: error: ", ["lint", "fmt"])
        # Inside a text it is a character; inside an identifier it is hidden.
        self.answers(self.bytes(GOOD.replace(b"210987654321", b"21098" + mark + b"7654321")), 1, "U+FEFF", ["lint", "ticket", "compile"])

    def test_hardly_anything(self):
        for contents in [b"", b"\n", b"   \n\n", b"# a note\n", b"# a note", b"\xef\xbb\xbf", b"---\n", b"---\n...\n", b"%YAML 1.1\n---\n", b"~\n"]:
            self.answers(self.bytes(contents), 1, "", ["lint", "ticket", "compile", "runbook", "verify", "change"])
            status, output, _ = self.run_in("--format", "text", NAME)
            self.assertRegex(output, "there is no manifest in this file|this document is empty|a manifest is a mapping")
            self.assertRegex(output, "help: .*(`privatelint init` writes|write a manifest here)")

    def test_no_last_line_break(self):
        self.answers(self.bytes(GOOD.rstrip(b"\n")), {"": 0}, "", ["lint", "ticket", "compile", "runbook", "verify", "change"])
        before = self.run_in("compile", "good.yaml")
        self.assertEqual(self.run_in("compile", NAME), before)
        self.run_in("fmt", NAME, "good.yaml")
        now = held(self.folder)
        self.assertEqual(now[NAME], now["good.yaml"])

    def test_settings(self):
        for contents, words in {
            b"limits: \xff\n": "bytes that are not UTF-8", b"\xff\xfel\x00\x00\xd8": "surrogate", b"limits: a\x00\n": "a control character",
            b"rules: { udp-transport: \x1b[31m }\n": "a control character", b"{": "not valid YAML", b"- a\n": "settings are a mapping",
        }.items():
            with self.subTest(contents):
                self.bytes(contents, ".privatelint.yaml")
                for arguments in [["lint"], ["settings"], ["fmt", "--check"], ["ticket"]]:
                    status, output, errors = self.run_in(*arguments, "good.yaml")
                    self.assertEqual(status, 2, output + errors)
                    self.assertIn(words, errors)
                    self.assertIn(".privatelint.yaml:1:", errors)
                    self.assertEqual(raw_controls(output + errors), set())
        for contents in [b"", b"# nothing\n", b"\xef\xbb\xbflimits: 2023-03"]:
            self.bytes(contents, ".privatelint.yaml")
            self.assertEqual(self.run_in("settings", "good.yaml")[0], 0)

    def test_logs(self):
        """What curl prints may contain anything; it is no manifest, and nothing in it is believed."""
        for contents in [b"", b"\x00" * 4096, bytes(range(256)) * 16, b"\xff\xfe", b"\xff\xfe\x00\xd8", b"* Connected to \x1b[31m\xff (10.0.0.1) port 80\n"]:
            self.bytes(contents, "curl.log")
            status, output, errors = self.run_in("verify", "--log", "curl.log", "good.yaml")
            self.assertEqual(raw_controls(output + errors), set())
            if b"Connected" in contents:
                self.assertIn("not in the manifest", output)
            else:
                self.assertEqual((status, "contains no output of a connection test" in errors), (2, True), output + errors)


class Files(InputTest):
    """What is no file, or none that may be read."""

    def test_folder_named_like_a_manifest(self):
        (self.folder / "team" / NAME).mkdir(parents=True)
        self.bytes(GOOD, f"team/{NAME}/{NAME}")
        self.answers("team", {"fmt": 1, "": 0}, "", ["lint", "ticket", "compile", "change", "fmt"])
        self.assertEqual(self.run_in("--list-files", "team")[1], f"team/{NAME}/{NAME}\n")
        # Where one file is wanted, a folder is none.
        for arguments in [["--config", "team", "good.yaml"], ["--baseline", "team", "good.yaml"], ["verify", "--log", "team", "good.yaml"]]:
            self.fails("`team` is a folder", *arguments)

    def test_no_regular_file(self):
        # Elsewhere, because the folder's content is read before and after.
        other = Path(tempfile.mkdtemp(prefix="privatelint-faults-"))
        self.addCleanup(shutil.rmtree, other)
        pipe = str(other / "pipe.yaml")
        os.mkfifo(pipe)
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(str(other / "socket.yaml"))
            words = "is not a regular file; copy its content to one"
            for name in [pipe, "/dev/null", "/dev/zero", "/dev/full"]:
                self.answers(name, 2, f"`{name}` {words}")
            self.answers(str(other / "socket.yaml"), 2, "socket.yaml: ")
            for name in [pipe, "/dev/zero"]:
                for arguments in [["--config", name], ["--baseline", name], ["verify", "--log", name], ["change", "--from", name]]:
                    status, output, errors = self.run_in(*arguments, "good.yaml")
                    self.assertEqual(status, 2, output)
                    self.assertIn(f"`{name}` {words}", errors)

    def test_links(self):
        os.symlink("circle.yaml", self.folder / "circle.yaml")
        os.symlink("there.yaml", self.folder / "here.yaml")
        os.symlink("here.yaml", self.folder / "there.yaml")
        os.symlink("gone", self.folder / "nothing.yaml")
        os.symlink(".", self.folder / "itself")
        for name in ["circle.yaml", "here.yaml"]:
            self.answers(name, 2, f"{name}: circular links")
            self.fails(f"{name}: circular links", "--config", name, "good.yaml")
        self.answers("nothing.yaml", 2, "`nothing.yaml` is a link to something that does not exist")
        self.answers("missing.yaml", 2, "missing.yaml: no such file or folder")
        self.answers("good.yaml/x", 2, "good.yaml/x: a part of the path is not a folder")
        self.answers("n" * 300, 2, "the name is too long")
        # A link to the folder that contains it is not walked.
        self.bytes(GOOD, "a.privatelink.yaml")
        self.assertEqual(self.run_in("--list-files", ".")[1], "a.privatelink.yaml\n")

    def test_unreadable(self):
        """A user who may not read a file or a folder gets a message; root becomes another user for this test."""
        binary = self.open_binary()
        self.bytes(GOOD, "a.privatelink.yaml")
        closed = self.folder / "closed"
        closed.mkdir()
        self.bytes(GOOD, f"closed/{NAME}")
        self.bytes(GOOD)
        (self.folder / NAME).chmod(0)
        closed.chmod(0)
        self.addCleanup(closed.chmod, 0o755)
        somebody = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if IS_ROOT else {}
        for command, arguments in COMMANDS.items():
            with self.subTest(command):
                done = subprocess.run(
                    [binary, *arguments, "."], cwd=self.folder, capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL, **somebody)
                self.assertEqual(done.returncode, 2, done.stdout + done.stderr)
                self.assertIn(f"{NAME}: permission denied", done.stderr)
                self.assertIn("closed: permission denied", done.stderr)
        # What could be read is done all the same.
        done = subprocess.run([binary, "ticket", "."], cwd=self.folder, capture_output=True, text=True, timeout=60, **somebody)
        self.assertIn("Subject: PrivateLink support for Northwind Outfitters", done.stdout)
        for arguments in [["--config", NAME], ["--baseline", NAME], ["verify", "--log", NAME], ["change", "--from", NAME]]:
            done = subprocess.run(
                [binary, *arguments, "a.privatelink.yaml"], cwd=self.folder, capture_output=True, text=True, timeout=60, **somebody)
            self.assertEqual(done.returncode, 2, done.stdout)
            self.assertIn(f"{NAME}: permission denied", done.stderr)

    @unittest.skipIf(NO_TRACE, NO_TRACE)
    def test_vanished(self):
        """A file that is there when the folder is walked, and gone or broken when it is read."""
        self.bytes(GOOD)
        for command in COMMANDS:
            # One thread, so that calls come in the same order every time.
            arguments = [*COMMANDS[command], "--jobs", "1"]
            _, _, calls = traced(*arguments, ".", folder=self.folder)
            opened = ordinal(calls, "openat", r'"(\./)?privatelink\.yaml", O_RDONLY')
            for code, words in {"ENOENT": "no such file or folder", "EIO": "the disk could not be read or written", "ESTALE": "Stale file handle"}.items():
                with self.subTest(command, code=code):
                    status, errors, _ = traced(*arguments, ".", folder=self.folder, inject=[f"openat:error={code}:when={opened}"])
                    self.assertEqual(status, 2, errors)
                    self.assertIn(f"{NAME}: {words}", errors)
        lint = [*COMMANDS["lint"], "good.yaml"]
        _, _, calls = traced(*lint, folder=self.folder)
        read = ordinal(calls, "read", "version: 1")
        status, errors, _ = traced(*lint, folder=self.folder, inject=[f"read:error=EIO:when={read}"])
        self.assertEqual((status, "good.yaml: the disk could not be read or written" in errors), (2, True), errors)
        status, errors, _ = traced(*lint, folder=self.folder, inject=[f"read:error=EINTR:when={read}"])
        self.assertEqual(status, 0, errors)

    def test_names_that_steer(self):
        """Line breaks, escapes, bytes that are no text and dashes in a path, with every command and every format."""
        faulty = GOOD.replace(b"SFTP, port: 2222", b"Webserver, port: 443")
        for name in ["a\nb.yaml", "a\x1b[31mb.yaml", "a\r\u202eb.yaml", "a\x9bb.yaml", "-x.yaml", "a\tb.yaml"]:
            self.bytes(faulty, name)
            for command in COMMANDS:
                with self.subTest(command, name=name):
                    status, output, errors = self.run_in(*COMMANDS[command], "--", name)
                    self.assertIn(status, (0, 1), errors)
                    self.assertEqual(raw_controls(output + errors), set())
            for form in ["text", "short", "json", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjson", "markdown"]:
                status, output, errors = self.run_in("--format", form, "--", name)
                self.assertEqual((status, raw_controls(output + errors)), (1, set()), form)
            status, output, errors = self.run_in("--format", "short", "--", name + "x")
            self.assertEqual((status, raw_controls(errors), errors.count("\n")), (2, set(), 1), errors)
            (self.folder / name).unlink()


    def test_names_that_are_no_text(self):
        self.bytes(GOOD, os.fsdecode(b"a\xff.privatelink.yaml"))
        for name in [".", os.fsdecode(b"a\xff.privatelink.yaml")]:
            for command in ["lint", "ticket", "fmt"]:
                status, output, errors = self.run_in(*COMMANDS[command], name)
                self.assertEqual((status, raw_controls(output + errors)), (2, set()))
                self.assertIn("a\ufffd.privatelink.yaml: no such file or folder, or its name is not UTF-8", errors)


class Endings(InputTest):
    """A reader that goes away, and Ctrl-C."""

    def big(self):
        return self.put(manifest(3000, "Enterprise"), "big.yaml").name

    def test_closed_pipe(self):
        """The reader takes one line and goes: no message, no trace of a crash."""
        name = self.big()
        for arguments in [*COMMANDS.values(), ["lint", "--format", "json"], ["lint", "--format", "sarif"], ["fmt", "--diff"], ["lint", "--fix", "--diff"]]:
            with self.subTest(arguments):
                # The findings of a faulty manifest go to standard error, which goes away as well.
                process = subprocess.Popen([common.BINARY, *arguments, name], cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
                process.stdout.read(1)
                process.stdout.close()
                self.assertIn(process.wait(timeout=60), (0, 1, 2, -signal.SIGPIPE))
                before = subprocess.Popen([common.BINARY, *arguments, name], cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
                before.stdout.close()
                self.assertNotRegex(before.stderr.read().decode(), "Fatal|Trace|Crash|pipe")
                before.stderr.close()
                before.wait(timeout=60)
        self.assertEqual(sorted(held(self.folder)), ["big.yaml", "good.yaml"])

    def test_interrupted(self):
        """Ctrl-C ends every command by the signal, quietly, and leaves old bytes or new ones."""
        name = self.big()
        before = (self.folder / name).read_bytes()
        endings = {}
        for arguments in [*COMMANDS.values(), ["fmt"], ["--fix", "--quiet"], ["lint", "--format", "json=report.json"], ["ticket", "-o", "tickets"]]:
            after = self.whole(arguments, name)
            for tenth in range(10):
                process = subprocess.Popen(
                    [common.BINARY, *arguments, name], cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
                time.sleep(tenth * 0.012)
                process.send_signal(signal.SIGINT)
                _, errors = process.communicate(timeout=60)
                with self.subTest(arguments, tenth=tenth):
                    self.assertIn(process.returncode, (0, 1, 2, -signal.SIGINT), errors)
                    endings[process.returncode] = endings.get(process.returncode, 0) + 1
                    self.assertNotRegex(errors.decode(), "Fatal|Trace|Crash")
                    self.assertIn((self.folder / name).read_bytes(), (before, after))
                    left = {path for path in held(self.folder) if path.startswith(".") or "privatelint-" in path}
                    self.assertEqual(left, set())
                    if (self.folder / "report.json").exists():
                        json.loads((self.folder / "report.json").read_text())
                (self.folder / name).write_bytes(before)
        self.assertGreater(endings.get(-signal.SIGINT, 0), 10, endings)

    def whole(self, arguments, name):
        """What a run that nobody interrupts makes of the file."""
        before = (self.folder / name).read_bytes()
        self.run_in(*arguments, name)
        after = (self.folder / name).read_bytes()
        (self.folder / name).write_bytes(before)
        return after

    def test_standard_input_that_stops(self):
        """Ctrl-C while it waits for standard input ends it; an end of the input is an end of the text."""
        process = subprocess.Popen([common.BINARY, "-"], cwd=self.folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        process.stdin.write(GOOD[:40])
        process.stdin.flush()
        threading.Timer(0.3, process.send_signal, [signal.SIGINT]).start()
        process.wait(timeout=20)
        self.assertEqual(process.returncode, -signal.SIGINT)
        for stream in (process.stdin, process.stdout, process.stderr):
            stream.close()
        done = subprocess.run([common.BINARY, "-", "--format", "short"], cwd=self.folder, input=GOOD[:60], capture_output=True, timeout=20)
        self.assertEqual(done.returncode, 1, done.stderr)


if __name__ == "__main__":
    # What runs in the background may have been told to ignore it, and hands that on.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    common.main()
