"""What followers are told of questions: what happened to public ones, in words that anybody may read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.agencies import queries as agencies
from hearing_state.db import row, rows
from hearing_state.errors import NotFound
from hearing_state.following.following import Kind, Thing
from hearing_state.following.news import Item, NewsSource, register_news
from hearing_state.following.things import Named, register_followable
from hearing_state.i18n import local_name
from hearing_state.notifications.queries import Intention
from hearing_state.notifications.wanted import register_wanted
from hearing_state.questions.pages.wording import event_title
from hearing_state.web.rendering import url

TOLD = (
    "registered", "redirected", "reassigned", "split", "extended", "answered", "corrected", "noted", "terminated", "refused",
    "followed_up",
)  # fmt: skip
_SIGHT = "('screened', 'hidden', 'made_private', 'made_public', 'cured')"
# The asker has a letter that the law owes, and whoever follows with the account one of her own: unless she follows it here.
# What happened while nobody might read the question becomes news when a moderator shows it, which may be days later.
_EVENTS = f"""
SELECT e.id AS event_id, seen.since AS happened_at, q.ref AS question, q.place_code AS place, a.slug AS body, q.topic,
       ARRAY(SELECT q.asker_id WHERE q.asker_id IS NOT NULL AND e.kind = ANY (string_to_array('{{owed}}', ','))
             UNION SELECT f.person_id FROM questions_follow f WHERE f.question_id = q.id AND seen.since = e.happened_at
                AND e.kind = ANY (string_to_array('{{followed}}', ','))) AS told
  FROM (
    SELECT n.id FROM questions_event n WHERE n.is_public AND n.happened_at > $1 AND n.happened_at <= $2
     UNION
    SELECT o.id FROM questions_event s JOIN questions_event o ON o.question_id = s.question_id AND o.happened_at <= s.happened_at
     WHERE s.is_public AND s.kind = 'screened' AND s.happened_at > $1 AND s.happened_at <= $2
  ) near JOIN questions_event e ON e.id = near.id
  JOIN questions_question q ON q.id = e.question_id JOIN agencies_agency a ON a.id = q.agency_id
 CROSS JOIN LATERAL (
    SELECT CASE WHEN 'screened' = (
      SELECT b.kind FROM questions_event b WHERE b.question_id = e.question_id AND b.happened_at <= e.happened_at AND b.kind IN {_SIGHT}
       ORDER BY b.happened_at DESC, b.id DESC LIMIT 1
    ) THEN e.happened_at ELSE coalesce((
      SELECT min(l.happened_at) FROM questions_event l WHERE l.question_id = e.question_id AND l.happened_at > e.happened_at AND l.kind = 'screened'
    ), e.happened_at) END AS since
  ) seen
 WHERE e.is_public AND q.screening = 'published' AND seen.since > $1 AND seen.since <= $2 AND e.kind = ANY (string_to_array('{{told}}', ','))
"""
_ITEMS = """
SELECT e.id, e.kind, e.happened_at, q.ref, q.title, q.agency_id FROM questions_event e JOIN questions_question q ON q.id = e.question_id
 WHERE e.id = ANY ($1::uuid[]) AND e.is_public AND q.screening = 'published'
"""
_FOLLOWS = """
SELECT 1 FROM questions_follow f JOIN questions_question q ON q.id = f.question_id
 WHERE q.ref = $1 AND f.person_id = $2 AND q.screening = 'published'
"""
_ONE = "SELECT title FROM questions_question WHERE ref = $1 AND screening = 'published'"


async def items(context: Context, ids: Sequence[UUID]) -> Mapping[UUID, Item]:
    """Those that are public still."""
    found = await rows(_ITEMS, list(ids))
    bodies = await agencies.agencies(context, {each["agency_id"] for each in found})
    return {
        each["id"]: Item(
            said=f"{event_title(each['kind'])}: {local_name(bodies[each['agency_id']])}",
            title=f"{each['ref']} {each['title']}",
            path=f"/questions/{each['ref']}",
            happened_at=each["happened_at"],
        )
        for each in found
    }


async def question(context: Context, ref: str) -> Named:
    """A question that everybody may read. Raises NotFound."""
    del context
    found = await row(_ONE, ref)
    if found is None:
        raise NotFound("question.not_found")
    page = url("question.show", ref=ref)
    return Named(Thing(Kind.QUESTION, ref), f"question:{ref}", f"{ref} {found['title']}", page)


async def still_followed(context: Context, intention: Intention) -> Mapping[str, Any] | None:
    """Whoever follows with an account and let go before the letter left is not written to; nor is anybody of what was hidden meanwhile."""
    del context
    return intention.values if await row(_FOLLOWS, intention.about, intention.person_id) else None


def register(owed: Sequence[str], followed: Sequence[str]) -> None:
    """``owed``: what the asker gets a letter about; ``followed``: what those who follow with their account get one about."""
    sql = _EVENTS.format(told=",".join(TOLD), owed=",".join(owed), followed=",".join(followed))
    register_news(NewsSource("questions", sql, items))
    register_followable(Kind.QUESTION, question)
    register_wanted("question_news", still_followed)
