"""How a picture stands on a page: several sizes to choose from, its room kept, fetched when it comes near."""

from __future__ import annotations

import html
import posixpath
from collections.abc import Mapping, Sequence
from urllib.parse import unquote

from markupsafe import Markup

from archive.patterns import pattern
from archive.pictures.picture import Picture

# How wide a picture is shown, by where: what the browser goes by before it knows the page's style.
SIZES = {
    "cover": "(min-width: 48rem) 44rem, 100vw",
    "body": "(min-width: 48rem) 44rem, 100vw",
    "thumb": "(min-width: 48rem) 12rem, 32vw",
}
_IMAGE = pattern(r"<img\b[^>]*>")
_ALONE = pattern(r"<p>\s*(<img\b[^>]*>)\s*</p>")
_ATTRIBUTE = pattern(r'([a-z]+)="([^"]*)"')


def picture_markup(picture: Picture, alt: str, place: str, base: str, *, lazy: bool = True) -> Markup:
    """Write a picture; `base` leads from the page to the site's root and ends with a slash."""
    widths = picture.widths[:2] if place == "thumb" else picture.widths
    plain, sizes = picture.ending, f'sizes="{SIZES[place]}"'
    shown = widths[min(1, len(widths) - 1)]
    when = 'loading="lazy" decoding="async"' if lazy else 'fetchpriority="high"'
    return Markup(
        f'<picture><source type="image/webp" srcset="{_set(picture, widths, "webp", base)}" {sizes}>'
        f'<img src="{base}{picture.copy(shown, plain)}" srcset="{_set(picture, widths, plain, base)}" {sizes} '
        f'width="{picture.width}" height="{picture.height}" alt="{html.escape(alt)}" {when}></picture>'
    )


def _set(picture: Picture, widths: Sequence[int], ending: str, base: str) -> str:
    return ", ".join(f"{base}{picture.copy(width, ending)} {width}w" for width in widths)


def with_pictures(
    body: str, page_url: str, pictures: Mapping[str, Picture], base: str, *, first_lazy: bool = True
) -> str:
    """Put pictures in the place of the plain images of a rendered body; `pictures` are by their path in the site.

    One that stands alone in its paragraph becomes a figure; its title, where it has one, the caption. The first is
    fetched at once without `first_lazy`: where no cover stands above it, it is what a reader sees first.
    """
    lazy = [first_lazy]

    def shown(image: str) -> str:
        given = dict(_ATTRIBUTE.findall(image))
        place = posixpath.normpath(posixpath.join(page_url, unquote(given.get("src", "")))).lstrip("/")
        picture = pictures.get(place)
        if picture is None or "srcset" in given:
            return image
        made = picture_markup(picture, html.unescape(given.get("alt", "")), "body", base, lazy=lazy[0])
        lazy[0] = True
        return str(made)

    def figure(image: str) -> str:
        title = dict(_ATTRIBUTE.findall(image)).get("title")
        caption = f"<figcaption>{title}</figcaption>" if title else ""
        return f"<figure>{shown(image)}{caption}</figure>"

    body = _ALONE.sub(lambda match: figure(match[1]), body)
    return _IMAGE.sub(lambda match: shown(match[0]), body)
