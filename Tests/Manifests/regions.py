"""Says when the list of AWS regions is older than the newest botocore that can be had here.

    .build/venv/bin/python Tests/Manifests/regions.py

Looks at the botocore that is installed with the AWS client, and at the newest one of PyPI where that can be reached. A region that the list lacks is a
failure, and `make regions` the cure; a list that is merely older is said.
"""

import importlib.util
import json
import re
import subprocess
import sys
import tempfile
from importlib.machinery import SourceFileLoader
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOADER = SourceFileLoader("regions_script", str(ROOT / "Scripts/regions"))
SCRIPT = importlib.util.module_from_spec(importlib.util.spec_from_loader(LOADER.name, LOADER))
LOADER.exec_module(SCRIPT)
LIST = SCRIPT.TARGET.read_text()


def version(text):
    return tuple(int(part) for part in text.split("."))


def installed():
    """The regions and the version of the botocore beside the AWS client."""
    found = importlib.util.find_spec("botocore")
    if not found:
        return None
    import botocore
    partitions = json.loads((Path(botocore.__file__).parent / "data/partitions.json").read_text())["partitions"]
    return botocore.__version__, SCRIPT.of_partitions(partitions)


def newest():
    """The same of the newest botocore, where the registry answers."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--disable-pip-version-check", "--dest", folder, "botocore"]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=120)
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
            return None
        wheel = next(Path(folder).glob("*.whl"))
        regions, source, _ = SCRIPT.of_botocore(wheel)
        return source.split()[1], regions


def main():
    ours = re.search(r"Source: botocore ([0-9.]+)\.\n", LIST).group(1)
    known = set(re.findall(r'\("([a-z0-9-]+)", "', LIST))
    seen = [found for found in (installed(), newest()) if found]
    if not seen:
        sys.exit("no botocore is installed, and PyPI does not answer: nothing to compare with")
    there, regions = max(seen, key=lambda found: version(found[0]))
    lacking = sorted(regions.keys() - known)
    if lacking:
        sys.exit(f"botocore {there} knows regions that the list (botocore {ours}) lacks: {', '.join(lacking)}; `make regions` adds them")
    older = f"; the list is of botocore {ours}, `make regions` renews its day" if version(ours) < version(there) else ""
    print(f"the list knows every region of botocore {there}{older}")


if __name__ == "__main__":
    main()
