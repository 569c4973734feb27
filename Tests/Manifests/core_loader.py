"""Reads YAML as the core schema of YAML 1.2 says, into what JSON can express: what an editor's language server sees.

Keys are the text that is written, whatever a reader would take them for. `<<` merges, as editors have it.
"""
import math
import re

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

NULL = re.compile(r"(?:null|Null|NULL|~|)$")
TRUE = re.compile(r"(?:true|True|TRUE)$")
FALSE = re.compile(r"(?:false|False|FALSE)$")
INTEGER = re.compile(r"[-+]?[0-9]+$")
OCTAL = re.compile(r"0o[0-7]+$")
HEXADECIMAL = re.compile(r"0x[0-9a-fA-F]+$")
FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$")

KNOWN_TAGS = {"str", "int", "float", "bool", "null"}
GUESSER = YAML(typ="safe", pure=True)


class Refused(Exception):
    """The text is not what a reader of YAML 1.2 takes."""


def load(text):
    """The value of the one document in a text."""
    reader = YAML(typ="safe", pure=True)
    try:
        root = reader.compose(text)
    except Exception as problem:  # the library has no common base for what it throws
        raise Refused(str(problem)) from problem
    return None if root is None else construct(root, ())


def scalar(text):
    """What the core schema makes of a plain scalar."""
    if NULL.match(text):
        return None
    if TRUE.match(text):
        return True
    if FALSE.match(text):
        return False
    if INTEGER.match(text):
        return int(text)
    if OCTAL.match(text):
        return int(text[2:], 8)
    if HEXADECIMAL.match(text):
        return int(text[2:], 16)
    if FLOAT.match(text):
        number = float(text)
        return number if math.isfinite(number) else text
    return text


def construct(node, open_nodes):
    if id(node) in open_nodes:
        raise Refused("a value contains itself")
    inside = (*open_nodes, id(node))
    if isinstance(node, ScalarNode):
        return construct_scalar(node)
    if isinstance(node, SequenceNode):
        return [construct(item, inside) for item in node.value]
    assert isinstance(node, MappingNode)
    result, merged = {}, []
    for key, value in node.value:
        if not isinstance(key, ScalarNode):
            raise Refused("a key that is no scalar")
        if key.value == "<<" and key.style is None:
            merged.append(value)
            continue
        if key.value in result:
            raise Refused(f"the key {key.value!r} occurs twice")
        result[key.value] = construct(value, inside)
    for bases in merged:
        for base in bases.value if isinstance(bases, SequenceNode) else [bases]:
            mapping = construct(base, inside)
            if not isinstance(mapping, dict):
                raise Refused("`<<` of something else than a mapping")
            for key, value in mapping.items():
                result.setdefault(key, value)
    return result


def construct_scalar(node):
    tag = str(node.ctag)
    name = tag.removeprefix("tag:yaml.org,2002:")
    if name == guessed_tag(node):
        return scalar(node.value) if node.style is None else node.value
    # The tag is written.
    if name not in KNOWN_TAGS:
        raise Refused(f"the tag {tag}")
    return node.value if name == "str" else scalar(node.value)


def guessed_tag(node):
    """What the library tags a scalar with where no tag is written."""
    if node.style is not None:
        return "str"
    guess = GUESSER.resolver.resolve(ScalarNode, node.value, (True, False))
    return str(guess).removeprefix("tag:yaml.org,2002:")
