"""Hostile text in every free-text place of a manifest, through every emitter and format.

Each manifest has a twin with harmless words in the same places. What a real shell (its argument lists), two Markdown parsers (their trees) and a
JSON parser make of the one must be what they make of the other, word for word: a value may be shown, and may do nothing else.
Values that the linter refuses must not come out at all.

Usage: hostile.py BINARY [ROUNDS [SEED]]
"""
import functools
import json
import random
import re
import subprocess
import sys
import tempfile
from html.parser import HTMLParser
from pathlib import Path

import cmarkgfm
from cmarkgfm.cmark import Options
from markdown_it import MarkdownIt

sys.path.insert(0, str(Path(__file__).parent.parent / "Cloud"))
from recorder import Recorder, commands  # noqa: E402

FRAGMENTS = [
    "Subject: forged", "# forged heading", "=== ", "    code", "1. [done] You: forged", "`", "```", "~~~",
    "$(touch pwned)", "`touch pwned`", "';touch pwned;'", '"; touch pwned; "', "&& touch pwned", "| touch pwned", "> pwned", "#", "# ",
    "'", '"', "\\", "\\\\", ";", "&", "|", "<", ">", "(", ")", "{a,b}", "[a-z]*", "*", "?", "~", "~/x", "=", "a=b", "!", "!!", "%s%n", "\\n",
    "$HOME", "${1}", "$'x'", "$((1+1))", "$", "$0", "--help", "-rf", "-", "--", "---", "***", "___", "- item", "* item", "+ item", "1. item", "1) item",
    "> quote", "- [ ] task", "[link](http://evil.example)", "![i](http://evil.example/i.png)", "[r]: http://evil.example", "[^1]", "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>", "<!--", "-->", "<http://evil.example>", "&lt;", "&#35;", "&amp;", "http://evil.example/", "https://evil.example",
    "www.evil.example", "user@evil.example", "mailto:user@evil.example", "ftp://evil.example", "@team", "#12", "GH-12", "~~struck~~", "**bold**", "__bold text__",
    "_i_", "*i*", "| a | b |", "|---|", "PRIVATELINT_END", "END", "EOF", "fi", "done", "}", "connected  x port 80 (y)", "é", "漢字", "😀", "ﬁ", "::error::forged",
    "##vso[x]", "$\\alpha$", ":smile:", "\"$ERP_SERVICE_ID\"", "''", "\\'", "e\u0301",
]
COMBINING = ["\u0301", "\ufe0f", "\U0001f3fd", "\u0e33", "\u0903", "\u20e3"]
# What begins a line, steers a terminal or reorders a line: the linter refuses it, so nothing is emitted.
STEERING = [
    "\x1b[31m", "\u202e", "\u2066", "\u200f", "\x07", "\x7f", "\u0085", "\x9b31m", "\n", "\n\n# forged\n", "\r\nSubject: forged", "\ntouch pwned\n", "\r"]

PLACES = ["company", "title", "contact", "project", "environment", "service", "protocol", "endpoint", "inner", "ticket", "reason"]
# An ignore comment ends with its line.
ONE_LINE = {"reason"}


def accepted(binary, random_, cloud):
    """A hostile value for every place, each of which the linter lets through."""
    values = {}
    for number, place in enumerate(PLACES):
        while True:
            value = hostile(random_, place, number)
            # Azure takes messages of 140 letters: longer ones are cut, and could not be compared.
            if place in ("project", "environment") and len(value) > 55:
                continue
            text = manifest(HARMLESS | {place: value}, cloud, ACCOUNTS[cloud][0])
            if subprocess.run([binary, "lint", "--quiet", "-"], input=text.encode(), capture_output=True).returncode == 0:
                values[place] = value
                break
    return values


def hostile(random_, place, number):
    parts = [random_.choice(FRAGMENTS) for _ in range(random_.randint(1, 4))]
    parts.insert(random_.randint(0, len(parts)), f"Q{number}Z")
    text = random_.choice(["", " "]).join(parts)
    if random_.random() < 0.3:
        # To some string libraries a mark with one of these after it is another character, and is not found any more.
        text = re.sub(r"[^\w\s]", lambda mark: mark[0] + (random_.choice(COMBINING) if random_.random() < 0.5 else ""), text)
    if place in ONE_LINE:
        text = " ".join(text.split())
    return text


def shown(text):
    """How the effective manifest writes a text: on one line."""
    return " ".join(text.split())


def yaml_quoted(text):
    """JSON's quotes are YAML's, but for pairs of surrogates; what YAML does not allow is escaped."""
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" if ord(c) < 256 else f"\\u{ord(c):04x}" for c in json.dumps(text, ensure_ascii=False))


def manifest(values, cloud, account):
    quoted = {place: yaml_quoted(value) for place, value in values.items()}
    return (AWS if cloud == "aws" else AZURE) % (quoted | {"bare_reason": values["reason"], "account": account})


AWS = """version: 1
company: %(company)s
contacts: [{ name: %(contact)s, email: netops@northwind.example }]
projects:
  %(project)s:
    title: %(title)s
    plan: pro
    cloud: aws
    region: eu-west-1
    environments:
      %(environment)s:
        type: production
        connection: bidirectional
        customer: { account: "%(account)s", region: eu-west-1 }
        ports:
          - { service: %(service)s, protocol: %(protocol)s, port: 80 }
          - { service: %(service)s, port: 514, transport: udp }
          # privatelint: ignore[https-to-commerce] -- %(bare_reason)s
          - { service: Legacy, port: 443 }
        endpoint_services:
          %(endpoint)s:
            service_name: com.amazonaws.vpce.eu-west-1.vpce-svc-03d5ebb7d9579a2b3
            allowed_principals: ["arn:aws:iam::402592597372:root"]
            ports: [{ service: %(inner)s, protocol: %(protocol)s, port: 8443 }]
            enablement:
              endpoints: [{ id: vpce-0a4f1e2d3b5a69788, dns: 127.0.0.1 }]
        enablement:
          ticket: %(ticket)s
          %(adobe)s
          endpoints: [{ id: vpce-0c4f1e2d3b5a69788, dns: "::1" }]
""".replace("%(adobe)s", "service_name: com.amazonaws.vpce.eu-west-1.vpce-svc-0a1b2c3d4e5f60718")

AZURE = """version: 1
company: %(company)s
contacts: [{ name: %(contact)s, email: netops@northwind.example }]
projects:
  %(project)s:
    title: %(title)s
    plan: pro
    cloud: azure
    region: westeurope
    environments:
      %(environment)s:
        type: staging
        connection: bidirectional
        cluster: 767u4hathojjw_stg
        customer: { account: "%(account)s", region: westeurope }
        ports:
          - { service: %(service)s, protocol: %(protocol)s, port: 3306 }
          # privatelint: ignore[https-to-commerce] -- %(bare_reason)s
          - { service: Legacy, port: 443 }
        endpoint_services:
          %(endpoint)s:
            resource_id: /subscriptions/0f2b9c1e-5b7a-4e3d-9a55-6d1f0c7e8b21/resourceGroups/rg-erp/providers/Microsoft.Network/privateLinkServices/pls
            ports: [{ service: %(inner)s, protocol: %(protocol)s, port: 8443 }]
            enablement:
              endpoints: [{ id: /subscriptions/5c1d7e3f-2a4b-4c6d-8e9f-0a1b2c3d4e5f/resourceGroups/rg/providers/Microsoft.Network/privateEndpoints/pe, dns: 127.0.0.1 }]
        enablement: { ticket: %(ticket)s }
"""

ACCOUNTS = {"aws": ["210987654321", "310987654322"], "azure": ["0f2b9c1e-5b7a-4e3d-9a55-6d1f0c7e8b21", "1f2b9c1e-5b7a-4e3d-9a55-6d1f0c7e8b22"]}

OUTPUTS = {
    **{f"ticket {form}": ["ticket", "--format", form] for form in ("text", "markdown", "json")},
    **{f"runbook {form}": ["runbook", "--format", form] for form in ("text", "markdown", "json")},
    **{f"runbook --next {form}": ["runbook", "--next", "--format", form] for form in ("text", "markdown", "json")},
    **{f"change {form}": ["change", "--from", "old.yaml", "--format", form] for form in ("text", "markdown", "json")},
    **{f"overview {form}": ["overview", "--format", form] for form in ("markdown", "json")},
    "verify": ["verify"],
    "verify --log": ["verify", "--log", "curl.log"],
    "compile": ["compile"],
}
LOG = "".join(
    f"$ curl -v telnet://{host}:{port}/\n* connect to {host} port {port} failed: Connection refused\n* Closing connection 0\n"
    for host, port in [("[::1]", 80), ("127.0.0.1", 8443), ("elsewhere.example", 1)])


@functools.cache
def warnings(binary):
    """The rules whose findings are warnings that may be turned off."""
    listed = subprocess.run([binary, "rules"], capture_output=True, text=True, check=True).stdout
    fixed = {"truncated-text", "unquoted-digits", "unused-ignore"}
    return [rule for rule in re.findall(r"^  ([a-z-]+) +warning\b", listed, re.M) if rule not in fixed]


class Emitted:
    """Everything that is emitted for one manifest and its old version."""

    def __init__(self, binary, values, cloud):
        with tempfile.TemporaryDirectory() as folder:
            new, old = (manifest(values, cloud, account) for account in ACCOUNTS[cloud])
            Path(folder, "privatelink.yaml").write_text(new)
            Path(folder, "old.yaml").write_text(old)
            Path(folder, "curl.log").write_text(LOG)
            self.manifest = new
            self.texts, self.statuses, self.errors = {}, {}, {}
            for name, arguments in OUTPUTS.items():
                # Adobe has answered for this environment: its ticket is written where it is asked for.
                named = [f"--environment={shown(values['environment'])}"] if arguments[0] == "ticket" else []
                # A value may bring a warning, which the overview lists.
                quiet = [f"--severity={rule}=off" for rule in warnings(binary)] if arguments[0] == "overview" else []
                done = subprocess.run([binary, *arguments, *named, *quiet, "privatelink.yaml"], cwd=folder, capture_output=True)
                self.texts[name] = done.stdout.decode()
                self.statuses[name] = done.returncode
                self.errors[name] = done.stderr.decode()


def shell_quoted(text):
    """Quotes and backslashes are escaped outside of the single quotes."""
    parts = [f"\\{part}" if part in "'\\" else f"'{part}'" for part in re.split(r"(['\\])", text) if part]
    return "".join(parts)


class Words:
    """Puts the harmless words in place of the hostile ones, so that what is left can be compared."""

    def __init__(self, values, harmless):
        pairs = {(shown(values[place]), harmless[place]) for place in values}
        self.pairs = sorted(pairs, key=lambda pair: -len(pair[0]))
        self.variables = {}

    def put(self, text):
        for hostile_, harmless_ in self.pairs:
            # Where a shell reads it the value is quoted; what the shell makes of that is compared by itself.
            quoted = shell_quoted(hostile_)
            # The same before other text of one word, after it, and between other text.
            first, last, inner = shell_quoted(f"{hostile_}x")[:-2], shell_quoted(f"x{hostile_}")[2:], shell_quoted(f"x{hostile_}x")[2:-2]
            if not re.search(r"['\\]", hostile_):
                # Nothing in it is escaped: it is found as it is.
                first = quoted
            # An option that is tied to its value is one that is followed by it.
            for form, word in [(f"={quoted}", f" {harmless_}"), (quoted, harmless_), (first, harmless_), (last, harmless_), (inner, harmless_), (hostile_, harmless_)]:
                text = text.replace(form, word)
        return text

    def settled(self, text):
        """With harmless words, names of variables by their order, names made for a cloud as one, spaces that align things as one."""
        for name, plain in self.variables.items():
            text = re.sub(rf"\b{re.escape(name)}\b", plain, text)
        text = re.sub(r"(--(?:(?:group|connection|lb|service)-)?name |Key=Name,Value=|ELB net/)[a-z0-9-]+", r"\1NAME", text)
        # Which words are quoted depends on what is in them, and the shells are asked for that.
        return re.sub(r"  +", "  ", self.put(text)).replace("'", "")


def numbered(runbook_json):
    """The variables of a runbook, those that its commands set too, each with a name by its order."""
    books = json.loads(runbook_json)["runbooks"]
    names = [variable["name"] for runbook in books for variable in runbook["variables"]]
    lines = [command["command"] for runbook in books for command in commands(runbook)]
    names = list(dict.fromkeys(names + [match[1] for line in lines if (match := re.match(r"([A-Z][A-Z0-9_]*)=\$\(", line))]))
    return {name: f"VARIABLE_{number}" for number, name in enumerate(names)}


# MARK: What the readers of each format see


class Tags(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.tags, self.text = [], []

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, tuple(sorted(attributes))))

    def handle_endtag(self, tag):
        self.tags.append("/" + tag)

    def handle_comment(self, data):
        self.tags.append(("comment", data))

    def handle_data(self, data):
        self.text.append(data)


def github_tree(markdown):
    html = cmarkgfm.github_flavored_markdown_to_html(markdown, Options.CMARK_OPT_UNSAFE)
    reader = Tags()
    reader.feed(html)
    reader.close()
    return reader.tags, "".join(reader.text)


PARSER = MarkdownIt("gfm-like", {"html": True, "linkify": False})


def token_tree(markdown):
    """The tokens without their text; runs of text are one."""
    tree, text, blocks = [], [], []

    def walk(tokens):
        for token in tokens:
            if token.type in ("text", "text_special"):
                text.append(token.content)
                if tree[-1:] != ["text"]:
                    tree.append("text")
            elif token.type in ("code_inline", "fence", "code_block", "html_inline", "html_block"):
                tree.append((token.type, token.info))
                text.append(token.content)
                if token.type == "fence":
                    blocks.append(token.content)
            elif token.type == "inline":
                walk(token.children)
            else:
                tree.append((token.type, token.tag, tuple(sorted(token.attrs.items()))))

    walk(PARSER.parse(markdown))
    return tree, "".join(text), blocks


# MARK: Comparisons


def same(what, actual, expected, values):
    if actual != expected:
        pairs = [(a, b) for a, b in zip(actual, expected) if a != b][:3] if isinstance(actual, (list, str)) and not isinstance(actual, str) else [(actual[-600:], expected[-600:])]
        raise AssertionError(f"{what}: not what a harmless value gives\n{json.dumps(values, ensure_ascii=False)}\n" + "\n".join(f"  {a!r}\n  {b!r}" for a, b in pairs) + f"\n({len(actual)} and {len(expected)})")


def compare_text(name, hostile_, harmless_, words, values):
    same(name, [words.settled(line) for line in hostile_.split("\n")], [PLAIN.settled(line) for line in harmless_.split("\n")], values)


def compare_markdown(name, hostile_, harmless_, words, values):
    for parse in (github_tree, token_tree):
        mine, theirs = parse(hostile_), parse(harmless_)
        # No code can contain a bar inside a table: an identifier with one is shown as text. What GitHub would link or call is shown as code.
        changes_form = any(re.search(r"\||@|#\d|gh-\d", value, re.I) for value in values.values())
        trees = (without_code(mine[0]), without_code(theirs[0])) if changes_form else (mine[0], theirs[0])
        same(f"{name}, {parse.__name__}", *trees, values)
        text = [re.sub(r"\s+", " ", words.settled(" ".join(mine[1].split())))], [re.sub(r"\s+", " ", PLAIN.settled(" ".join(theirs[1].split())))]
        same(f"{name}, the text that {parse.__name__} shows", *text, values)


def without_code(tree):
    kept = []
    for node in tree:
        if node in (("code", ()), "/code"):
            continue
        node = "text" if node == ("code_inline", "") else node
        if not (node == "text" and kept[-1:] == ["text"]):
            kept.append(node)
    return kept


def mapped(value, words):
    """A JSON value with harmless words, keys too."""
    if isinstance(value, dict):
        return {words.settled(key): mapped(item, words) for key, item in value.items()}
    if isinstance(value, list):
        return [mapped(item, words) for item in value]
    return words.settled(value) if isinstance(value, str) else value


def without_fingerprints(text):
    return re.sub(r"\b[0-9a-f]{16}\b", "FINGERPRINT", text)


def compare_json(name, hostile_, harmless_, words, values):
    mine, theirs = mapped(json.loads(hostile_), words), mapped(json.loads(harmless_), PLAIN)
    same(name, [json.dumps(mine, sort_keys=True)], [json.dumps(theirs, sort_keys=True)], values)


def split_options(call):
    """A value that begins with a dash is tied to its option: `--project=-x` is `--project x`. Names that are made for a cloud are one."""
    for before, word in zip(["", *call], call):
        option, equals, value = word.partition("=")
        is_name = before in ("--name", "--connection-name", "--group-name", "--lb-name", "--service-name")
        yield from [option, value] if equals and option in ("--project", "--environment") else ["NAME"] if is_name else [word]


def compare_calls(name, texts, recorder, words, values, shell=("sh",), arguments=()):
    """The argument lists that a shell makes of two scripts, and what else it does."""
    (mine, left, done), (theirs, expected_left, plain) = (recorder.run(text, shell=shell, arguments=arguments) for text in texts)
    assert left == expected_left, f"{name}: the shell wrote {left}, not {expected_left}\n{values}"
    mine, theirs = ([[side.settled(word) for word in split_options(call)] for call in calls] for side, calls in ((words, mine), (PLAIN, theirs)))
    if name == "verify":
        # It tries several connections at once.
        mine, theirs = sorted(mine), sorted(theirs)
    same(name, mine, theirs, values)
    assert mine, name
    same(f"{name}, standard output", words.settled(done.stdout.decode()), PLAIN.settled(plain.stdout.decode()), values)
    assert done.returncode == plain.returncode, f"{name}: {done.returncode}, {done.stderr}"


HARMLESS = {place: f"harmless{number}" for number, place in enumerate(PLACES)}
PLAIN = Words(HARMLESS, HARMLESS)



def shell_lines(text):
    """The lines of a runbook's text that are to be copied into a shell."""
    return "\n".join(line[8:] for line in text.split("\n") if re.match(r" {8}\S", line)) + "\n"


def compare(emitted, harmless, recorder, words, values):
    words.variables, PLAIN.variables = numbered(emitted.texts["runbook json"]), numbered(harmless.texts["runbook json"])
    for name in OUTPUTS:
        mine, theirs = (without_fingerprints(side.texts[name]) for side in (emitted, harmless))
        assert emitted.statuses[name] == harmless.statuses[name], f"{name}: {emitted.statuses[name]}\n{values}\n{emitted.errors[name]}"
        assert theirs, name
        if name.endswith("markdown"):
            compare_markdown(name, mine, theirs, words, values)
        elif name.endswith("json") or name == "compile":
            compare_json(name, mine, theirs, words, values)
        else:
            compare_text(name, mine, theirs, words, values)
    books = [json.loads(side.texts["runbook json"])["runbooks"] for side in (emitted, harmless)]
    scripts = ["\n".join(command["command"] for book in side for command in commands(book)) for side in books]
    compare_calls("runbook json", scripts, recorder, words, values)
    sides = (emitted, harmless)
    compare_calls("runbook text", [shell_lines(side.texts["runbook text"]) for side in sides], recorder, words, values)
    compare_calls("runbook markdown", ["".join(token_tree(side.texts["runbook markdown"])[2]) for side in sides], recorder, words, values)
    for shell in (["sh"], ["bash", "--posix"], ["busybox", "sh"]):
        compare_calls("verify", [without_fingerprints(side.texts["verify"]) for side in sides], recorder, words, values, shell)


def refused(binary, cloud, random_):
    """What steers a terminal comes out of no emitter, also where findings are reported."""
    for place in PLACES:
        mark = random_.choice(STEERING)
        value = f"a{mark}b" if place not in ONE_LINE else re.sub(r"[\r\n]", " ", f"a{mark}b")
        emitted = Emitted(binary, HARMLESS | {place: value}, cloud)
        for name, text in {**emitted.texts, **{f"{name}, errors": text for name, text in emitted.errors.items()}}.items():
            for letter in "\x1b\u202e\u2066\u200f\x07\x7f\u0085\x9b":
                assert letter not in text, f"{name}: {place} brought {letter!r} out"
            # An overview shows manifests with errors as well.
            if place not in ONE_LINE and "errors" not in name and not name.startswith("overview"):
                assert "harmless" not in text and emitted.statuses[name] in (1, 2), f"{name}: {place} with {mark!r}: {emitted.statuses[name]}\n{text}"


def hostile_logs(binary, recorder, random_, rounds):
    """A log is a stranger's as well."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "privatelink.yaml").write_text(manifest(HARMLESS, "aws", ACCOUNTS["aws"][0]))

        def judge(host):
            log = f"* Failed to connect to {host} port 80: Connection refused\n* Closing connection 0\n"
            done = subprocess.run([binary, "verify", "--log", "-"], cwd=folder, input=log.encode(), capture_output=True)
            return done.returncode, done.stdout.decode()

        for _ in range(rounds):
            host = "".join(random_.choice(FRAGMENTS + STEERING) for _ in range(3)).replace("\n", "").replace("\r", "").replace(" port ", "")
            status, text = judge("x" + host)
            assert status == 1 and len(text.split("\n")) == len(judge("harmless")[1].split("\n")), f"{host!r}\n{text}"
            assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]", text), f"{host!r}\n{text!r}"


def main(binary, rounds=12, seed=20261125):
    random_ = random.Random(seed)
    emitted_count = 0
    with Recorder() as recorder:
        for cloud in ("aws", "azure"):
            harmless = Emitted(binary, HARMLESS, cloud)
            assert all(status in (0, 1) for status in harmless.statuses.values()), harmless.errors
            for _ in range(rounds):
                values = accepted(binary, random_, cloud)
                compare(Emitted(binary, values, cloud), harmless, recorder, Words(values, HARMLESS), values)
                emitted_count += 1
            refused(binary, cloud, random_)
        hostile_logs(binary, recorder, random_, rounds)
    print(f"hostile values: {emitted_count} manifests of {len(PLACES)} hostile places, {len(OUTPUTS)} outputs each, are read like their harmless twins")


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
