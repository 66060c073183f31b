"""Who commented on a long closed petition's draft is forgotten; what was said stays."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute

_FORGET = """
UPDATE considering_comment c SET author_id = NULL, shown_name = '' FROM considering_discussion d, drafting_petition p
 WHERE d.id = c.discussion_id AND p.id = d.petition_id AND c.author_id IS NOT NULL
   AND p.closed_at < $1::timestamptz - make_interval(days => $2::int)
"""


class ForgetCommenters(Wish):
    pass


@action("petition.forget_commenters", entry="petition.commenters_forgotten", public=False)
async def forget_commenters(context: Context, wish: ForgetCommenters) -> None:
    del wish
    gone = await execute(_FORGET, context.now, _days())
    context.record("petition.commenters_forgotten", "petitions", comments=gone)


@cache
def _days() -> int:
    with (Path(__file__).parent.parent / "retention.toml").open("rb") as opened:
        listed = {(each["table"], each["column"]): each["days"] for each in tomllib.load(opened)["column"]}
    return int(listed["considering_comment", "author_id"])
