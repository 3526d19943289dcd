"""Fourth stage, where there are many pages: they are printed in several processes, before MkDocs would begin."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from archive.carry_over.weighings import Weighings
from archive.qr_codes import Codes
from archive.store import Apart
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
    """Print what is to be printed, if that pays; MkDocs finds it done."""
    pages = list(files.documentation_pages())
    carrying = config.extra.get("carrying")
    if carrying is None or not pays(pages, config):
        return
    env = config.theme.get_env()
    own = env.list_templates(extensions=["html"])
    env = config.plugins.on_env(env, config=config, files=files)
    for name in own:
        env.get_template(name)  # compiled here, once for all processes
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
    carrying.store.close()  # an open database is not to be copied into other processes, which do without
    for share in printed(press, pages):
        for level, message in share.told:
            log.log(level, message)
        for key, content in share.kept:
            carrying.store.keep(key, content)
