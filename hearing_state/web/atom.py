"""News for a feed reader: an Atom feed (RFC 4287)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement, tostring

from hearing_state.i18n import locale

NAMESPACE = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Entry:
    """``language``: of the title, where it is not the reader's. ``is_whole``: the text is all that there is, not a summary."""

    id: str
    title: str
    at: datetime | None
    address: str
    author: str
    text: str
    language: str = ""
    category: str = ""
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Feed:
    """``own``: the feed's own address; ``page``: the page that shows the same to people. Both whole."""

    own: str
    page: str
    title: str
    updated: datetime
    entries: Sequence[Entry]


def atom(feed: Feed) -> bytes:
    """In the reader's language."""
    written = Element("feed", {"xmlns": NAMESPACE, "xml:lang": locale()})
    _put(written, "id", feed.own)
    _put(written, "title", feed.title)
    _put(written, "updated", feed.updated.isoformat(timespec="seconds"))
    SubElement(written, "link", {"rel": "self", "type": "application/atom+xml", "href": feed.own})
    SubElement(written, "link", {"rel": "alternate", "type": "text/html", "href": feed.page})
    for each in feed.entries:
        _entry(written, each)
    found: bytes = tostring(written, encoding="utf-8", xml_declaration=True)
    return found


def _entry(feed: Element, each: Entry) -> None:
    entry = SubElement(feed, "entry", {"xml:lang": each.language} if each.language else {})
    _put(entry, "id", each.id)
    _put(entry, "title", each.title)
    if each.at:
        _put(entry, "updated", each.at.isoformat(timespec="seconds"))
    _put(SubElement(entry, "author"), "name", each.author)
    if each.category:
        SubElement(entry, "category", {"term": each.category})
    SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": each.address})
    # The house's own words are in the reader's language, whatever the title is in.
    attributes = {"type": "text", **({"xml:lang": locale()} if each.language else {})}
    SubElement(entry, "content" if each.is_whole else "summary", attributes).text = each.text


def _put(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text
