"""Linked data: schema.org on each page, and the whole archive as a DCAT catalogue.

The contexts are written out, so that a reader needs nothing from the network to understand them.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from archive.catalogue import Catalogue
from archive.data.media_types import media_type
from archive.data.rows import with_rows
from archive.entries import Entry
from archive.paths import absolute
from archive.schema import Correction, Format, Report, Status, Story, Unit, Verdict
from archive.settings import Settings
from archive.strings import strings
from archive.wording import choice_words

Node = dict[str, Any]
SCHEMA_ORG = {"@vocab": "https://schema.org/"}


def embedded(node: Node) -> str:
    """Write a node for a script element: nothing in it can end the element."""
    return in_script({"@context": SCHEMA_ORG, **node})


def in_script(value: object) -> str:
    """Write JSON for a script element: nothing in it can end the element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def entry_node(entry: Entry, catalogue: Catalogue, settings: Settings, site_url: str) -> Node:
    """Describe an entry: Report, NewsArticle, VideoObject or ClaimReview."""
    record, url = entry.record, absolute(entry.url, site_url)
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
        node["contentUrl"] = next((one.url for one in record.published_on if one.url), None)
    else:
        node |= {"@type": "NewsArticle", "headline": record.title, "author": publisher}
    if record.cover and record.status is not Status.WITHDRAWN:
        picture = absolute(quote(f"/{entry.folder}/{record.cover.file}"), site_url)
        node["thumbnailUrl" if node["@type"] == "VideoObject" else "image"] = picture
    if entry.attachments:
        node["associatedMedia"] = [_media(file.url, file.title, file.size, site_url) for file in entry.attachments]
    return _filled(node)


def unit_node(unit: Unit, site_url: str) -> Node:
    """Describe a unit."""
    contact = unit.contact
    node = {
        "@type": "GovernmentOrganization",
        "@id": absolute(f"/don-vi/{unit.id}/", site_url),
        "name": unit.name,
        "url": absolute(f"/don-vi/{unit.id}/", site_url),
        "email": contact.email if contact else None,
        "telephone": contact.phone if contact else None,
        "foundingDate": str(unit.from_) if unit.from_ else None,
        "dissolutionDate": str(unit.until) if unit.until else None,
    }
    return _filled(node)


def page_node(title: str, summary: str | None, url: str, site_url: str, language: str = "vi") -> Node:
    """Describe a generated page: a list of what the archive holds."""
    kind = "WebSite" if url == "/" else "CollectionPage"
    node = {"@type": kind, "@id": absolute(url, site_url), "url": absolute(url, site_url), "name": title}
    return _filled({**node, "description": summary, "inLanguage": language})


# How much of a claim is true, from 1 (nothing) to 5 (all), for readers that want a number.
RATINGS = {
    Verdict.FALSE: 1,
    Verdict.DOCTORED: 1,
    Verdict.IMPERSONATION: 1,
    Verdict.MISLEADING: 2,
    Verdict.OUTDATED: 2,
    Verdict.UNPROVEN: 3,
}


def _claim_review(record: Correction, publisher: Node | None) -> Node:
    value = {"worstRating": 1, "bestRating": 5, "ratingValue": RATINGS[record.verdict]}
    rating = {"@type": "Rating", **value, "alternateName": choice_words(record.verdict)}
    claim = _filled({"@type": "Claim", "name": record.claim, "appearance": record.seen_on})
    return {
        "@type": "ClaimReview",
        "claimReviewed": record.claim,
        "reviewBody": record.facts,
        "reviewRating": rating,
        "itemReviewed": claim,
        "citation": [source.url or source.title for source in record.sources],
        "author": publisher,
    }


def _media(url: str, title: str, size: int, site_url: str) -> Node:
    address = absolute(quote(url), site_url)
    return {"@type": "MediaObject", "contentUrl": address, "name": title, "contentSize": f"{size} B"}


DCAT_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "adms": "http://www.w3.org/ns/adms#",
    "spdx": "http://spdx.org/rdf/terms#",
}


# The data sets by the key of their title, each with the files that hold it.
DATASETS = {
    "catalogue": ("du-lieu/catalogue.json", "du-lieu/catalogue.csv"),
    "figures": ("du-lieu/figures.csv",),
    "indicators": ("du-lieu/indicators.csv",),
    "units": ("danh-muc/don-vi.yml",),
    "channels": ("danh-muc/kenh.yml",),
    "topics": ("danh-muc/linh-vuc.yml",),
    "indicators_list": ("danh-muc/chi-tieu.yml",),
}


def dcat(catalogue: Catalogue, settings: Settings, site_name: str, site_url: str) -> str:
    """Write the archive as a DCAT catalogue: its data sets, and every entry as a resource."""
    owner = catalogue.registries.units.get(settings.owner)
    data = {
        "@context": DCAT_CONTEXT,
        "@id": site_url,
        "@type": "dcat:Catalog",
        "dct:title": site_name,
        "dct:language": strings()("language.code"),
        "dct:license": {"@id": settings.license.url},
        "dct:modified": catalogue.generated,
        "dct:publisher": _agent(owner, site_url),
        "dcat:dataset": [_dataset(key, paths, catalogue, settings, site_url) for key, paths in DATASETS.items()],
    }
    resources = (_filled(_resource(entry, catalogue, site_url)) for entry in catalogue.entries)
    return with_rows(_filled(data), "dcat:resource", resources)


def _dataset(key: str, paths: tuple[str, ...], catalogue: Catalogue, settings: Settings, site_url: str) -> Node:
    files = [
        {
            "@id": f"{site_url}{path}",
            "@type": "dcat:Distribution",
            "dcat:downloadURL": {"@id": f"{site_url}{path}"},
            "dcat:mediaType": media_type(path),
        }
        for path in paths
    ]
    node = {
        "@id": f"{site_url}du-lieu/#{key}",
        "@type": "dcat:Dataset",
        "dct:title": strings()(f"data.{key}"),
        "dct:modified": catalogue.generated,
        "dct:license": {"@id": settings.license.url},
        "dcat:distribution": files,
    }
    return _filled(node)


def _resource(entry: Entry, catalogue: Catalogue, site_url: str) -> Node:
    files = [
        {
            "@id": absolute(quote(file.url), site_url),
            "@type": "dcat:Distribution",
            "dct:title": file.title,
            "dcat:downloadURL": {"@id": absolute(quote(file.url), site_url)},
            "dcat:byteSize": file.size,
            "dcat:mediaType": media_type(file.url),
            "spdx:checksum": {"spdx:algorithm": "SHA-256", "spdx:checksumValue": file.sha256},
        }
        for file in entry.attachments
    ]
    return _filled(
        {
            "@id": absolute(entry.url, site_url),
            "@type": "dcat:Resource",
            "dct:identifier": entry.id,
            "dct:title": entry.record.title,
            "dct:description": entry.summary,
            "dct:issued": str(entry.record.date),
            "dct:modified": entry.modified,
            "dct:temporal": str(entry.period),
            "adms:status": str(entry.record.status),
            "dct:subject": [catalogue.registries.topics[id].name for id in entry.record.topics],
            "dct:publisher": _agent(catalogue.registries.units.get(entry.unit_id or ""), site_url),
            "dcat:distribution": files,
        }
    )


def _agent(unit: Unit | None, site_url: str) -> Node | None:
    if unit is None:
        return None
    return {"@id": absolute(f"/don-vi/{unit.id}/", site_url), "@type": "foaf:Agent", "foaf:name": unit.name}


def _filled(node: Node) -> Node:
    return {key: value for key, value in node.items() if value not in (None, [], "")}
