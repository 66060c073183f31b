"""An operator says how much the house serves: all, only reading, kept copies, or one plain page. Every process hears it within a second."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from hearing_state.actions import Context, Step, Wish, action
from hearing_state.db import execute
from hearing_state.errors import Invalid

NOTE_MAX = 300
Note = Annotated[str, Field(max_length=NOTE_MAX)]
_SET = "UPDATE actions_standing SET step = $1, note_kk = $2, note_ru = $3, note_en = $4, set_at = $5"


class SwitchService(Wish):
    """``note``: what people are told of it; in all languages or in none."""

    step: int = Field(ge=int(Step.ALL), le=int(Step.PLAIN))
    note_kk: Note = ""
    note_ru: Note = ""
    note_en: Note = ""


@action("service.switch", entry="service.switched", public=False, when_read_only=True)
async def switch_service(context: Context, wish: SwitchService) -> None:
    """Raises Invalid where people of one language would be told less than others."""
    notes = (wish.note_kk, wish.note_ru, wish.note_en)
    if any(notes) and not all(notes):
        raise Invalid("service.note_in_all_languages", field="note_kk")
    await execute(_SET, wish.step, *(notes if wish.step else ("", "", "")), context.now)
    context.record("service.switched", "service", step=Step(wish.step).name.lower())
