"""Pictures: those that clerks put beside entries, made light and clean, and those that pages are passed on with."""

from archive.pictures.picture import Picture, PictureWrong, read_picture
from archive.pictures.share import SharePicture

__all__ = ["Picture", "PictureWrong", "SharePicture", "read_picture"]
