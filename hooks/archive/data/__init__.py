"""The archive as data: what programs read instead of pages, all made from the catalogue and nothing else."""

from archive.data.files import data_files

__all__ = ["data_files"]
