"""The registers: units, topics and channels, each with an index and a page an item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from archive.account import Coverage, record_of
from archive.catalogue import Catalogue
from archive.entries import Entry
from archive.languages import BY_CODE, Language
from archive.pages.lists import FurtherPage, Listing, further_pages, home, listings, newest_page
from archive.pages.view import View
from archive.schema import Channel, Platform, Topic, Unit, UnitKind
from archive.settings import Settings
from archive.translated import item_name
from archive.wording import choice_words


@dataclass(frozen=True)
class ItemLink:
    """A way to the page of a unit, topic or channel, with how many entries await there."""

    item: Unit | Topic | Channel
    url: str
    count: int
    ended: bool = False


@dataclass(frozen=True, kw_only=True)
class RegisterPage(View):
    """All items of a register, in groups; a group's heading may be empty."""

    template = "register.html"
    introduction: str
    groups: list[tuple[str, list[ItemLink]]]


@dataclass(frozen=True, kw_only=True)
class ItemPage(View):
    """What units', topics' and channels' pages share: the item and the list of its entries."""

    listing: Listing


@dataclass(frozen=True, kw_only=True)
class UnitPage(ItemPage):
    """A unit: what it is, what came before and after it, its channels, what it published.

    `record` tells how it stood with its reports in each period.
    """

    template = "unit.html"
    unit: Unit
    record: list[Coverage]
    parent: ItemLink | None
    parts: list[ItemLink]
    predecessors: list[tuple[ItemLink, list[Entry]]]
    successors: list[ItemLink]
    channels: list[ItemLink]

    @property
    def of_unit(self) -> Unit:
        """The unit that the page is about."""
        return self.unit

    @property
    def shared_as(self) -> tuple[str, str]:
        """The unit's picture, with its name."""
        name = BY_CODE[self.language].told(self.unit.name, self.unit.name_en)
        return f"don-vi-{self.unit.id}", name or self.unit.name


@dataclass(frozen=True, kw_only=True)
class TopicPage(ItemPage):
    """A topic and the entries about it."""

    template = "topic.html"
    topic: Topic


@dataclass(frozen=True, kw_only=True)
class ChannelPage(ItemPage):
    """A channel: whose it is, whether it is open, and the entries that name it."""

    template = "channel.html"
    channel: Channel
    unit: ItemLink | None


def unit_link(catalogue: Catalogue, id: str) -> ItemLink:
    """Make the way to a unit's page."""
    unit, count = catalogue.registries.units[id], len(catalogue.by_unit.get(id, []))
    return ItemLink(unit, f"/don-vi/{id}/", count, catalogue.has_ended(unit))


def topic_link(catalogue: Catalogue, id: str) -> ItemLink:
    """Make the way to a topic's page."""
    return ItemLink(catalogue.registries.topics[id], f"/linh-vuc/{id}/", len(catalogue.by_topic.get(id, [])))


def channel_link(catalogue: Catalogue, id: str) -> ItemLink:
    """Make the way to a channel's page."""
    channel, count = catalogue.registries.channels[id], len(catalogue.by_channel.get(id, []))
    return ItemLink(channel, f"/kenh/{id}/", count, catalogue.has_ended(channel))


def units_page(catalogue: Catalogue, language: Language) -> RegisterPage:
    """Build the register of units, by kind."""
    units = catalogue.registries.units.values()
    groups = [
        (
            choice_words(kind, language.code),
            # Who works today comes before who did.
            sorted((unit_link(catalogue, one.id) for one in units if one.kind is kind), key=lambda link: link.ended),
        )
        for kind in UnitKind
    ]
    return _register("don-vi", "units", [group for group in groups if group[1]], language)


def topics_page(catalogue: Catalogue, language: Language) -> RegisterPage:
    """Build the list of topics."""
    links = [topic_link(catalogue, id) for id in catalogue.registries.topics]
    return _register("linh-vuc", "topics", [("", links)], language)


def channels_page(catalogue: Catalogue, language: Language) -> RegisterPage:
    """Build the register of official channels by platform; those that were closed come last, and stay."""
    links = [channel_link(catalogue, id) for id in catalogue.registries.channels]
    groups = [
        (choice_words(platform, language.code), [link for link in links if not link.ended and _is_on(link, platform)])
        for platform in Platform
    ]
    groups.append((language.text("channel.closed"), [link for link in links if link.ended]))
    return _register("kenh", "channels", [group for group in groups if group[1]], language)


def _is_on(link: ItemLink, platform: Platform) -> bool:
    return isinstance(link.item, Channel) and link.item.platform is platform


def _register(folder: str, name: str, groups: list[tuple[str, list[ItemLink]]], language: Language) -> RegisterPage:
    introduction = language.text(f"pages.{name}_introduction")
    return RegisterPage(
        src_uri=f"{language.folder}{folder}/index.md",
        language=language.code,
        title=language.text(f"pages.{name}"),
        summary=introduction,
        introduction=introduction,
        groups=groups,
    )


def unit_pages(catalogue: Catalogue, unit: Unit, settings: Settings, language: Language) -> Iterator[View]:
    """Build a unit's page, and the further pages of its list."""
    size = settings.page_size
    registries = catalogue.registries
    before = registries.predecessors.get(unit.id, [])
    page, further = _pages(catalogue.by_unit, unit, size, "don-vi", "units", language)
    yield UnitPage(
        **page,
        feed=f"don-vi/{unit.id}/feed",
        unit=unit,
        record=record_of(catalogue, unit, settings.due),
        parent=unit_link(catalogue, unit.parent) if unit.parent else None,
        parts=[unit_link(catalogue, one.id) for one in registries.units.values() if one.parent == unit.id],
        predecessors=[(unit_link(catalogue, one.id), catalogue.by_unit.get(one.id, [])[:size]) for one in before],
        successors=[unit_link(catalogue, id) for id in unit.successors],
        channels=[channel_link(catalogue, one.id) for one in registries.channels.values() if one.unit == unit.id],
    )
    yield from further


def topic_pages(catalogue: Catalogue, topic: Topic, size: int, language: Language) -> Iterator[View]:
    """Build a topic's page, and the further pages of its list."""
    page, further = _pages(catalogue.by_topic, topic, size, "linh-vuc", "topics", language)
    page["summary"] = language.told(topic.description, topic.description_en) or page["summary"]
    yield TopicPage(**page, feed=f"linh-vuc/{topic.id}/feed", topic=topic)
    yield from further


def channel_pages(catalogue: Catalogue, channel: Channel, size: int, language: Language) -> Iterator[View]:
    """Build a channel's page, and the further pages of its list."""
    page, further = _pages(catalogue.by_channel, channel, size, "kenh", "channels", language)
    yield ChannelPage(**page, channel=channel, unit=unit_link(catalogue, channel.unit))
    yield from further


def _pages(
    entries: Mapping[str, list[Entry]],
    item: Unit | Topic | Channel,
    size: int,
    folder: str,
    register: str,
    language: Language,
) -> tuple[dict[str, Any], Iterator[FurtherPage]]:
    """Say what every page of an item has, and build the further pages of its list."""
    name = language.told(item.name, item.name_en) or item.name
    heading = item_name(item, language.code)
    below = f"{language.folder}{folder}/{item.id}"
    trail = [home(language), (language.text(f"pages.{register}"), f"/{folder}/"), (heading, f"/{folder}/{item.id}/")]
    listing, further = listings(entries.get(item.id, []), size, f"{below}.md", below)
    return newest_page(listing, name, language), further_pages(further, name, trail, language, heading)
