"""Who asked and who supported is forgotten when it is due; words, counts and answers stay."""

from __future__ import annotations

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute
from hearing_state.retention import RETENTION

_PAST = (
    "SELECT m.id FROM schedule_meeting m WHERE m.ends_at < $1::timestamptz - make_interval(days => $2::int)"
)
_ASKERS = f"""
UPDATE asking_question SET asker_id = NULL, guest_digest = NULL, is_named = false, point_id = NULL, receiver_name = ''
 WHERE meeting_id IN ({_PAST}) AND (asker_id IS NOT NULL OR guest_digest IS NOT NULL)
"""
# A fresh random key for each supporter of a meeting: who it was is gone, that it was one and the same stays countable.
_SUPPORTERS = f"""
WITH due AS (
  SELECT DISTINCT q.meeting_id, s.supporter FROM asking_support s JOIN asking_question q ON q.id = s.question_id
   WHERE q.meeting_id IN ({_PAST}) AND octet_length(s.supporter) = 32
), fresh AS MATERIALIZED (SELECT meeting_id, supporter, decode(replace(gen_random_uuid()::text, '-', ''), 'hex') AS key FROM due)
UPDATE asking_support s SET person_id = NULL, supporter = fresh.key FROM fresh, asking_question q
 WHERE q.id = s.question_id AND q.meeting_id = fresh.meeting_id AND s.supporter = fresh.supporter
"""
_DRAFTS = "DELETE FROM asking_draft WHERE saved_at < $1::timestamptz - make_interval(days => $2::int)"


class Forget(Wish):
    pass


@action("asking.forget", entry="asking.forgotten", public=False)
async def forget(context: Context, wish: Forget) -> None:
    del wish
    askers = await execute(_ASKERS, context.now, RETENTION.days("asking_question", "asker_id"))
    supporters = await execute(_SUPPORTERS, context.now, RETENTION.days("asking_support", "person_id"))
    drafts = await execute(_DRAFTS, context.now, RETENTION.days("asking_draft", "typed"))
    context.record("asking.forgotten", "asking", askers=askers, supporters=supporters, drafts=drafts)
