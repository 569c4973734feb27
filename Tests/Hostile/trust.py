"""Checks what SECURITY.md promises: no network, nothing run but git, nothing of a repository run by git, nothing written unless asked.

    python3 Tests/Hostile/trust.py [BINARY] [-v] [TEST…]
"""

import json
import os
import re
import shutil
import subprocess
import unittest
from pathlib import Path

import common
from common import IS_ROOT, NO_TRACE, NOBODY, FaultTest, held, manifest, project_id, traced

# What each command does with a folder that contains a manifest, and with nothing asked that writes.
COMMANDS = {
    "lint": [["lint", "."], ["--fix", "--diff", "."], ["--format", "sarif"]],
    "ticket": [["ticket"], ["ticket", "--format", "json"]],
    "change": [["change", "--from", "old.yaml"]],
    "runbook": [["runbook"]],
    "verify": [["verify"]],
    "compile": [["compile"]],
    "overview": [["overview"], ["overview", "--format", "json"], ["overview", "--check", "-o", "kept.txt"]],
    "audit": [["audit", "--script"], ["audit", "--from", "describe-vpc-endpoints.json"]],
    "record": [["record", "--diff", "--project", project_id(0), "--ticket", "251234567", "privatelink.yaml"]],
    "fmt": [["fmt", "--check"], ["fmt", "--diff"]],
    "init": [["init", "-o", "-"]],
    "explain": [["explain", "https-to-commerce"]],
    "rules": [["rules"]],
    "limits": [["limits"]],
    "schema": [["schema"]],
    "settings": [["settings"]],
    # With nothing on standard input; a session of an editor has a test of its own.
    "server": [["server"]],
}
NETWORK = re.compile(r"^(socket|connect|bind|listen|accept4?|sendto|sendmsg|recvfrom|recvmsg|socketpair)\(")
STARTED = re.compile(r'^execve\("([^"]*)", \[(.*?)\].*= 0$')
WATCHED = "%network,execve,execveat"


def git(*arguments, folder, check=True, **more):
    """git itself, without what the machine has set up."""
    environment = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "GIT_CONFIG_NOSYSTEM": "1"}
    environment |= {f"GIT_{role}_{part}": "a@b.example" for role in ["AUTHOR", "COMMITTER"] for part in ["NAME", "EMAIL"]}
    return subprocess.run(["git", *arguments], cwd=folder, env=environment | more, check=check, capture_output=True, text=True)


def started(calls):
    """The programs that were run, the tool itself left out."""
    return [(Path(match[1]).name, match[2]) for match in map(STARTED.match, calls) if match][1:]


class Reach(FaultTest):
    """What the commands touch."""

    def setUp(self):
        super().setUp()
        self.put(manifest(3, "pro"))
        self.put(manifest(2), "old.yaml")
        self.put('{"VpcEndpoints": []}', "describe-vpc-endpoints.json")

    def test_every_command_is_listed(self):
        _, output, _ = self.run_in("--experimental-dump-help")
        names = {command["commandName"] for command in json.loads(output)["command"]["subcommands"] if command.get("shouldDisplay", True)}
        self.assertEqual(names - {"help"}, set(COMMANDS))

    @unittest.skipIf(NO_TRACE, NO_TRACE)
    def test_no_network_and_no_program(self):
        for arguments in [one for group in COMMANDS.values() for one in group]:
            with self.subTest(arguments):
                status, errors, calls = traced(*arguments, folder=self.folder, trace=WATCHED)
                self.assertIn(status, (0, 1), errors)
                self.assertEqual([call for call in calls if NETWORK.match(call)], [])
                self.assertEqual(started(calls), [])

    @unittest.skipIf(NO_TRACE, NO_TRACE)
    def test_a_session_of_an_editor(self):
        """The server answers from what it was sent and from the workspace: no network, no program, nothing written."""
        root = self.folder.as_uri()
        text = (self.folder / "old.yaml").read_text()
        messages = [
            {"id": 1, "method": "initialize", "params": {"processId": None, "rootUri": root, "capabilities": {}}},
            {"method": "initialized", "params": {}},
            {"method": "textDocument/didOpen", "params": {"textDocument": {
                "uri": f"{root}/privatelink.yaml", "languageId": "yaml", "version": 1, "text": text}}},
            {"id": 2, "method": "textDocument/formatting", "params": {
                "textDocument": {"uri": f"{root}/privatelink.yaml"}, "options": {"tabSize": 2, "insertSpaces": True}}},
            {"id": 3, "method": "shutdown"},
            {"method": "exit"},
        ]
        bodies = [json.dumps({"jsonrpc": "2.0"} | message).encode() for message in messages]
        session = self.folder.parent / f"{self.folder.name}.session"
        session.write_bytes(b"".join(b"Content-Length: %d\r\n\r\n%s" % (len(body), body) for body in bodies))
        self.addCleanup(session.unlink)
        before = held(self.folder)
        with session.open("rb") as stdin:
            status, errors, calls = traced("server", folder=self.folder, trace=WATCHED, stdin=stdin)
        self.assertEqual(status, 0, errors)
        self.assertEqual([call for call in calls if NETWORK.match(call)], [])
        self.assertEqual(started(calls), [])
        self.assertEqual(held(self.folder), before)

    def test_nothing_is_written(self):
        before = held(self.folder)
        for arguments in [one for group in COMMANDS.values() for one in group]:
            with self.subTest(arguments):
                self.run_in(*arguments)
                self.assertEqual(held(self.folder), before)

    def test_links_out_of_the_folder(self):
        """A pull request may contain a link to any file of the machine that checks it."""
        os.symlink("/etc/passwd", self.put("", "walked/inner/x").parent / "privatelink.yaml")
        os.symlink("../../old.yaml", self.folder / "walked/inner/up.privatelink.yaml")
        os.symlink("x", self.folder / "walked/inner/in.privatelink.yaml")
        status, output, errors = self.run_in("--format", "short", "walked")
        self.assertNotIn("root:", output + errors)
        self.assertIn("walked/inner/in.privatelink.yaml:", output)
        self.assertNotIn("up.privatelink.yaml", output)
        _, listed, errors = self.run_in("--list-files", "walked")
        self.assertEqual(listed, "walked/inner/in.privatelink.yaml\n")
        self.assertIn("left out: walked/inner/privatelink.yaml: a link to a place outside the folder", errors)


class Repository(FaultTest):
    """`change --from REVISION` in a repository that somebody has prepared."""

    def setUp(self):
        super().setUp()
        self.work = self.folder / "work"
        self.work.mkdir()
        self.marker = self.folder / "marker"
        self.trap = f"touch {self.marker}"
        git("init", "-q", "-b", "main", folder=self.work)
        self.put(manifest(1, "pro"), "work/privatelink.yaml")
        self.commit()
        self.put(manifest(2, "pro"), "work/privatelink.yaml")

    def commit(self):
        git("add", "-A", folder=self.work)
        git("commit", "-qm", "a version", folder=self.work)

    def change(self, *arguments, revision="main", folder=None, **environment):
        """Runs the command; nothing but git is started, no trap has sprung, nothing is written."""
        before = held(self.work)
        command = ["change", f"--from={revision}", *arguments]
        kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | environment
        if NO_TRACE:
            done = subprocess.run([common.BINARY, *command], cwd=folder or self.work, env=kept, capture_output=True, text=True)
            status, errors = done.returncode, done.stderr
        else:
            status, errors, calls = traced(*command, folder=folder or self.work, trace=WATCHED, env=kept)
            self.assertEqual({name for name, _ in started(calls)} - {"git"}, set())
            self.assertEqual([call for call in calls if NETWORK.match(call)], [])
        self.assertFalse(self.marker.exists(), "something of the repository was run")
        self.assertEqual(held(self.work), before)
        return status, errors

    def test_hostile_configuration(self):
        inner = f"""[alias]
    rev-parse = "!{self.trap}"
    ls-tree = "!{self.trap}"
    cat-file = "!{self.trap}"
[core]
    fsmonitor = "{self.trap}"
    hooksPath = {self.folder}/hooks
    pager = "{self.trap}"
    editor = "{self.trap}"
    askPass = "{self.trap}"
    sshCommand = "{self.trap}"
    gitProxy = "{self.trap}"
    alternateRefsCommand = "{self.trap}"
    attributesFile = {self.folder}/attributes
[pager]
    rev-parse = "{self.trap}"
    ls-tree = "{self.trap}"
    cat-file = "{self.trap}"
[diff]
    external = "{self.trap}"
[diff "trap"]
    command = "{self.trap}"
    textconv = "{self.trap}"
[filter "trap"]
    smudge = "{self.trap}"
    clean = "{self.trap}"
    process = "{self.trap}"
    required = true
[credential]
    helper = "!{self.trap}"
[gpg]
    program = "{self.trap}"
[uploadpack]
    packObjectsHook = "{self.trap}"
[protocol "ext"]
    allow = always
[trace2]
    eventTarget = {self.marker}
"""
        (self.folder / "more").write_text(inner)
        (self.folder / "attributes").write_text("* filter=trap diff=trap\n")
        self.put("* filter=trap diff=trap\n", "work/.git/info/attributes")
        for name in ["post-checkout", "pre-commit", "post-index-change", "reference-transaction", "fsmonitor-watchman"]:
            for folder in [self.folder / "hooks", self.work / ".git/hooks"]:
                folder.mkdir(exist_ok=True)
                (folder / name).write_text(f"#!/bin/sh\n{self.trap}\n")
                (folder / name).chmod(0o755)
        with open(self.work / ".git/config", "a") as config:
            config.write(inner + f'[include]\n    path = {self.folder}/more\n[includeIf "gitdir:**"]\n    path = {self.folder}/more\n')
        # The traps are real: git by itself runs into them.
        git("status", folder=self.work, check=False)
        self.assertTrue(self.marker.exists(), "the configuration is no trap")
        self.marker.unlink()
        status, errors = self.change()
        self.assertEqual(status, 0, errors)

    def test_environment(self):
        names = ["GIT_EXTERNAL_DIFF", "GIT_PAGER", "PAGER", "GIT_SSH_COMMAND", "GIT_PROXY_COMMAND", "GIT_EDITOR", "GIT_ASKPASS"]
        status, errors = self.change(**dict.fromkeys(names, self.trap))
        self.assertEqual(status, 0, errors)

    def test_partial_clone(self):
        """What is missing is not fetched, whatever the remote is said to be."""
        git("config", "extensions.partialClone", "origin", folder=self.work)
        git("config", "remote.origin.promisor", "true", folder=self.work)
        git("config", "protocol.ext.allow", "always", folder=self.work)
        git("config", "remote.origin.url", f"ext::sh -c {self.trap.replace(' ', '% ')}", folder=self.work)
        blob = git("rev-parse", "main:privatelink.yaml", folder=self.work).stdout.strip()
        (self.work / ".git/objects" / blob[:2] / blob[2:]).unlink()
        status, errors = self.change()
        self.assertEqual(status, 2)
        self.assertRegex(errors, "partial clone")
        git("cat-file", "-p", blob, folder=self.work, check=False)
        self.assertTrue(self.marker.exists(), "the remote is no trap")

    def test_git_beside_the_manifest(self):
        """A program of the repository is not taken for git, even where the search path names the current folder."""
        (self.work / "git").write_text(f"#!/bin/sh\n{self.trap}\n")
        (self.work / "git").chmod(0o755)
        for path in [".:", ":", "work:"]:
            status, errors = self.change(PATH=path + os.environ["PATH"])
            self.assertEqual(status, 0, errors)

    def test_revisions(self):
        """A revision is never an option, and never a command."""
        traps = ["--output=x", "-cx.y=z", "-h", "--help", "--all", "--git-dir=/tmp", "--upload-pack=x", "-", "--", "--end-of-options", "x\ny", "main --all",
                 f"$({self.trap})", f"`{self.trap}`", f"main; {self.trap}", f"ext::{self.trap}", "main^{tree", "main\x01", "@{upstream}", ":/", "main..main", "^main"]
        for revision in traps:
            with self.subTest(revision):
                status, errors = self.change(revision=revision)
                self.assertEqual(status, 2, errors)
                self.assertNotRegex(errors, "usage: git|fatal:|unknown option")
                self.assertEqual(sorted(path.name for path in self.folder.iterdir()), ["work"])

    def test_names_in_a_revision(self):
        """Names of files are never taken for options or for lines of a protocol."""
        for name in ["--output=x.privatelink.yaml", "-c.privatelink.yaml", "a\nblob 1.privatelink.yaml", 'q"$(touch y).privatelink.yaml', "\\t.privatelink.yaml"]:
            self.put(manifest(1, "pro").replace("unoukjc", f"unouk{len(name) % 10}a"), f"work/{name}")
        self.commit()
        status, errors = self.change()
        self.assertNotIn("fatal", errors)
        self.assertIn(status, (0, 1), errors)

    def test_replaced_objects(self):
        """A replacement that the repository keeps does not change what a revision says."""
        self.commit()
        blob = git("rev-parse", "main:privatelink.yaml", folder=self.work).stdout.strip()
        (self.folder / "other").write_text("version: 1\ncompany: Somebody else\nprojects: {}\n")
        other = git("hash-object", "-w", str(self.folder / "other"), folder=self.work).stdout.strip()
        git("replace", blob, other, folder=self.work)
        status, errors = self.change("--exit-code")
        self.assertEqual(status, 0, errors)

    def test_links_and_submodules(self):
        """A link in a revision is no file, wherever it leads."""
        os.symlink("/etc/passwd", self.work / "link.privatelink.yaml")
        self.commit()
        os.unlink(self.work / "link.privatelink.yaml")
        status, errors = self.change()
        self.assertEqual(status, 0, errors)
        self.assertNotIn("root:", errors)

    @unittest.skipUnless(IS_ROOT, "giving a repository away takes root")
    def test_somebody_elses_repository(self):
        """git's own guard against repositories of other people stays in force."""
        for path in [self.work, *self.work.rglob("*")]:
            os.chown(path, NOBODY, NOBODY)
        status, errors = self.change(HOME="/nonexistent", SUDO_UID="")
        self.assertEqual(status, 2, errors)

    def test_bare_repository_in_the_tree(self):
        """A repository that was committed as ordinary files brings its configuration, and nothing of it runs."""
        inner = self.work / "docs/example"
        shutil.copytree(self.work / ".git", inner)
        with open(inner / "config", "a") as config:
            config.write(f'[core]\n    bare = true\n    fsmonitor = "{self.trap}"\n    pager = "{self.trap}"\n')
        self.put(manifest(1, "pro"), "work/docs/example/privatelink.yaml")
        self.change(folder=inner)


if __name__ == "__main__":
    common.main()
