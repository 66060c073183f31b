"""What was begun and left, and whose a long closed petition was, is forgotten when it is due. Words and counts stay."""

from __future__ import annotations

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute
from hearing_state.retention import RETENTION

_DRAFTS = "DELETE FROM drafting_draft WHERE saved_at < $1::timestamptz - make_interval(days => $2::int)"
_AUTHORS = """
UPDATE drafting_petition SET author_id = NULL, author_shown = '', author_place = ''
 WHERE author_id IS NOT NULL AND closed_at < $1::timestamptz - make_interval(days => $2::int)
"""


class Forget(Wish):
    pass


@action("petition.forget", entry="petition.forgotten", public=False)
async def forget(context: Context, wish: Forget) -> None:
    del wish
    drafts = await execute(_DRAFTS, context.now, RETENTION.days("drafting_draft", "typed"))
    authors = await execute(_AUTHORS, context.now, RETENTION.days("drafting_petition", "author_id"))
    context.record("petition.forgotten", "petitions", drafts=drafts, authors=authors)
