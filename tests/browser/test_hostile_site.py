"""What passes the checks is published; whatever it looks like, none of it runs, and nobody else is asked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from drawing import docx, pdf, picture
from pageserver import serving
from project import AS_OF, run_hooks

# Each would run somewhere if it were not written for where it stands: text, attribute, address, JSON, feed, template.
PAYLOADS = [
    "\" autofocus onfocus=document.title='chay' x=\"",
    "' onmouseover='document.title=1",
    "`${document.title='chay'}`",
    "{{ 7 * 7 }} {% raw %} ${7*7} #{7*7}",
    "javascript:document.title='chay'",
    "\\u003cscript\\u003edocument.title=1\\u003c/script\\u003e",
    "]]> -- > < script > alert(1) < / script >",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    '=HYPERLINK("https://ke-xau.example")',
    "&amp lt;b> &# 60;script>",
    "\\\"};document.title='chay';//",
]
PAYLOAD = " ".join(PAYLOADS)
ODD_NAME = "a'b&c=1 (x) %3Cb%3E.pdf"


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive in which every text key of every collection and registry holds all payloads."""
    docs = tmp_path_factory.mktemp("hostile") / "docs"
    docs.mkdir()
    said = quoted(PAYLOAD)
    unit = f"name: {said}\n  name_en: {said}\n  note: {said}\n  contact: {{address: {said}, phone: {said}}}\n"
    registries = {
        "don-vi": f"- id: u\n  {unit}  kind: uy-ban-nhan-dan\n  reports: true\n  aliases: [{said}]\n",
        "kenh": f"- id: k\n  name: {said}\n  name_en: {said}\n  platform: website\n  unit: u\n"
        "  url: \"https://x.example/?a=1&b='c'\"\n",
        "linh-vuc": f"- id: l\n  name: {said}\n  name_en: {said}\n  description: {said}\n  description_en: {said}\n",
        "chi-tieu": f"- id: c\n  name: {said}\n  measure: {said}\n  description: {said}\n",
        "dia-danh": f"- id: d\n  name: {said}\n  spellings: [{said}]\n",
    }
    common = (
        f"title: {said}\ntitle_en: {said}\nsummary: {said}\nsummary_en: {said}\ntopics: [l]\nchannels: [k]\n"
        f"changes: [{{date: 2023-06-20, note: {said}}}]\n"
        f"cover: {{file: anh.jpg, alt: {said}, credit: {said}}}\n"
        f"attachments: [{{file: {quoted(ODD_NAME)}, title: {said}}}, {{file: b.docx, title: {said}}}]\n"
    )
    report = (
        f"number: 1/BC-UBND\ndate: 2023-06-10\nissuer: u\nperiod: 2023-H1\nstreams: [thong-tin-doi-ngoai]\n"
        f"recipients: [{said}]\ncopies: [{said}]\nbasis: [{{number: 2/KH-UBND, date: 2023, issuer: {said}}}]\n"
        f"signer: {{name: {said}, position: {said}, on_behalf_of: {said}}}\ndifficulties: [{said}]\n"
        f"indicators: [{{id: c, value: 1, note: {said}}}]\nplans: [{{id: p, text: {said}}}]\n"
        "figures: [{channel: k, posts: 1}]\n"
    )
    story = (
        f"date: 2023-06-11\nunit: u\nformat: article\nstreams: [quang-ba-hinh-anh]\nplace: {said}\n"
        "published_on: [{channel: k, url: \"https://x.example/?a='b'&c\", date: 2023}]\n"
    )
    correction = (
        f"date: 2023-06-12\nunit: u\nverdict: false\nstreams: [thong-tin-doi-ngoai]\nclaim: {said}\nfacts: {said}\n"
        f"seen_on: [{said}]\nsources: [{{title: {said}, url: \"https://x.example/?a='b'\"}}]\n"
    )
    body = "## " + " ".join(PAYLOADS[:3]) + "\n\n" + "\n\n".join(f"`{one}`" for one in PAYLOADS if "`" not in one)
    body += '\n\n[a](https://x.example/?a=%22onclick=alert(1) "\' onclick=alert(1) ")'
    body += '\n\n![" onerror=x](anh.jpg "\' x=\'")\n'
    entries = {
        "bao-cao/2023-h1": report,
        "tin-bai/2023": story,
        "dinh-chinh/2023": correction,
    }
    (docs / "danh-muc").mkdir()
    for name, text in registries.items():
        (docs / f"danh-muc/{name}.yml").write_text(text, encoding="utf-8")
    for folder, keys in entries.items():
        (docs / folder).mkdir(parents=True)
        (docs / folder / "a.md").write_text(f"---\n{common}{keys}---\n\n{body}", encoding="utf-8")
        (docs / folder / "anh.jpg").write_bytes(picture(40, 30))
        (docs / folder / ODD_NAME).write_bytes(pdf("<script>alert(1)</script>"))
        (docs / folder / "b.docx").write_bytes(docx("&lt;script&gt;alert(1)&lt;/script&gt;"))
    (docs / "index.md").write_text(
        f"---\ntitle: {said}\nsummary: {said}\n---\n\n{body.split('![')[0]}", encoding="utf-8"
    )
    site = docs.parent / "site"
    done = run_hooks("build", "--docs-dir", docs, "--site-dir", site, "--as-of", AS_OF)
    assert done.returncode == 0, done.stderr
    return site


def test_nothing_runs_and_nobody_else_is_asked_on_any_page(browser: Browser, hostile_site: Path) -> None:
    with serving(hostile_site) as address:
        context = browser.new_context()
        context.add_init_script("window.alert = window.confirm = window.prompt = () => { document.title = 'chay'; };")
        page = context.new_page()
        asked: list[str] = []
        refused: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
        page.on(
            "response", lambda answer: refused.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None
        )
        page.on("pageerror", lambda error: refused.append(str(error)))
        paths = sorted(path.relative_to(hostile_site).as_posix() for path in hostile_site.rglob("*.html"))
        assert len(paths) > 30
        for path in paths:
            page.goto(address + path.removesuffix("index.html"), wait_until="load")
            page.keyboard.press("Tab")
            assert page.title() not in ("chay", "1"), path
            marks = page.evaluate(
                "[...document.querySelectorAll('*')].flatMap(one => [...one.attributes]"
                ".filter(({ name }) => name.startsWith('on') || name === 'autofocus' || name === 'style')"
                ".map(({ name }) => one.tagName + ' ' + name))"
            )
            assert marks == [], (path, marks)
        assert [url for url in asked if not url.startswith((address, "data:"))] == []
        assert refused == []
        context.close()


def test_nothing_runs_in_what_search_shows(browser: Browser, hostile_site: Path) -> None:
    with serving(hostile_site) as address:
        page = browser.new_page()
        for query in ("document", "script", PAYLOADS[0], PAYLOADS[2]):
            page.goto(address)
            page.get_by_role("combobox").or_(page.get_by_role("searchbox")).first.fill(query)
            page.wait_for_timeout(300)
            page.keyboard.press("Enter")
            page.wait_for_url("**/tim-kiem/**")
            page.wait_for_timeout(300)
            assert page.title() not in ("chay", "1")
            assert page.locator("[onfocus], [onmouseover], [onerror], script:not([src]):not([type])").count() == 0
        page.close()


def test_data_is_read_by_programs_as_it_was_written(hostile_site: Path) -> None:
    catalogue = json.loads((hostile_site / "du-lieu/catalogue.json").read_text(encoding="utf-8"))
    assert {entry["title"] for entry in catalogue["entries"]} == {PAYLOAD}
    feed = json.loads((hostile_site / "feed.json").read_text(encoding="utf-8"))
    assert all(item["title"].endswith(PAYLOAD) or PAYLOAD in item["title"] for item in feed["items"])
    from xml.etree import ElementTree

    atom = ElementTree.parse(hostile_site / "feed.xml")
    assert PAYLOAD in "".join(atom.getroot().itertext())
    rows = (hostile_site / "du-lieu/catalogue.csv").read_text(encoding="utf-8")
    assert not any(cell.startswith(("=", "+", "@")) for row in rows.splitlines()[1:] for cell in row.split(","))
