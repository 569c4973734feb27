"""Breaks every way of writing a file: a full disk, a read-only one, a kill at any moment, other writers, links, folders.

    python3 Tests/Hostile/writing.py [BINARY] [-v] [TEST…]

Whatever happens, a file contains its old bytes or its new ones, no temporary file is left, and the error is reported with status 2. ROUNDS in the
environment is the number of kills (default: 300).
"""

import os
import random
import re
import resource
import shutil
import signal
import stat
import subprocess
import threading
import time
import unittest
from pathlib import Path

import common
from common import IS_ROOT, NO_TRACE, NOBODY, FaultTest, held, manifest, ordinal, traced

ROUNDS = int(os.environ.get("ROUNDS", 300))
NAME = "privatelink.yaml"
# Every way to write, as arguments after the binary; `{to}` is the folder that is written to.
EDITS = [["--fix", "{to}/privatelink.yaml"], ["fmt", "{to}/privatelink.yaml"]]
NEW = [["init", "-o", "{to}/new.yaml"], ["--format", "json={to}/report.json", "good.yaml"], ["--write-baseline", "{to}/baseline.json", "good.yaml"],
       ["ticket", "-o", "{to}", "good.yaml"]]


def filled(arguments, folder):
    return [argument.replace("{to}", str(folder)) for argument in arguments]


class Full(FaultTest):
    """No room for the new bytes."""

    def setUp(self):
        super().setUp()
        self.put(manifest(20, "pro"), "good.yaml")

    def test_disk(self):
        with self.mounted("-t", "tmpfs", "-o", "size=96k", "tmpfs", on=self.folder / "small") as small:
            (small / NAME).write_text(manifest(200))
            for arguments in EDITS:
                with self.subTest(arguments):
                    self.fails("no space left on the disk", *filled(arguments, small))
            (small / "padding").write_bytes(bytes(os.statvfs(small).f_bavail * 4096))
            for arguments in NEW:
                with self.subTest(arguments):
                    self.fails("no space left on the disk", *filled(arguments, small))

    def test_size_limit(self):
        self.put(manifest(60))
        (self.folder / "out").mkdir()
        limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (16, 16))
        for arguments in EDITS + NEW:
            to = self.folder if arguments in EDITS else self.folder / "out"
            with self.subTest(arguments):
                self.fails("the file would become too large", *filled(arguments, to), preexec_fn=limit)

    def test_standard_output(self):
        self.put(manifest(60))
        with open(self.folder / "report", "wb") as report:
            limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
            done = subprocess.run([common.BINARY, NAME], cwd=self.folder, stdout=report, stderr=subprocess.PIPE, preexec_fn=limit)
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertIn(b"standard output: the file would become too large", done.stderr)


class Refused(FaultTest):
    """No right to write, or nothing that can be written to."""

    def setUp(self):
        super().setUp()
        self.put(manifest(2, "pro"), "good.yaml")
        self.put(manifest())

    def test_read_only_disk(self):
        closed = self.folder / "closed"
        closed.mkdir()
        shutil.copy(self.folder / NAME, closed)
        with self.mounted("--bind", str(closed), on=closed):
            subprocess.run(["mount", "-o", "remount,ro,bind", str(closed)], check=True)
            for arguments in EDITS + NEW:
                with self.subTest(arguments):
                    self.fails("the disk is read-only", *filled(arguments, closed))

    def as_nobody(self):
        """Root may do everything, so the test steps down."""
        if not IS_ROOT:
            return {}
        common.BINARY, before = Path(self.open_binary()), common.BINARY
        self.addCleanup(setattr, common, "BINARY", before)
        return {"user": NOBODY, "group": NOBODY, "extra_groups": []}

    def test_read_only_folder(self):
        somebody = self.as_nobody()
        closed = self.folder / "closed"
        closed.mkdir()
        shutil.copy(self.folder / NAME, closed)
        (closed / NAME).chmod(0o666)
        closed.chmod(0o555)
        for arguments in EDITS + NEW:
            with self.subTest(arguments):
                self.fails("no file can be created in its folder: permission denied", *filled(arguments, closed), **somebody)
        closed.chmod(0o755)

    def test_read_only_file(self):
        somebody = self.as_nobody()
        (self.folder / NAME).chmod(0o444)
        for arguments in EDITS:
            with self.subTest(arguments):
                self.fails("privatelink.yaml: permission denied", *filled(arguments, "."), **somebody)

    def test_immutable_file(self):
        done = subprocess.run(["chattr", "+i", self.folder / NAME], capture_output=True, text=True)
        if done.returncode != 0:
            self.skipTest(f"no file is made immutable here: {done.stderr.strip()}")
        try:
            for arguments in EDITS:
                with self.subTest(arguments):
                    self.fails("privatelink.yaml: permission denied", *filled(arguments, "."))
        finally:
            subprocess.run(["chattr", "-i", self.folder / NAME], check=True)

    def test_folder_as_target(self):
        (self.folder / "folder").mkdir()
        for arguments in [["--format", "json=folder", "good.yaml"], ["--write-baseline", "folder", "good.yaml"]]:
            with self.subTest(arguments):
                self.fails("`folder` is a folder", *arguments)
        self.fails("`folder` already exists", "init", "-o", "folder")
        self.fails("good.yaml", "ticket", "-o", "good.yaml", "good.yaml")
        self.fails("no such file or folder", "ticket", "-o", "missing/folder", "good.yaml")
        self.fails("no such file or folder", "init", "-o", "missing/new.yaml")

    def test_manifest_as_target(self):
        os.symlink(NAME, self.folder / "report.json")
        for arguments in [["--write-baseline", NAME], ["--format", f"json={NAME}"], ["--format", "sarif=report.json"]]:
            with self.subTest(arguments):
                self.fails("is a manifest to check; nothing was written to it", *arguments)
        self.fails("new.json cannot take two outputs", "--format", "json=new.json", "--format", "sarif=new.json")

    def test_one_of_many(self):
        """A file that cannot be written costs neither the others nor the report."""
        closed = self.folder / "closed"
        closed.mkdir()
        self.put(manifest(), "a.privatelink.yaml")
        self.put(manifest().replace("unoukjc", "unoukjd"), f"closed/{NAME}")
        (self.folder / NAME).unlink()
        with self.mounted("--bind", str(closed), on=closed):
            subprocess.run(["mount", "-o", "remount,ro,bind", str(closed)], check=True)
            status, output, errors = self.run_in("--fix", "--format", "short", "a.privatelink.yaml", "closed")
        self.assertEqual(status, 2)
        self.assertIn("closed/privatelink.yaml: the disk is read-only", errors)
        self.assertIn("fixed 1 finding in 1 file\n", errors)
        self.assertEqual((self.folder / "a.privatelink.yaml").read_text(), manifest(1, "pro"))
        self.assertEqual((closed / NAME).read_text(), manifest().replace("unoukjc", "unoukjd"))
        self.assertIn("closed/privatelink.yaml:5:11: error", output)


class Kept(FaultTest):
    """What a new text does not change: links, modes, owners."""

    def test_links(self):
        """The link stays, the file at the end of the chain is written, in its own folder."""
        self.put(manifest(), "elsewhere/deep/file.yaml")
        os.symlink("deep/file.yaml", self.folder / "elsewhere/second")
        os.symlink(self.folder / "elsewhere/second", self.folder / NAME)
        for arguments, text in [(["--fix", NAME], manifest(1, "pro")), (["--format", f"short={NAME}", "good.yaml"], "")]:
            self.put(manifest(1, "pro"), "good.yaml")
            status, _, errors = self.run_in(*arguments)
            (self.folder / "good.yaml").unlink()
            self.assertEqual(status, 0, errors)
            now = held(self.folder)
            self.assertEqual(now.pop("elsewhere/deep/file.yaml").decode(), text)
            self.assertEqual(now, {
                "elsewhere": None, "elsewhere/deep": None, "elsewhere/second": "deep/file.yaml", NAME: str(self.folder / "elsewhere/second")})

    def test_dangling_link(self):
        os.symlink("new.json", self.folder / "link")
        self.put(manifest(1, "pro"), "good.yaml")
        self.assertEqual(self.run_in("--format", "json=link", "good.yaml")[0], 0)
        self.assertEqual(os.readlink(self.folder / "link"), "new.json")
        self.assertTrue((self.folder / "new.json").is_file())
        os.symlink("nothing.yaml", self.folder / "dangling")
        self.fails("`dangling` already exists", "init", "-o", "dangling")

    def test_hard_link(self):
        """A whole file at any time means a new one: another name of the old one keeps the old text."""
        os.link(self.put(manifest()), self.folder / "other")
        self.assertEqual(self.run_in("--fix", NAME)[0], 0)
        self.assertEqual(held(self.folder), {NAME: manifest(1, "pro").encode(), "other": manifest().encode()})

    def test_modes(self):
        for mode in [0o600, 0o640, 0o755, 0o4755, 0o666]:
            for arguments in EDITS:
                with self.subTest(arguments, mode=oct(mode)):
                    path = self.put(manifest())
                    path.chmod(mode)
                    self.assertEqual(self.run_in(*filled(arguments, "."), umask=0o077)[0], 0)
                    self.assertEqual(stat.S_IMODE(path.stat().st_mode), mode)

    def test_new_file_obeys_umask(self):
        self.assertEqual(self.run_in("init", umask=0o027)[0], 0)
        self.assertEqual(stat.S_IMODE((self.folder / NAME).stat().st_mode), 0o640)

    @unittest.skipUnless(IS_ROOT, "giving files away takes root")
    def test_owner(self):
        path = self.put(manifest())
        os.chown(path, 1234, 2345)
        path.chmod(0o4750)
        self.assertEqual(self.run_in("--fix", NAME)[0], 0)
        now = path.stat()
        self.assertEqual((now.st_uid, now.st_gid, stat.S_IMODE(now.st_mode)), (1234, 2345, 0o4750))

    @unittest.skipUnless(IS_ROOT, "becoming another user takes root")
    def test_somebody_elses_file(self):
        """Who may not give files away keeps the group where that is allowed, and never opens the file to more people."""
        common.BINARY, before = Path(self.open_binary()), common.BINARY
        self.addCleanup(setattr, common, "BINARY", before)
        for groups, mode, expected in [([2345], 0o4660, (NOBODY, 2345, 0o660)), ([], 0o4646, (NOBODY, NOBODY, 0o666)), ([], 0o606, (NOBODY, NOBODY, 0o666))]:
            path = self.put(manifest())
            os.chown(path, 1234, 2345)
            path.chmod(mode)
            with self.subTest(groups=groups, mode=oct(mode)):
                status, _, errors = self.run_in("--fix", NAME, user=NOBODY, group=NOBODY, extra_groups=groups)
                self.assertEqual(status, 0, errors)
                now = path.stat()
                self.assertEqual((now.st_uid, now.st_gid, stat.S_IMODE(now.st_mode)), expected)
            path.unlink()

    def test_output_is_the_manifest(self):
        """`fmt FILE >>FILE`: the file is open as standard output, and is still replaced as a whole."""
        path = self.put(manifest())
        with open(path, "ab") as out:
            subprocess.run([common.BINARY, "--fix", "--quiet", NAME], cwd=self.folder, stdout=out, stderr=subprocess.DEVNULL)
        self.assertEqual(path.read_text(), manifest(1, "pro"))


class Killed(FaultTest):
    """The end of the process at any moment."""

    WAYS = [["--fix", NAME], ["fmt", NAME], ["init", "-o", "new.yaml"], ["--format", "json=new.json", NAME], ["ticket", "-o", "tickets", "good.yaml"]]

    def lay(self):
        for path in list(self.folder.iterdir()):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        self.put(manifest(60))
        self.put(manifest(2, "pro"), "good.yaml")

    def outcomes(self, arguments):
        """What the folder may contain afterwards, name by name: the old bytes or the new ones, or nothing where there was nothing."""
        self.lay()
        before = held(self.folder)
        begin = time.monotonic()
        self.run_in(*arguments)
        duration = time.monotonic() - begin
        after = held(self.folder)
        return {name: {before.get(name, ...), after.get(name, ...)} for name in before | after}, duration, before, after

    def check(self, allowed, arguments):
        """Returns what the folder contains, and whether a whole new file was left under its hidden name.

        That happens between the last two calls of a replacement only; a run that comes a minute later clears it away.
        """
        now = held(self.folder)
        hidden = set(now) - set(allowed)
        for name in hidden:
            path = self.folder / name
            self.assertRegex(path.name, r"^\..*\.privatelint$", "a file is left behind")
            target = str(path.with_name(path.name[1:].removesuffix(".privatelint")).relative_to(self.folder))
            self.assertIn(now[name], allowed[target])
            os.utime(path, (time.time() - 61,) * 2)
            self.run_in(*arguments)
        for name, choices in allowed.items():
            self.assertIn(held(self.folder).get(name, ...), choices, f"{name} is neither the old file nor the new one")
        self.assertLessEqual(set(held(self.folder)), set(allowed), "a file is left behind")
        return now, len(hidden)

    def test_at_random(self):
        chance = random.Random(7)
        seen = {"before": 0, "between": 0, "after": 0}
        hidden = 0
        plans = [(arguments, *self.outcomes(arguments)) for arguments in self.WAYS]
        for number in range(ROUNDS):
            arguments, allowed, duration, before, after = plans[number % len(plans)]
            self.lay()
            ending = chance.choice([signal.SIGKILL, signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
            process = subprocess.Popen(
                [common.BINARY, *arguments], cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(chance.uniform(0, 1.2 * duration))
            process.send_signal(ending)
            process.wait()
            now, left = self.check(allowed, arguments)
            hidden += left
            seen["before" if now == before else "after" if now == after else "between"] += 1
        print(f"{ROUNDS} kills: {seen}; {hidden} left a whole file under its hidden name", flush=True)
        self.assertLessEqual(hidden, ROUNDS // 20)
        self.assertGreater(seen["before"], ROUNDS // 20, "every kill came too late")
        self.assertGreater(seen["after"], ROUNDS // 20, "every kill came too early")

    @unittest.skipIf(NO_TRACE, NO_TRACE)
    def test_at_every_call(self):
        """A kill on entry to each system call from the first that opens something to write."""
        kills = hidden = 0
        for arguments in self.WAYS:
            allowed, _, _, _ = self.outcomes(arguments)
            self.lay()
            alone = [*arguments, *([] if arguments[0] == "init" else ["--jobs", "1"])]
            _, _, calls = traced(*alone, folder=self.folder)
            names = [call.split("(")[0] for call in calls]
            first = next(index for index, call in enumerate(calls) if re.match(r"open.*O_WRONLY|mkdir\(", call))
            for index in range(first, len(calls)):
                name = names[index]
                if not name.isidentifier() or name.startswith("exit"):
                    continue
                when = names[:index + 1].count(name)
                self.lay()
                traced(*alone, folder=self.folder, trace=name, inject=[f"{name}:signal=KILL:when={when}"])
                hidden += self.check(allowed, arguments)[1]
                kills += 1
        print(f"{kills} kills, one at each system call; {hidden} left a whole file under its hidden name", flush=True)
        self.assertGreater(kills, 50)


@unittest.skipIf(NO_TRACE, NO_TRACE)
class Failing(FaultTest):
    """Each system call of writing fails once, with and without files that have no name."""

    def setUp(self):
        super().setUp()
        self.put(manifest())

    def calls(self):
        copy = self.folder / "copy"
        copy.mkdir()
        shutil.copy(self.folder / NAME, copy)
        _, _, calls = traced("--fix", "--jobs", "1", NAME, folder=copy)
        shutil.rmtree(copy)
        return calls

    def fix(self, *inject, status, words=""):
        before = held(self.folder)
        ended, errors, calls = traced("--fix", "--jobs", "1", NAME, folder=self.folder, inject=inject)
        self.assertEqual(ended, status, errors)
        self.assertIn(words, errors)
        self.assertEqual(held(self.folder), before if status == 2 else {NAME: manifest(1, "pro").encode()})
        return calls

    def test_unnamed(self):
        calls = self.calls()
        if not any("O_TMPFILE" in call for call in calls):
            self.skipTest("this file system has no files without a name")
        write = ordinal(calls, "write", "projects")
        for call, _error, words in [
            (f"write:error=ENOSPC:when={write}", "ENOSPC", "no space left on the disk"), ("fsync:error=EIO", "EIO", "the disk could not be"),
            ("fchmod:error=EIO", "EIO", "the disk could not be"), ("linkat:error=EIO", "EIO", "the disk could not be"),
            ("rename:error=EIO", "EIO", "the disk could not be"),
        ]:
            with self.subTest(call):
                self.fix(call, status=2, words=words)
        self.fix("fsync:error=EINVAL", status=0)

    def test_interrupted_write(self):
        write = ordinal(self.calls(), "write", "projects")
        self.fix(f"write:error=EINTR:when={write}", status=0)

    def test_named(self):
        """Where there are no files without a name, one with a hidden name does, and it goes whatever fails."""
        opened = ordinal(self.calls(), "openat", "O_TMPFILE")
        named = f"openat:error=EOPNOTSUPP:when={opened}"
        write = ordinal(self.calls(), "write", "projects")
        for call in [f"write:error=ENOSPC:when={write}", "fsync:error=EIO", "fchmod:error=EIO", "rename:error=EIO"]:
            with self.subTest(call):
                self.fix(named, call, status=2)
        calls = self.fix(named, status=0)
        self.assertTrue(any(".privatelint-" in call and "O_EXCL" in call for call in calls))

    def test_new_file_without_hard_links(self):
        """`init` on a disk that has neither files without a name nor hard links."""
        copy = self.folder / "copy"
        copy.mkdir()
        _, _, calls = traced("init", folder=copy)
        opened = ordinal(calls, "openat", "O_TMPFILE")
        shutil.rmtree(copy)
        copy.mkdir()
        faults = [f"openat:error=EOPNOTSUPP:when={opened}", "link,linkat:error=EPERM"]
        status, errors, _ = traced("init", folder=copy, inject=faults)
        self.assertEqual(status, 0, errors)
        self.assertEqual(list(held(copy)), [NAME])
        status, errors, _ = traced("init", folder=copy, inject=faults)
        self.assertEqual((status, list(held(copy))), (2, [NAME]))

    def test_changed_since_read(self):
        """Somebody saves the file while the fixed text is being written: his text stays, and the other files are done."""
        mine = manifest().replace("Northwind", "Southwind")

        def save():
            time.sleep(0.7)
            self.put(mine)

        for arguments in (["--fix", "--format", "short"], ["fmt"]):
            self.put(manifest())
            self.put(manifest().replace("unoukjc", "unoukjd"), "z.yaml")
            # The first file's text waits for its place.
            thread = threading.Thread(target=save)
            thread.start()
            status, errors, _ = traced(
                *arguments, "--jobs", "1", NAME, "z.yaml", folder=self.folder, inject=["fsync:delay_enter=1500000:when=1"])
            thread.join()
            self.assertEqual(status, 2, errors)
            self.assertIn("`privatelink.yaml` has changed since it was read; nothing was written to it", errors)
            now = held(self.folder)
            self.assertEqual(now.pop(NAME).decode(), mine)
            self.assertNotEqual(now.pop("z.yaml").decode(), manifest().replace("unoukjc", "unoukjd"))
            self.assertEqual(now, {})

    def test_gone_since_read(self):
        thread = threading.Thread(target=lambda: (time.sleep(0.7), (self.folder / NAME).unlink()))
        thread.start()
        status, errors, _ = traced("--fix", "--jobs", "1", NAME, folder=self.folder, inject=["fsync:delay_enter=1500000:when=1"])
        thread.join()
        self.assertEqual((status, held(self.folder)), (2, {}), errors)


class Together(FaultTest):
    """Several writers and readers at once."""

    def start(self, *arguments):
        return subprocess.Popen([common.BINARY, *arguments], cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)

    def end(self, process):
        _, errors = process.communicate(timeout=60)
        if process.returncode == 2:
            self.assertRegex(errors.decode(), "has changed since it was read|already exists")
        return process.returncode

    def formatted(self, text):
        done = subprocess.run([common.BINARY, "fmt", "-"], input=text.encode(), capture_output=True, check=True)
        return done.stdout.decode()

    def test_edits(self):
        before, fixed = manifest(30), manifest(30, "pro")
        allowed = {fixed, self.formatted(before), self.formatted(fixed)}
        for _ in range(20):
            self.put(before)
            writers = [self.start(*arguments) for arguments in [["--fix", NAME], ["fmt", NAME]] * 3]
            self.assertIn(0, [self.end(writer) for writer in writers])
            now = held(self.folder)
            self.assertIn(now.pop(NAME).decode(), allowed)
            self.assertEqual(now, {})

    def test_readers(self):
        """Who reads while others write finds a whole text at any time."""
        before, fixed = manifest(60), manifest(60, "pro")
        path = self.put(before)
        seen, isDone = set(), threading.Event()

        def read():
            while not isDone.is_set():
                seen.add(path.read_text())

        reader = threading.Thread(target=read)
        reader.start()
        for _ in range(30):
            self.end(self.start("--fix", NAME))
            other = self.folder / "other"
            other.write_text(before)
            other.replace(path)
        isDone.set()
        reader.join()
        self.assertEqual(seen, {before, fixed})

    def test_new_files(self):
        for _ in range(20):
            statuses = [self.end(process) for process in [self.start("init", "--company", f"Company {n}") for n in range(6)]]
            self.assertEqual(sorted(statuses), [0, 2, 2, 2, 2, 2])
            now = held(self.folder)
            self.assertEqual(list(now), [NAME])
            self.assertIn(f"Company {statuses.index(0)}\n", now[NAME].decode())
            (self.folder / NAME).unlink()

    def test_reports(self):
        """The last report wins, whole."""
        self.put(manifest(60), "a.yaml")
        self.put(manifest(1), "b.yaml")
        allowed = set()
        for name in ["a.yaml", "b.yaml"]:
            self.run_in("--format", "json=report.json", name)
            allowed.add((self.folder / "report.json").read_bytes())
        for _ in range(20):
            for writer in [self.start("--format", "json=report.json", name) for name in ["a.yaml", "b.yaml"] * 3]:
                self.assertEqual(self.end(writer), 1)
            now = held(self.folder)
            self.assertIn(now["report.json"], allowed)
            self.assertEqual(sorted(now), ["a.yaml", "b.yaml", "report.json"])


if __name__ == "__main__":
    common.main()
