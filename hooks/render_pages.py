"""Third stage: what each page says. MkDocs converts the Markdown; the archive gives text, title and context."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import url_filter

from archive.carry_over.inputs import program_key
from archive.checks.texts import removed
from archive.citation import citation, mistake_mail
from archive.edition import Edition
from archive.environment import ROOT
from archive.excerpt import shortened
from archive.paper import head_lines, short_address
from archive.paths import absolute
from archive.pictures import Picture
from archive.pictures.markup import picture_markup, with_pictures
from archive.policy import breaches, policy
from archive.qr_codes import Codes
from archive.safety.markup import cleaned
from archive.store import Apart
from archive.strings import strings
from archive.suggestion import heading_id
from archive.translated import TOLD
from archive.trust.records import record_hash
from archive.wording import WORDS
from press.templates import Compiled, Once, behind


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
    page.meta = {"template": face.template}
    if face.summary:
        page.meta["description"] = escape(face.summary)
    return face.markdown


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Let nothing pass that the allow-list takes out; put pictures in several sizes in the place of plain images."""
    html, lost = cleaned(html)
    if lost is not None and (document := config.extra["edition"].document(page.file.src_uri)) is not None:
        raise PluginError(str(removed(document, lost)))
    url, entry = f"/{page.url}", config.extra["edition"].entries.get(page.file.src_uri)
    base = "../" * (url.count("/") - 1)
    return with_pictures(html, url, config.extra["pictured"].pictures, base, first_lazy=bool(entry and entry.cover))


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> None:
    """Escape by default in our own templates; the theme's are written for a Jinja that does not."""
    ours = Path(config.theme.custom_dir or "")
    own_names = {path.relative_to(ours).as_posix() for path in ours.rglob("*.html")}
    env.autoescape = lambda name: name in own_names
    env.loader = behind(env.loader, config.extra["theme_dirs"])
    program = program_key(ROOT / "hooks")
    env.bytecode_cache = Compiled(config.extra["store"], program)
    store = config.extra["store"] if "carrying" in config.extra else Apart()
    codes = config.extra["codes"] = Codes(program, store)
    env.filters.update({name: spoken(write) for name, write in {**WORDS, **TOLD}.items()})
    env.filters.update(
        head_lines=head_lines,
        page_url=page_url,
        picture=picture,
        qr_svg=codes.svg,
        short_address=short_address,
        shortened=shortened,
        whole_url=lambda url: absolute(url, config.site_url or "/"),
    )
    env.globals.update(t=strings(), language="vi", edition=config.extra["edition"], policy=policy(), once=Once())
    env.globals.update(assets=config.extra["assets"].folder)


def on_page_context(context: dict[str, Any], *, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
    """Hand the page's view or entry to its template."""
    edition: Edition = config.extra["edition"]
    src_uri, site_url = page.file.src_uri, config.site_url or "/"
    language = edition.language(src_uri)
    context.update(language=language.code, t=language.text, alternates=edition.alternates(src_uri))
    context["view"] = edition.views.get(src_uri)
    context["share"] = config.extra["pictured"].share_of(context["view"], edition.entries.get(src_uri))
    context["linked_data"] = edition.linked_data(src_uri, config.site_name, site_url)
    entry = context["entry"] = edition.entries.get(src_uri)
    context["folder"] = None
    if entry is not None:
        # No header or footer names an entry, unless the nav does: all entries of a folder have the same.
        folder = entry.src_uri.rpartition("/")[0]
        named = any((getattr(item, "url", None) or "").startswith(f"{folder}/") for item in nav.items)
        context["folder"] = None if named else folder
        url = page.canonical_url or entry.url
        context["record_hash"] = record_hash(entry)
        context["citation"] = citation(entry, edition.catalogue, config.site_name, url)
        context["mistake_mail"] = mistake_mail(entry, edition.catalogue, edition.settings, url)


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Print no page that its policy would not let be as it is."""
    return _within_policy(output, page.file.dest_uri)


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """The same for pages that MkDocs makes of a template alone."""
    return _within_policy(output, template_name) if template_name.endswith(".html") else output


def _within_policy(output: str, place: str) -> str:
    if found := ", ".join(breaches(output)):
        raise PluginError(strings()("commands.build.policy", place=place, found=found))
    return output


def spoken(write: Callable[..., str]) -> Callable[..., str]:
    """Make a filter of what writes in a language: that of the page."""

    @pass_context
    def filter(context: Context, value: Any, *given: Any) -> str:
        return write(value, *given, language=context["language"])

    return filter


@pass_context
def page_url(context: Context, url: str) -> str:
    """Write the way to a URL of the site, from its root: in the language of the page where that has the page."""
    to = context["edition"].url_in(url, context["language"])
    return url_filter(context, to.removeprefix("/") or ".")


@pass_context
def picture(context: Context, shown: Picture, alt: str, place: str) -> Markup:
    """Write a picture at a place of a page (`cover`, `thumb`); the cover of an entry is fetched at once."""
    return picture_markup(shown, alt, place, f"{context['base_url']}/", lazy=place != "cover")
