"""A corpus of attacks on the archive, made by code: payloads in tables, laid into each place that they can reach.

It is written from the rules and not from the code that keeps them. Every case is an archive in which the attack
is the only thing wrong, with its errors as `path:line code`. Whatever looks like a secret is invented, and put
together from pieces so that scanners do not stumble over this file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from drawing import picture
from test_golden import Case, registries

ENTRY = "bao-cao/2023-h1/a.md"
STORY = "tin-bai/2023/b.md"
# Stands for the payload in a template; its line is where the problem is told.
MARK = "§"


@dataclass(frozen=True)
class Hostile:
    """An archive that attacks: its files, its symbolic links, and every error that it must yield."""

    name: str
    files: dict[str, bytes]
    problems: list[str]
    links: dict[str, str] = field(default_factory=dict)


def attack(name: str, case: Case, expected: list[str], files: dict[str, bytes] | None = None) -> Hostile:
    """Make an archive of a case; `10 html_tag` is expected in the report, `path:1 code` elsewhere."""
    problems = [line if ":" in line else f"{ENTRY}:{line}" for line in expected]
    return Hostile(name, case.contents() | (files or {}), sorted(problems))


def in_body(name: str, text: str, *expected: str) -> Hostile:
    """Make a report with this body, which starts on line 10."""
    return attack(name, Case(body=text), list(expected))


def laid(name: str, template: str, payload: str, codes: str) -> Hostile:
    """Lay a payload into a template of a body; all problems stand where it begins."""
    line = 10 + template[: template.index(MARK)].count("\n")
    return in_body(name, template.replace(MARK, payload), *(f"{line} {code}" for code in codes.split()))


# ---- Text that the front matter and the registries hold

# Each text key: where it lies, and the lines that add it to an entry (or the registry's item they make).
ADDED = {
    "title_en": f"title_en: {MARK}",
    "summary": f"summary: {MARK}",
    "summary_en": f"summary_en: {MARK}",
    "reason": f"status: withdrawn\nreason: {MARK}",
    "changes.note": f"changes:\n  - date: 2023-07-01\n    note: {MARK}",
    "attachments.title": f"attachments:\n  - file: x.txt\n    title: {MARK}",
    "allow.reason": f"allow:\n  - code: marking\n    text: TUYỆT MẬT\n    reason: {MARK}",
    "recipients": f"recipients:\n  - Sở Ngoại vụ\n  - {MARK}",
    "basis.issuer": f"basis:\n  - number: 1/KH-UBND\n    date: 2023-01-05\n    issuer: {MARK}",
    "signer.name": f"signer:\n  position: Chủ tịch\n  name: {MARK}",
    "signer.position": f"signer:\n  position: {MARK}",
    "signer.on_behalf_of": f"signer:\n  position: Chủ tịch\n  on_behalf_of: {MARK}",
    "copies": f"copies:\n  - {MARK}",
    "indicators.note": f"indicators:\n  - id: doan-vao\n    value: 3\n    note: {MARK}",
    "difficulties": f"difficulties:\n  - {MARK}",
    "plans.text": f"plans:\n  - id: mot\n    text: {MARK}",
}
IN_STORY = {
    "place": f"place: {MARK}",
    "cover.alt": f"cover:\n  file: x.png\n  alt: {MARK}",
    "cover.credit": f"cover:\n  file: x.png\n  alt: Lễ hội\n  credit: {MARK}",
}
IN_CORRECTION = {
    "claim": f"claim: {MARK}",
    "facts": f"facts: {MARK}",
    "sources": f"sources:\n  - {MARK}",
    "sources.title": f"sources:\n  - title: {MARK}\n    url: https://huyen.example.vn/",
}
IN_REGISTRIES = {
    "unit name": ("don-vi", f"- id: moi\n  name: {MARK}\n  kind: co-quan-dang\n"),
    "unit name_en": ("don-vi", f"- id: moi\n  name: Mới\n  kind: co-quan-dang\n  name_en: {MARK}\n"),
    "unit aliases": ("don-vi", f"- id: moi\n  name: Mới\n  kind: co-quan-dang\n  aliases:\n    - {MARK}\n"),
    "unit note": ("don-vi", f"- id: moi\n  name: Mới\n  kind: co-quan-dang\n  note: {MARK}\n"),
    "unit address": ("don-vi", f"- id: moi\n  name: Mới\n  kind: co-quan-dang\n  contact:\n    address: {MARK}\n"),
    "channel name": ("kenh", f"- id: moi\n  name: {MARK}\n  platform: print\n  unit: huyen-uy\n"),
    "topic description": ("linh-vuc", f"- id: moi\n  name: Mới\n  description: {MARK}\n"),
    "topic description_en": ("linh-vuc", f"- id: moi\n  name: Mới\n  description_en: {MARK}\n"),
    "indicator measure": ("chi-tieu", f"- id: moi\n  name: Mới\n  measure: {MARK}\n"),
    "place spelling": ("dia-danh", f"- id: moi\n  name: Mới\n  spellings:\n    - {MARK}\n"),
}


def slots() -> Iterator[tuple[str, str, dict[str, bytes]]]:
    """Give every text key as its name, its file and an archive with the mark in it."""
    beside = {"bao-cao/2023-h1/x.txt": "Phụ lục".encode(), "tin-bai/2023/x.png": picture(2, 2, "PNG")}

    def archive(case: Case, path: str) -> dict[str, bytes]:
        content = case.contents()
        text = content[path].decode()
        return content | {name: held for name, held in beside.items() if name.rsplit("/", 1)[1] in text}

    yield "title", ENTRY, archive(Case(change={"title": f"title: {MARK}"}), ENTRY)
    for key, lines in ADDED.items():
        body = "TUYỆT MẬT" if key.startswith("allow") else "Nội dung."
        yield key, ENTRY, archive(Case(add=lines.split("\n"), body=body), ENTRY)
    for path, keys in (("tin-bai/2023/b.md", IN_STORY), ("dinh-chinh/2023/b.md", IN_CORRECTION)):
        for key, lines in keys.items():
            drop = [key.split(".")[0]] if path.startswith("dinh-chinh") else []
            yield key, path, archive(Case(others={path: {"add": lines.split("\n"), "drop": drop}}), path)
    page = "gioi-thieu.md"
    for key, text in {"page title": f"title: {MARK}", "page summary": f"title: Một\nsummary: {MARK}"}.items():
        yield key, page, archive(Case(files={page: f"---\n{text}\n---\n\nNội dung.\n"}), page)
    for key, (registry, item) in IN_REGISTRIES.items():
        path = f"danh-muc/{registry}.yml"
        whole = registries().get(f"{registry}.yml", "")
        yield key, path, archive(Case(files={path: whole + item}), path)


MOBILE = "0912" + "345" + "678"
IDENTITY = "052" + "088" + "001234"
ADDRESS = "nguyen.van.an" + "@" + "thu-rieng.example"
PASSWORD = "mật khẩu" + ": " + "Abc" + "12345"
IN_TEXT = {
    "a tag": ("Tin <b> mới", "text_html"),
    "a script": ("<script>alert(1)", "text_html"),
    "a picture that fails": ("<img src=x onerror=alert(1)>", "text_html"),
    "an entity": ("Đak Pơ&nbsp;2023", "text_html"),
    "an entity by number": ("Đak Pơ &#60; An Khê", "text_html"),
    "an override of direction": ("Phụ lục \u202efdp.exe", "hidden_character"),
    "a tag character": ("Phụ lục \U000e0041", "hidden_character"),
    "a bell": ("Báo cáo \x07", "control_character"),
    "a marking": ("Văn bản TỐI MẬT", "marking"),
    "for use within": ("Lưu hành nội bộ", "marking"),
    "an identity number": (f"Ông An, CCCD {IDENTITY}", "identity_number"),
    "an identity number that is named behind it": ("Ông An, 230123456 (CMND cấp năm 2010)", "identity_number"),
    "a mobile number with a slash": ("Ông An, ĐT 0905/123457", "mobile_number"),
    "a mobile number": (f"Gọi {MOBILE} gặp ông An", "mobile_number"),
    "an address": (f"Gửi về {ADDRESS}", "email_unknown"),
    "a password": (f"Tài khoản an, {PASSWORD}", "credential"),
}


def in_texts() -> Iterator[Hostile]:
    """Lay what no text may hold into every text key."""
    for key, path, archive in slots():
        template = archive[path].decode()
        line = template[: template.index(MARK)].count("\n") + 1
        for name, (payload, code) in IN_TEXT.items():
            content = archive | {path: template.replace(MARK, f'"{payload}"').encode()}
            # An allowance that is wrong itself allows nothing.
            more = [f"{path}:14 marking"] if (key, code) == ("allow.reason", "text_html") else []
            yield Hostile(f"{name} in {key}", content, [f"{path}:{line} {code}", *more])


# ---- HTML in a body

PLACES = {
    "a paragraph": MARK,
    "a line further down": f"Một.\n\nHai.\n{MARK}",
    "a heading": f"## {MARK}",
    "a list": f"- Một\n- {MARK}",
    "a numbered list": f"1. {MARK}",
    "a quotation": f"> {MARK}",
    "a table": f"| Một | Hai |\n|---|---|\n| {MARK} | ba |",
    "a footnote": f"Xem[^1].\n\n[^1]: {MARK}",
    "bold": f"**{MARK}**",
    "a paragraph that only looks like code": f"Nội dung\n    {MARK}",
    "an item's second paragraph": f"- Một\n\n    {MARK}",
    "a fence never closed": f"```\n{MARK}",
    "a fence closed by another": f"```\n{MARK}\n~~~",
    "escaped backticks": f"\\`{MARK}\\`",
    "unequal backticks": f"``một` {MARK}",
    "a cell of HTML": f"<table>\n<tr><td>{MARK}</td></tr>\n</table>",
    "a link's text": f"[{MARK}](https://huyen.example.vn/)",
}
TAGS = (
    "script style iframe object video audio form button textarea select svg math details dialog template "
    "noscript title div section h1 a font center marquee frameset canvas applet plaintext xmp custom-tag SCRIPT ScRiPt"
)
VOID = {
    "a picture that fails": "<img src=x onerror=alert(1)>",
    "a picture without quotes or spaces": "<img/src=x/onerror=alert(1)>",
    "a link to a style sheet": '<link rel="stylesheet" href="https://ke-xau.example/x.css">',
    "a redirect": '<meta http-equiv="refresh" content="0;url=https://ke-xau.example/">',
    "a base": '<base href="https://ke-xau.example/">',
    "an input": "<input autofocus onfocus=alert(1)>",
    "an embedded object": '<embed src="https://ke-xau.example/x.swf">',
    "a drawing that runs": "<svg/onload=alert(1)>",
    "a body that runs": "<body onload=alert(1)>",
    "a closing tag alone": "</div>",
    "a tag over two lines": "<img src=x\nonerror=alert(1)>",
    "a tag with a bracket in a value": '<img alt=">" src=x onerror=alert(1)>',
}
ATTRIBUTES = (
    'onclick="alert(1)"|onmouseover=alert(1)|style="position:fixed;inset:0"|class="md-banner"|id="search"|'
    'align="justify"|scope="all"|width="9999"|background="https://ke-xau.example/x.png"|data-md-component="x"|'
    'href="https://ke-xau.example/"|lang="vi"|ONCLICK="alert(1)"|hidden|tabindex="1"|srcdoc="x"'
)
COMMENTS = ("<!-- Ông An nói vậy -->", "<!DOCTYPE html>", "<?php echo 1 ?>", "<![CDATA[mật]]>", "<!ELEMENT x>")


def of_html() -> Iterator[Hostile]:
    """Lay tags, attributes and comments into a body."""
    for place, template in PLACES.items():
        yield laid(f"a script in {place}", template, "<script>alert(1)</script>", "html_tag html_tag")
        yield laid(f"a picture in {place}", template, "<img src=x onerror=alert(1)>", "html_tag")
        yield laid(f"a comment in {place}", template, "<!-- Ông An nói vậy -->", "html_comment")
    for tag in TAGS.split():
        yield in_body(f"the tag {tag}", f"Tin <{tag}>mới</{tag}> nhất.", "10 html_tag", "10 html_tag")
    for name, payload in VOID.items():
        yield in_body(name, f"Tin {payload} mới.", "10 html_tag")
        yield in_body(f"{name} on its own line", f"{payload}\n\nTin mới.", "10 html_tag")
    for attribute in ATTRIBUTES.split("|"):
        table = f"<table>\n<tr><td {attribute}>Một</td></tr>\n</table>"
        yield in_body(f"a cell with {attribute}", table, "11 html_attribute")
    for tag in ("p", "span", "ul", "strong", "sup", "br"):
        yield in_body(f"{tag} that runs", f"Tin <{tag} onclick=alert(1)> mới.", "10 html_attribute")
    for comment in COMMENTS:
        yield in_body(f"the comment {comment}", f"Tin mới.\n\n{comment}\n", "12 html_comment")
    for place in ("a paragraph", "a heading", "a list", "a quotation"):
        yield laid(f"a tag never closed in {place}", PLACES[place], "Tin <b", "html_open")
    yield in_body("one tag twice on a line", "<div> và <div>", "10 html_tag")
    yield in_body("a picture never closed", "Tin <img src=x onerror=alert(1) ", "10 html_open")


# ---- Links

FORMS = {
    "inline": f"Xem [tin]({MARK}).",
    "in angle brackets": f"Xem [tin](<{MARK}>).",
    "with a title": f'Xem [tin]({MARK} "Tin").',
    "by reference": f"Xem [tin][1].\n\n[1]: {MARK}",
    "by collapsed reference": f"Xem [tin][].\n\n[tin]: {MARK}",
    "by its text": f"Xem [tin].\n\n[tin]: {MARK}",
    "by a reference over two lines": f"Xem [tin][1].\n\n[1]: <{MARK}>\n    'Tin'",
    "defined and never used": f"Nội dung.\n\n[1]: {MARK}",
    "alone": f"Xem <{MARK}>.",
    "in a table": f"| Một | Hai |\n|---|---|\n| [tin]({MARK}) | ba |",
    "in a heading": f"## [Tin]({MARK})",
    "in a quotation in a list": f"- > [tin]({MARK})",
    "in a footnote": f"Xem[^1].\n\n[^1]: [tin]({MARK})",
    "in bold": f"**[tin]({MARK})**",
    "in what only looks like code": f"Nội dung\n    [tin]({MARK})",
}
SCHEMES = (
    "javascript:alert(1)|JaVaScRiPt:alert(1)|javascript://huyen.example.vn/|vbscript:msgbox(1)|data:text/html,x|"
    "data:text/html;base64,PHNjcmlwdD4=|DATA:text/html,x|file:///etc/passwd|http://huyen.example.vn/|"
    "HTTP://huyen.example.vn/|ftp://huyen.example.vn/|//ke-xau.example/x|blob:https://ke-xau.example/x|about:blank|"
    "intent://ke-xau.example|view-source:https://a.example/|ws://ke-xau.example/|feed:javascript:alert(1)|"
    "jar:https://ke-xau.example!/|ms-word:ofe|sms:113|facetime:113"
)
# What does not look like an address, so that the archive looks for such a file as well.
DISGUISED = (
    "javascript&#58;alert(1)|javascript&colon;alert(1)|&#106;avascript:alert(1)|&#x6A;avascript:alert(1)|"
    "&#0000106avascript:alert(1)|%6Aavascript:alert(1)|javascript%3Aalert(1)|java&#9;script:alert(1)|"
    "java&Tab;script:alert(1)|java&NewLine;script:alert(1)|&#1;javascript:alert(1)|///ke-xau.example/x|"
    "&#47;/ke-xau.example|/&#9;/ke-xau.example"
)
CHARACTERS = (
    "/\\ke-xau.example|\\\\ke-xau.example\\x|https:\\\\ke-xau.example|https://ke\u200bxau.example/|"
    "https://huyen\u00ad.example.vn/|https://huyen\ufeff.example.vn/|https://huyen.example.vn\\@ke-xau.example"
)


def of_links() -> Iterator[Hostile]:
    """Lead elsewhere in every form of a link."""
    for form, template in FORMS.items():
        yield laid(f"javascript {form}", template, "javascript:alert(1)", "link_scheme")
        yield laid(f"http {form}", template, "http://ke-xau.example/", "link_scheme")
    for target in SCHEMES.split("|"):
        yield laid(f"the link {target}", FORMS["inline"], target, "link_scheme")
    for target in DISGUISED.split("|"):
        yield laid(f"the link {target}", FORMS["inline"], target, "link_scheme link_missing")
    for target in CHARACTERS.split("|"):
        missing = "" if target.startswith("https:") else " link_file_missing"
        yield laid(f"the link {target!r}", FORMS["inline"], target, f"link_character{missing}")
    both = "https://ke-xau.example/\u202efdp.exe"
    yield laid("a link written backwards", FORMS["inline"], both, "hidden_character link_character")
    remote = ("https://ke-xau.example/x.png", "http://ke-xau.example/x.png", "//ke-xau.example/x.png")
    for form in (
        "![a [b] c](§)",
        "![a\\]b](§)",
        "![một\nhai](§)",
        "![Lễ hội](\n§)",
        "![a][]\n\n[a]: §",
        "![a]\n\n[a]:§",
    ):
        yield laid(f"a remote picture as {form!r}", form, remote[0], "picture_remote")
    for form in ("Xem [tin](\n§).", "Xem [tin][1].\n\n[1]:\n    §", "~~~\nx\n```\n[tin](§)"):
        yield laid(f"another host as {form!r}", form, "//ke-xau.example/x", "link_scheme")
    for target in remote:
        yield laid(f"the picture {target}", f"![Lễ hội]({MARK})", target, "picture_remote")
        yield laid(f"the picture {target} by reference", f"![Lễ hội][1]\n\n[1]: {MARK}", target, "picture_remote")
    for target in ("javascript:alert(1)", "data:text/html,x", "//ke-xau.example/", "https://a b.example/"):
        lines = ["published_on:", "  - channel: cong-thong-tin", f'    url: "{target}"']
        yield attack(f"{target} as an address", Case(others={STORY: {"add": lines}}), [f"{STORY}:9 url"])


# ---- Marks of what is off

OFF = (
    '!!! note|!!! warning "Chú ý"|??? note|???+ note|=== "Một"|--8<-- "x.md"|Tin {: .md-button}|'
    "## Tin {: #x }|Tin { .md-button }|**Tin**{ onclick=\"alert(1)\" }|{{ config.x }}|{% include 'x' %}|"
    "Vui :smile:|"
    "Bỏ ~~tin~~ cũ|Chọn ==tin== này|Thêm ^^tin^^ mới|100 m^2^|H~2~O|Bấm ++ctrl+c++|$$x^2$$|[[Tin]]|*[UBND]: Ủy ban|"
    "- [ ] Việc|- [x] Việc|Từ\n:   Nghĩa của từ|> [!NOTE]\n> Tin|/// note\nTin\n///|[TOC]|```mermaid\ngraph TD\n```|"
    '```python hl_lines="1"\nx\n```|{++thêm++}|{--bớt--}|{>>ghi chú<<}'
)


def of_syntax() -> Iterator[Hostile]:
    """Write the marks of extensions that are off, where they begin a body, and further down."""
    for mark in OFF.split("|"):
        line = 11 if mark.startswith("Từ") else 10
        yield in_body(f"the mark {mark!r}", mark, f"{line} syntax_off")
    yield in_body("a mark behind a fence", "```\n{{ x }}\n```\n\nTin {{ x }}", "14 syntax_off")
    yield in_body("a mark that only looks like code", "Nội dung\n    {{ x }}", "11 syntax_off")


def hostile() -> list[Hostile]:
    """Make the whole corpus."""
    from hostile_files import of_disclosures, of_files, of_limits, of_office, of_paths, of_pdf, of_yaml

    texts = (in_texts, of_html, of_links, of_syntax, of_limits, of_yaml, of_disclosures)
    return [case for make in (*texts, of_paths, of_files, of_pdf, of_office) for case in make()]
