"""Questions leave the meeting for the writing desk: under the same number, with the legal clock of an appeal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from hearing_state.actions import Context, by_law
from hearing_state.agencies import competence
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import Agency
from hearing_state.errors import Invalid, NotFound
from hearing_state.questions.actions.register_from_meeting import RegisterFromMeeting, register_from_meeting
from hearing_state.questions.question import Screening
from meetings.asking import held
from meetings.asking.models import AheadRow
from meetings.schedule.meeting import Meeting


async def office_of(context: Context, meeting: Meeting) -> Agency:
    """The office that met the people, or the body that took its place since."""
    return await agencies.successor(context, meeting.agency_id)


async def offered(context: Context, meeting: Meeting, row: AheadRow, topic: str = "") -> list[Agency]:
    """Who may be charged with the answer: the meeting's office first, then the body that the topic belongs to, and those above."""
    found = [await office_of(context, meeting)]
    try:
        proposal = await competence.competent(context, row.place_code, topic or row.topic)
    except NotFound as missing:
        if missing.reason == "agency.no_such_topic":
            raise Invalid("question.not_on_the_list", field="topic") from missing
        return found
    known = {found[0].id}
    for each in (proposal.agency, *proposal.alternatives):
        if each.id not in known:
            known.add(each.id)
            found.append(each)
    return found


async def body_for(
    context: Context, meeting: Meeting, row: AheadRow, agency_id: UUID | None, topic: str
) -> Agency:
    """Raises Invalid for a body that is not among those offered."""
    choices = await offered(context, meeting, row, topic)
    if agency_id is None:
        return choices[0]
    chosen = next((each for each in choices if each.id == agency_id), None)
    if chosen is None:
        raise Invalid("question.wrong_body", field="agency")
    return chosen


async def carry(
    context: Context,
    meeting: Meeting,
    line: Sequence[AheadRow],
    *,
    body: Agency,
    received_at: datetime,
    topic: str = "",
    receiver: tuple[str, str] = ("", ""),
) -> None:
    """The lead becomes a question to answer in writing; all who asked the same get its answer."""
    lead = line[0]
    wish = RegisterFromMeeting(
        ref=lead.ref,
        meeting=meeting.ref,
        text=lead.text,
        language=lead.language,
        place=lead.place_code,
        topic=topic or lead.topic,
        agency=body.id,
        asker=lead.asker_id,
        screening=Screening(lead.screening),
        hidden_reason=lead.hidden_reason or "",
        asked_at=lead.asked_at,
        received_at=received_at,
        receiver_name=receiver[0],
        receiver_post=receiver[1],
    )
    for each in line:
        held.step(each, "take_away")
        each.taken_at, each.taken_ref = received_at, lead.ref
        await each.save()
    await by_law(context, register_from_meeting, wish)
    held.happened(
        context, "taken_away", lead, meeting, body=body.id, at=received_at, questions=[each.ref for each in line]
    )  # fmt: skip
