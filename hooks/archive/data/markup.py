"""Texts in XML; `xml.sax.saxutils` would bring all of the network's clients with it."""

from __future__ import annotations

import html


def escape(text: str) -> str:
    """Write a text between two tags."""
    return html.escape(text, quote=False)


def attribute(text: str) -> str:
    """Write a text as the value of an attribute, with its quotes."""
    return f'"{html.escape(text)}"'
