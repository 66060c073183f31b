"""A promise from the moment when it is said to what became of it."""

from __future__ import annotations

from datetime import date

import pytest

from hearing_state.agencies.actions.dissolve_agency import DissolveAgency, dissolve_agency
from hearing_state.db import execute, value
from hearing_state.errors import Conflict, Forbidden, Invalid, NotFound, SignInNeeded
from hearing_state.files.actions.store import Store, store
from hearing_state.ids import is_reference
from meetings.commitments import queries
from meetings.commitments.actions.annul import Annul, annul
from meetings.commitments.actions.give_up import GiveUp, give_up
from meetings.commitments.actions.keep import Keep, keep
from meetings.commitments.actions.make import Make, make
from meetings.commitments.actions.move_due import MoveDue, move_due
from meetings.commitments.actions.narrow import Narrow, narrow
from meetings.commitments.actions.report_progress import ReportProgress, report_progress
from meetings.commitments.commitment import EventKind, State, Verdict
from tests.agencies.country import ABAI_OBLAST, QARAAUYL
from tests.meetings.commitments.promises import DONE, DUE, MET_ON, QUOTE, REASON, entries, on, promised, work
from tests.meetings.world import World, at_moment, later


async def test_the_akim_is_held_to_the_words_and_the_day(here: World):
    made = await promised(here)
    assert (made.quote, made.due_on, made.state) == (QUOTE, DUE, State.PROMISED)
    assert (made.owner_name, made.owner_post_ru) == ("Бауыржан Омаров", "Аким")
    assert (made.moment, made.place_code) == ("0:41:10", QARAAUYL)
    assert is_reference(made.ref, "C")
    assert await entries(made.ref) == ["commitment.made"]
    facts = await value("SELECT facts::text FROM ledger_entry WHERE about = $1", made.ref)
    assert made.digest in facts
    assert "Абай көшесінің" not in facts
    assert "Бауыржан" not in facts


async def test_it_is_written_down_while_people_still_sit_in_the_hall(here: World):
    live = await here.live(MET_ON)
    speaking = at_moment(here.clerk, live.starts_at)
    made = await promised(here, live, later(speaking, minutes=20), offset_seconds=None)
    assert made.moment == "0:20:00"
    with pytest.raises(Invalid, match="moment_outside"):
        await promised(here, live, later(speaking, minutes=20), offset_seconds=1300)


async def test_nothing_is_promised_before_the_meeting_has_begun(here: World):
    ahead = await here.announced(MET_ON)
    with pytest.raises(Conflict, match="meeting_not_begun"):
        await promised(here, ahead)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"due_on": date(2026, 12, 15)}, "due_on"),
        ({"due_on": date(2033, 1, 1)}, "due_on"),
        ({"offset_seconds": 90_000}, "offset"),
        ({"offset_seconds": None}, "offset"),
        ({"agency": "nobody"}, "agency"),
        ({"place": ABAI_OBLAST}, "place"),
        ({"place": "999999999"}, "place"),
        ({"question": "Q-2026-999977"}, "question"),
        ({"owner_name": "Асқар Серіков"}, "owner_post_kk"),
    ],
)
async def test_what_cannot_be_is_said_beside_its_field(here: World, wrong, field: str):
    with pytest.raises(Invalid) as refused:
        await promised(here, **wrong)
    assert [each.field for each in refused.value.faults] == [field]


async def test_another_person_of_another_office_may_promise_with_the_post_named(here: World):
    made = await promised(
        here, agency=here.district.slug, owner_name="Асқар Серіков", owner_post_kk="Бөлім басшысы", owner_post_ru="Начальник отдела"
    )  # fmt: skip
    assert (made.agency_id, made.owner_name) == (here.district.id, "Асқар Серіков")
    with pytest.raises(Invalid, match="owner_needed"):
        await promised(here, await here.held("2026-12-16"), agency=here.district.slug)


async def test_only_the_office_that_holds_the_meeting_writes_down(here: World, as_):
    held = await here.held(MET_ON)
    wish = Make(meeting=held.ref, agency=here.okrug.slug, quote=QUOTE, language="kk", offset_seconds=1, due_on=DUE)  # fmt: skip
    for stranger in (as_("clerk", here.district.id), here.resident, here.administrator):
        with pytest.raises(Forbidden):
            await make(at_moment(stranger, held.ends_at), wish)
    with pytest.raises(SignInNeeded):
        await make(at_moment(here.visitor, held.ends_at), wish)


@pytest.mark.parametrize(
    "change",
    [
        "quote = 'Шамдарды бір күні жағамыз, бәлкім.'",
        "language = 'ru'",
        "said_at = said_at - interval '1 minute'",
        "first_due_on = first_due_on + 30",
        "meeting_id = gen_random_uuid()",
        "translation_ru = 'Может быть'",
        "offset_seconds = 1",
    ],
)
async def test_the_database_itself_refuses_to_touch_the_words(here: World, change: str):
    made = await promised(here)
    with pytest.raises(Exception, match="never rewritten"):
        await execute(f"UPDATE commitments_commitment SET {change} WHERE ref = $1", made.ref)


async def test_the_history_is_only_added_to(here: World):
    await promised(here)
    with pytest.raises(Exception, match="never rewritten"):
        await execute("UPDATE commitments_event SET text = 'Ештеңе болған жоқ.'")


async def test_overdue_at_midnight_though_no_job_ever_ran(here: World):
    made = await promised(here)
    eve, after = on(here.visitor, "2026-12-29", "23:59"), on(here.visitor, "2026-12-30", "00:00")
    assert (await queries.shown(eve, made.ref)).line.verdict is Verdict.DUE_SOON
    assert (await queries.shown(after, made.ref)).line.verdict is Verdict.OVERDUE
    assert (await queries.kept(eve, queries.Filters())).due == 1
    assert (await queries.kept(after, queries.Filters())).overdue == 1
    assert await value("SELECT count(*)::int FROM commitments_reminder") == 0


async def test_kept_with_what_proves_it(here: World):
    made = await promised(here)
    official = on(here.clerk, "2026-12-28")
    photo = await store(official, Store(name="шам.txt", content="Хаттама: шамдар жанды.".encode()))
    await keep(official, Keep(commitment=made.ref, text=DONE, files=(photo.id,)))
    shown = await queries.shown(on(here.visitor, "2027-01-20"), made.ref)
    assert shown.line.verdict is Verdict.KEPT
    assert shown.commitment.kept_on == date(2026, 12, 28)
    (happened,) = [each for each in shown.events if each.kind is EventKind.KEPT]
    assert (happened.text, [each.id for each in happened.files]) == (DONE, [photo.id])
    assert await entries(made.ref) == ["commitment.made", "commitment.kept"]
    with pytest.raises(Conflict):
        await keep(official, Keep(commitment=made.ref, text=DONE))


async def test_kept_late_counts_from_the_day_on_which_it_was_written_down(here: World):
    made = await promised(here)
    await keep(on(here.clerk, "2027-01-11"), Keep(commitment=made.ref, text=DONE))
    line = (await queries.shown(on(here.visitor, "2027-01-20"), made.ref)).line
    assert line.verdict is Verdict.LATE
    assert line.standing.working_days_late > 0


async def test_moved_in_public_before_the_day_and_never_after(here: World):
    made = await promised(here)
    wish = MoveDue(commitment=made.ref, due_on=date(2027, 1, 20), reason=REASON)
    await move_due(on(here.clerk, "2026-12-20"), wish)
    shown = await queries.shown(on(here.visitor, "2026-12-30"), made.ref)
    assert (shown.commitment.first_due_on, shown.commitment.due_on) == (DUE, date(2027, 1, 20))
    assert shown.line.verdict is Verdict.RUNNING
    moved = shown.of_kind(EventKind.MOVED)
    assert moved is not None
    assert (moved.before_on, moved.after_on, moved.text) == (DUE, date(2027, 1, 20), REASON)
    for wrong in (date(2027, 1, 20), date(2026, 12, 20), date(2040, 1, 1)):
        with pytest.raises(Invalid):
            await move_due(on(here.clerk, "2026-12-21"), wish.model_copy(update={"due_on": wrong}))
    with pytest.raises(Conflict, match="day_has_passed"):
        await move_due(on(here.clerk, "2027-01-21"), wish.model_copy(update={"due_on": date(2027, 3, 1)}))


async def test_a_part_is_taken_out_beside_the_words_not_in_them(here: World):
    made = await promised(here)
    await narrow(on(here.clerk, "2026-12-20"), Narrow(commitment=made.ref, text="Мектеп ауласы кірмейді."))
    shown = await queries.shown(here.visitor, made.ref)
    assert shown.commitment.quote == QUOTE
    assert shown.commitment.is_changed


async def test_progress_changes_neither_the_day_nor_the_verdict(here: World):
    made = await promised(here)
    await report_progress(on(here.clerk, "2027-01-05"), ReportProgress(commitment=made.ref, text=DONE))
    shown = await queries.shown(on(here.visitor, "2027-01-05"), made.ref)
    assert shown.line.verdict is Verdict.OVERDUE
    assert shown.events[-1].kind is EventKind.PROGRESSED


async def test_only_the_head_gives_up_and_there_is_no_way_back(here: World):
    made = await promised(here)
    wish = GiveUp(commitment=made.ref, reason=REASON)
    with pytest.raises(Forbidden):
        await give_up(on(here.clerk, "2026-12-20"), wish)
    await give_up(on(here.head, "2026-12-20"), wish)
    assert (await queries.shown(here.visitor, made.ref)).line.verdict is Verdict.BROKEN
    with pytest.raises(Conflict):
        await keep(on(here.clerk, "2026-12-21"), Keep(commitment=made.ref, text=DONE))


async def test_a_slip_of_the_pen_is_taken_back_by_a_second_person_on_the_same_day(here: World):
    made = await promised(here)
    same_day, wish = on(here.clerk, MET_ON, "21:00"), Annul(commitment=made.ref, note="Сөз басқа адамдікі.")
    with pytest.raises(Forbidden):
        await annul(same_day, wish)
    with pytest.raises(Conflict, match="too_late_to_annul"):
        await annul(on(here.head, "2026-12-16", "00:01"), wish)
    await annul(on(here.head, MET_ON, "21:00"), wish)
    shown = await queries.shown(here.visitor, made.ref)
    assert shown.line.verdict is Verdict.ANNULLED
    assert (await queries.kept(here.visitor, queries.Filters())).all == 0
    assert await entries(made.ref) == ["commitment.made", "commitment.annulled"]


async def test_another_office_cannot_speak_for_the_owner(here: World, as_):
    made = await promised(here)
    for stranger in (as_("head", here.district.id), here.resident, here.administrator):
        context = on(stranger, "2026-12-20")
        with pytest.raises(Forbidden):
            await keep(context, Keep(commitment=made.ref, text=DONE))
        with pytest.raises(Forbidden):
            await move_due(context, MoveDue(commitment=made.ref, due_on=date(2027, 1, 20), reason=REASON))
        with pytest.raises(Forbidden):
            await give_up(context, GiveUp(commitment=made.ref, reason=REASON))
    with pytest.raises(NotFound):
        await keep(here.clerk, Keep(commitment="C-2026-999999", text=DONE))


async def test_a_successor_owes_what_the_dissolved_office_promised(here: World):
    made = await promised(here)
    until = on(here.administrator, "2026-12-20")
    wish = DissolveAgency(agency=here.okrug.slug, successor=here.district.slug)
    await dissolve_agency(until, wish)
    await work(until)
    shown = await queries.shown(until, made.ref)
    assert (shown.line.agency.id, shown.first_agency.id) == (here.district.id, here.okrug.id)
    assert (shown.commitment.owner_name, shown.commitment.due_on) == ("Бауыржан Омаров", DUE)
    assert shown.events[-1].kind is EventKind.HANDED_OVER


async def test_lists_by_place_with_all_under_it_by_office_and_by_meeting(here: World):
    held = await here.held(MET_ON)
    made = await promised(here, held)
    filters = queries.Filters
    for wanted in (filters(place=QARAAUYL), filters(place=ABAI_OBLAST), filters(agencies=(here.okrug.id,)), filters(meeting=held.id)):  # fmt: skip
        found = await queries.listed(here.visitor, "due", wanted)
        assert [each.commitment.ref for each in found.items] == [made.ref]
    for other in (filters(place="750000000"), filters(agencies=(here.district.id,)), filters(agencies=())):
        assert (await queries.listed(here.visitor, "due", other)).total == 0
