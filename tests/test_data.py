"""Open data, read by readers that we did not write: feeds, tables, linked data, the sitemap."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import feedparser
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from archive.data.tables import cell, table
from archive.declared import required_keys
from archive.pages.data import SCHEMAS
from archive.schema.dictionary import Term, dictionary
from archive.sources import read_sources
from pagereader import article
from project import DOCS

SITE_URL = "https://luu-tru.dak-po.example/"
DCAT, DCT = rdflib.Namespace("http://www.w3.org/ns/dcat#"), rdflib.Namespace("http://purl.org/dc/terms/")
SPDX, ADMS = rdflib.Namespace("http://spdx.org/rdf/terms#"), rdflib.Namespace("http://www.w3.org/ns/adms#")
SCHEMA = rdflib.Namespace("https://schema.org/")


@pytest.fixture(scope="module")
def entries(site: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((site / "du-lieu/catalogue.json").read_text(encoding="utf-8"))["entries"]
    return found


def feeds(site: Path, ending: str) -> list[Path]:
    return sorted(site.rglob(f"feed.{ending}"))


def test_there_is_a_pair_of_feeds_for_the_whole_and_each_period_unit_and_topic(site: Path) -> None:
    registries = read_sources(DOCS).registries
    expected = {
        "feed",
        *(f"don-vi/{id}/feed" for id in registries.units),
        *(f"linh-vuc/{id}/feed" for id in registries.topics),
    }
    expected |= {f"ky/{name}/feed" for name in ("2022", "2022-h1", "2022-h2", "2023", "2023-h1", "2023-h2")}
    for ending in ("xml", "json"):
        assert {p.relative_to(site).as_posix().removesuffix(f".{ending}") for p in feeds(site, ending)} == expected


def test_atom_feeds_carry_no_problem_a_reader_would_notice(site: Path) -> None:
    for path in feeds(site, "xml"):
        feed = feedparser.parse(path.read_bytes())
        assert not feed.bozo, (path, feed.get("bozo_exception"))
        assert feed.feed.id.startswith("tag:") and feed.feed.title and feed.feed.updated.endswith("+07:00")
        (own,) = [link.href for link in feed.feed.links if link.rel == "self"]
        assert own == SITE_URL + path.relative_to(site).as_posix()
        assert len({entry.id for entry in feed.entries}) == len(feed.entries)
        for entry in feed.entries:
            assert entry.link.startswith(SITE_URL) and entry.author and entry.summary and entry.title
            assert entry.published.endswith("+07:00") and entry.updated.endswith("+07:00")
            assert (site / urlsplit(entry.link).path.strip("/") / "index.html").exists()


def test_json_feeds_say_the_same_as_atom(site: Path) -> None:
    for path in feeds(site, "json"):
        data = json.loads(path.read_text(encoding="utf-8"))
        atom = feedparser.parse(path.with_suffix(".xml").read_bytes())
        assert data["version"] == "https://jsonfeed.org/version/1.1" and data["title"] == atom.feed.title
        assert [item["id"] for item in data["items"]] == [entry.id for entry in atom.entries]
        assert [item["date_published"] for item in data["items"]] == [entry.published for entry in atom.entries]


def test_the_whole_feed_holds_the_newest_entries(site: Path, entries: list[dict[str, Any]]) -> None:
    feed = feedparser.parse((site / "feed.xml").read_bytes())
    assert [urlsplit(entry.link).path for entry in feed.entries] == [entry["url"] for entry in entries[:50]]


def test_the_sitemap_is_valid(site: Path) -> None:
    schema = etree.XMLSchema(etree.parse(Path(__file__).with_name("sitemap.xsd")))
    schema.assertValid(etree.parse(site / "sitemap.xml"))


def rows(path: Path) -> list[dict[str, str]]:
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf") and b"\r\n" in raw
    return list(csv.DictReader(raw.decode("utf-8-sig").splitlines()))


def test_the_table_of_the_catalogue_says_what_the_json_says(site: Path, entries: list[dict[str, Any]]) -> None:
    table_rows = rows(site / "du-lieu/catalogue.csv")
    assert [row["id"] for row in table_rows] == [entry["id"] for entry in entries]
    for row, entry in zip(table_rows, entries, strict=True):
        assert (
            row["title"] == entry["title"] and row["date"] == entry["date"] and row["number"] == (entry["number"] or "")
        )
        assert row["publisher"] == (entry.get("issuer") or entry.get("unit") or "")
        assert row["topics"] == "; ".join(entry["topics"])


def test_the_tables_of_numbers_hold_every_number_of_the_front_matter(site: Path) -> None:
    from archive.schema import Report

    counted = [e for e in read_sources(DOCS).entries if isinstance(e.record, Report) and e.counts]
    figures = [
        (entry.id, one.channel, one.posts, one.reach)
        for entry in counted
        if isinstance(entry.record, Report)
        for one in entry.record.figures
    ]

    def number(text: str) -> int | None:
        return int(text) if text else None

    found = [
        (row["entry"], row["channel"], number(row["posts"]), number(row["reach"]))
        for row in rows(site / "du-lieu/figures.csv")
    ]
    assert sorted(found, key=str) == sorted(figures, key=str) and len(found) > 25
    assert len(rows(site / "du-lieu/indicators.csv")) == sum(
        len(e.record.indicators) for e in counted if isinstance(e.record, Report)
    )


@pytest.mark.parametrize("text", ["=1+1", "+84", "-BC/HU", "@SUM(A1)", "\tx", "\rx"])
def test_no_cell_is_taken_for_a_formula(text: str) -> None:
    assert cell(text) == f"'{text}"


@given(st.lists(st.tuples(st.text(max_size=8), st.text(max_size=8)), max_size=4))
def test_a_table_round_trips(data: list[tuple[str, str]]) -> None:
    read = list(csv.reader(table(("a", "b"), data).removeprefix("\ufeff").splitlines(keepends=True)))
    if not any(char in text for row in data for text in row for char in "\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"):
        assert read == [["a", "b"], *([str(cell(one)) for one in row] for row in data)]


def test_dcat_holds_what_the_catalogue_holds(site: Path, entries: list[dict[str, Any]]) -> None:
    graph = rdflib.Graph().parse(site / "du-lieu/dcat.jsonld", format="json-ld")
    catalogue = rdflib.URIRef(SITE_URL)
    resources = set(graph.objects(catalogue, DCAT.resource))
    assert {str(graph.value(one, DCT.identifier)) for one in resources} == {entry["id"] for entry in entries}
    assert {str(graph.value(one, DCT.title)) for one in resources} == {entry["title"] for entry in entries}
    downloads = {str(one) for one in graph.objects(None, DCAT.downloadURL)}
    attached = {SITE_URL + file["url"].lstrip("/") for entry in entries for file in entry["attachments"]}
    assert len(downloads) == 8 + len(attached) and attached <= downloads and len(attached) >= 2
    checksums = {str(one) for one in graph.objects(None, SPDX.checksumValue)}
    assert checksums == {file["sha256"] for entry in entries for file in entry["attachments"]}
    statuses = [str(one) for one in graph.objects(None, ADMS.status)]
    assert sorted(statuses) == sorted(entry["status"] for entry in entries)
    for url in downloads:
        assert (site / urlsplit(url).path.strip("/")).is_file(), url


KINDS = {
    "bao-cao/2023-h1/doi-ngoai-6-thang-dau-nam": "Report",
    "tin-bai/2022/cong-chieng-ya-hoi": "NewsArticle",
    "tin-bai/2022/det-tho-cam-an-thanh": "VideoObject",
    "dinh-chinh/2022/trang-mao-danh-uy-ban-huyen": "ClaimReview",
    "don-vi/ubnd-xa-ha-tam": "GovernmentOrganization",
    "ky/2023-h1": "CollectionPage",
    "": "WebSite",
}


def linked(site: Path, id: str) -> rdflib.Graph:
    text = (site / id / "index.html").read_text(encoding="utf-8")
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
    return rdflib.Graph().parse(data=script, format="json-ld")


@pytest.mark.parametrize(("id", "kind"), KINDS.items(), ids=KINDS.values())
def test_each_page_says_what_it_is_in_schema_orgs_words(site: Path, id: str, kind: str) -> None:
    graph = linked(site, id)
    url = rdflib.URIRef(SITE_URL + (f"{id}/" if id else ""))
    assert (url, rdflib.RDF.type, SCHEMA[kind]) in graph


def test_linked_data_of_entries_holds_what_the_catalogue_holds(site: Path, entries: list[dict[str, Any]]) -> None:
    for entry in entries:
        graph, url = linked(site, entry["id"]), rdflib.URIRef(SITE_URL + entry["url"].strip("/") + "/")
        assert str(graph.value(url, SCHEMA.name)) == entry["title"]
        assert str(graph.value(url, SCHEMA.datePublished)) == entry["date"]
        assert str(graph.value(url, SCHEMA.creativeWorkStatus)) == entry["status"]


def test_the_dictionary_describes_every_key(site: Path) -> None:
    page = article(site, "/du-lieu/")
    shown = {node.text for node in page.all("code")}

    def keys(terms: list[Term], before: str = "") -> set[str]:
        return {before + t.key for t in terms} | {k for t in terms for k in keys(t.within, f"{before}{t.key}.")}

    for schema in SCHEMAS.values():
        assert keys(dictionary(schema)) <= shown
        required = {term.key for term in dictionary(schema) if term.required}
        assert required == set(required_keys(schema))
    assert "2023-H1" not in page.text and "danh sách: mã" in page.text


def test_every_column_and_key_of_the_files_is_described(site: Path) -> None:
    from archive.data.tables import CATALOGUE_COLUMNS, FIGURES_COLUMNS, INDICATORS_COLUMNS
    from archive.schema.dictionary import columns

    data = json.loads((site / "du-lieu/catalogue.json").read_text(encoding="utf-8"))
    keys = {*data, *(key for entry in data["entries"] for key in entry), *CATALOGUE_COLUMNS} - {"entries"}
    assert {name for name, _ in columns("catalogue")} == keys
    assert [name for name, _ in columns("figures")] == list(FIGURES_COLUMNS)
    assert [name for name, _ in columns("indicators")] == list(INDICATORS_COLUMNS)


def test_every_file_on_the_data_page_can_be_downloaded(site: Path) -> None:
    hrefs = [a.attributes["href"] for a in article(site, "/du-lieu/").all("a") if "download" in a.attributes]
    assert len(hrefs) == 9
    for href in hrefs:
        assert (site / "du-lieu" / href).resolve().is_file(), href
