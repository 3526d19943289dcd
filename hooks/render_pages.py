"""Third stage: what each page says. MkDocs converts the Markdown; the archive gives text, title and context."""

from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from archive.citation import citation, mistake_mail
from archive.edition import Edition
from archive.paper import head_lines, qr_svg, short_address
from archive.strings import strings
from archive.suggestion import heading_id
from archive.wording import FILTERS


def on_config(config: MkDocsConfig) -> None:
    """Give headings ids that survive in any URL: ASCII, from the Vietnamese text."""
    config.mdx_configs.setdefault("toc", {})["slugify"] = heading_id


def on_page_read_source(page: Page, config: MkDocsConfig) -> str | None:
    """Give MkDocs no source to read front matter from: it would drop what it cannot parse without a word."""
    return "" if config.extra["edition"].face(page.file.src_uri) else None


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Set what the front matter says; titles reach the theme unescaped, so they are escaped here."""
    edition: Edition = config.extra["edition"]
    face = edition.face(page.file.src_uri)
    if face is None:
        return markdown
    page.title = escape(face.title)
    page.meta = {"template": face.template, "hide": ["navigation", "toc"]}
    if face.summary:
        page.meta["description"] = escape(face.summary)
    return face.markdown


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> None:
    """Escape by default in our own templates; the theme's are written for a Jinja that does not."""
    ours = Path(config.theme.custom_dir or "")
    own_names = {path.relative_to(ours).as_posix() for path in ours.rglob("*.html")}
    env.autoescape = lambda name: name in own_names
    env.filters.update(FILTERS, head_lines=head_lines, qr_svg=qr_svg, short_address=short_address)
    env.globals.update(t=strings(), edition=config.extra["edition"])


def on_page_context(context: dict[str, Any], *, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
    """Hand the page's view or entry to its template."""
    edition: Edition = config.extra["edition"]
    context["view"] = edition.views.get(page.file.src_uri)
    context["linked_data"] = edition.linked_data(page.file.src_uri, config.site_name, config.site_url or "/")
    entry = context["entry"] = edition.entries.get(page.file.src_uri)
    if entry is not None:
        url = page.canonical_url or entry.url
        context["citation"] = citation(entry, edition.catalogue, config.site_name, url)
        context["mistake_mail"] = mistake_mail(entry, edition.catalogue, edition.settings, url)
