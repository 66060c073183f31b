"""The ladder of a last day: whoever answers is told before it, the head on it, the body above when nothing came. In public.

It climbs by itself (`deadlines.remind`); each rung is told once, stands in the public log and on the page of the question.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import Post
from hearing_state.questions.models import QuestionRow


class Reader(StrEnum):
    EXECUTOR = "executor"
    HEAD = "head"
    SUPERIOR = "superior"


EVE, TODAY, MISSED = "eve", "today", "missed"
RUNGS: Mapping[str, tuple[Reader, ...]] = {
    EVE: (Reader.EXECUTOR,),
    TODAY: (Reader.EXECUTOR, Reader.HEAD),
    MISSED: (Reader.EXECUTOR, Reader.HEAD, Reader.SUPERIOR),
}


async def climbed(context: Context, row: QuestionRow, rung: str) -> list[UUID]:
    """The accounts of everybody who stands on that rung, each once."""
    found: list[UUID] = []
    for reader in RUNGS.get(rung, ()):
        found += [each for each in await _accounts(context, row, reader) if each not in found]
    return found


async def _accounts(context: Context, row: QuestionRow, reader: Reader) -> list[UUID]:
    """While nobody has taken it, the head answers for it."""
    if reader is Reader.EXECUTOR and row.taken_by is not None:
        return [row.taken_by]
    if reader is not Reader.SUPERIOR:
        return await agencies.holders(context, row.agency_id, Post.HEAD)
    above = await agencies.superior(context, row.agency_id)
    return await agencies.holders(context, above.id, Post.HEAD) if above else []
