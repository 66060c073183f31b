"""What actions answer: the question's number and how it stands now."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from meetings.asking.models import AheadRow


class Done(BaseModel):
    model_config = ConfigDict(frozen=True)

    ref: str
    state: str
    screening: str


def done(row: AheadRow) -> Done:
    return Done(ref=row.ref, state=row.state, screening=row.screening)
