"""What people put together in Python: PyYAML with its C loader, then a compiled JSON Schema validator."""

import json
import sys

import jsonschema_rs
import yaml


class Loader(yaml.CSafeLoader):
    """Leaves dates as text, as the schema wants them."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}

schema, manifest = sys.argv[1:]
with open(schema) as file:
    validator = jsonschema_rs.validator_for(json.load(file))
with open(manifest) as file:
    print(sum(1 for _ in validator.iter_errors(yaml.load(file, Loader))), "errors")
