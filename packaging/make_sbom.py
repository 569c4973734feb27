"""Writes the bills of materials: SPDX beside the artefacts, CycloneDX into the wheel."""

import hashlib
import json
import uuid
from datetime import datetime, timezone

from components import Component
from identity import Identity


def spdx(identity: Identity, components: list[Component], sums: dict[str, str]) -> bytes:
    """SPDX 2.3. `sums` are the artefacts with their SHA-256."""
    product = {
        "SPDXID": "SPDXRef-privatelint", "name": "privatelint", "versionInfo": identity.version,
        "supplier": "Organization: privatelint maintainers", "downloadLocation": identity.address or "NOASSERTION",
        "filesAnalyzed": False, "licenseConcluded": "Apache-2.0", "licenseDeclared": "Apache-2.0", "copyrightText": "NOASSERTION",
        "primaryPackagePurpose": "APPLICATION",
        "externalRefs": [package_url(f"pkg:pypi/privatelint@{identity.version}")],
    }
    if identity.commit:
        product["sourceInfo"] = f"built from commit {identity.commit}"
    files = [
        {"SPDXID": f"SPDXRef-File-{number}", "fileName": f"./{name}", "checksums": [
            {"algorithm": "SHA1", "checksumValue": sha1}, {"algorithm": "SHA256", "checksumValue": sha256}],
         "licenseConcluded": "NOASSERTION", "copyrightText": "NOASSERTION"}
        for number, (name, (sha1, sha256)) in enumerate(sorted(sums.items()))
    ]
    relations = [("SPDXRef-DOCUMENT", "DESCRIBES", "SPDXRef-privatelint")]
    relations += [("SPDXRef-privatelint", "STATIC_LINK", reference(component)) for component in components]
    relations += [(file["SPDXID"], "GENERATED_FROM", "SPDXRef-privatelint") for file in files]
    document = {
        "spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT",
        "name": f"privatelint-{identity.version}-{identity.system}-{identity.machine}",
        "creationInfo": {"created": timestamp(identity), "creators": ["Organization: privatelint maintainers", "Tool: make dist"]},
        "packages": [product] + [spdx_package(component) for component in components],
        "files": files,
        "relationships": [
            {"spdxElementId": one, "relationshipType": kind, "relatedSpdxElement": other} for one, kind, other in relations
        ],
    }
    # A name of its own for each content, and the same for the same.
    document["documentNamespace"] = f"https://spdx.org/spdxdocs/privatelint-{identity.version}-{fingerprint(document)}"
    return encoded(document)


def spdx_package(component: Component) -> dict:
    return {
        "SPDXID": reference(component), "name": component.name, "versionInfo": component.version,
        "supplier": f"Organization: {component.supplier}", "downloadLocation": component.address, "filesAnalyzed": False,
        "licenseConcluded": component.licence, "licenseDeclared": component.licence, "copyrightText": component.copyright,
        "externalRefs": [package_url(component.purl)],
    }


def package_url(purl: str) -> dict:
    return {"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl", "referenceLocator": purl}


def reference(component: Component) -> str:
    return f"SPDXRef-{component.name}"


def cyclonedx(identity: Identity, components: list[Component]) -> bytes:
    """CycloneDX 1.6."""
    product = {
        "type": "application", "bom-ref": "privatelint", "name": "privatelint", "version": identity.version,
        "purl": f"pkg:pypi/privatelint@{identity.version}", "licenses": [{"expression": "Apache-2.0"}],
    }
    parts = [
        {"type": "library", "bom-ref": component.name, "name": component.name, "version": component.version,
         "copyright": component.copyright, "licenses": [{"expression": component.licence}], "purl": component.purl}
        for component in components
    ]
    document = {
        "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
        "metadata": {"timestamp": timestamp(identity), "component": product},
        "components": parts,
        "dependencies": [{"ref": "privatelint", "dependsOn": [component.name for component in components]}]
        + [{"ref": component.name} for component in components],
    }
    document["serialNumber"] = f"urn:uuid:{fingerprint(document)}"
    return encoded(document)


def timestamp(identity: Identity) -> str:
    return datetime.fromtimestamp(identity.epoch, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def fingerprint(document: dict) -> uuid.UUID:
    return uuid.UUID(bytes=hashlib.sha256(encoded(document)).digest()[:16], version=4)


def encoded(document: dict) -> bytes:
    return (json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False) + "\n").encode()
