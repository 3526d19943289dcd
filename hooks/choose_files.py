"""Second stage: which files the site has. Sources that are not public go, the archive's own pages and data come."""

from pathlib import Path

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation

from archive.assets import Assets
from archive.carry_over.carrying import Carrying
from archive.carry_over.marks import Marks
from archive.carry_over.text_edits import TextEdits
from archive.edition import Edition
from press.keeping import edited_files, keep_unchanged, picture_files, put
from press.site_data import SiteData


def on_config(config: MkDocsConfig) -> None:
    """Leave the sitemap to us, the theme's has the day of the build in it; nor is anything of its style published."""
    config.theme.static_templates.discard("sitemap.xml")
    if isinstance(config.extra["edition"], TextEdits):
        # MkDocs would list thousands of sources of which it reads none but those that `edited_files` names.
        config.docs_dir = str(Path(config.docs_dir) / ".none")
    ours = config.theme.custom_dir
    config.extra["theme_dirs"] = [folder for folder in config.theme.dirs if folder != ours]
    # MkDocs would list the theme's fourteen thousand icons; templates find them all the same (render_pages.on_env).
    config.theme.dirs = [folder for folder in config.theme.dirs if folder == ours]


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Keep pages out of the nav unless mkdocs.yml names them: the nav is rendered whole on every page."""
    edition: Edition = config.extra["edition"]
    if isinstance(edition, TextEdits):
        return edited_files(edition, config)
    for file in list(files):
        if file.src_dir == config.docs_dir and file.src_uri not in edition.public_files:
            files.remove(file)
    for src_uri in edition.views.keys() - edition.sources.known_files:
        files.append(File.generated(config, src_uri, content=""))
    for file in picture_files(edition, config):
        if (original := files.get_file_from_path(file.src_uri)) is not None:
            files.remove(original)
        files.append(file)
    carrying: Carrying | None = config.extra.get("carrying")
    marks = Marks(edition.sources, carrying.inputs.files) if carrying else None
    data = config.extra["data"] = SiteData(edition, config, marks)
    for file in data.files():
        files.append(file)
    assets: Assets = config.extra["assets"]
    for file in list(files):
        if file.src_uri.removeprefix("assets/") in assets.contents or file.src_uri.startswith("assets/css/"):
            files.remove(file)
    for path, raw in assets.files.items():
        files.append(put(path, raw, config))
    for file in files.documentation_pages():
        file.inclusion = InclusionLevel.NOT_IN_NAV
    return keep_unchanged(files, config, marks) if marks else files


def on_nav(nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
    """Give the pages of the nav their titles now: those that stay as they are will not be read."""
    edition: Edition = config.extra["edition"]
    for page in nav.pages:
        if title := edition.title(page.file.src_uri):
            page.title = escape(title)
