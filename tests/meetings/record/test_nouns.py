"""The nouns of the record, without a database: agenda, floor, heads, polls, checklist, minutes, issues, quarters."""

from __future__ import annotations

import doctest
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest

from meetings.record import floor_time, report
from meetings.record.agenda import Item, ItemKind, actual_share, faults_of, planned_share, slots
from meetings.record.checklist import Check, CheckState, Readiness, checklist
from meetings.record.floor_time import SpeakerKind, Speech, floor_times, longest
from meetings.record.headcount import AttendanceMode, Count, standing_counts, took_part
from meetings.record.issue import Decision, Issue, issue_from
from meetings.record.issue import faults_of as faults_of_issue
from meetings.record.minutes import LIFECYCLE, State, cleaned, digest_of, sections_in
from meetings.record.minutes import faults_of as faults_of_minutes
from meetings.record.poll import Option, Poll, result_of
from meetings.record.report import Figures, due_on, figures_from, lines, quarter
from tests.meetings.world import hour

SIX = hour("2026-12-15")


def items(*planned: tuple[str, int]) -> list[Item]:
    return [
        Item(number, ItemKind(kind), "т", "т", minutes) for number, (kind, minutes) in enumerate(planned, 1)
    ]


USUAL = items(("opening", 5), ("report", 20), ("questions", 60), ("closing", 5))


@pytest.mark.parametrize("module", [floor_time, report])
def test_its_examples_are_true(module):
    assert doctest.testmod(module).failed == 0


def test_items_follow_each_other_from_the_beginning():
    hours = [f"{slot.from_at:%H:%M}-{slot.until_at:%H:%M}" for slot in slots(SIX, USUAL)]
    assert hours == ["18:00-18:05", "18:05-18:25", "18:25-19:25", "19:25-19:30"]


@pytest.mark.parametrize(("report_minutes", "is_over"), [(22, False), (23, True)])
def test_the_report_takes_a_quarter_at_most(report_minutes, is_over):
    planned = items(("report", report_minutes), ("questions", 90 - report_minutes))
    assert planned_share(planned, 25).is_over is is_over
    assert planned_share(planned, 25).longest == 22
    assert bool(faults_of(planned, 90, 25)) is is_over


def test_breaks_are_no_time_that_the_report_is_measured_by():
    with_break = items(("report", 22), ("questions", 48), ("break", 20))
    assert planned_share(with_break, 25).is_over
    assert [each.reason for each in faults_of(with_break, 90, 25)] == ["agenda.report_too_long"]


def test_an_agenda_fills_the_meeting_and_has_questions():
    assert [each.reason for each in faults_of(items(("report", 20), ("closing", 70)), 90, 25)] == [
        "agenda.no_questions"
    ]
    assert [each.reason for each in faults_of(USUAL, 80, 25)] == ["agenda.too_long"]
    (short,) = faults_of(USUAL, 100, 25)
    assert (short.reason, short.values) == ("agenda.too_short", {"left": 10, "meeting": 100})


def test_what_the_report_really_took_is_known_once_it_was_measured():
    assert actual_share(USUAL, SIX, SIX + timedelta(minutes=90), 25) is None
    timed = [
        replace(each, started_at=slot.from_at, ended_at=slot.until_at + timedelta(minutes=10))
        for each, slot in zip(USUAL, slots(SIX, USUAL), strict=True)
    ]
    share = actual_share(timed, SIX, SIX + timedelta(minutes=100), 25)
    assert share is not None
    assert (share.report, share.whole, share.percent, share.is_over) == (1800, 6000, 30.0, True)


def speech(kind: str, begun: int, ended: int | None) -> Speech:
    at = SIX + timedelta(minutes=begun)
    until = None if ended is None else SIX + timedelta(minutes=ended)
    return Speech(uuid4(), SpeakerKind(kind), "к", "р", "", at, until)


def test_who_spoke_how_long_is_summed_by_kind():
    spoken = [
        speech("head", 0, 20),
        speech("resident", 20, 25),
        speech("official", 25, 35),
        speech("resident", 35, None),
    ]
    now = SIX + timedelta(minutes=40)
    found = [(each.kind.value, each.seconds // 60, each.speeches, each.percent) for each in floor_times(spoken, now)]  # fmt: skip
    assert found == [("head", 20, 1, 50.0), ("official", 10, 1, 25.0), ("resident", 10, 2, 25.0)]
    assert longest(spoken, now) is spoken[0]
    assert floor_times([], now) == []
    assert longest([], now) is None


def test_a_later_count_stands_in_place_of_an_earlier_one():
    def count(mode: str, heads: int, minute: int) -> Count:
        return Count(AttendanceMode(mode), heads, "", SIX + timedelta(minutes=minute))

    counts = [count("hall", 370, 5), count("online", 12, 6), count("hall", 37, 7), count("broadcast", 140, 9)]
    assert [(each.mode.value, each.headcount) for each in standing_counts(counts)] == [
        ("hall", 37),
        ("online", 12),
        ("broadcast", 140),
    ]
    assert took_part(counts) == 49
    assert took_part([]) is None


def test_guests_are_no_part_of_a_poll_s_shares():
    result = result_of({(1, False): 3, (2, False): 1, (1, True): 10}, [1, 2, 3])
    options = tuple(Option(n, "к", "р", **result[str(n)]) for n in (1, 2, 3))
    poll = Poll(uuid4(), 1, "к", "р", SIX, SIX, options)
    assert [poll.percent(each) for each in options] == [75.0, 25.0, 0.0]
    assert (poll.people, poll.guests) == (4, 10)


def test_the_checklist_works_out_what_it_can_and_asks_for_the_rest():
    known = Readiness(
        is_announced=True,
        has_hall=False,
        has_address=False,
        is_online=True,
        has_join_words=False,
        agenda_fits=True,
        wants_interpretation=True,
        points=0,
        undecided_points=0,
        questions=3,
    )
    found = {each.check: each.state for each in checklist(known, {"sound": SIX})}
    assert found == {
        Check.ANNOUNCED: CheckState.DONE,
        Check.ADDRESS: CheckState.NOT_NEEDED,
        Check.JOIN: CheckState.MISSING,
        Check.AGENDA: CheckState.DONE,
        Check.QUESTIONS: CheckState.MISSING,
        Check.INTERPRETERS: CheckState.MISSING,
        Check.POINTS: CheckState.NOT_NEEDED,
        Check.SOUND: CheckState.DONE,
    }


def test_listening_points_are_in_order_once_all_of_them_are_decided():
    known = Readiness(True, False, False, True, True, True, False, points=2, undecided_points=1, questions=0)

    def state(known: Readiness) -> CheckState:
        return next(each.state for each in checklist(known, {}) if each.check is Check.POINTS)

    assert state(known) is CheckState.MISSING
    assert state(replace(known, undecided_points=0)) is CheckState.DONE
    assert state(replace(known, points=0)) is CheckState.NOT_NEEDED


def test_minutes_go_from_the_draft_to_the_public_through_two_persons():
    assert LIFECYCLE.ends == {State.PUBLISHED}
    assert LIFECYCLE.states_before("publish") == (State.APPROVED,)
    assert LIFECYCLE.states_before("save") == (State.DRAFTED,)


def test_both_languages_say_the_same_sections():
    texts = cleaned(
        {
            "kk": {"meeting": "Кездесу", "agenda": "Күн тәртібі", "questions": "Сұрақтар", "remarks": "Ескерту"},
            "ru": {"meeting": "Встреча", "agenda": "Повестка", "polls": "Опрос"},
        }
    )  # fmt: skip
    assert [(each.field, each.reason) for each in faults_of_minutes(texts)] == [
        ("questions_ru", "minutes.missing_ru"),
        ("polls_kk", "minutes.missing_kk"),
        ("remarks_ru", "minutes.missing_ru"),
    ]
    assert [each.value for each in sections_in(texts)] == [
        "meeting",
        "agenda",
        "questions",
        "polls",
        "remarks",
    ]


def test_a_letter_changed_is_another_digest():
    texts = {"kk": {"meeting": "а"}, "ru": {"meeting": "б"}}
    first = digest_of("M-2026-000001", 1, texts, ())
    assert first == digest_of("M-2026-000001", 1, {"ru": {"meeting": "б"}, "kk": {"meeting": "а"}}, ())
    assert first != digest_of("M-2026-000001", 2, texts, ())
    assert first != digest_of("M-2026-000001", 1, texts, ({"number": 1},))


def test_what_is_owed_names_who_and_when():
    plain = Issue(1, "Су", "Вода", Decision.ANSWERED)
    assert faults_of_issue(plain) == []
    owed = replace(plain, decision=Decision.TAKEN_AWAY, responsible_kk="Бөлім басшысы")
    assert [each.field for each in faults_of_issue(owed)] == ["responsible_ru", "due_on"]
    whole = replace(
        owed, responsible_ru="Руководитель отдела", due_on=date(2027, 3, 1), question_refs=("A-1",)
    )
    assert faults_of_issue(whole) == []
    assert issue_from(whole.as_facts()) == whole


def test_a_quarter_is_due_in_the_next_month():
    assert quarter(2026, 4).key == "2026-Q4"
    assert due_on(quarter(2026, 4), 25) == date(2027, 1, 25)
    assert due_on(quarter(2026, 1), 10) == date(2026, 4, 10)


def test_shares_have_a_formula_and_no_number_where_nothing_is_divided():
    assert Figures().online_share is None
    figures = Figures(meetings_held=3, meetings_online=2, report_seconds=900, measured_seconds=5400)
    assert (figures.online_share, figures.report_share) == (66.7, 16.7)
    assert figures_from({**figures.as_facts(), "unknown": 7}) == figures
    assert dict(lines(figures))["online_share"] == 66.7


def test_hours_are_aware():
    assert isinstance(SIX, datetime)
    assert SIX.tzinfo is not None
