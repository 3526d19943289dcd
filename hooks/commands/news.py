"""What is put into a page while it is shown: what is wrong, and a script that waits for news."""

from __future__ import annotations

import html

from archive.strings import strings

# Asked by every page that is shown: answers when the site is another than the page was sent from.
NEWS = "/-/moi"
# Where everything that is wrong is listed.
PROBLEMS = "/-/loi/"
# The pages' own policy lets nothing run that stands in a page: what is put into it is fetched.
OWN = {
    "/-/xem.js": (
        "text/javascript",
        b"""(function ask() {
  const edition = document.querySelector("[data-edition]").dataset.edition;
  fetch("/-/moi?" + edition).then(answer => answer.ok ? location.reload() : ask()).catch(() => setTimeout(ask, 1000));
})();
""",
    ),
    "/-/xem.css": (
        "text/css",
        b"""[data-wrong] { position: sticky; top: 0; z-index: 9; max-height: 40vh; overflow: auto; padding: 1em;
  background: #8d1216; color: #fff; font: 1rem/1.5 sans-serif }
[data-wrong] a { color: inherit }
[data-wrong] pre { all: unset; display: block; white-space: pre-wrap }
.problems { max-width: 50em; margin: 0 auto; padding: 1em; font: 1rem/1.6 sans-serif; overflow-wrap: anywhere }
.problems h1 { font-size: 1.4em } .problems h2 { font-size: 1.05em; margin-bottom: 0 }
.problems ul { padding-left: 1.2em } .problems li { margin: .6em 0 } .problems li::marker { color: #b3261e }
.problems .warning::marker { color: #8a6d00 } .problems .fix { color: #1b6e3c }
@media (prefers-color-scheme: dark) { .problems { color: #e6e6e6 } .problems a { color: #9ecbff }
  .problems .fix { color: #8fd6a8 } :root:has(.problems) { background: #1b1b1b } }
""",
    ),
}
_SCRIPT = '<script src="/-/xem.js" data-edition="{edition}" defer></script>'
_WRONG = (
    '<link rel="stylesheet" href="/-/xem.css"><div lang="vi" role="alert" data-wrong>'
    '<p><a href="/-/loi/">{link}</a></p><pre>{wrong}</pre></div>'
)

# Stands where no site could be built yet.
NO_PAGE = b'<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>-</title></head><body></body></html>'


def waiting(page: bytes, edition: int) -> bytes:
    """Put a script into a page that shows it anew when there is another edition than this one."""
    return page.replace(b"</body>", _SCRIPT.format(edition=edition).encode() + b"</body>")


def with_news(page: bytes, edition: int, wrong: str) -> bytes:
    """Put what is wrong, and the script, into a page."""
    link = html.escape(strings()("preview.problems"))
    told = _WRONG.format(link=link, wrong=html.escape(wrong)) if wrong else ""
    head, body, rest = page.partition(b"<body>")
    return waiting(b"".join((head, body, told.encode(), rest)), edition)
