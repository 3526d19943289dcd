"""Second stage: which files the site has. Sources that are not public go, the archive's own pages and data come."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from archive.edition import Edition

# What the theme's own search would run on; the archive has another.
THEME_SEARCH = ("assets/javascripts/workers/", "assets/javascripts/lunr/")


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
    for file in [file for file in files if file.src_uri.startswith(THEME_SEARCH)]:
        files.remove(file)
    for file in files.documentation_pages():
        file.inclusion = InclusionLevel.NOT_IN_NAV
