"""What changed since: for a telephone that keeps questions, petitions and bodies to read without a line."""

from __future__ import annotations

import itertools
from collections.abc import Awaitable, Callable
from typing import Annotated, Literal

from pydantic import Field

from hearing_state.actions import Context
from hearing_state.agencies import changes as bodies
from hearing_state.db.marks import Changed, Mark, settled
from hearing_state.errors import Invalid
from hearing_state.questions import changes as questions
from mobile_api.cursor import mark_of, to_mark
from mobile_api.endpoint import Endpoint, endpoint
from mobile_api.reading import Asked
from mobile_api.v1.shapes import Shape
from petitions.drafting import changes as petitions

MOST = 500
Kind = Literal["question", "petition", "body"]
_CHANGED: dict[Kind, Callable[[Context, Mark, int, int], Awaitable[list[Changed]]]] = {
    "question": questions.changed,
    "petition": petitions.changed,
    "body": bodies.changed,
}


class Since(Asked):
    cursor: Annotated[
        str | None, Field(max_length=100, description="`next` of the answer before; without it: from now on")
    ] = None


class Change(Shape):
    kind: Kind
    ref: str = Field(description="Number of the question or petition, slug of the body")
    is_gone: bool = Field(description="It is not for this reader any more: forget it")


class Changes(Shape):
    changes: list[Change]
    next: str = Field(description="Keep it, and give it as `cursor` the next time")
    has_more: bool = Field(description="Ask again at once")


async def list_changes(context: Context, query: Since) -> Changes:
    """Which questions, petitions and bodies changed, each at least once however many people were writing.

    Fetch `next` first, then what is to be kept; from then on ask with `next` and load anew, with its `ETag`, what is kept and named here.
    Load with `Cache-Control: no-cache`: copies of a few seconds before lie about, in the service and on the telephone.
    Counts of signatures and followers, and what the clock alone does, are no change.
    """
    now = await settled()
    if query.cursor is None:
        return Changes(changes=[], next=to_mark(Mark.all_before(now.before), now.timeline), has_more=False)
    after, timeline = mark_of(query.cursor)
    # In another database something that changed might never come after it.
    if not now.knows(after, timeline):
        raise Invalid("api.cursor_wrong", field="cursor")
    found = [
        (each, kind)
        for kind, changed in _CHANGED.items()
        for each in await changed(context, after, now.before, MOST + 1)
    ]
    found.sort(key=lambda each: each[0].mark)
    page = list(itertools.islice(found, MOST))
    has_more = len(found) > MOST
    last = page[-1][0].mark if has_more else max(after, Mark.all_before(now.before))
    return Changes(
        changes=[Change(kind=kind, ref=each.ref, is_gone=each.is_gone) for each, kind in page],
        next=to_mark(last, timeline),
        has_more=has_more,
    )


ENDPOINTS: tuple[Endpoint, ...] = (endpoint("GET", "/changes", list_changes, reads=questions.changed),)
