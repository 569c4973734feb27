"""The page and the diagrams of `privatelint overview`, as their readers see them.

A real browser reads the page: nothing leaves it, nothing runs in it, the keyboard reaches all of it, its contrast meets WCAG AA in light and dark, and
no word of a diagram lies on another. Hostile values make of the page, the SVG (a real XML parser), the DOT (Graphviz) and the Mermaid (a strict reading of
the syntax that its documentation describes) what harmless ones make of them.

Usage: overview.py BINARY [ROUNDS [SEED [FOLDER]]]; with FOLDER the pictures are kept there.
"""
import html
import random
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests/Hostile"))
import injection  # noqa: E402
from browser import Browser  # noqa: E402

SAMPLES = ["samples/aws-bidirectional", "samples/aws-unidirectional", "samples/azure-bidirectional", "samples/faulty"]

# Every text with its colour and the colour that it is written on.
CONTRAST = """
(() => {
  const parse = (text) => (text.match(/[0-9.]+/g) || []).map(Number);
  const light = (c) => { const f = c.slice(0, 3).map(v => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * f[0] + 0.7152 * f[1] + 0.0722 * f[2]; };
  const ground = (element) => { for (let e = element; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor);
    if (c.length === 3 || c[3] > 0) return c; } return parse(getComputedStyle(document.documentElement).getPropertyValue("color-scheme") && "rgb(255,255,255)"); };
  const under = (text) => { const box = text.getBoundingClientRect(), x = box.x + box.width / 2, y = box.y + box.height / 2; let fill = null;
    for (const r of text.ownerSVGElement.querySelectorAll("rect")) { const b = r.getBoundingClientRect();
      if (b.x <= x && x <= b.right && b.y <= y && y <= b.bottom) fill = parse(getComputedStyle(r).fill); }
    return fill || ground(text.ownerSVGElement.parentElement); };
  const walker = document.createTreeWalker(document, NodeFilter.SHOW_TEXT), bad = []; let count = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const e = node.parentElement; if (!node.data.trim() || !e || ["STYLE", "TITLE", "SCRIPT", "title", "desc", "style"].includes(e.tagName)) continue;
    const isDrawn = e.tagName === "text", style = getComputedStyle(e);
    const [a, b] = [light(parse(isDrawn ? style.fill : style.color)), light(isDrawn ? under(e) : ground(e))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05); count += 1;
    if (ratio < 4.5) bad.push([node.data.trim().slice(0, 40), Math.round(ratio * 100) / 100]);
  }
  return [count, bad];
})()
"""
# Words of a diagram that lie on each other, or leave their box.
OVERLAPS = """
(() => {
  const bad = [];
  const isApart = (a, b) => a.right <= b.left + 0.5 || b.right <= a.left + 0.5 || a.bottom <= b.top + 2 || b.bottom <= a.top + 2;
  for (const group of document.querySelectorAll("svg.diagram > g, svg.diagram:not(:has(> style))")) {
    const texts = [...group.querySelectorAll("text")].map(t => [t.textContent, t.getBoundingClientRect()]);
    texts.forEach(([a, box], i) => texts.slice(i + 1).forEach(([b, other]) => { if (!isApart(box, other)) bad.push([a, b]); }));
  }
  for (const rect of document.querySelectorAll("rect.node")) for (const text of rect.parentElement.querySelectorAll("text")) {
    const a = rect.getBoundingClientRect(), b = text.getBoundingClientRect();
    if (b.left < a.left || b.right > a.right + 0.5) bad.push([text.textContent, "box"]);
  }
  return bad;
})()
"""
# What the browser made of the page: elements, names of attributes, and texts.
TREE = """
(() => { const tree = []; const walk = (node) => {
  if (node.nodeType === 3) { if (node.data.trim()) tree.push("text " + node.data.trim()); return; }
  if (node.nodeType !== 1) { tree.push("<!" + node.nodeType); return; }
  tree.push("<" + node.tagName + " " + [...node.attributes].map(a => /^(x|y|x1|x2|textLength|lengthAdjust|aria-label|content)$/.test(a.name) ? "" : a.name + "=" + a.value)
    .filter(a => a).sort().join(" "));
  if (node.tagName !== "STYLE") node.childNodes.forEach(walk); tree.push(">"); };
  walk(document.documentElement); return tree; })()
"""
# The smallest letters of a diagram, in pixels of the medium, and what is on two lines although it is copied as a whole.
SMALLEST = """
Math.min(...[...document.querySelectorAll("svg.diagram text")].map(t => parseFloat(getComputedStyle(t).fontSize) * t.getScreenCTM().a))
"""
BROKEN = """
[...document.querySelectorAll(".day, .id")].filter(e => e.textContent.length < 40 && e.checkVisibility())
  .filter(e => e.getBoundingClientRect().height > 1.9 * parseFloat(getComputedStyle(e).lineHeight)).map(e => e.textContent)
"""
FOCUSABLE = "[...document.querySelectorAll('a[href], summary, [tabindex=\"0\"]')].filter(e => e.checkVisibility()).length"
FOCUSED = "(e => e === document.body ? null : [...document.querySelectorAll('*')].indexOf(e))(document.activeElement)"


def overview(binary, form, *arguments, folder=ROOT):
    done = subprocess.run([binary, "overview", "--today", "2026-11-24", "--format", form, *arguments], cwd=folder, capture_output=True, check=False)
    assert done.returncode == 0, f"overview {form}: status {done.returncode}: {done.stderr.decode()}"
    return done.stdout.decode()


def estate(environments, per_project=10, name="production"):
    """A manifest with many environments."""
    lines = ["version: 1", "company: Northwind Outfitters", "projects:"]
    for number in range(environments):
        if number % per_project == 0:
            ident = "".join("abcdefghij"[int(d)] for d in f"{number:012}") + "k"
            lines += [f"  {ident}:", "    plan: pro", "    cloud: aws", "    region: eu-west-1", "    environments:"]
        lines += [f"      {'staging' if number % per_project else name}{number % per_project or ''}:", "        connection: unidirectional",
                  "        customer: { account: '210987654321', region: eu-west-1 }", "        ports: [{ service: SFTP, port: 2222 }]"]
    return "\n".join(lines) + "\n"


LONG = estate(1).replace("company: Northwind Outfitters", "company: " + "W" * 300).replace("    plan: pro", "    title: 'شركة الشمال للملابس שלום 漢字漢字漢字'\n    plan: pro") \
    .replace("service: SFTP", "service: " + "سيرفر" * 30).replace("      production:", "      " + "m" * 120 + ":\n        type: production")


def read_page(browser, folder, binary, keep):
    page = folder / "page.html"
    page.write_text(overview(binary, "html", *SAMPLES, "--from", "samples/aws-bidirectional"))
    for dark in (False, True):
        browser.open(page, dark=dark)
        count, bad = browser.run(CONTRAST)
        assert count > 100 and not bad, f"contrast, dark {dark}: {bad[:9]}"
        browser.picture(keep / f"page-{'dark' if dark else 'light'}.png")
    assert browser.requests == [page.as_uri()], f"requests: {browser.requests}"
    assert browser.run("document.querySelectorAll('script, link, img, iframe, object, embed, form').length") == 0
    assert browser.run("[...document.querySelectorAll('*')].flatMap(e => [...e.attributes]).filter(a => /^on|^style$/.test(a.name)).length") == 0
    assert not browser.run(OVERLAPS), browser.run(OVERLAPS)
    # The policy works: what would be requested is not.
    browser.run("document.body.append(Object.assign(new Image(), {src: 'http://127.0.0.1:9/x.png'}))")
    browser.run("new Promise(r => setTimeout(r, 200))")
    assert browser.run("document.images[0].naturalWidth") == 0
    browser.open(page)
    reached = set()
    for _ in range(browser.run(FOCUSABLE) + 1):
        browser.press("Tab", 9)
        reached.add(browser.run(FOCUSED))
    assert len(reached - {None}) == browser.run(FOCUSABLE), f"the keyboard reaches {len(reached)} of {browser.run(FOCUSABLE)}"
    names = browser.send("Accessibility.getFullAXTree")["nodes"]
    images = [n for n in names if n.get("role", {}).get("value") in ("image", "img")]
    described = [n for n in images if n.get("name", {}).get("value") and n.get("description", {}).get("value")]
    assert images and len(described) == len(images), f"{len(described)} of {len(images)} diagrams have a title and a description"
    assert browser.run("[...document.querySelectorAll('[id]')].length === new Set([...document.querySelectorAll('[id]')].map(e => e.id)).size")
    assert browser.run("[...document.querySelectorAll('a[href^=\"#\"]')].every(a => document.getElementById(a.hash.slice(1)))"), "a link leads nowhere"
    for width in (1280, 700, 360):
        browser.open(page, width=width)
        assert browser.run("document.documentElement.scrollWidth <= innerWidth"), f"the page is wider than {width}"
    browser.picture(keep / "page-narrow.png")


def read_paper(browser, folder, binary, keep):
    """As wide as the text of an A4 page: letters of at least 7 points, dates and places on one line, on light ground."""
    page = folder / "page.html"
    page.write_text(overview(binary, "html", "samples/estate.yaml"))
    browser.open(page, width=round((210 - 16) / 25.4 * 96), dark=True)
    browser.send("Emulation.setEmulatedMedia", media="print", features=[{"name": "prefers-color-scheme", "value": "dark"}])
    points = browser.run(SMALLEST) * 72 / 96
    assert points >= 6.99, f"the diagram has letters of {points:.1f} points on A4"
    assert browser.run("getComputedStyle(document.body).color") == "rgb(31, 35, 40)", "dark on paper"
    assert browser.run("document.querySelectorAll('.day, .id').length") > 20
    assert not browser.run(BROKEN), f"broken on paper: {browser.run(BROKEN)}"
    count, bad = browser.run(CONTRAST)
    assert count > 100 and not bad, f"contrast on paper: {bad[:9]}"
    browser.picture(keep / "print.png")
    for width in (1280, 1000):
        browser.open(page, width=width)
        browser.send("Emulation.setEmulatedMedia", media="", features=[])
        assert not browser.run(BROKEN), f"broken at {width}: {browser.run(BROKEN)}"
    # Some CI servers (Jenkins, by default) allow no style sheet in the page: outlines and words in their places all the same.
    browser.open(page)
    browser.run("document.querySelectorAll('style').forEach(e => e.remove())")
    assert browser.run("[...document.querySelectorAll('svg rect')].every(e => getComputedStyle(e).fill === 'none')"), "black boxes without a style sheet"
    assert browser.run("[...document.querySelectorAll('svg line')].every(e => getComputedStyle(e).stroke !== 'none')"), "no lines without a style sheet"
    assert not browser.run(OVERLAPS), f"without a style sheet: {browser.run(OVERLAPS)[:5]}"
    browser.picture(keep / "without-styles.png")
    text = browser.run("document.body.innerText")
    assert "`" not in text, "a backtick of Markdown is shown"


def read_diagrams(browser, folder, binary, keep):
    for name, arguments, text in [("estate", SAMPLES, None), ("long", ["-"], LONG)]:
        done = subprocess.run([binary, "overview", "--format", "svg", *arguments], cwd=ROOT, input=text and text.encode(), capture_output=True, check=True)
        path = folder / f"{name}.svg"
        path.write_bytes(done.stdout)
        root = ElementTree.fromstring(done.stdout)
        assert root.find("{*}title").text and root.find("{*}desc").text
        for group in root.findall("{*}g"):
            assert group.find("{*}title").text and group.find("{*}desc").text
        for dark in (False, True):
            browser.open(path, width=1020, dark=dark)
            assert not browser.run(OVERLAPS), f"{name}: {browser.run(OVERLAPS)[:5]}"
            count, bad = browser.run(CONTRAST)
            assert count > 5 and not bad, f"{name}, dark {dark}: {bad[:9]}"
            browser.picture(keep / f"{name}-{'dark' if dark else 'light'}.png", full=False)
        page = folder / f"{name}.html"
        done = subprocess.run([binary, "overview", "--format", "html", *arguments], cwd=ROOT, input=text and text.encode(), capture_output=True, check=True)
        page.write_bytes(done.stdout)
        browser.open(page, width=1000)
        assert browser.run("document.documentElement.scrollWidth <= innerWidth"), f"{name} is wider than the page"
        browser.picture(keep / f"{name}-page.png")


def read_much(browser, folder, binary, keep):
    """1,000 environments: folded, there in seconds, and all of it on paper."""
    manifest = folder / "privatelink.yaml"
    manifest.write_text(estate(1000))
    page = folder / "many.html"
    page.write_text(overview(binary, "html", str(manifest)))
    seconds = browser.open(page)
    assert seconds < 20, f"1,000 environments take {seconds:.1f} s"
    assert browser.run("document.querySelectorAll('details[open]').length") == 0
    assert browser.run("document.querySelectorAll('details.environment').length") == 1000
    browser.picture(keep / "many.png", full=False)
    manifest.write_text(estate(20))
    page.write_text(overview(binary, "html", str(manifest)))
    browser.open(page)
    browser.paper(keep / "paper.pdf")
    if shutil.which("pdftotext"):
        text = subprocess.run(["pdftotext", keep / "paper.pdf", "-"], capture_output=True, text=True, check=True).stdout
        assert text.count("Customer account") == 20, f"{text.count('Customer account')} of 20 folded sections are printed"


# MARK: Hostile values


def svg_tree(text):
    skipped = ("x", "y", "x1", "x2", "textLength", "lengthAdjust")
    tree = []
    for element in ElementTree.fromstring(text).iter():
        tree.append((element.tag, sorted((k, v) for k, v in element.attrib.items() if k not in skipped), bool((element.text or "").strip())))
    return tree


def dot_tree(text):
    """What Graphviz makes of it: its groups in order, and the words."""
    done = subprocess.run(["dot", "-Tsvg"], input=text.encode(), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    root = ElementTree.fromstring(done.stdout)
    groups = [(group.get("class"), len(group.findall("{*}text")), len(group.findall("{*}a"))) for group in root.iter("{http://www.w3.org/2000/svg}g")]
    return groups, [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]


LABEL = r'"((?:[^"#<>&`:;{}|\[\]\\]|#\d+;|<br>)*)"'
MERMAID = [rf"  subgraph \w+\[{LABEL}\]", rf"    subgraph \w+\[{LABEL}\]", r"    end", r"  end", rf"      \w+\[{LABEL}\]", r"      \w+ --> \w+",
           rf"    \w+ (?:==>|-\.->)\|{LABEL}\| \w+"]


def mermaid_tree(text):
    """Each line is one statement of a flowchart as Mermaid documents it, each label in quotes with all marks of syntax by number."""
    lines = text.rstrip("\n").split("\n")
    assert lines[0] == "flowchart LR"
    kinds, words = [], []
    for line in lines[1:]:
        kind, match = next(((k, m) for k, pattern in enumerate(MERMAID) if (m := re.fullmatch(pattern, line))), (None, None))
        assert match, f"no statement of Mermaid: {line!r}"
        kinds.append(kind)
        if match.groups():
            words.append(html.unescape(re.sub(r"#(\d+);", r"&#\1;", match[1].replace("<br>", "\n"))))
    return kinds, words


def words_of(values):
    return [injection.shown(values[place]) for place in ("title", "project", "environment")]


def read_hostile(browser, folder, binary, rounds, seed):
    random_ = random.Random(seed)

    def emitted(values, cloud):
        # A value may bring a warning, which the page would list.
        options = [f"--severity={rule}=off" for rule in injection.warnings(binary)] + ["privatelink.yaml"]
        path = folder / "privatelink.yaml"
        path.write_text(injection.manifest(values, cloud, injection.ACCOUNTS[cloud][0]))
        page = folder / "hostile.html"
        page.write_text(overview(binary, "html", *options, folder=folder))
        browser.open(page)
        assert browser.requests == [page.as_uri()], browser.requests
        return (browser.run(TREE), svg_tree(overview(binary, "svg", *options, folder=folder)),
                dot_tree(overview(binary, "dot", *options, folder=folder)), mermaid_tree(overview(binary, "mermaid", *options, folder=folder)))

    for cloud in ("aws", "azure"):
        tame = emitted(injection.HARMLESS, cloud)
        for _ in range(rounds):
            values = injection.accepted(binary, random_, cloud)
            wild = emitted(values, cloud)
            texts = "\n".join(part.removeprefix("text ") for part in wild[0] if part.startswith("text "))
            assert len(wild[0]) == len(tame[0]), f"the page has another form: {values}"
            same = [a == b or a.startswith("text ") and b.startswith("text ") for a, b in zip(tame[0], wild[0])]
            assert all(same), f"{[pair for pair, fine in zip(zip(tame[0], wild[0]), same) if not fine][:3]}: {values}"
            assert wild[1] == tame[1], f"the SVG has another form: {values}"
            assert wild[2][0] == tame[2][0], f"Graphviz sees another form: {values}"
            assert wild[3][0] == tame[3][0], f"the Mermaid has another form: {values}"
            for word in words_of(values):
                squeezed = " ".join(word.split())
                assert squeezed in " ".join(texts.split()), f"{word!r} is not shown on the page as it is"
                assert squeezed in " ".join(" ".join(wild[3][1]).split()), f"{word!r} is not shown by Mermaid as it is"
                assert squeezed in " ".join(" ".join(filter(None, wild[2][1])).split()), f"{word!r} is not shown by Graphviz as it is"


def main(binary, rounds=6, seed=20261129, keep=None):
    browser_program = shutil.which("chromium") or shutil.which("google-chrome")
    if not browser_program or not shutil.which("dot"):
        return print("no chromium or no dot: the page and the diagrams are not read")
    binary = str(Path(binary).resolve())
    with tempfile.TemporaryDirectory() as name, Browser(browser_program) as browser:
        folder = Path(name)
        keep = Path(keep or folder).resolve()
        keep.mkdir(exist_ok=True)
        read_page(browser, folder, binary, keep)
        read_paper(browser, folder, binary, keep)
        read_diagrams(browser, folder, binary, keep)
        read_much(browser, folder, binary, keep)
        read_hostile(browser, folder, binary, int(rounds), int(seed))
    print(f"overview: the page and the diagrams hold in a browser, on paper and with {2 * int(rounds)} hostile manifests")


if __name__ == "__main__":
    main(*sys.argv[1:])
