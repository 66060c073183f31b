"""Reading questions ahead. What the reader may not see comes without content, never as an error that tells it from what is not there.

listed     one page of a meeting's list            counts    how many of what
shown      one question's page                     mine      the reader's own
waiting    before the moderators                   subject   as something to act on
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any, Literal
from uuid import UUID

from hearing_state.actions import Context, permitted, require
from hearing_state.db import row, rows
from hearing_state.errors import NotFound, SignInNeeded
from hearing_state.people.person import public_name_of
from hearing_state.permissions import Subject
from hearing_state.territories import queries as territories
from hearing_state.territories.place import Place
from hearing_state.web.paging import PAGE_SIZE, Paged
from meetings.asking import order, supporter
from meetings.asking.ahead import Channel, Screening, State
from meetings.asking.order import Placed
from meetings.asking.views import Asked, Counts, Line, Mine, Shown
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import Meeting

Tab = Literal["order", "newest", "answered"]
TABS: Sequence[Tab] = ("order", "newest", "answered")
_COLUMNS = """
q.id, q.ref, q.meeting_id, q.text, q.language, q.topic, q.place_code, q.asker_id, q.guest_digest, q.is_guest, q.channel, q.screening,
q.hidden_reason, q.state, q.bundle_id, q.asked_at, q.asked_moment_at, q.answered_at, q.answer_kk, q.answer_ru, q.taken_at, q.taken_ref,
q.receiver_name, q.receiver_post, p.given_name, p.family_name, e.point_name, m.agency_id
"""
# A name only of who wants to be named; a listening point's only where its holder agreed that it is found.
_FROM = """
FROM asking_question q JOIN schedule_meeting m ON m.id = q.meeting_id
LEFT JOIN people_person p ON p.id = q.asker_id AND q.is_named
LEFT JOIN registration_entry e ON e.id = q.point_id AND e.is_listed AND e.state = 'seated'
"""
_ONE = f"SELECT {_COLUMNS} {_FROM} WHERE q.ref = $1"
_OF_LINES = f"""
SELECT {_COLUMNS}, b.lead_id {_FROM} LEFT JOIN asking_bundle b ON b.id = q.bundle_id
 WHERE coalesce(q.bundle_id, q.id) = ANY ($1::uuid[]) AND q.screening = 'published' AND q.state <> 'withdrawn'
 ORDER BY q.id IS DISTINCT FROM b.lead_id, q.asked_at, q.ref
"""
_MINE = f"""
SELECT {_COLUMNS}, count(*) OVER ()::int AS total {_FROM} WHERE q.asker_id = $1::uuid OR q.guest_digest = $2::bytea
 ORDER BY q.asked_at DESC, q.id DESC LIMIT {PAGE_SIZE} OFFSET $3
"""
_WAITING = f"""
SELECT {_COLUMNS}, count(*) OVER ()::int AS total {_FROM}
 WHERE q.screening = 'waiting' AND q.state <> 'withdrawn' AND q.asker_id IS DISTINCT FROM $1
 ORDER BY m.state NOT IN ('announced', 'live'), m.starts_at, q.asked_at, q.id LIMIT {PAGE_SIZE} OFFSET $2
"""
_WAITING_OF = f"""
SELECT {_COLUMNS} {_FROM} WHERE q.meeting_id = $1 AND q.screening = 'waiting' AND q.state <> 'withdrawn' ORDER BY q.asked_at, q.id LIMIT 200
"""
_SUPPORTED = "SELECT question_id FROM asking_support WHERE supporter = $1 AND question_id = ANY ($2::uuid[])"
_SUBJECT = """
SELECT q.ref, q.asker_id, q.state, m.agency_id FROM asking_question q JOIN schedule_meeting m ON m.id = q.meeting_id WHERE q.ref = $1
"""
_COUNTS = """
SELECT count(DISTINCT item) FILTER (WHERE is_listed AND state = 'asked')::int AS open,
       count(DISTINCT item) FILTER (WHERE is_listed AND state IN ('answered', 'taken_away', 'not_reached'))::int AS came_out,
       count(DISTINCT item) FILTER (WHERE is_listed AND state = 'answered')::int AS answered,
       count(DISTINCT item) FILTER (WHERE is_listed AND state = 'taken_away')::int AS taken_away,
       count(DISTINCT item) FILTER (WHERE state = 'not_reached')::int AS not_reached,
       count(*) FILTER (WHERE screening = 'waiting')::int AS waiting, count(*) FILTER (WHERE screening = 'hidden')::int AS hidden
  FROM (SELECT state, screening, screening = 'published' AS is_listed, coalesce(bundle_id, id) AS item
          FROM asking_question WHERE meeting_id = $1 AND state <> 'withdrawn') q
"""


async def subject(context: Context, ref: str) -> Subject:
    """The question as something to act on: its asker owns it, the office of its meeting is its body. Raises NotFound."""
    del context
    found = await row(_SUBJECT, ref)
    if found is None:
        raise NotFound("ahead.not_found")
    return _subject_of(found)


async def counts(context: Context, meeting_id: UUID) -> Counts:
    del context
    return Counts(**(await row(_COUNTS, meeting_id) or {}))


async def listed(
    context: Context,
    meeting: Meeting,
    tab: Tab = "order",
    number: int = 1,
    *,
    secret: str | None = None,
    size: int = PAGE_SIZE,
) -> Paged[Line]:
    """One page of the public list. ``secret``: of a guest's browser, to know what she supports."""
    all_of = {"order": order.open_lines, "newest": order.newest_lines, "answered": order.past_lines}
    placed = await all_of[tab](context, meeting.id)
    page = placed[(number - 1) * size : number * size]
    return Paged(await lines(context, page, secret), number, len(placed), size)


async def lines(context: Context, placed: Sequence[Placed], secret: str | None = None) -> list[Line]:
    """With their questions, in their order."""
    found = await rows(_OF_LINES, [each.item for each in placed]) if placed else []
    made = await _asked(context, found, secret)
    supported = await _supported(context, secret, [each.id for each in made])
    members: dict[UUID, list[Asked]] = {}
    for each in made:
        members.setdefault(each.bundle_id or each.id, []).append(each)
    return [
        Line(each, own[0], own[1:], any(one.id in supported for one in own))
        for each in placed
        if (own := members.get(each.item))
    ]


async def shown(context: Context, ref: str, secret: str | None = None) -> Shown:
    """Raises NotFound for a number that stands on no list."""
    found = await row(_ONE, ref)
    if found is None:
        raise NotFound("ahead.not_found")
    (question,) = await _asked(context, [found], secret)
    meeting = (await schedule.meetings(context, [question.meeting_id]))[question.meeting_id]
    return Shown(question, meeting, await _line_with(context, question, secret))


async def shown_at(context: Context, meeting_ref: str, ref: str, secret: str | None = None) -> Shown:
    """The same for an address that names the meeting too. Raises NotFound where they do not belong together."""
    found = await shown(context, ref, secret)
    if found.meeting.ref != meeting_ref:
        raise NotFound("ahead.not_found")
    return found


async def mine(context: Context, number: int = 1, secret: str | None = None) -> Paged[Mine]:
    """What the reader asked ahead, the newest first; without an account, what this browser asked. Raises SignInNeeded for neither."""
    who = supporter.of_reader(context, secret)
    if who is None:
        raise SignInNeeded()
    found = await rows(_MINE, who.person_id, who.key if who.is_guest else None, (number - 1) * PAGE_SIZE)
    made = await _asked(context, found, secret)
    known = await schedule.meetings(context, {each.meeting_id for each in made})
    total = found[0]["total"] if found else 0
    return Paged([Mine(each, known[each.meeting_id]) for each in made], number, total)


async def waiting(context: Context, number: int = 1) -> Paged[Mine]:
    """What waits for a moderator, the nearest meeting first. Raises Forbidden."""
    require(context, "asking.see_screening")
    found = await rows(_WAITING, context.actor.person_id, (number - 1) * PAGE_SIZE)
    made = await _asked(context, found, None)
    known = await schedule.meetings(context, {each.meeting_id for each in made})
    total = found[0]["total"] if found else 0
    return Paged([Mine(each, known[each.meeting_id]) for each in made], number, total)


async def waiting_of(context: Context, meeting_id: UUID) -> list[Asked]:
    """What a moderator has not read yet, for the office of the meeting."""
    return await _asked(context, await rows(_WAITING_OF, meeting_id), None)


async def managed(context: Context, ref: str) -> Meeting:
    """A meeting of the reader's office, with its queue. Raises NotFound for another's: it has no such page."""
    meeting = await schedule.meeting(context, ref)
    if not permitted(context, "asking.see_queue", schedule.subject_of(meeting)):
        require(context, "asking.see_queue", Subject(agencies=context.actor.agencies))
        raise NotFound("meeting.not_found")
    return meeting


async def _line_with(context: Context, question: Asked, secret: str | None) -> Line | None:
    """The line in which it stands, in the order or among what came out; None for what the public may not read."""
    if not question.is_public or question.state is State.WITHDRAWN:
        return None
    item = question.bundle_id or question.id
    all_of = order.open_lines if question.state is State.ASKED else order.past_lines
    placed = next((each for each in await all_of(context, question.meeting_id) if each.item == item), None)
    if placed is None:
        return None
    found = await lines(context, [placed], secret)
    return found[0] if found else None


async def _supported(context: Context, secret: str | None, questions: Collection[UUID]) -> set[UUID]:
    who = supporter.of_reader(context, secret)
    if who is None or not questions:
        return set()
    return {each["question_id"] for each in await rows(_SUPPORTED, who.key, list(questions))}


async def _asked(context: Context, found: Iterable[dict[str, Any]], secret: str | None) -> list[Asked]:
    listed_ = list(found)
    places = await territories.places(context, {each["place_code"] for each in listed_}) if listed_ else {}
    guest = supporter.of_browser(context, secret).key if secret else None
    return [_one(context, each, places[each["place_code"]], guest) for each in listed_]


def _one(context: Context, found: dict[str, Any], place: Place, guest: bytes | None) -> Asked:
    is_own = _is_own(context, found, guest)
    sees = found["screening"] == Screening.PUBLISHED or is_own
    sees = sees or permitted(context, "asking.see_waiting", _subject_of(found))
    name = public_name_of(found["given_name"], found["family_name"] or "") if found["given_name"] else ""
    return Asked(
        id=found["id"],
        ref=found["ref"],
        meeting_id=found["meeting_id"],
        text=found["text"] if sees else "",
        language=found["language"],
        topic=found["topic"] if sees else "",
        place=place,
        state=State(found["state"]),
        screening=Screening(found["screening"]),
        hidden_reason=found["hidden_reason"] or "",
        channel=Channel(found["channel"]),
        is_guest=found["is_guest"],
        name=name if sees else "",
        point=(found["point_name"] or "") if sees else "",
        bundle_id=found["bundle_id"],
        asked_at=found["asked_at"],
        asked_moment_at=found["asked_moment_at"],
        answered_at=found["answered_at"],
        answer_kk=found["answer_kk"] if sees else "",
        answer_ru=found["answer_ru"] if sees else "",
        taken_at=found["taken_at"],
        taken_ref=found["taken_ref"] or "",
        receiver_name=found["receiver_name"],
        receiver_post=found["receiver_post"],
        has_content=sees,
        is_own=is_own,
    )


def _is_own(context: Context, found: dict[str, Any], guest: bytes | None) -> bool:
    if found["asker_id"] is not None:
        return bool(found["asker_id"] == context.actor.person_id)
    return guest is not None and found["guest_digest"] is not None and bytes(found["guest_digest"]) == guest


def _subject_of(found: dict[str, Any]) -> Subject:
    return Subject(
        about=found["ref"],
        owner=found["asker_id"],
        agencies=frozenset({found["agency_id"]}),
        state=found["state"],
    )
