"""What a schema cannot say, or says more strictly than the linter: the written list.

An exception explains a disagreement; its witness is a change of a clean manifest that shows it is still needed.
`lint`: the linter refuses and the schema does not. `schema`: the other way round.
"""
import re

import core_loader


class Disagreement:
    def __init__(self, name, side, why, witness, explains):
        self.name, self.side, self.why, self.witness, self.explains = name, side, why, witness, explains


def is_plain(text):
    return text[:1] not in ("\"", "'", "|", ">", "!", "{", "[")


def is_number_in_disguise(finding, text):
    value = core_loader.scalar(text) if is_plain(text) else None
    return isinstance(value, float) or (type(value) is int and text != str(value))


def is_tagged(finding, text):
    return finding["before"].rstrip().endswith(("!!str", "!!int"))


LIST = [
    Disagreement(
        "how a number is written", "lint",
        "A reader has turned 0x50, 012, +80, 80.0 and 8e1 into numbers before a schema is asked.",
        ("port: 2222", "port: 0x50"), is_number_in_disguise),
    Disagreement(
        "letter case of booleans", "lint", "True and TRUE are the same boolean to a reader of YAML 1.2.",
        ("private_dns: false", "private_dns: True"),
        lambda finding, text: text in ("True", "TRUE", "False", "FALSE")),
    Disagreement(
        "names that are not quoted", "lint",
        "Keys are text to a schema, whether 12e34, 0123 and null are quoted or not.",
        ("yw1unoukjcawe:", "12e34:"),
        lambda finding, text: finding["rule"] in ("ambiguous-scalar", "empty-value")
        and re.fullmatch(r"[0-9]+[eE][0-9]+|0[0-9]+|~|null|Null|NULL", text) is not None and finding["after"].startswith(":")),
    Disagreement(
        "what hides in comments and under x- keys", "lint", "A schema sees no comment, and keys of one's own are nobody's business.",
        ("version: 1", "version: 1\nx-notes: \"a\\u202Eb\""),
        lambda finding, text: finding["rule"] == "invisible-character" and (text.startswith("#") or "/x-" in "/" + finding["address"])),
    Disagreement(
        "tags", "lint", "A tag changes what a reader makes of a scalar, and the linter goes by what is written: !!int \"80\" is quoted text.",
        ("port: 2222", "port: !!int \"2222\""), is_tagged),
    Disagreement(
        "limits of the reader", "lint", "How deep a manifest is nested is nothing that a schema counts.",
        ("version: 1", "version: 1\nx-deep: " + "[" * 120 + "]" * 120),
        lambda finding, text: finding["rule"] == "yaml-limit"),
    Disagreement(
        "blank text under an optional key", "schema", "It is the same as nothing to the linter; an editor had better say that it is no date.",
        ("private_dns: false", "private_dns: \"\""),
        lambda error: isinstance(error["value"], str) and error["value"].strip(" \t\r\n") == ""),
    Disagreement(
        "identifiers that look like numbers or booleans", "schema",
        "A host name may be `true` or `1e5`; the linter goes by the text, and a schema sees what a reader made of it.",
        ("dns: erp.northwind.example", "dns: 1e5"),
        lambda error: isinstance(error["value"], (bool, int, float))),
]


def explain_lint(finding, text):
    return next((exception.name for exception in LIST if exception.side == "lint" and exception.explains(finding, text)), None)


def explain_schema(error):
    return next((exception.name for exception in LIST if exception.side == "schema" and exception.explains(error)), None)
