"""Promises as comma-separated values: one line each, in the reader's language, with the clock of today."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from hearing_state.actions import Context
from hearing_state.i18n import gettext, local_name
from hearing_state.web import url
from hearing_state.web.spreadsheet import csv_of
from meetings.commitments.views import Line
from meetings.commitments.wording import VERDICTS


def sheet(context: Context, lines: Iterable[Line]) -> str:
    return csv_of(_headings(), (_values(context, each) for each in lines))


COMMITMENT = (
    "promise", "words", "language", "who", "post", "body", "body_name", "place", "place_name", "meeting", "said_at",
    "first_due_on", "due_on", "state", "standing", "kept_on", "broken_on", "is_narrowed", "say_not_done", "address",
)  # fmt: skip


def as_json(context: Context, lines: Iterable[Line]) -> list[dict[str, Any]]:
    """The same for programs: names that are the same in every language."""
    return [dict(zip(COMMITMENT, _told(context, each), strict=True)) for each in lines]


def _told(context: Context, line: Line) -> tuple[Any, ...]:
    c = line.commitment
    return (
        c.ref, c.quote, c.language, c.owner_name, local_name(c), line.agency.slug, local_name(line.agency), c.place_code,
        local_name(line.place) if line.place else None, c.meeting_ref, c.said_at.isoformat(timespec="seconds"),
        c.first_due_on.isoformat(), c.due_on.isoformat(), c.state.value, line.verdict.value,
        c.kept_on.isoformat() if c.kept_on else None, c.broken_on.isoformat() if c.broken_on else None, c.is_narrowed, c.contests,
        _address(context, line),
    )  # fmt: skip


def _address(context: Context, line: Line) -> str:
    return f"{context.settings.site_url.rstrip('/')}{url('commitment.show', commitment=line.commitment.ref)}"


def _headings() -> list[str]:
    return [
        gettext("Number"), gettext("Words"), gettext("Language"), gettext("Who promised"), gettext("Post"), gettext("Office"),
        gettext("Code of the place"), gettext("Place"), gettext("Meeting"), gettext("Said at"), gettext("Moment of the recording"),
        gettext("First day promised"), gettext("Day that counts"), gettext("How it stands"), gettext("Kept on"), gettext("Given up on"),
        gettext("A part taken out"), gettext("Say: not done"), gettext("Address"),
    ]  # fmt: skip


def _values(context: Context, line: Line) -> list[str]:
    c = line.commitment
    return [
        c.ref, c.quote, c.language, c.owner_name, local_name(c), local_name(line.agency), c.place_code or "",
        local_name(line.place) if line.place else "", c.meeting_ref, c.said_at.isoformat(timespec="seconds"), c.moment,
        c.first_due_on.isoformat(), c.due_on.isoformat(), str(VERDICTS[line.verdict]), c.kept_on.isoformat() if c.kept_on else "",
        c.broken_on.isoformat() if c.broken_on else "", gettext("yes") if c.is_narrowed else "", str(c.contests),
        _address(context, line),
    ]  # fmt: skip
