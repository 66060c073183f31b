"""The minutes as the record has them: every section in Kazakh and in Russian at once, whatever the secretary reads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hearing_state.actions import Context
from hearing_state.i18n import clock_time, day, gettext, local_name, number, speaking
from hearing_state.territories import queries as territories
from hearing_state.territories.place import Place
from meetings.commitments import queries as commitments
from meetings.commitments.views import Line
from meetings.record import raised
from meetings.record.headcount import TAKING_PART
from meetings.record.minutes import LANGUAGES, Section
from meetings.record.raised import Raised
from meetings.record.recorded import Recorded, recorded
from meetings.record.wording import (
    ITEMS,
    MODES,
    OUTCOMES,
    SPEAKERS,
    language_name,
    lasted,
    percent,
    share_sentence,
)
from meetings.schedule import wording as of_meetings
from meetings.schedule.meeting import Meeting


@dataclass(frozen=True, slots=True)
class Material:
    """All that the sections are made of."""

    record: Recorded
    place: Place | None
    questions: Sequence[Raised]
    promises: Sequence[Line]

    @property
    def meeting(self) -> Meeting:
        return self.record.meeting


async def drafted(context: Context, meeting: Meeting) -> dict[str, dict[str, str]]:
    """Language -> section -> text. What nothing is known of stays empty for the secretary."""
    material = Material(
        await recorded(context, meeting),
        await territories.place(context, meeting.place_code) if meeting.place_code else None,
        await raised.questions_of(context, meeting.id),
        await commitments.of_meeting(context, meeting.id),
    )
    found = {}
    for language in LANGUAGES:
        with speaking(language):
            found[language] = {
                section.value: write(material, language) for section, write in _WRITERS.items()
            }
    return found


def _meeting(material: Material, language: str) -> str:
    meeting, record = material.meeting, material.record
    begun, ended = meeting.started_at or meeting.starts_at, meeting.finished_at or meeting.ends_at
    host = meeting.host_post_kk if language == "kk" else meeting.host_post_ru
    address = meeting.address_kk if language == "kk" else meeting.address_ru
    lines = [
        f"{local_name(meeting)} ({meeting.ref})",
        gettext(
            "Day and hours: %(day)s, %(begun)s–%(ended)s",
            day=day(meeting.on),
            begun=clock_time(begun),
            ended=clock_time(ended),
        ),
        gettext("Place: %(place)s", place=local_name(material.place) if material.place else gettext("the whole country")),
        gettext("Form: %(form)s", form=of_meetings.MODES[meeting.mode]),
        gettext("Hall: %(address)s", address=address) if address else "",
        gettext("In the chair: %(name)s", name=", ".join(filter(None, (meeting.host_name, host)))),
        gettext("Languages: %(languages)s", languages=", ".join(map(language_name, meeting.languages))),
        _attendance(record),
    ]  # fmt: skip
    return "\n".join(line for line in lines if line)


def _attendance(record: Recorded) -> str:
    if record.took_part is None:
        return ""
    told = gettext("Took part: %(number)s", number=number(record.took_part))
    parts = [
        f"{str(MODES[each.mode]).lower()} {number(each.headcount)}"
        for each in record.counts
        if each.mode in TAKING_PART
    ]
    apart = [
        f"{MODES[each.mode]}: {number(each.headcount)}"
        for each in record.counts
        if each.mode not in TAKING_PART
    ]
    return "\n".join([f"{told} ({', '.join(parts)})" if parts else told, *apart])


def _agenda(material: Material, _language: str) -> str:
    record = material.record
    if not record.items:
        return gettext("No agenda was laid down before the meeting.")
    lines = []
    for slot in record.slots:
        item = slot.item
        told = gettext(
            "%(number)s. %(title)s (%(kind)s): planned %(begun)s–%(ended)s",
            number=item.number,
            title=local_name(item),
            kind=str(ITEMS[item.kind]).lower(),
            begun=clock_time(slot.from_at),
            ended=clock_time(slot.until_at),
        )
        if item.started_at and item.ended_at:
            real = gettext(
                "in fact %(begun)s–%(ended)s",
                begun=clock_time(item.started_at),
                ended=clock_time(item.ended_at),
            )
            told = f"{told}, {real}"
        lines.append(told)
    spoke = [
        f"{SPEAKERS[each.kind]}: {lasted(each.seconds)} ({percent(each.percent)})" for each in record.floor
    ]
    if spoke:
        lines += ["", gettext("Who spoke how long:"), *spoke]
    return "\n".join(lines)


def _report(material: Material, _language: str) -> str:
    share = material.record.actual
    if share is None:
        return gettext("How long the report took was not measured.")
    return share_sentence(share)


def _questions(material: Material, language: str) -> str:
    if not material.questions:
        return gettext("No questions were put down.")
    blocks = []
    for position, each in enumerate(material.questions, start=1):
        asked = f", {clock_time(each.asked_moment_at)}" if each.asked_moment_at else ""
        answer = (
            (each.answer_kk or each.answer_ru) if language == "kk" else (each.answer_ru or each.answer_kk)
        )
        lines = [
            f"{position}. {each.text or gettext('the words are not public')} ({each.ref}{asked})",
            gettext("Outcome: %(outcome)s.", outcome=OUTCOMES[each.state]),
            gettext("Answer: %(answer)s", answer=answer) if answer else "",
        ]
        blocks.append("\n".join(line for line in lines if line))
    return "\n\n".join(blocks)


def _polls(material: Material, _language: str) -> str:
    blocks = []
    for poll in material.record.polls:
        lines = [f"{poll.number}. {local_name(poll)}"]
        for option in poll.options:
            told = f"– {local_name(option)}: {number(option.people or 0)} ({percent(poll.percent(option))})"
            apart = gettext("guests %(number)s", number=number(option.guests or 0))
            lines.append(f"{told}, {apart}" if option.guests else told)
        lines.append(
            gettext("Voted: %(people)s, guests apart: %(guests)s", people=number(poll.people), guests=number(poll.guests))
        )  # fmt: skip
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def _commitments(material: Material, language: str) -> str:
    lines = []
    for each in (line.commitment for line in material.promises):
        quote, _spoken, is_translated = each.words_in(language)
        told = gettext("translated: «%(quote)s»", quote=quote) if is_translated else f"«{quote}»"
        owner = ", ".join(filter(None, (each.owner_name, local_name(each))))
        lines.append(f"{each.ref}: {told} ({owner}), {gettext('by %(day)s', day=day(each.due_on))}")
    return "\n".join(lines)


def _remarks(_material: Material, _language: str) -> str:
    return ""


_WRITERS: dict[Section, Callable[[Material, str], str]] = {
    Section.MEETING: _meeting,
    Section.AGENDA: _agenda,
    Section.REPORT: _report,
    Section.QUESTIONS: _questions,
    Section.POLLS: _polls,
    Section.COMMITMENTS: _commitments,
    Section.REMARKS: _remarks,
}
