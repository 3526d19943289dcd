"""First stage: the settings and the sources. Problems stop the build here, before MkDocs empties the old site."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError, PluginError
from mkdocs.plugins import get_plugin_logger

from archive.assets import Assets
from archive.carry_over.beginning import begin
from archive.carry_over.inputs import program_key
from archive.edition import Edition
from archive.environment import ROOT
from archive.problems import errors, report
from archive.safety.syntax import not_allowed
from archive.settings import SettingsWrong, settings_of
from archive.store import Apart, Store
from archive.strings import strings
from archive.trust.events import DayTurned, Gone, KeyChanged, extended
from press.saying import saying

log = get_plugin_logger("archive")


def on_config(config: MkDocsConfig) -> None:
    """Read the sources once a build; their state lives on `config.extra`, so that `serve` begins afresh."""
    docs_dir, file = Path(config.docs_dir), Path(config.config_file_path)
    store = config.extra["store"] = Store(config.extra.get("store_dir") or file.parent / ".cache")
    program = program_key(ROOT / "hooks")
    try:
        settings = settings_of(config.extra.get("archive"), store, program)
    except SettingsWrong as wrong:
        store.close()
        raise ConfigurationError(str(wrong)) from None
    if strange := not_allowed(map(str, config.markdown_extensions)):
        raise ConfigurationError(strings()("settings.extensions", names=", ".join(strange)))
    with_drafts = bool(config.extra.get("with_drafts"))  # put there by `serve`
    if with_drafts and "publishing" in config.extra:
        raise ConfigurationError(strings()("settings.drafts"))
    assets = config.extra["assets"] = Assets.of(
        Path(config.theme.custom_dir or ""), store if settings.carry_over else Apart(), program
    )
    if "edition" in config.extra:
        return  # read on another machine, which has this one print (press.cluster)
    if settings.carry_over:
        folders = ROOT / "hooks", Path(config.theme.custom_dir or "")
        before = config.extra.get("site_before")
        said = saying(config, settings)
        config.extra["edition"], config.extra["carrying"] = begin(
            docs_dir,
            settings,
            said,
            assets.folder,
            folders,
            store,
            before,
            looking=config.extra.get("looking"),
            publishes="publishing" in config.extra,
            with_drafts=with_drafts,
        )
    else:
        config.extra["edition"] = Edition.of(docs_dir, settings, with_drafts=with_drafts)


def on_pre_build(config: MkDocsConfig) -> None:
    """Tell all problems at once."""
    edition: Edition = config.extra["edition"]
    problems = edition.problems
    if errors(problems):
        raise PluginError(report(problems))
    if "publishing" in config.extra:
        try:
            edition.journal = extended(config.extra["publishing"], edition.entries.values())
        except (DayTurned, Gone, KeyChanged) as stop:
            raise PluginError(strings()(f"commands.publish.{stop.code}", what=stop)) from None
    config.extra["pictured"] = edition.pictured(config.site_name, config.site_url or "/")
    for warning in problems:
        log.info(str(warning))
