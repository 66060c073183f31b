"""What happened to promises, as a feed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time

from hearing_state.actions import Context
from hearing_state.i18n import gettext, local_name, locale
from hearing_state.web import url
from hearing_state.web.atom import Entry, Feed, atom
from meetings.commitments.pages.asked_for import AskedFor
from meetings.commitments.recent import News
from meetings.commitments.wording import EVENTS

TITLE_MAX = 120


def feed(context: Context, asked: AskedFor, news: Sequence[News]) -> bytes:
    """The newest first, of what was asked for."""
    site = context.settings.site_url.rstrip("/")
    own, page = (f"{site}{url(name, **asked.having(tab=''))}" for name in ("commitment.feed", "commitment.list"))  # fmt: skip
    # Without any: the day on which somebody looked, so that the tag stands for a day.
    updated = news[0].happened_at if news else datetime.combine(context.today, time(), UTC)
    entries = [_entry(f"{site}{url('commitment.show', commitment=each.commitment.ref)}", each) for each in news]  # fmt: skip
    return atom(Feed(own, page, _title(asked), updated, entries))


def _entry(address: str, each: News) -> Entry:
    made = each.commitment
    words = made.words_in(locale()).text
    return Entry(
        id=f"{address}#event-{each.number}",
        title=f"{EVENTS[each.kind]}: {words[:TITLE_MAX]}",
        at=each.happened_at,
        address=address,
        author=f"{made.owner_name}, {local_name(made)}",
        text="\n\n".join(part for part in (words, each.text) if part),
        is_whole=True,
    )


def _title(asked: AskedFor) -> str:
    named = [local_name(each) for each in (asked.place, asked.agency) if each]
    return ": ".join([gettext("Promises"), ", ".join(named)]) if named else gettext("Promises")
