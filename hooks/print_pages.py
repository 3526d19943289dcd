"""Fourth stage, where there are many pages: they are printed in several processes, before MkDocs would begin."""

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation

from archive.carry_over.weighings import Weighings
from archive.qr_codes import Codes
from archive.store import Apart, Store
from press.pages import ArchivePage, Converter, LimitedPage
from press.printing import Press, pays, printed

log = get_plugin_logger("archive")


def on_files(files: Files, *, config: MkDocsConfig) -> None:
    """Let all pages share a converter, and find what was converted before; without carry-over MkDocs converts each."""
    carrying = config.extra.get("carrying")
    if carrying is None:
        for file in files.documentation_pages():
            file.page = LimitedPage(None, file, config)
        return
    converter = config.extra["converter"] = Converter.of(config, carrying.inputs, carrying.store.keep)
    edition = config.extra["edition"]
    for file in files.documentation_pages():
        file.page = page = ArchivePage(file, config, converter)
        if (document := edition.document(file.src_uri)) is not None:
            page.find(document, files, carrying.store)


def on_nav(nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
    """Have the data settled, and many pages printed: MkDocs finds it done."""
    pages = list(files.documentation_pages())
    env = compiled(config, files) if "carrying" in config.extra and pays(pages, config) else None
    if "data" in config.extra:
        config.extra["data"].settle()  # pages show what records are known by
    if env is not None:
        print_apart(pages, nav, env, config, files)


def compiled(config: MkDocsConfig, files: Files) -> Environment:
    """Give the environment of the templates, the archive's own compiled, once for all processes."""
    env = config.theme.get_env()
    own = env.list_templates(extensions=["html"])
    env = config.plugins.on_env(env, config=config, files=files)
    for name in own:
        env.get_template(name)
    return env


def print_apart(pages: list[File], nav: Navigation, env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Print pages in several processes, and keep what they made for the next build."""
    store: Store = config.extra["store"]
    weighings: Weighings = config.extra["search"].weighings
    codes: Codes = config.extra["codes"]
    entries = config.extra["edition"].entries
    for file in pages:
        if (entry := entries.get(file.src_uri)) is not None:
            entry.look_at_files()  # who prints it has no store, and on another machine no files either
    _ = config.extra["pictured"].pictures
    apart = Apart(codes.ahead(file.page.canonical_url or "" for file in pages if file.page and file.src_uri in entries))
    weighed = weighings.weighed_before()
    if config.extra.get("scheduler"):  # what attached files say is read where they are
        weighed |= {entry.id for entry in entries.values() if entry.attachments}
    press = Press(config, files, nav, env, config.extra["converter"], weighings, weighed, apart)
    store.close()  # an open database is not to be copied into other processes, which do without
    for share in printed(press, pages):
        for level, message in share.told:
            log.log(level, message)
        for key, content in share.kept:
            store.keep(key, content)
