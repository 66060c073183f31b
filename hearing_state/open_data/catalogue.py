"""The newest night described for catalogues of open data: DCAT-AP 3 as JSON-LD."""

from __future__ import annotations

from typing import Any

from hearing_state.i18n import LOCALES, gettext, speaking
from hearing_state.open_data.datasets import LICENCE
from hearing_state.open_data.shelf import File, Night, Written

_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_TYPES = "http://www.iana.org/assignments/media-types/"
_EVERY_DAY = "http://publications.europa.eu/resource/authority/frequency/DAILY"


def described(site: str, night: Night) -> dict[str, Any]:
    """``site``: its address without a slash at the end."""
    here = f"{site}/open-data"
    publisher = {"@id": f"{site}/#publisher", "@type": "foaf:Agent", "foaf:name": _said("Hearing State")}
    return {
        "@context": _CONTEXT,
        "@id": f"{here}/dcat.jsonld",
        "@type": "dcat:Catalog",
        "dct:title": _said("Open data"),
        "dct:description": _said(
            "Questions, answers, meetings and petitions as the public reads them, without anybody's name."
        ),
        "dct:publisher": publisher,
        "dct:license": {"@id": LICENCE},
        "dct:modified": _moment(night),
        "dcat:dataset": [_set(here, night, each, publisher["@id"]) for each in night.sets],
    }


def _set(here: str, night: Night, each: Written, publisher: object) -> dict[str, Any]:
    return {
        "@id": f"{here}/{each.name}",
        "@type": "dcat:Dataset",
        "dct:identifier": each.name,
        "dct:title": _said(each.title),
        "dct:description": _said(each.title),
        "dct:publisher": {"@id": publisher},
        "dct:modified": _moment(night),
        "dct:accrualPeriodicity": {"@id": _EVERY_DAY},
        "dcat:distribution": [_file(here, night, one) for one in each.files],
    }


def _file(here: str, night: Night, each: File) -> dict[str, Any]:
    address = f"{here}/{night.day}/{each.name}"
    return {
        "@id": address,
        "@type": "dcat:Distribution",
        "dcat:accessURL": {"@id": address},
        "dcat:downloadURL": {"@id": address},
        "dcat:mediaType": {"@id": f"{_TYPES}{each.media_type}"},
        "dcat:compressFormat": {"@id": f"{_TYPES}application/gzip"},
        "dcat:byteSize": {"@value": str(each.bytes), "@type": "xsd:nonNegativeInteger"},
        "dct:license": {"@id": LICENCE},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@value": each.sha256, "@type": "xsd:hexBinary"},
        },
    }


def _moment(night: Night) -> dict[str, str]:
    return {"@value": night.made_at.isoformat(), "@type": "xsd:dateTime"}


def _said(english: str) -> list[dict[str, str]]:
    """In every language of the house."""
    found = []
    for language in LOCALES:
        with speaking(language):
            found.append({"@value": gettext(english), "@language": language})
    return found
