"""What every change of a clock leaves behind: an entry in the public log, a word to listeners, an answer."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from hearing_state.actions import Context
from hearing_state.deadlines.history import facts, payload
from hearing_state.deadlines.models import ClockRow


class Changed(BaseModel):
    """How the clock stands after the change; ``due_on`` is empty while it stands still."""

    model_config = ConfigDict(frozen=True)

    clock: UUID
    registered_on: date
    due_on: date | None
    settled_on: date | None = None


def changed(
    context: Context, row: ClockRow, cause: str, before_on: date | None, kind: str = "deadline.moved"
) -> Changed:
    """Record and tell it. ``cause`` is the event's own word."""
    context.record(kind, row.about, **facts(row, cause=cause, before_on=before_on, settled_on=row.settled_on))
    context.tell(kind, row.about, **payload(row, cause=cause, before_on=before_on, settled_on=row.settled_on))
    return Changed(
        clock=row.id, registered_on=row.registered_on, due_on=row.due_on, settled_on=row.settled_on
    )
