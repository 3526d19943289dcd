"""Second stage: which files the site has. Sources that are not public go, the archive's own pages and data come."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from archive.edition import Edition
from archive.stylesheet import stylesheet


def theme_folders(config: MkDocsConfig) -> list[str]:
    """Give where the theme's own files lie: its style and scripts are what no reader of the archive uses."""
    return [folder for folder in config.theme.dirs if folder != config.theme.custom_dir]


def on_config(config: MkDocsConfig) -> None:
    """Leave the sitemap to us: the theme's has the day of the build in it."""
    config.theme.static_templates.discard("sitemap.xml")


def on_files(files: Files, *, config: MkDocsConfig) -> None:
    """Keep pages out of the nav unless mkdocs.yml names them: the nav is rendered whole on every page."""
    edition: Edition = config.extra["edition"]
    for file in list(files):
        if file.src_dir == config.docs_dir and file.src_uri not in edition.public_files:
            files.remove(file)
    for src_uri in edition.views.keys() - edition.sources.known_files:
        files.append(File.generated(config, src_uri, content=""))
    for path, text in edition.data_files(config.site_name, config.site_url or "/").items():
        files.append(File.generated(config, path, content=text))
    fonts = Path(config.theme.custom_dir or "") / "assets/fonts"
    for path, content in config.extra["pictured"].files(edition.views.values(), fonts, config.extra["store"]):
        if (original := files.get_file_from_path(path)) is not None:
            files.remove(original)
        files.append(File.generated(config, path, content=content))
    files.append(File.generated(config, "assets/archive.css", content=stylesheet(config.theme.custom_dir or "")))
    for file in list(files):
        if file.src_dir in theme_folders(config) or file.src_uri.startswith("assets/css/"):
            files.remove(file)
    for file in files.documentation_pages():
        file.inclusion = InclusionLevel.NOT_IN_NAV
