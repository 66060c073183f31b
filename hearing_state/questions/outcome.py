"""What actions answer: the question's public name and the state it is in now."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from hearing_state.questions.models import QuestionRow


class Done(BaseModel):
    model_config = ConfigDict(frozen=True)

    ref: str
    state: str


def done(row: QuestionRow) -> Done:
    return Done(ref=row.ref, state=row.state)
