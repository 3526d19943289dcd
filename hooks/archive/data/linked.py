"""Linked data: schema.org on each page, and the whole archive as a DCAT catalogue.

The contexts are written out, so that a reader needs nothing from the network to understand them.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from archive.catalogue import Catalogue
from archive.data.feeds import media_type
from archive.entries import Entry
from archive.schema import Correction, Format, Report, Story, Unit
from archive.settings import Settings
from archive.strings import strings
from archive.wording import choice_words

Node = dict[str, Any]
SCHEMA_ORG = {"@vocab": "https://schema.org/"}


def embedded(node: Node) -> str:
    """Write a node for a script element: nothing in it can end the element."""
    text = json.dumps({"@context": SCHEMA_ORG, **node}, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def entry_node(entry: Entry, catalogue: Catalogue, settings: Settings, site_url: str) -> Node:
    """Describe an entry: Report, NewsArticle, VideoObject or ClaimReview."""
    record, url = entry.record, _absolute(entry.url, site_url)
    unit = catalogue.registries.units.get(entry.unit_id or "")
    publisher = unit_node(unit, site_url) if unit else None
    topics = [catalogue.registries.topics[id].name for id in record.topics]
    node: Node = {
        "@id": url,
        "url": url,
        "name": record.title,
        "description": entry.summary,
        "inLanguage": strings()("language.code"),
        "datePublished": str(record.date),
        "dateModified": entry.modified,
        "publisher": publisher,
        "license": settings.license.url,
        "about": topics,
        "creativeWorkStatus": str(record.status),
    }
    if isinstance(record, Report):
        number = str(entry.number) if entry.number and entry.number.ordinal else None
        node |= {"@type": "Report", "headline": record.title, "reportNumber": number, "author": publisher}
    elif isinstance(record, Correction):
        node |= _claim_review(record, publisher)
    elif isinstance(record, Story) and record.format is Format.VIDEO:
        node |= {"@type": "VideoObject", "uploadDate": str(record.date), "author": publisher}
    else:
        node |= {"@type": "NewsArticle", "headline": record.title, "author": publisher}
    if entry.attachments:
        node["associatedMedia"] = [_media(file.url, file.title, file.size, site_url) for file in entry.attachments]
    return _filled(node)


def unit_node(unit: Unit, site_url: str) -> Node:
    """Describe a unit."""
    contact = unit.contact
    node = {
        "@type": "GovernmentOrganization",
        "@id": _absolute(f"/don-vi/{unit.id}/", site_url),
        "name": unit.name,
        "url": _absolute(f"/don-vi/{unit.id}/", site_url),
        "email": contact.email if contact else None,
        "telephone": contact.phone if contact else None,
        "foundingDate": str(unit.from_) if unit.from_ else None,
        "dissolutionDate": str(unit.until) if unit.until else None,
    }
    return _filled(node)


def page_node(title: str, summary: str | None, url: str, site_url: str) -> Node:
    """Describe a generated page: a list of what the archive holds."""
    kind = "WebSite" if url == "/" else "CollectionPage"
    node = {"@type": kind, "@id": _absolute(url, site_url), "url": _absolute(url, site_url), "name": title}
    return _filled({**node, "description": summary, "inLanguage": strings()("language.code")})


def _claim_review(record: Correction, publisher: Node | None) -> Node:
    rating = {"@type": "Rating", "alternateName": choice_words(record.verdict)}
    claim = {"@type": "Claim", "name": record.claim}
    return {
        "@type": "ClaimReview",
        "claimReviewed": record.claim,
        "reviewBody": record.facts,
        "reviewRating": rating,
        "itemReviewed": claim,
        "author": publisher,
    }


def _media(url: str, title: str, size: int, site_url: str) -> Node:
    address = _absolute(quote(url), site_url)
    return {"@type": "MediaObject", "contentUrl": address, "name": title, "contentSize": f"{size} B"}


DCAT_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
}


def dcat(catalogue: Catalogue, settings: Settings, site_name: str, site_url: str, files: dict[str, str]) -> str:
    """Write the archive as a DCAT catalogue: `files` as data sets by path and title, entries as resources."""
    datasets = [
        {
            "@id": f"{site_url}{path}#dataset",
            "@type": "dcat:Dataset",
            "dct:title": title,
            "dct:license": {"@id": settings.license.url},
            "dcat:distribution": {
                "@id": f"{site_url}{path}",
                "@type": "dcat:Distribution",
                "dcat:downloadURL": {"@id": f"{site_url}{path}"},
                "dcat:mediaType": media_type(path),
            },
        }
        for path, title in files.items()
    ]
    data = {
        "@context": DCAT_CONTEXT,
        "@id": site_url,
        "@type": "dcat:Catalog",
        "dct:title": site_name,
        "dct:language": strings()("language.code"),
        "dct:license": {"@id": settings.license.url},
        "dct:modified": catalogue.generated,
        "dcat:dataset": datasets,
        "dcat:resource": [_resource(entry, catalogue, site_url) for entry in catalogue.entries],
    }
    return json.dumps(_filled(data), ensure_ascii=False, indent=1) + "\n"


def _resource(entry: Entry, catalogue: Catalogue, site_url: str) -> Node:
    unit = catalogue.registries.units.get(entry.unit_id or "")
    return _filled(
        {
            "@id": _absolute(entry.url, site_url),
            "@type": "dcat:Resource",
            "dct:identifier": entry.id,
            "dct:title": entry.record.title,
            "dct:issued": str(entry.record.date),
            "dct:modified": entry.modified,
            "dct:publisher": {"@id": _absolute(f"/don-vi/{unit.id}/", site_url), "foaf:name": unit.name}
            if unit
            else None,
        }
    )


def _filled(node: Node) -> Node:
    return {key: value for key, value in node.items() if value not in (None, [], "")}


def _absolute(url: str, site_url: str) -> str:
    return site_url + url.removeprefix("/")
