"""Promises as comma-separated values: one line each, in the reader's language, with the clock of today."""

from __future__ import annotations

from collections.abc import Iterable

from hearing_state.actions import Context
from hearing_state.i18n import gettext, local_name
from hearing_state.web import url
from hearing_state.web.spreadsheet import csv_of
from meetings.commitments.views import Line
from meetings.commitments.wording import VERDICTS


def sheet(context: Context, lines: Iterable[Line]) -> str:
    return csv_of(_headings(), (_values(context, each) for each in lines))


def _headings() -> list[str]:
    return [
        gettext("Number"), gettext("Words"), gettext("Language"), gettext("Who promised"), gettext("Post"), gettext("Office"),
        gettext("Code of the place"), gettext("Place"), gettext("Meeting"), gettext("Said at"), gettext("Moment of the recording"),
        gettext("First day promised"), gettext("Day that counts"), gettext("How it stands"), gettext("Kept on"), gettext("Given up on"),
        gettext("A part taken out"), gettext("Say: not done"), gettext("Address"),
    ]  # fmt: skip


def _values(context: Context, line: Line) -> list[str]:
    c = line.commitment
    address = f"{context.settings.site_url.rstrip('/')}{url('commitment.show', commitment=c.ref)}"
    return [
        c.ref, c.quote, c.language, c.owner_name, local_name(c), local_name(line.agency), c.place_code or "",
        local_name(line.place) if line.place else "", c.meeting_ref, c.said_at.isoformat(timespec="seconds"), c.moment,
        c.first_due_on.isoformat(), c.due_on.isoformat(), str(VERDICTS[line.verdict]), c.kept_on.isoformat() if c.kept_on else "",
        c.broken_on.isoformat() if c.broken_on else "", gettext("yes") if c.is_narrowed else "", str(c.contests), address,
    ]  # fmt: skip
