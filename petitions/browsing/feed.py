"""Petitions that collect signatures, the newest first, as an Atom feed (RFC 4287)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID
from xml.etree.ElementTree import Element, SubElement, tostring

from hearing_state.actions import Context
from hearing_state.agencies.agency import Agency
from hearing_state.i18n import gettext, local_name, locale
from hearing_state.web import url
from petitions.browsing.queries import Line

ATOM = "http://www.w3.org/2005/Atom"


def atom(
    context: Context, asked: Mapping[str, str], lines: Sequence[Line], bodies: Mapping[UUID, Agency]
) -> bytes:
    """``asked``: how the list is narrowed, as its address says it."""
    site = context.settings.site_url.rstrip("/")
    own, page = (f"{site}{url(name, **asked)}" for name in ("petition.feed", "petition.list"))
    feed = Element("feed", {"xmlns": ATOM, "xml:lang": locale()})
    _put(feed, "id", own)
    _put(feed, "title", gettext("Petitions"))
    newest = next((each.published_at for each in lines if each.published_at), context.now)
    _put(feed, "updated", newest.isoformat(timespec="seconds"))
    SubElement(feed, "link", {"rel": "self", "href": own})
    SubElement(feed, "link", {"rel": "alternate", "href": page})
    for each in lines:
        _entry(
            feed, f"{site}{url('petition.show', petition=each.ref)}", each, local_name(bodies[each.agency_id])
        )
    written: bytes = tostring(feed, encoding="utf-8", xml_declaration=True)
    return written


def _entry(feed: Element, address: str, each: Line, body: str) -> None:
    entry = SubElement(feed, "entry", {"xml:lang": each.language})
    _put(entry, "id", address)
    _put(entry, "title", each.title)
    if each.published_at:
        _put(entry, "updated", each.published_at.isoformat(timespec="seconds"))
    SubElement(entry, "link", {"rel": "alternate", "href": address})
    author = SubElement(entry, "author")
    _put(author, "name", gettext("Hearing State"))
    summary = SubElement(entry, "summary", {"type": "text", "xml:lang": locale()})
    summary.text = f"{each.ref}. {gettext('Goes to: %(body)s', body=body)}"


def _put(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text
