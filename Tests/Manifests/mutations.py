"""Manifests made from the seeds by mutation, always the same ones.

A seed is kept as a tree of what is written: ("map", [(key, node)]), ("seq", [node]) and ("scalar", source text).
"""
import copy
import random

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, ScalarNode

SEED = 20261124

# Source texts that go everywhere, whatever the key.
ANYWHERE = [
    "", "~", "null", '""', '" "', "[]", "{}", "[a]", "{ a: b }", "[null]", "[{}]", "1", "0", "-1", "+80", "80", "80.0", "8e1", "0x50", "0o17",
    "0b11", "012", "8_0", "22:22", "70000", "99999999999999999999", "true", "True", "false", "yes", "no", "on", '"true"', '"80"', "'443'",
    "1.0", "1.5", "2", ".inf", ".nan", "text", "Text with blanks", "<value>", "{value}", "TODO", "tbd", "2026-11-20", "2026-02-29",
    "2028-02-29", "2026-2-1", "29.01.2027", "0000-01-01", "!!str 80", '!!int "80"', "!custom x", '"a\\u00A0b"', '"a\\u200Bb"', '"a\\x07b"',
    "\"a\\u202Eb\"", '"12"', "210987654321", '"210987654321"', "012345670123", '"012345670123"', '"2109-8765-4321"', "12345678901",
    "0f2b9c1e-5b7a-4e3d-9a55-6d1f0c7e8b21", "0F2B9C1E-5B7A-4E3D-9A55-6D1F0C7E8B21", "0f2b9c1e5b7a4e3d9a556d1f0c7e8b21",
    "eu-west-1", "eu-west-1a", "eu-wset-1", "westeurope", "West Europe", "us-3", "eu-5.magento.cloud", "az-westeurope-1", "usgovvirginia",
    "eastus2", "abc", "pro", "Pro", "starter", "aws", "AWS", "azure", "gcp", "unidirectional", "bidirectional", "Bidirectional", "both", "tcp",
    "TCP", "udp", "sctp", "production", "staging", "integration", "2022-10", "2023-03", "2024-01", "2023",
    "com.amazonaws.vpce.eu-west-1.vpce-svc-03d5ebb7d9579a2b3", "com.amazonaws.vpce.eu-west-1.vpce-svc-03d5ebb7d9579a2b",
    "cn.com.amazonaws.vpce.cn-north-1.vpce-svc-03d5ebb7", "com.amazonaws.vpce.cn-north-1.vpce-svc-03d5ebb7",
    "com.amazonaws.eu-west-1.s3", "vpce-svc-03d5ebb7d9579a2b3",
    '"arn:aws:iam::402592597372:root"', "arn:aws:iam::402592597372:role/a", "arn:aws:iam::402592597372:role/a/b", "arn:aws:iam::402592597372:user/root",
    "arn:aws-cn:iam::210987654321:user/x", "arn:aws:iam::40259259737:root", '"*"', '"402592597372"',
    "arn:aws:elasticloadbalancing:eu-west-1:210987654321:loadbalancer/net/erp/50dc6c495c0c9188",
    "arn:aws:elasticloadbalancing:eu-west-1:210987654321:loadbalancer/app/erp/50dc6c495c0c9188",
    "arn:aws:elasticloadbalancing:eu-west-1:210987654321:loadbalancer/erp",
    "arn:aws:elasticloadbalancing:eu-west-1:210987654321:targetgroup/erp/50dc6c495c0c9188",
    "/subscriptions/0f2b9c1e-5b7a-4e3d-9a55-6d1f0c7e8b21/resourceGroups/rg-erp/providers/Microsoft.Network/privateLinkServices/pls",
    "/SUBSCRIPTIONS/0f2b9c1e-5b7a-4e3d-9a55-6d1f0c7e8b21/resourcegroups/rg-é/providers/microsoft.network/privatelinkservices/pls_",
    "/subscriptions/0f2b9c1e-5b7a-4e3d-9a55-6d1f0c7e8b21/resourceGroups/rg./providers/Microsoft.Network/privateLinkServices/pls",
    "/subscriptions/0f2b9c1e-5b7a-4e3d-9a55-6d1f0c7e8b21/resourceGroups/rg-erp/providers/Microsoft.Network/privateEndpoints/pe",
    "/subscriptions/0f2b9c1e-5b7a-4e3d-9a55-6d1f0c7e8b21/resourceGroups/rg-erp/providers/Microsoft.Network/loadBalancers/lb",
    "pls.1b2c3d4e-5f60-4718-8a9b-0c1d2e3f4a5b.azure.privatelinkservice", "https://portal.azure.com/#x", "ssh://767u4hathojjw_stg",
    "vpce-0c4f1e2d3b5a69788", "vpce-0c4f1e2d", "vpce-0c4f1e2d3b5a6978z", "vpce-007ffnb9qkcnjgult",
    "vpce-0c4f1e2d3b5a69788-yfhmywqh.vpce-svc-0a1b2c3d4e5f60718.eu-west-1.vpce.amazonaws.com",
    "vpce-0c4f1e2d3b5a69788-yfhmywqh-eu-west-1a.vpce-svc-0a1b2c3d4e5f60718.eu-west-1.vpce.amazonaws.com",
    "vpce-svc-0a1b2c3d4e5f60718.eu-west-1.vpce.amazonaws.com", "10.0.0.1", "10.0.0.256", "10.0.0.01", "fd00::1", "1:2:3:4:5:6:7:8",
    "1:2:3:4:5:6:7", "fd00:::1", "::", "::ffff:10.0.0.1", "1:2:3:4:5:6:10.0.0.1", "1:2:3:4:5:6:7:10.0.0.1", "::1:2:3:4:5:6:10.0.0.1", "64:ff9b::10.0.0.256", "fe80::1%eth0", "host.example.com", "host_1.example", "-host.example", "host.example.", "a..b", "localhost",
    "123456789012", "00000000-0000-0000-0000-000000000000", "netops@northwind.example", "netops@northwind", "net ops@northwind.example",
    '"Net <netops@northwind.example>"', "a@b@c.example",
]

NAMES = [
    "production", "Production", "staging", "staging2", "staging-x", "stagingx", "preprod", "production-x", "integration", "integration-x",
    "master", "local_1", "xproduction", "x-notes", "12e34", "0123", "123", '""', '" "', "~", "null", "<id>", '"a\\u00A0b"', '"yw1unoukjcawe"',
    "yw1unoukjcawe_stg", "true", "erp 2", "ÄÖ",
]

UNKNOWN = ["x-notes", "x-", "X-notes", "notes", "endpoint", "acount", "description", "environments", "ports", "resource_id", "service_name",
           "subscriptions", "allowed_principals", "cluster", "type", "limits", "ticket", "region", "connection"]


def parse(text):
    return tree(YAML(typ="safe", pure=True).compose(text))


def tree(node):
    if isinstance(node, MappingNode):
        return ("map", [(source(key), tree(value)) for key, value in node.value])
    if isinstance(node, ScalarNode):
        return ("scalar", source(node))
    return ("seq", [tree(item) for item in node.value])


def source(node):
    return f'"{node.value}"' if node.style else node.value


def write(node, indent=0):
    """The tree as YAML text, block style."""
    kind, content = node
    pad = "  " * indent
    if kind == "scalar":
        return f" {content}\n" if content else "\n"
    if not content:
        return " {}\n" if kind == "map" else " []\n"
    lines = ["\n"] if indent else []
    for item in content:
        if kind == "map":
            key, value = item
            lines.append(f"{pad}{key}:{write(value, indent + 1)}")
        else:
            lines.append(f"{pad}-{write(item, indent + 1)}")
    return "".join(lines)


def paths(node, at=()):
    """Every place in a tree, the root first."""
    yield at
    kind, content = node
    if kind == "map":
        for index, (_, value) in enumerate(content):
            yield from paths(value, (*at, index))
    elif kind == "seq":
        for index, item in enumerate(content):
            yield from paths(item, (*at, index))


def get(node, path):
    for index in path:
        node = node[1][index][1] if node[0] == "map" else node[1][index]
    return node


def replace(root, path, new):
    """A copy of the tree with another node at a place."""
    if not path:
        return new
    kind, content = root
    index, *rest = path
    content = list(content)
    if kind == "map":
        key, value = content[index]
        content[index] = (key, replace(value, rest, new))
    else:
        content[index] = replace(content[index], rest, new)
    return (kind, content)


def misspellings(key):
    yield key[:-1]
    yield key + "s"
    yield key.upper()
    yield key.replace("_", "-") if "_" in key else key[1:] + key[:1]
    yield f'"{key}\\u200B"'


def scalar_edits(text):
    bare = text.strip('"')
    yield bare[:-1]
    yield bare + "0"
    yield f'"{bare}\\u00A0"'
    yield f'" {bare}"'
    yield f'"{bare}\\n"'
    yield bare.upper()
    yield bare.replace("-", "\u2013")
    yield bare.replace("a", "xxxx", 1)


def systematic(root):
    """Each mutation by itself, at each place."""
    for path in paths(root):
        node = get(root, path)
        kind, content = node
        if path:
            for text in ANYWHERE:
                yield replace(root, path, ("scalar", text))
        if kind == "map":
            yield from mapping_mutations(root, path, content)
        elif kind == "seq":
            yield replace(root, path, ("seq", []))
            yield replace(root, path, ("seq", content + content[:1]))
            for text in ["", "~", '""', "text", "{}", "[]", "80"]:
                yield replace(root, path, ("seq", [*content, ("scalar", text)]))
        else:
            for text in scalar_edits(content):
                yield replace(root, path, ("scalar", text))


def mapping_mutations(root, path, content):
    yield replace(root, path, ("map", []))
    yield replace(root, path, ("map", content[::-1]))
    for index, (key, value) in enumerate(content):
        yield replace(root, path, ("map", content[:index] + content[index + 1:]))
        yield replace(root, path, ("map", [*content, (key, value)]))
        for other in misspellings(key):
            yield replace(root, path, ("map", content[:index] + [(other, value)] + content[index + 1:]))
    for key in UNKNOWN:
        yield replace(root, path, ("map", [*content, (key, ("scalar", ""))]))
        yield replace(root, path, ("map", [*content, (key, ("scalar", "text"))]))
    yield replace(root, path, ("map", [*content, ("x-shared", ("map", [("any", ("seq", [("scalar", "thing")]))]))]))
    if len(path) in (1, 3) or len(content) == 1:
        for name in NAMES:
            yield replace(root, path, ("map", [(name, content[0][1])] + content[1:]))


def several(roots, count, seed=SEED):
    """Two to four mutations at once, drawn at random."""
    chance = random.Random(seed)
    for _ in range(count):
        root = copy.copy(chance.choice(roots))
        for _ in range(chance.randint(2, 4)):
            path = chance.choice(list(paths(root)))
            kind, content = get(root, path)
            if kind == "map" and content:
                options = list(mapping_mutations(root, path, content))
                root = chance.choice(options)
            elif path:
                root = replace(root, path, ("scalar", chance.choice(ANYWHERE)))
        yield root


def manifests(seeds, extra):
    """All of them as texts, each once."""
    roots = [parse(text) for text in seeds]
    seen = set()
    for root in roots:
        yield from fresh(systematic(root), seen)
    yield from fresh(several(roots, extra), seen)


def fresh(trees, seen):
    for root in trees:
        text = write(root)
        if text not in seen:
            seen.add(text)
            yield text
