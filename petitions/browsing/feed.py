"""Petitions that collect signatures, the newest first, as a feed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.agencies.agency import Agency
from hearing_state.i18n import gettext, local_name
from hearing_state.web import url
from hearing_state.web.atom import Entry, Feed, atom
from petitions.browsing.queries import Line


def feed(
    context: Context, asked: Mapping[str, str], lines: Sequence[Line], bodies: Mapping[UUID, Agency]
) -> bytes:
    """``asked``: how the list is narrowed, as its address says it."""
    site = context.settings.site_url.rstrip("/")
    own, page = (f"{site}{url(name, **asked)}" for name in ("petition.feed", "petition.list"))
    # Without any: the day on which somebody looked, so that the tag stands for a day.
    today = datetime.combine(context.today, time(), UTC)
    newest = next((each.published_at for each in lines if each.published_at), today)
    entries = [_entry(site, each, local_name(bodies[each.agency_id])) for each in lines]
    return atom(Feed(own, page, gettext("Petitions"), newest, entries))


def _entry(site: str, each: Line, body: str) -> Entry:
    address = f"{site}{url('petition.show', petition=each.ref)}"
    return Entry(
        id=address,
        title=each.title,
        at=each.published_at,
        address=address,
        author=gettext("Hearing State"),
        text=f"{each.ref}. {gettext('Goes to: %(body)s', body=body)}",
        language=each.language,
    )
