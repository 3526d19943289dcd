"""What a browser may do on the site's pages: nothing but show what the site itself sends (Content Security Policy 3).

Each page carries the policy; the same, and what only a header can say, is written out for servers. A page whose own
markup would break the policy is not published: the browser would leave out a part of it.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator

from archive.patterns import pattern

# Inline scripts that may run, by what they are; our templates have none, and none of the theme's is printed. One that
# a template should print is to stand here, letter by letter: its hash goes into the policy.
INLINE_SCRIPTS: tuple[str, ...] = ()

FOLDER = "may-chu"
# nginx knows no modules; a location without headers of its own has those above. What carries a hash in its name never
# changes, and where `publish --target` keeps that of earlier editions, pages that are open go on finding it (there
# first: between looking and reading another edition may have come).
_NGINX = """\
location ~ ^/(?:assets/[0-9a-f]+/|tim-kiem/(?:[if]/|words-|short-)) {
	try_files /../kept$uri $uri =404;
	location ~ \\.mjs$ {
		types {}
		default_type text/javascript;
		try_files /../kept$uri $uri =404;
	}
}
location ~ \\.mjs$ {
	types {}
	default_type text/javascript;
}
"""
_REFERRER = "strict-origin-when-cross-origin"
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": _REFERRER,
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}

_TAG = pattern(r"<[A-Za-z][^<>]*?(?:\"[^\"]*\"[^<>]*?|'[^']*'[^<>]*?)*>")
_QUOTED = pattern(r"\"[^\"]*\"|'[^']*'")
_ACTS = pattern(r"[\s/\"'](?:on[a-z]+|style)\s*=", re.IGNORECASE)
_SCRIPT = pattern(r"<script\b([^>]*)>(.*?)</script\s*>", re.IGNORECASE | re.DOTALL)
_SOURCE = pattern(r"\ssrc\s*=\s*[\"']?([^\"'\s>]*)", re.IGNORECASE)
_DATA = pattern(r"\stype\s*=\s*[\"']?application/(?:ld\+)?json\b", re.IGNORECASE)
_RUNS = pattern(r"(?:href|src|action)\s*=\s*[\"']?\s*(?:javascript|vbscript|data):", re.IGNORECASE)
# What would be fetched before the policy is known.
_FETCHES = pattern(r"<(?:link|script|img|style|iframe|object|embed|video|audio|base|body)\b", re.IGNORECASE)
# The same, wherever it stands, in lower case: few pages have any of it. One after the other, as each begins with its
# letters, is found several times sooner than one or the other.
_MAY_ACT = (pattern(r"on(?<![a-z-]on)[a-z]+\s*="), pattern(r"style(?<![a-z-]style)\s*="))
_RUNNING = ("script:", "data:")
_POLICY = pattern(r"<meta http-equiv=\"Content-Security-Policy\" content=\"([^\"]*)\">")


def policy() -> str:
    """Write the policy that every page carries."""
    scripts = " ".join(["'self'", *(f"'sha256-{_digest(script)}'" for script in INLINE_SCRIPTS)])
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {scripts}",
            *(f"{part}-src 'self'" for part in ("style", "img", "font", "connect")),
            "form-action 'self'",
            "base-uri 'none'",
        )
    )


def headers() -> dict[str, str]:
    """Give the headers that a server should send with everything."""
    return {"Content-Security-Policy": f"{policy()}; frame-ancestors 'none'", **_HEADERS}


def server_files() -> dict[str, str]:
    """Write the headers for static hosts (`_headers`), nginx and Caddy, by path in the site."""
    given = headers()
    return {
        "_headers": "/*\n" + "".join(f"  {name}: {value}\n" for name, value in given.items()),
        f"{FOLDER}/nginx.conf": "".join(f'add_header {name} "{value}" always;\n' for name, value in given.items())
        + _NGINX,
        f"{FOLDER}/Caddyfile": "header {\n" + "".join(f'\t{name} "{value}"\n' for name, value in given.items()) + "}\n",
    }


def breaches(page: str) -> Iterator[str]:
    """Name everything in a page that its policy would not let be, or that would get round it."""
    carried, fetches = _POLICY.search(page), _FETCHES.search(page)
    if carried is None or carried[1] != policy() or (fetches is not None and fetches.start() < carried.start()):
        yield "Content-Security-Policy"
    for attributes, script in _SCRIPT.findall(page):
        source = _SOURCE.search(attributes)
        if source is not None:
            if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", source[1]):
                yield f"<script src={source[1]}>"
        elif not _DATA.search(attributes) and script not in INLINE_SCRIPTS:
            yield f"<script>{' '.join(script.split())[:40]}"
    lower = page.lower()
    if "<style" in lower:
        yield "<style>"
    # What looks so may stand within a quoted value, as words.
    may_act = any(acting.search(lower) for acting in _MAY_ACT)
    may_run = any(sign in lower for sign in _RUNNING)
    for tag in _TAG.findall(_SCRIPT.sub("", page)) if may_act or may_run else ():
        if may_act and _ACTS.search(tag) and (acts := _ACTS.search(_QUOTED.sub('""', tag))) is not None:
            yield f"{tag[:20]}… {acts[0][1:]}"
        if may_run and (runs := _RUNS.search(tag)) is not None:
            yield f"{tag[:20]}… {runs[0]}"


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
