"""What a built page says of itself, read from its bytes as a browser would."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from lxml import html as lxml_html
from lxml.etree import ParserError

from archive.policy import breaches

# Where each element leads, or what it fetches.
_ADDRESSES = {
    "a": ("href",),
    "link": ("href",),
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "script": ("src",),
    "form": ("action",),
    "video": ("src", "poster"),
    "audio": ("src",),
    "iframe": ("src",),
}
# What only names an address, and is not followed.
_NAMING = {"canonical", "alternate"}


@dataclass(frozen=True)
class Facts:
    """A page's title, language, canonical address, where it leads on by itself, its ids, addresses and breaches."""

    title: str
    lang: str
    canonical: str
    leads_to: str
    ids: list[str]
    addresses: list[str]
    breaches: list[str]

    @property
    def as_json(self) -> str:
        """Write them for the store."""
        return json.dumps(asdict(self), ensure_ascii=False)


def facts_of(content: bytes) -> Facts:
    """Read a page."""
    text = content.decode("utf-8", "replace")
    try:
        root = lxml_html.document_fromstring(content, parser=lxml_html.HTMLParser(encoding="utf-8"))
    except (ParserError, ValueError):
        return Facts("", "", "", "", [], [], ["HTML"])
    title, canonical, leads_to = "", "", ""
    ids: list[str] = []
    addresses: list[str] = []
    for element in root.iter():
        name = element.tag
        if not isinstance(name, str):
            continue
        if (id := element.get("id")) is not None:
            ids.append(id)
        if name == "title" and not title:
            title = (element.text_content() or "").strip()
        elif name == "meta" and (element.get("http-equiv") or "").lower() == "refresh":
            leads_to = (element.get("content") or "").partition("url=")[2]
        elif name == "link" and element.get("rel") == "canonical":
            canonical = element.get("href") or ""
        for attribute in _ADDRESSES.get(name, ()):
            given = element.get(attribute)
            if given is None or (name == "link" and element.get("rel") in _NAMING and "://" in given):
                continue
            addresses += _listed(given) if attribute == "srcset" else [given]
    lang = root.get("lang") or ""
    return Facts(title, lang, canonical, leads_to, ids, list(dict.fromkeys(addresses)), list(breaches(text)))


def _listed(srcset: str) -> list[str]:
    return [one.split()[0] for one in srcset.split(",") if one.split()]
