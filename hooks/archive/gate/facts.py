"""What a built page says of itself, read from its bytes as a browser would."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from lxml import html as lxml_html
from lxml.etree import ParserError

from archive.policy import breaches

# Where each element leads; what it fetches by itself.
_LEADS = {"a": ("href",), "area": ("href",), "form": ("action",)}
_FETCHES = {
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "script": ("src",),
    "video": ("src", "poster"),
    "audio": ("src",),
    "track": ("src",),
    "iframe": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "input": ("src",),
    "a": ("ping",),
    "base": ("href",),
}
# Links that only name an address; others fetch it.
_NAMING = {"canonical", "alternate", "license", "prev", "next"}
# What others are to show of a page.
_PASSED_ON = {"og:image", "og:url", "twitter:image"}


@dataclass(frozen=True)
class Facts:
    """A page's title, language, canonical address, and where it leads on by itself; its ids and breaches.

    `addresses` are where it leads whoever follows, `fetched` what a browser asks for by itself.
    """

    title: str
    lang: str
    canonical: str
    leads_to: str
    ids: list[str]
    addresses: list[str]
    fetched: list[str]
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
        return Facts("", "", "", "", [], [], [], ["HTML"])
    title, canonical, leads_to = "", "", ""
    ids: list[str] = []
    addresses: list[str] = []
    fetched: list[str] = []
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
        elif name == "meta" and element.get("property", element.get("name")) in _PASSED_ON:
            addresses.append(element.get("content") or "")
        if name == "link" and (given := element.get("href")) is not None:
            (addresses if set((element.get("rel") or "").split()) & _NAMING else fetched).append(given)
        addresses += [given for key in _LEADS.get(name, ()) if (given := element.get(key)) is not None]
        for key in _FETCHES.get(name, ()):
            if (given := element.get(key)) is not None:
                fetched += _listed(given) if key == "srcset" else [given]
    lang = root.get("lang") or ""
    return Facts(
        title,
        lang,
        canonical,
        leads_to,
        ids,
        list(dict.fromkeys(addresses)),
        list(dict.fromkeys(fetched)),
        list(breaches(text)),
    )


def _listed(srcset: str) -> list[str]:
    return [one.split()[0] for one in srcset.split(",") if one.split()]
