"""Files that the site has already: links to them resolve, and MkDocs neither reads nor writes them."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel

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
