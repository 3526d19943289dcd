"""What is told on a page of another language: its own words where there are any, else the Vietnamese, marked so."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup, escape

from archive.excerpt import shortened


def told(vietnamese: str, english: str | None, language: str) -> Markup:
    """Write a text on a page: where the page's language lacks it, in Vietnamese, for screen readers marked so."""
    if language == "vi":
        return escape(vietnamese)
    return escape(english) if english else Markup('<span lang="vi">{}</span>').format(vietnamese)


def item_name(item: Any, language: str = "vi") -> Markup:
    """Name a unit, topic, channel or indicator."""
    return told(item.name, item.name_en, language)


def item_text(item: Any, key: str, language: str = "vi") -> Markup:
    """Give a text of an item, such as `description`; nothing where it has none."""
    vietnamese = getattr(item, key)
    return told(vietnamese, getattr(item, f"{key}_en", None), language) if vietnamese else Markup()


def entry_title(entry: Any, language: str = "vi") -> Markup:
    """Title an entry."""
    return told(entry.record.title, entry.record.title_en, language)


def entry_summary(entry: Any, limit: int, language: str = "vi") -> Markup:
    """Sum an entry up in at most so many letters; nothing where it has no summary."""
    english = entry.record.summary_en
    if not entry.summary:
        return Markup()
    return told(shortened(entry.summary, limit), shortened(english, limit) if english else None, language)


def foreign(text: str, language: str = "vi") -> Markup:
    """Write what is there in Vietnamese only."""
    return told(text, None, language)


TOLD = {
    "item_name": item_name,
    "item_text": item_text,
    "entry_title": entry_title,
    "entry_summary": entry_summary,
    "foreign": foreign,
}
