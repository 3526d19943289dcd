"""Where sources lie and what URLs they get: the archive's folders, and MkDocs' rule from path to URL."""

from __future__ import annotations

import os
import posixpath
import re
import unicodedata
from pathlib import Path

from archive.patterns import pattern

REGISTRY_FOLDER = "danh-muc"
SEARCH_FOLDER = "tim-kiem"
# The parts of the index: shards, and what is shown of passages.
SEARCH_PARTS = (f"{SEARCH_FOLDER}/i/", f"{SEARCH_FOLDER}/t/")
FORM_FOLDER = "quan-tri"

# A page that the archive makes, and whose text a clerk may give.
INTRODUCTION = "index.md"

# Where the archive's own pages, data and assets stand, now or in time to come; no source may.
_RESERVED = pattern(
    r"(?:ky|don-vi|linh-vuc|kenh|tim-kiem|kiem-tra|du-lieu|quan-tri|assets|en|anh|loai|trang-thai|chia-se|tro-nang|may-chu|chinh-sach-dinh-chinh)(?:/.*|\.html)?"
    r"|huong-dan/(?:cac-khoa|cac-thong-bao|thong-bao-khi-dang)(?:/.*|\.html)?"
    r"|(?:bao-cao|tin-bai|dinh-chinh)(?:/index|/trang-\d+(?:/.*)?)?(?:\.html)?"
    r"|(?:index|404)\.html|(?:sitemap|feed)\.(?:xml|json)(?:\.gz)?"
    r"|robots\.txt|manifest\.json|so-cai\.jsonl|CNAME|_headers|_redirects|\.nojekyll"
    r"|.*/ban-ghi\.json",
    re.IGNORECASE,
)

# What file managers, editors and git leave in folders by themselves; never published.
_LEFT_BY_PROGRAMS = pattern(
    r"\.DS_Store|\.directory|\.git(?:keep|ignore|attributes)|Thumbs\.db|desktop\.ini"
    r"|\._.*|\.#.*|\..*\.sw[a-z]|~\$.*|\.~lock\..*#|.*~",
    re.IGNORECASE,
)


def source_files(docs_dir: Path) -> tuple[list[str], list[str]]:
    """Find every file below `docs_dir` as MkDocs names it (`src_uri`), sorted.

    The second list names what is no source: links, which lead who knows where, devices, and what has a hidden name.
    What programs leave in folders by themselves is in neither.
    """
    found: list[str] = []
    strange: list[str] = []
    folders = [(os.fspath(docs_dir), "")]
    while folders:
        folder, below = folders.pop()
        with os.scandir(folder) as items:
            for item in items:
                src_uri = below + item.name
                if _LEFT_BY_PROGRAMS.fullmatch(item.name):
                    continue
                if item.name.startswith("."):
                    strange.append(src_uri)
                elif item.is_dir(follow_symlinks=False):
                    folders.append((item.path, f"{src_uri}/"))
                else:
                    (found if item.is_file(follow_symlinks=False) else strange).append(src_uri)
    return sorted(found), sorted(strange)


def dest_uri(src_uri: str) -> str:
    """Say where in the site a source lands, with directory URLs (MkDocs' `File.dest_uri`)."""
    stem, extension = posixpath.splitext(src_uri)
    if extension != ".md":
        return src_uri
    folder, name = posixpath.split(stem)
    if name in ("index", "README"):
        return posixpath.join(folder, "index.html")
    return posixpath.join(stem, "index.html")


def url_of(src_uri: str) -> str:
    """Give the URL of a source's page, from the site's root: `/bao-cao/2023-h1/doi-ngoai/`."""
    return "/" + dest_uri(src_uri).removesuffix("index.html")


def is_reserved(dest_uri: str) -> bool:
    """Tell whether a place in the site belongs to the archive's own pages and data."""
    return _RESERVED.fullmatch(dest_uri) is not None


def absolute(url: str, site_url: str) -> str:
    """Turn a URL from the site's root into a whole one; `site_url` ends with a slash."""
    return site_url + url.removeprefix("/")


def twin_key(uri: str) -> str:
    """Make paths equal that some file system holds for the same: NFC, and case folded."""
    return unicodedata.normalize("NFC", uri).casefold()


def shown(folder: Path) -> str:
    """Write a folder as a clerk would type it, with a slash behind: from the current folder where it is below."""
    here = Path.cwd()
    if not folder.is_relative_to(here):
        return f"{folder.as_posix()}/"
    return "" if folder == here else f"{folder.relative_to(here).as_posix()}/"


def read_if_there(file: Path) -> bytes | None:
    """Read a file; None where there is none that can be read."""
    try:
        return file.read_bytes()
    except OSError:
        return None
