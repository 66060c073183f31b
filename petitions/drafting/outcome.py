"""What actions answer: the petition's number and how it stands now."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from petitions.drafting.models import PetitionRow


class Done(BaseModel):
    model_config = ConfigDict(frozen=True)

    ref: str
    state: str


def done(row: PetitionRow) -> Done:
    return Done(ref=row.ref, state=row.state)
