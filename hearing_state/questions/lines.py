"""Lists of questions: rows from SQL made into lines with their bodies, places and standings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hearing_state.actions import Context
from hearing_state.agencies import queries as agencies
from hearing_state.deadlines import queries as deadlines
from hearing_state.deadlines.standing import Standing, standing_of
from hearing_state.questions.question import Kind, Screening, State
from hearing_state.questions.sight import sight, subject_of
from hearing_state.questions.views import Line
from hearing_state.territories import queries as territories

COLUMNS = """
q.id, q.ref, q.title, q.kind, q.language, q.state, q.screening, q.place_code, q.topic, q.agency_id, q.asker_id, q.registered_at,
c.due_on, c.settled_on, c.outcome,
(SELECT count(*)::int FROM questions_point p WHERE p.question_id = q.id) AS points,
(SELECT count(*)::int FROM questions_follow f WHERE f.question_id = q.id) AS followers
"""
FROM = "FROM questions_question q JOIN questions_clock c ON c.id = q.clock_id"


async def lines(context: Context, found: Sequence[dict[str, Any]]) -> list[Line]:
    """Rows with ``COLUMNS`` as lines, in their order; the title is left out where the reader may not see it."""
    bodies = await agencies.agencies(context, {each["agency_id"] for each in found})
    places = await territories.places(context, {each["place_code"] for each in found})
    standings = await _standings(context, found)
    sights = [sight(context, subject_of(each), each["screening"]) for each in found]
    return [
        Line(
            ref=each["ref"],
            title=each["title"] if seen.content else "",
            kind=Kind(each["kind"]),
            language=each["language"],
            state=State(each["state"]),
            screening=Screening(each["screening"]),
            place=places[each["place_code"]],
            topic=each["topic"],
            agency=bodies[each["agency_id"]],
            registered_at=each["registered_at"],
            standing=standing,
            points=each["points"],
            followers=each["followers"],
            is_outsider=seen.outsider,
        )
        for each, standing, seen in zip(found, standings, sights, strict=True)
    ]


async def _standings(context: Context, found: Sequence[dict[str, Any]]) -> list[Standing]:
    """By the question's own clock: an earlier one, settled by the first answer, is not meant."""
    calendar = await deadlines.working_calendar(context)
    return [
        standing_of(each["due_on"], each["settled_on"], each["outcome"], context.today, calendar)
        for each in found
    ]
