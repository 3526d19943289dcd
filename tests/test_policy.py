"""The content policy: on every page, the same for servers, and broken by no page that is printed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from archive import policy
from archive.policy import breaches, headers, server_files

PAGE = (
    f'<html><head><meta http-equiv="Content-Security-Policy" content="{policy.policy()}"></head><body>%s</body></html>'
)


def test_every_page_carries_the_policy_and_keeps_it(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) > 100
    for page in pages:
        assert list(breaches(page.read_text(encoding="utf-8"))) == [], page


def test_nothing_is_allowed_but_what_the_site_itself_sends() -> None:
    parts = dict(part.split(" ", 1) for part in policy.policy().split("; "))
    assert parts["default-src"] == "'none'" and parts["base-uri"] == "'none'"
    assert {sources for name, sources in parts.items() if name not in ("default-src", "base-uri")} == {"'self'"}


@pytest.mark.parametrize(
    ("markup", "told"),
    [
        ("<script>alert(1)</script>", "<script>alert(1)"),
        ("<SCRIPT type=module>import('x')</SCRIPT>", "<script>import('x')"),
        ('<script src="https://ke-xau.example/x.js"></script>', "<script src=https://ke-xau.example/x.js>"),
        ('<script src="//ke-xau.example/x.js"></script>', "<script src=//ke-xau.example/x.js>"),
        ("<style>p{color:red}</style>", "<style>"),
        ('<p style="color:red">', '<p style="color:red"… style='),
        ('<p title="a"\nonclick="x()">', "onclick="),
        ("<img src=x onerror=alert(1)>", "onerror="),
        ('<img src="x"onerror=alert(1)>', "onerror="),
        ("<svg/onload=alert(1)>", "onload="),
        ('<a href="javascript:alert(1)">', "javascript:"),
        ('<a href=" JavaScript:alert(1)">', "JavaScript:"),
        ('<img src="data:image/svg+xml,x">', "data:"),
    ],
)
def test_what_breaks_it_is_named(markup: str, told: str) -> None:
    assert any(told[-12:] in breach for breach in breaches(PAGE % markup)), list(breaches(PAGE % markup))


@pytest.mark.parametrize(
    "markup",
    [
        '<p title="gọi on x=5, style=đẹp, javascript: là gì">a onclick=b</p>',
        '<script type="application/ld+json">{"a": "onclick="}</script>',
        '<script src="../assets/site.mjs" type="module"></script>',
        "<p>Bắt đầu với javascript:alert(1) style=</p>",
        "<a href='/data/'>data: x</a>",
    ],
)
def test_what_only_looks_so_is_let_be(markup: str) -> None:
    assert list(breaches(PAGE % markup)) == []


def test_a_page_without_the_policy_or_with_another_is_named() -> None:
    assert list(breaches("<html></html>")) == ["Content-Security-Policy"]
    assert list(breaches(PAGE.replace("'none'", "*", 1) % "")) == ["Content-Security-Policy"]


def test_an_inline_script_that_is_pinned_is_let_be_by_its_very_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policy, "INLINE_SCRIPTS", ("document.title",))
    page = f'<meta http-equiv="Content-Security-Policy" content="{policy.policy()}"><script>%s</script>'
    assert re.search(r"script-src 'self' 'sha256-[A-Za-z0-9+/]{43}='", policy.policy())
    assert list(breaches(page % "document.title")) == [] and list(breaches(page % "document.title ")) != []


def test_servers_are_given_the_same_words() -> None:
    files = server_files()
    assert files.keys() == {"_headers", "may-chu/nginx.conf", "may-chu/Caddyfile"}
    for name, value in headers().items():
        assert f"  {name}: {value}\n" in files["_headers"]
        assert f'add_header {name} "{value}" always;\n' in files["may-chu/nginx.conf"]
        assert f'\t{name} "{value}"\n' in files["may-chu/Caddyfile"]
    assert headers()["X-Content-Type-Options"] == "nosniff" and "Referrer-Policy" in headers()
    assert headers()["Content-Security-Policy"].endswith("frame-ancestors 'none'")
