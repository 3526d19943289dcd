"""What mkdocs.yml says, as far as pages may depend on it."""

from __future__ import annotations

import json
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from archive.settings import Settings

# What says where files lie on this machine, or what pages cannot depend on.
_APART = {"config_file_path", "docs_dir", "site_dir", "strict", "watch", "extra", "theme", "hooks", "plugins"}
# What the commands and the hooks put beside what mkdocs.yml says.
_OURS = {"archive", "assets", "looking", "site_before", "store", "store_dir", "scheduler"}


def saying(config: MkDocsConfig, settings: Settings) -> list[str | bytes]:
    """Give what mkdocs.yml, what it inherits and the environment say, but the day."""
    said = {name: value for name, value in config.items() if name not in _APART}
    said["extra"] = {name: value for name, value in config.extra.items() if name not in _OURS}
    return [settings.but_the_day, Path(config.config_file_path).read_bytes(), _as_text(said)]


def said_of_bodies(config: MkDocsConfig) -> str:
    """Give what mkdocs.yml says of how Markdown is converted: whatever else it says, bodies stay."""
    links = str(config.validation.links.absolute_links)
    return _as_text((config.markdown_extensions, config.mdx_configs, config.use_directory_urls, links))


def _as_text(said: object) -> str:
    return json.dumps(said, default=lambda value: getattr(value, "__qualname__", type(value).__name__))
