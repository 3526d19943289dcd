"""Files that the site has already: links to them resolve, and MkDocs neither reads nor writes them."""

from __future__ import annotations

from collections.abc import Container, Iterable
from pathlib import PurePath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from archive.paths import dest_uri


class Kept(File):
    """A file that stays as it is, page or not."""

    def is_documentation_page(self) -> bool:
        """Keep MkDocs from reading and rendering it."""
        return False

    def copy_file(self, dirty: bool = False) -> None:
        """Copy nothing."""

    @classmethod
    def of(cls, src_uri: str, config: MkDocsConfig) -> Kept:
        """Stand in the place of the file that MkDocs would name `src_uri`."""
        return cls(
            src_uri,
            config.docs_dir,
            config.site_dir,
            config.use_directory_urls,
            dest_uri=dest_uri(src_uri),
            inclusion=InclusionLevel.NOT_IN_NAV,
        )


class KnownFiles(Files):
    """The files of a site that are not listed, but there when they are asked for."""

    def __init__(self, files: Iterable[File], known: Container[str], config: MkDocsConfig) -> None:
        """List `files`; `known` are all by their `src_uri`."""
        super().__init__(list(files))
        self._known, self._config = known, config

    def get_file_from_path(self, path: str) -> File | None:
        """Give a file that is listed, or one that stays."""
        found = super().get_file_from_path(path)
        if found is None and (src_uri := PurePath(path).as_posix()) in self._known:
            found = Kept.of(src_uri, self._config)
        return found
