"""Writes what the benchmark found as Markdown tables, the targets and their verdicts first."""

import datetime
import os
import platform
from pathlib import Path

MEGA = 1_000_000


def render(result, with_targets):
    parts = [machine(), targets(result) if with_targets else "", one_file(result["one_file"]), many_files(result["many_files"], result["speedup"]),
             organization(result["organization"]), cloud(result["cloud"]), compiling(result["compiling"]), peers(result["peers"]), growth(result["growth"])]
    return "\n\n".join(part for part in parts if part)


def replace(document, text, name="bench"):
    """Puts tables between the two marks of that name in a document."""
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    before, rest = document.read_text().split(begin)
    document.write_text(f"{before}{begin}\n{text}\n{end}{rest.split(end)[1]}")


def machine():
    model = next((line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")),
                 platform.processor())
    return f"{datetime.date.today()}, {model}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}."


# Cells

def milliseconds(spread):
    return f"{spread.median * 1000:.1f} ms"


def ratio(spread):
    return f"{spread.median:.2f} ({spread.low:.2f} to {spread.high:.2f})"


def megabytes(count):
    return f"{count / MEGA:.1f} MB"


def table(title, head, rows):
    lines = [f"**{title}**", "", "| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


# Tables

def one_file(rows):
    head = ["manifest", "projects", "size", "`lint`", "C loop", "time", "processor time", "instructions", "peak"]
    return table("One file, one thread**: multiples of the C loop over libyaml's events; in brackets, the middle half of the rounds**",
                 head, [[row["manifest"], f"{row['projects']:,}", megabytes(row["bytes"]), milliseconds(row["lint"]),
                         milliseconds(row["loop"]), ratio(row["wall_ratio"]), ratio(row["cpu_ratio"]),
                         f"{row['instruction_ratio']:.2f}", megabytes(row["peak"])] for row in rows]).replace("****", "")


def many_files(rows, speedup):
    head = ["files", "`lint`, all cores", "C loop, one thread", "time", "`lint` on one thread", "peak", "`change` since a commit", "its peak"]
    cells = [[f"{row['files']:,}", milliseconds(row["lint"]), milliseconds(row["loop"]), ratio(row["wall_ratio"]),
              ratio(row["one_thread_ratio"]), megabytes(row["peak"]), milliseconds(row["change"]), megabytes(row["change_peak"])] for row in rows]
    return table("Many files", head, cells) + "\n\n" + "\n".join(
        f"{row['files']} files of {'one project' if row['projects'] == 1 else str(row['projects']) + ' projects'} each take "
        f"{milliseconds(row['one'])} on one core and {milliseconds(row['two'])} on all: {ratio(row['ratio'])} times as fast." for row in speedup)


def organization(rows):
    return table("In an organization, each pair in one run", ["what", "time", "ratio"],
                 [[row["what"], milliseconds(row["wall"]), ratio(row["ratio"])] for row in rows])


def cloud(rows):
    return table("With collected cloud data, in one run", ["what", "time", "processor time of `lint`'s", "ratio", "peak"],
                 [[row["what"], milliseconds(row["wall"]), ratio(row["lint"]), ratio(row["ratio"]), megabytes(row["peak"])] for row in rows])


def compiling(rows):
    head = ["command", "time", "of `lint`", "peak", "output"]
    return table("The commands that compile, on the largest clean manifest", head,
                 [[f"`{row['command']}`", milliseconds(row["wall"]), ratio(row["wall_ratio"]), megabytes(row["peak"]),
                   megabytes(row["output"])] for row in rows])


def peers(rows):
    head = ["program", "projects", "time", "of the C loop", "of `lint`", "peak"]
    return table("Other programs, on clean manifests", head,
                 [[row["program"], f"{row['projects']:,}", milliseconds(row["wall"]), ratio(row["loop_ratio"]),
                   ratio(row["lint_ratio"]), megabytes(row["peak"])] for row in rows])


def growth(rows):
    head = ["what grows", "from 1x to 100x", "million instructions", "exponents", "exponents of processor time", "peak"]
    return table("How cost grows: the exponent for each tenfold step, without start-up", head,
                 [[row["what"], " / ".join(f"{count:,}" for count in row["counts"]),
                   " / ".join(f"{count / MEGA:,.0f}" for count in row["instructions"] if count),
                   ", ".join(f"{exponent:.3f}" for exponent in row["exponents"]),
                   ", ".join(f"{exponent:.2f}" for exponent in row["cpu_exponents"]),
                   " / ".join(megabytes(count) for count in row["peak"])] for row in rows])


# Targets

def targets(result):
    """What was promised, what was found."""
    files = {(row["manifest"], row["projects"]): row for row in result["one_file"]}
    largest = max((row for row in result["one_file"] if row["manifest"] == "clean"), key=lambda row: row["projects"])
    peak = (largest["peak"] - 8 * MEGA) / largest["bytes"]
    many = max(row["wall_ratio"].median for row in result["many_files"])
    compiling = max(row["wall_ratio"].median for row in result["compiling"])
    exponent = max(exponent for row in result["growth"] for exponent in row["exponents"] or row["cpu_exponents"])
    rows = [
        ("one clean file: instructions, as a multiple of the C loop's", largest["instruction_ratio"], 1.5, "{:.2f}"),
        ("one clean file: time, as a multiple of the C loop's", largest["wall_ratio"].median, 1.7, "{:.2f}"),
        ("one clean file: peak memory above 8 MB, as a multiple of the input's size", peak, 4, "{:.2f}"),
        ("start-up to the first byte of output, in ms more than the C program", files["clean", 1]["start_up"].median * 1000, 3, "{:.2f}"),
        ("many files on all cores: time, as a multiple of the C loop's on one core", many, 1, "{:.2f}"),
        ("`ticket`, `change`, `compile`: time, as a multiple of `lint`'s", compiling, 3, "{:.2f}"),
        ("the highest exponent of growth", exponent, 1.05, "{:.3f}"),
    ]
    rows += [(row["what"], row["ratio"].median, row["most"], "{:.2f}") for row in result["organization"] + result["cloud"]]
    cells = [[name, f"at most {limit}", form.format(found), "met" if found <= limit else "missed"] for name, found, limit, form in rows]
    for row in result["speedup"]:
        found = row["ratio"].median
        cells.append([f"{row['files']} files with {row['projects']} project{'s' if row['projects'] > 1 else ''} each: speed-up by the second core", "at least 1.6", f"{found:.2f}",
                      "met" if found >= 1.6 else "missed"])
    return table("Targets", ["what", "target", "found", ""], cells)
