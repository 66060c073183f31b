"""The office at work: writes a promise down, reports, keeps, moves, gives up; each on a page that says what follows."""

from __future__ import annotations

import pytest

from hearing_state.db import value
from meetings.commitments import queries
from meetings.commitments.actions.make import Make, make
from meetings.commitments.commitment import State, Verdict
from tests.meetings.commitments.promises import DONE, DUE, QUOTE, REASON, asked_ahead
from tests.meetings.world import World, at_moment, hour, sits_down, world
from tests.questions.console.office import AtWork, at_work


@pytest.fixture
async def here(db, as_) -> World:
    return await world(as_, with_akim=False)


@pytest.fixture
async def office(client, here: World) -> AtWork:
    made = await at_work(client, here)
    return await made.be("official.okrug")


async def at(office: AtWork, here: World, day: str, who: str = "official.okrug", time: str = "21:00") -> None:
    """Somebody of the staff comes back on another day."""
    moment = hour(day, time)
    office.client.clock.put(moment)
    await sits_down(office.client, at_moment(here.system, moment), who)


async def promise(office: AtWork, here: World) -> str:
    held = await here.held("2026-12-15")
    official = await value("SELECT person_id FROM people_staff_credential WHERE user_name = 'official.okrug'")
    context = at_moment(here.as_("official", here.okrug.id, person_id=official), held.ends_at)
    wish = Make(
        meeting=held.ref, agency=here.okrug.slug, quote=QUOTE, language="kk", offset_seconds=60, due_on=DUE
    )
    return (await make(context, wish)).ref


async def test_the_secretary_writes_down_what_was_said(office: AtWork, here: World):
    held = await here.held("2026-12-15")
    question = await asked_ahead(held, here.aigul)
    await at(office, here, "2026-12-15")
    desk = await office.open(f"meetings/{held.ref}")
    assert "No promise was written down in this meeting." in desk.text
    page = await office.open(f"meetings/{held.ref}/commitments/new")
    assert "nobody can change them any more" in page.text
    assert question in page.text
    refused = await office.send(page, "/commitments/new", quote=QUOTE, due_on="2026-12-29", offset="at noon")
    assert refused.status_code == 422
    assert 'id="offset-error"' in refused.text
    assert QUOTE in refused.text
    done = await office.send(
        page, "/commitments/new", quote=QUOTE, due_on="2026-12-29", offset="0:41:10", question=question
    )
    assert "The promise is written down" in done.text
    (line,) = await queries.of_meeting(here.visitor, held.id)
    assert (line.commitment.moment, line.commitment.question_ref) == ("0:41:10", question)
    assert line.commitment.owner_name == "Бауыржан Омаров"


async def test_nothing_is_written_down_ahead_or_for_a_meeting_of_others(office: AtWork, here: World):
    ahead = await here.announced("2026-12-15")
    assert (await office.open(f"meetings/{ahead.ref}/commitments/new")).status_code == 409
    await office.be("official")
    assert (await office.open(f"meetings/{ahead.ref}/commitments/new")).status_code == 404


async def test_an_empty_desk_says_where_promises_come_from(office: AtWork):
    page = await office.open("commitments")
    assert "written down on the page of its meeting" in page.text


async def test_the_desk_begins_with_what_is_overdue(office: AtWork, here: World):
    ref = await promise(office, here)
    await at(office, here, "2026-12-30")
    page = await office.open("commitments")
    assert ref in page.text
    assert "Overdue: 1" in page.text
    desk = await office.open("meetings")
    assert "Promises overdue or due soon" in desk.text


async def test_progress_and_kept_with_a_proof_that_everybody_opens(office: AtWork, here: World):
    ref = await promise(office, here)
    await at(office, here, "2026-12-20")
    page = await office.open(f"commitments/{ref}/progress")
    done = await office.send(page, "/progress", text=DONE)
    assert "The progress is on the page of the promise." in done.text
    page = await office.open(f"commitments/{ref}/keep")
    assert "cannot be dated back" in page.text
    from tests.questions.pages.browser import followed, form_to

    form = form_to(page, "/keep")
    files = {"files": ("акт.txt", "Қабылдау актісі.".encode(), "text/plain")}
    sent = await office.client.post(form.action, data={**form.values, "text": DONE}, files=files)
    kept = await followed(office.client, sent)
    assert "Written down as kept." in kept.text
    office.client.cookies.clear()
    public = await office.client.get(f"/en/commitments/{ref}")
    assert "акт.txt" in public.text
    address = public.text.split('href="/files/')[1].split('"')[0] if 'href="/files/' in public.text else ""
    if address:
        assert (await office.client.get(f"/files/{address}")).status_code == 200
    assert (
        await value("SELECT count(*)::int FROM files_attachment WHERE attached_to LIKE $1", f"{ref}:%") == 1
    )


async def test_a_file_that_is_none_is_said_beside_its_field(office: AtWork, here: World):
    ref = await promise(office, here)
    await at(office, here, "2026-12-20")
    from tests.questions.pages.browser import form_to

    form = form_to(await office.open(f"commitments/{ref}/keep"), "/keep")
    files = {"files": ("run.exe", b"MZ\x90\x00\x03", "application/octet-stream")}
    refused = await office.client.post(form.action, data={**form.values, "text": DONE}, files=files)
    assert refused.status_code == 422
    assert 'id="files-error"' in refused.text
    assert DONE in refused.text
    assert (await queries.commitment(here.visitor, ref)).state is State.PROMISED


async def test_moved_before_its_day_and_not_after(office: AtWork, here: World):
    ref = await promise(office, here)
    await at(office, here, "2026-12-20")
    page = await office.open(f"commitments/{ref}/move")
    refused = await office.send(page, "/move", due_on="2026-12-01", reason=REASON)
    assert refused.status_code == 422
    done = await office.send(page, "/move", due_on="2027-01-20", reason=REASON)
    assert "The day is moved." in done.text
    await at(office, here, "2027-01-21")
    assert (await office.open(f"commitments/{ref}/move")).status_code == 403
    assert "Move to another day" not in (await office.open(f"commitments/{ref}")).text


async def test_only_the_head_finds_how_to_give_up(office: AtWork, here: World):
    ref = await promise(office, here)
    await at(office, here, "2026-12-20")
    assert (await office.open(f"commitments/{ref}/give_up")).status_code == 403
    await at(office, here, "2026-12-20", "head.okrug")
    page = await office.open(f"commitments/{ref}/give_up")
    assert "There is no way back" in page.text
    done = await office.send(page, "/give_up", reason=REASON)
    assert "Written down as given up" in done.text
    assert (await queries.shown(here.visitor, ref)).line.verdict is Verdict.BROKEN


async def test_a_second_person_takes_a_slip_of_the_pen_back(office: AtWork, here: World):
    ref = await promise(office, here)
    await at(office, here, "2026-12-15")
    assert (await office.open(f"commitments/{ref}/annul")).status_code == 403
    await at(office, here, "2026-12-15", "head.okrug")
    page = await office.open(f"commitments/{ref}/annul")
    done = await office.send(page, "/annul", note="Бұл сөзді басқа адам айтты.")
    assert "The words are taken back." in done.text
    public = await office.client.get(f"/en/commitments/{ref}")
    assert "Бұл сөзді басқа адам айтты." in public.text


async def test_another_office_has_no_such_page_and_the_auditor_only_reads(office: AtWork, here: World):
    ref = await promise(office, here)
    await at(office, here, "2026-12-20", "official")
    for path in ("", "/keep", "/move"):
        assert (await office.open(f"commitments/{ref}{path}")).status_code == 404
    await at(office, here, "2026-12-20", "moderator")
    assert (await office.open("commitments")).status_code == 403
    await at(office, here, "2026-12-20", "auditor")
    page = await office.open(f"commitments/{ref}")
    assert page.status_code == 200
    assert "Write down as kept" not in page.text
