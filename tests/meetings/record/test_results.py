"""After a meeting: minutes in two languages, two persons, ten days, corrections that hide nothing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tortoise.exceptions import IntegrityError

from hearing_state.db import execute, row, rows, transaction, value
from hearing_state.deadlines import queries as deadlines
from hearing_state.deadlines import tasks as deadline_tasks
from hearing_state.deadlines.board import board
from hearing_state.errors import Conflict, Forbidden, Invalid, NotFound, SignInNeeded
from meetings.record import desk as desks
from meetings.record import queries
from meetings.record.actions.approve_minutes import ApproveMinutes, approve_minutes
from meetings.record.actions.correct_minutes import CorrectMinutes, correct_minutes
from meetings.record.actions.draft_minutes import DraftMinutes, draft_minutes
from meetings.record.actions.propose_minutes import ProposeMinutes, propose_minutes
from meetings.record.actions.publish_results import PublishResults, publish_results
from meetings.record.actions.put_issue import PutIssue, put_issue
from meetings.record.actions.remove_issue import RemoveIssue, remove_issue
from meetings.record.actions.save_minutes import SaveMinutes, save_minutes
from meetings.record.actions.send_back_minutes import SendBackMinutes, send_back_minutes
from meetings.record.minutes import digest_of
from meetings.record.results_clock import clock_of
from meetings.registration.models import EntryRow
from meetings.schedule.actions.finish import Finish, finish
from meetings.schedule.meeting import State
from tests.meetings.record.room import Room, letters
from tests.meetings.world import at_moment, hour, later

REASON = "Қатысушылар саны қате жазылған."
ISSUE = {"title_kk": "Ауыл ішіндегі жарық", "title_ru": "Освещение в селе", "decision": "taken_away"}
OWED = {
    "responsible_kk": "Тұрғын үй бөлімінің басшысы",
    "responsible_ru": "Руководитель отдела ЖКХ",
    "due_on": date(2027, 3, 1),
}


async def clock(here: Room, meeting):
    found = await clock_of(here.clerk, meeting.ref)
    assert found is not None
    return found


async def test_from_the_last_word_to_the_public_minutes(here: Room):
    meeting = await here.world.held()
    await here.work(meeting.ends_at)
    made = await here.published(meeting)
    found = await queries.minutes(here.world.visitor, meeting.ref)
    assert found.shown is not None
    assert (found.shown.version, found.shown.digest) == (1, made.digest)
    assert made.digest == digest_of(meeting.ref, 1, found.shown.texts, found.shown.issues)
    assert found.shown.approver_kk == "Бауыржан Омаров, Әкім"
    assert (await here.again(meeting)).state is State.RECORDED
    assert (await clock(here, meeting)).standing.state == "kept"
    entry = await row(
        "SELECT facts::text AS facts, is_public FROM ledger_entry WHERE kind = 'results.published'"
    )
    assert entry is not None
    assert made.digest in entry["facts"]
    assert entry["is_public"]


@pytest.mark.parametrize(
    ("day", "time", "due_on"),
    [
        ("2026-12-05", "20:00", date(2026, 12, 15)),  # a Saturday evening: its own day is day zero
        ("2026-12-15", "18:00", date(2026, 12, 25)),
        ("2026-12-09", "18:00", date(2026, 12, 21)),  # the tenth day is a Saturday: the term ends on Monday
    ],
)
async def test_ten_days_are_counted_from_the_day_of_the_meeting_itself(here: Room, day, time, due_on):
    meeting = await here.world.held(day, time)
    await here.work(later(here.clerk, days=40).now)
    found = await clock(here, meeting)
    assert (found.registered_on, found.due_on) == (date.fromisoformat(day), due_on)
    assert (found.title, found.agency_id, found.kind) == (meeting.title_kk, meeting.agency_id, "duty")


async def test_the_clock_is_opened_once_however_often_it_is_told(here: Room):
    meeting = await here.world.held()
    for _twice in range(2):
        await here.work(meeting.ends_at)
        await execute("UPDATE jobs_outbox SET done_at = NULL WHERE listener LIKE 'record.%'")
    assert len(await deadlines.clocks_of(here.clerk, meeting.ref)) == 1


async def test_results_that_are_late_stand_red_on_the_board(here: Room):
    meeting = await here.world.held()
    await here.work(meeting.ends_at)
    on_time = at_moment(here.world.visitor, hour("2026-12-25", "23:30"))
    too_late = at_moment(here.world.visitor, hour("2026-12-26", "00:10"))
    assert (await board(on_time, "overdue")).total == 0
    (shown,) = (await board(too_late, "overdue")).rows
    assert (shown.about, shown.standing.state) == (meeting.ref, "overdue")
    await here.published(meeting, days=20)
    assert (await clock(here, meeting)).standing.state == "missed"
    facts = await value("SELECT facts::text FROM ledger_entry WHERE kind = 'results.published'")
    assert '"days": 20' in facts


async def test_results_published_before_the_clock_was_told_are_in_time_all_the_same(here: Room):
    meeting = await here.world.held()
    await here.published(meeting, days=1)
    await here.work(later(here.clerk, days=40).now)
    (found,) = await deadlines.clocks_of(here.clerk, meeting.ref)
    assert found.standing.state == "kept"


async def test_whoever_proposed_the_minutes_does_not_approve_them(here: Room):
    meeting = await here.world.held()
    await here.proposed(meeting)
    official = here.world.as_("official", here.world.okrug.id, person_id=here.world.secretary)
    waiting = await here.in_work(meeting)
    wish = ApproveMinutes(meeting=meeting.ref, revision=waiting.revision)
    for context in (official, here.clerk, here.world.as_("head", here.world.district.id)):
        with pytest.raises(Forbidden):
            await approve_minutes(context, wish)
    with pytest.raises(IntegrityError):
        await execute("UPDATE record_minutes SET approved_by = proposed_by, approved_at = now()")


async def test_nothing_is_published_that_no_second_person_approved(here: Room):
    meeting = await here.world.held()
    with pytest.raises(NotFound):
        await publish_results(here.clerk, PublishResults(meeting=meeting.ref))
    await draft_minutes(here.after(here.clerk, meeting, days=1), DraftMinutes(meeting=meeting.ref))
    for _state in ("drafted", "proposed"):
        with pytest.raises(Conflict):
            await publish_results(here.clerk, PublishResults(meeting=meeting.ref))
        if (await here.in_work(meeting)).state == "drafted":
            await propose_minutes(here.clerk, ProposeMinutes(meeting=meeting.ref))
    assert (await here.again(meeting)).state is State.HELD


async def test_what_was_read_is_what_is_approved(here: Room):
    meeting = await here.world.held()
    read = await here.proposed(meeting)
    clerk = here.after(here.clerk, meeting, days=2)
    await send_back_minutes(here.head, SendBackMinutes(meeting=meeting.ref, remark="Санын тексеріңіз."))
    assert (await here.in_work(meeting)).remark == "Санын тексеріңіз."
    texts = {language: dict(said) for language, said in read.texts.items()}
    texts["kk"]["remarks"], texts["ru"]["remarks"] = "Жаңа сөз.", "Новое слово."
    await save_minutes(
        clerk, SaveMinutes(meeting=meeting.ref, revision=read.revision, pen="p" * 20, texts=texts)
    )
    await propose_minutes(clerk, ProposeMinutes(meeting=meeting.ref))
    with pytest.raises(Conflict) as refused:
        await approve_minutes(here.head, ApproveMinutes(meeting=meeting.ref, revision=read.revision))
    assert refused.value.reason == "minutes.saved_meanwhile"


async def test_nobody_writes_over_what_another_has_saved(here: Room):
    meeting = await here.world.held()
    await draft_minutes(here.after(here.clerk, meeting, days=1), DraftMinutes(meeting=meeting.ref))
    begun = await here.in_work(meeting)

    async def save(context, pen: str, words: str) -> None:
        texts = {"kk": {**begun.texts["kk"], "remarks": words}, "ru": {**begun.texts["ru"], "remarks": words}}
        await save_minutes(
            context, SaveMinutes(meeting=meeting.ref, revision=begun.revision, pen=pen, texts=texts)
        )

    await save(here.clerk, "first-window", "бір")
    await save(here.clerk, "first-window", "екі")  # the same page saves itself again and again
    for context, pen in ((here.clerk, "second-window"), (here.head, "of-the-head")):
        with pytest.raises(Conflict):
            await save(context, pen, "үш")
    assert (await here.in_work(meeting)).texts["kk"]["remarks"] == "екі"


async def test_the_draft_is_whole_in_both_languages_whatever_the_secretary_reads(here: Room):
    meeting = await here.world.live()
    await here.agenda(meeting)
    await here.raise_question(
        meeting, "Q-2026-900001", "answered", answer_kk="Қыркүйекте жанады.", answer_ru="Зажжётся в сентябре."
    )
    await finish(here.after(here.clerk, meeting, minutes=90), Finish(meeting=meeting.ref, attendance=37))
    english = here.world.as_(
        "clerk", here.world.okrug.id, person_id=here.world.secretary, locale="en", at=hour("2026-12-16")
    )
    await draft_minutes(english, DraftMinutes(meeting=meeting.ref))
    found = await here.in_work(meeting)
    kazakh, russian = found.texts["kk"], found.texts["ru"]
    assert "Қыркүйекте жанады." in kazakh["questions"]
    assert "Зажжётся в сентябре." in russian["questions"]
    assert "18:31" in kazakh["questions"]
    assert meeting.title_kk in kazakh["meeting"]
    assert meeting.title_ru in russian["meeting"]
    assert "37" in kazakh["meeting"]
    assert {name for name, text in kazakh.items() if text} == {name for name, text in russian.items() if text}
    latin = [
        word
        for text in (*kazakh.values(), *russian.values())
        for word in text.replace("(", " ").split()
        if word.isascii() and word.isalpha()
    ]
    assert latin == []


async def test_words_that_a_moderator_keeps_from_the_public_do_not_come_into_the_minutes(here: Room):
    meeting = await here.world.held()
    await here.raise_question(
        meeting, "Q-2026-900001", "answered", screening="waiting", text="Көршім ұры, аты Бәленше!"
    )
    await draft_minutes(here.after(here.clerk, meeting, days=1), DraftMinutes(meeting=meeting.ref))
    found = await here.in_work(meeting)
    for language in ("kk", "ru"):
        assert "Бәленше" not in found.texts[language]["questions"]
        assert "Q-2026-900001" in found.texts[language]["questions"]


async def test_chosen_sections_are_filled_anew_and_the_rest_stays(here: Room):
    meeting = await here.world.held()
    clerk = here.after(here.clerk, meeting, days=1)
    await draft_minutes(clerk, DraftMinutes(meeting=meeting.ref))
    with pytest.raises(Conflict):
        await draft_minutes(clerk, DraftMinutes(meeting=meeting.ref))
    begun = await here.in_work(meeting)
    typed = {
        language: {**begun.texts[language], "remarks": "Менің сөзім", "meeting": "Бұзылды"}
        for language in ("kk", "ru")
    }
    await save_minutes(
        clerk, SaveMinutes(meeting=meeting.ref, revision=begun.revision, pen="p" * 9, texts=typed)
    )
    await draft_minutes(clerk, DraftMinutes(meeting=meeting.ref, sections=("meeting",)))
    found = await here.in_work(meeting)
    assert found.texts["kk"]["remarks"] == "Менің сөзім"
    assert found.texts["kk"]["meeting"] == begun.texts["kk"]["meeting"]
    with pytest.raises(Conflict):  # a page opened before has another text in mind
        await save_minutes(
            clerk, SaveMinutes(meeting=meeting.ref, revision=begun.revision, pen="p" * 9, texts=typed)
        )


async def test_minutes_that_lack_a_language_are_not_proposed(here: Room):
    meeting = await here.world.held()
    clerk = here.after(here.clerk, meeting, days=1)
    await draft_minutes(clerk, DraftMinutes(meeting=meeting.ref))
    begun = await here.in_work(meeting)
    texts = {**begun.texts, "ru": {**begun.texts["ru"], "questions": " "}}
    await save_minutes(
        clerk, SaveMinutes(meeting=meeting.ref, revision=begun.revision, pen="p" * 9, texts=texts)
    )
    with pytest.raises(Invalid) as refused:
        await propose_minutes(clerk, ProposeMinutes(meeting=meeting.ref))
    assert [each.field for each in refused.value.faults] == ["questions_ru"]
    with pytest.raises(Invalid):
        await save_minutes(
            clerk,
            SaveMinutes(
                meeting=meeting.ref, revision=0, pen="p" * 9, texts={"kk": {"meeting": "ұ" * 20_001}}
            ),
        )


async def test_a_correction_is_a_new_version_and_the_old_one_stays_readable(here: Room):
    meeting = await here.world.held()
    first = await here.published(meeting)
    clerk, head = (here.after(each, meeting, days=5) for each in (here.clerk, here.head))
    with pytest.raises(IntegrityError):
        async with transaction():
            await execute("UPDATE record_minutes SET texts = '{}' WHERE version = 1")
    await correct_minutes(clerk, CorrectMinutes(meeting=meeting.ref, reason=REASON))
    with pytest.raises(Conflict):
        await correct_minutes(clerk, CorrectMinutes(meeting=meeting.ref, reason=REASON))
    begun = await here.in_work(meeting)
    texts = {
        language: {**begun.texts[language], "meeting": f"{begun.texts[language]['meeting']} 38"}
        for language in ("kk", "ru")
    }
    await save_minutes(
        clerk, SaveMinutes(meeting=meeting.ref, revision=begun.revision, pen="p" * 9, texts=texts)
    )
    await propose_minutes(clerk, ProposeMinutes(meeting=meeting.ref))
    assert (await queries.minutes(here.world.visitor, meeting.ref)).shown.version == 1
    waiting = await here.in_work(meeting)
    await approve_minutes(head, ApproveMinutes(meeting=meeting.ref, revision=waiting.revision))
    second = await publish_results(clerk, PublishResults(meeting=meeting.ref))
    newest = await queries.minutes(here.world.visitor, meeting.ref)
    assert newest.shown is not None
    assert (newest.shown.version, newest.shown.reason, len(newest.versions)) == (2, REASON, 2)
    old = (await queries.minutes(here.world.visitor, meeting.ref, 1)).shown
    assert old is not None
    assert old.digest == first.digest != second.digest
    with pytest.raises(NotFound):
        await queries.minutes(here.world.visitor, meeting.ref, 3)
    (found,) = await deadlines.clocks_of(here.clerk, meeting.ref)
    assert found.standing.state == "kept"


async def test_what_is_owed_of_an_issue_names_who_and_by_when(here: Room):
    meeting = await here.world.held()
    await here.raise_question(meeting, "Q-2026-900001", "taken_away")
    with pytest.raises(Invalid) as refused:
        await put_issue(here.clerk, PutIssue(meeting=meeting.ref, **ISSUE))
    assert [each.field for each in refused.value.faults] == ["responsible_kk", "responsible_ru", "due_on"]
    with pytest.raises(Invalid):
        await put_issue(
            here.clerk, PutIssue(meeting=meeting.ref, questions=("Q-2026-900009",), **ISSUE, **OWED)
        )
    wish = PutIssue(meeting=meeting.ref, questions=("Q-2026-900001",), needs_funding=True, **ISSUE, **OWED)
    assert await put_issue(here.clerk, wish) == 1
    assert await put_issue(here.clerk, wish.model_copy(update={"issue": 1, "needs_funding": False})) == 1
    assert await put_issue(here.clerk, wish.model_copy(update={"questions": ()})) == 2
    await remove_issue(here.clerk, RemoveIssue(meeting=meeting.ref, issue=2))
    desk = await desks.desk(here.clerk, meeting.ref)
    assert [(each.number, each.needs_funding) for each in desk.issues] == [(1, False)]
    assert desk.unlisted == []


async def test_the_list_is_read_by_the_second_person_and_published_as_it_was_approved(here: Room):
    meeting = await here.world.held()
    await put_issue(here.clerk, PutIssue(meeting=meeting.ref, **ISSUE, **OWED))
    waiting = await here.proposed(meeting)
    with pytest.raises(Conflict) as refused:
        await put_issue(here.clerk, PutIssue(meeting=meeting.ref, **ISSUE, **OWED))
    assert refused.value.reason == "issue.list_waits"
    await approve_minutes(here.head, ApproveMinutes(meeting=meeting.ref, revision=waiting.revision))
    await publish_results(here.after(here.clerk, meeting, days=2), PublishResults(meeting=meeting.ref))
    with pytest.raises(Conflict) as refused:
        await remove_issue(here.clerk, RemoveIssue(meeting=meeting.ref, issue=1))
    assert refused.value.reason == "issue.list_closed"
    (issue,) = (await queries.results(here.world.visitor, meeting.ref)).issues
    assert (issue.title_ru, issue.due_on, issue.decision.value) == (
        "Освещение в селе",
        date(2027, 3, 1),
        "taken_away",
    )


async def test_before_they_are_published_nobody_outside_reads_anything(here: Room):
    meeting = await here.world.held()
    await here.proposed(meeting)
    await put_nothing_out(here, meeting)
    assert (await queries.results(here.world.visitor, meeting.ref)).issues == []


async def put_nothing_out(here: Room, meeting) -> None:
    found = await queries.minutes(here.world.visitor, meeting.ref)
    assert (found.shown, list(found.versions)) == (None, [])
    for context in (here.world.visitor, here.world.resident, here.world.as_("head", here.world.district.id)):
        with pytest.raises((NotFound, Forbidden, SignInNeeded)):
            await desks.desk(context, meeting.ref)
    public = await rows("SELECT kind FROM ledger_entry WHERE is_public AND kind LIKE 'minutes.%'")
    assert public == []


async def test_who_took_part_and_who_must_act_are_told(here: Room):
    meeting = await here.world.held()
    await EntryRow.create(
        meeting_id=meeting.id, person_id=here.world.daulet, kind="person", mode="online", state="seated", headcount=1,
        wishes=[], registered_at=meeting.starts_at,
    )  # fmt: skip
    await here.raise_question(meeting, "Q-2026-900001", "answered", asker_id=here.world.aigul)
    await here.work(meeting.ends_at)
    await here.proposed(meeting)
    await here.work(meeting.ends_at + timedelta(days=2))
    assert await letters() == [(here.world.akim, "minutes_proposed")]
    await approve_minutes(
        here.head, ApproveMinutes(meeting=meeting.ref, revision=(await here.in_work(meeting)).revision)
    )
    await publish_results(here.after(here.clerk, meeting, days=3), PublishResults(meeting=meeting.ref))
    await here.work(meeting.ends_at + timedelta(days=3))
    told = {(person, letter) for person, letter in await letters() if letter == "results_published"}
    assert told == {(here.world.daulet, "results_published"), (here.world.aigul, "results_published")}


async def test_the_office_is_told_on_the_eve_and_when_the_day_has_passed(here: Room):
    meeting = await here.world.held()
    await here.work(meeting.ends_at)
    for day in ("2026-12-24", "2026-12-24", "2026-12-28"):
        moment = hour(day, "09:00")
        await deadline_tasks.tell_of_due_days(at_moment(here.world.system, moment), moment)
        await here.work(moment)
    assert await letters() == [(here.world.akim, "results_due"), (here.world.akim, "results_missed")]


async def test_the_desk_tells_what_waits_for_whom(here: Room):
    meeting = await here.world.held()
    await here.work(meeting.ends_at)
    await here.proposed(meeting)
    agencies = [here.world.okrug.id]
    of_head = await desks.work_of(here.after(here.head, meeting, days=4), agencies)
    of_clerk = await desks.work_of(here.after(here.clerk, meeting, days=4), agencies)
    assert [each.is_mine for each in of_head.waiting] == [True]
    assert [each.is_mine for each in of_clerk.waiting] == [False]
    assert [each.ref for each in of_head.owed] == [meeting.ref]
    assert of_head.standings[meeting.ref].state in ("running", "due_soon")


async def test_what_was_promised_stands_in_the_minutes_and_runs_in_the_plan(here: Room):
    meeting = await here.world.held()
    ref = await here.promise(meeting)
    unknown = PutIssue(meeting=meeting.ref, commitment="C-2026-999999", **ISSUE, **OWED)
    with pytest.raises(Invalid) as refused:
        await put_issue(here.clerk, unknown)
    assert refused.value.reason == "issue.commitment_of_another"
    await put_issue(here.clerk, PutIssue(meeting=meeting.ref, commitment=ref, **ISSUE, **OWED))
    await here.published(meeting)
    found = await queries.minutes(here.world.visitor, meeting.ref)
    assert found.shown is not None
    assert "Ауызсу құбырын" in found.shown.texts["kk"]["commitments"]
    assert "Водопровод заменим" in found.shown.texts["ru"]["commitments"]
    for day, state in (("2027-03-01", "running"), ("2027-06-02", "overdue")):
        results = await queries.results(at_moment(here.world.visitor, hour(day)), meeting.ref)
        assert [(each.commitment.ref, each.standing.state) for each in results.plan] == [(ref, state)]
    assert results.issues[0].commitment_ref == ref
