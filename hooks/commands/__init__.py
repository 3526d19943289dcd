"""The commands of `python3 hooks`: each a few lines that ask the archive, or have MkDocs build."""

from commands.console import main, run

__all__ = ["main", "run"]
