"""What happened to promises, as an Atom feed (RFC 4287)."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

from hearing_state.actions import Context
from hearing_state.i18n import gettext, local_name, locale
from hearing_state.web import url
from meetings.commitments.pages.asked_for import AskedFor
from meetings.commitments.recent import News
from meetings.commitments.wording import EVENTS

ATOM = "http://www.w3.org/2005/Atom"
TITLE_MAX = 120


def atom(context: Context, asked: AskedFor, news: Sequence[News]) -> bytes:
    site = context.settings.site_url.rstrip("/")
    own, page = (f"{site}{url(name, **asked.having(tab=''))}" for name in ("commitment.feed", "commitment.list"))  # fmt: skip
    feed = Element("feed", {"xmlns": ATOM, "xml:lang": locale()})
    _put(feed, "id", own)
    _put(feed, "title", _title(asked))
    _put(feed, "updated", (news[0].happened_at if news else context.now).isoformat(timespec="seconds"))
    SubElement(feed, "link", {"rel": "self", "href": own})
    SubElement(feed, "link", {"rel": "alternate", "href": page})
    for each in news:
        _entry(feed, f"{site}{url('commitment.show', commitment=each.commitment.ref)}", each)
    written: bytes = tostring(feed, encoding="utf-8", xml_declaration=True)
    return written


def _entry(feed: Element, address: str, each: News) -> None:
    made = each.commitment
    words = made.words_in(locale()).text
    entry = SubElement(feed, "entry")
    _put(entry, "id", f"{address}#event-{each.number}")
    _put(entry, "title", f"{EVENTS[each.kind]}: {words[:TITLE_MAX]}")
    _put(entry, "updated", each.happened_at.isoformat(timespec="seconds"))
    SubElement(entry, "link", {"rel": "alternate", "href": address})
    author = SubElement(entry, "author")
    _put(author, "name", f"{made.owner_name}, {local_name(made)}")
    content = SubElement(entry, "content", {"type": "text"})
    content.text = "\n\n".join(part for part in (words, each.text) if part)


def _put(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text


def _title(asked: AskedFor) -> str:
    named = [local_name(each) for each in (asked.place, asked.agency) if each]
    return ": ".join([gettext("Promises"), ", ".join(named)]) if named else gettext("Promises")
