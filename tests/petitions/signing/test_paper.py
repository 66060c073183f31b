"""Paper sheets: entered with a scan, the same person counted once, a long one by two persons, taken back with a reason."""

from __future__ import annotations

import pytest

from hearing_state.actions import Context
from hearing_state.db import rows, value
from hearing_state.errors import Conflict, Forbidden, Invalid, NotFound
from hearing_state.files import queries as files
from hearing_state.files.actions.store import Store, store
from petitions.signing import queries, sheet, sheets
from petitions.signing.actions.confirm_sheet import ConfirmSheet, confirm_sheet
from petitions.signing.actions.enter_sheet import Entered, EnterSheet, enter_sheet
from petitions.signing.actions.forget_signers import ForgetSigners, forget_signers
from petitions.signing.actions.sign import Sign, sign
from petitions.signing.actions.undo_sheet import UndoSheet, undo_sheet
from petitions.signing.tasks import settle_proofs
from tests.petitions.signing.life import numbers
from tests.petitions.signing.test_eds import Desk, desk  # noqa: F401  a fixture
from tests.petitions.world import World, later, row_of
from tests.questions.world import person
from tests.support.contexts import NOON

DAULET, GULNAR = "990101000004", "880101000001"
WHY = "Парақ басқа петицияға тиесілі екен."


@pytest.fixture
async def clerks(here: World) -> tuple[Context, Context]:
    """Two clerks of the body that the petition goes to."""
    first, second = await person("Айнұр", "Тілеуова"), await person("Бақыт", "Сәбитов")
    return here.as_("clerk", here.oblast.id, person_id=first), here.as_(
        "clerk", here.oblast.id, person_id=second
    )


async def entered(clerk: Context, ref: str, *lines: str, number: str = "1") -> Entered:
    scan = await store(clerk, Store(name="парақ.txt", content=f"Парақ {number}: {ref}".encode()))
    return await enter_sheet(
        clerk, EnterSheet(petition=ref, number=number, lines="\n".join(lines), file=scan.id)
    )


async def by_proof(here: World, ref: str) -> dict[str, int]:
    await settle_proofs(here.system, NOON)
    await here.counted(minutes=1)
    return {proof: n for proof, n in await queries.by_proof(here.visitor, (await row_of(ref)).id) if n}


def long(lines: int = 21) -> list[str]:
    return [f"{number} Сынақов Қолтаңба" for number in numbers(lines)]


async def test_a_sheet_is_counted_apart_and_shows_first_names_only(here: World, clerks):
    filed = await here.filed()
    assert not (
        await entered(clerks[0], filed.ref, f"{DAULET} Жүнісов Дәулет", f"{GULNAR} Оспанова Гүлнар")
    ).waits
    assert await by_proof(here, filed.ref) == {"paper": 2}
    shown = {each.shown_name for each in await queries.signers(here.visitor, (await row_of(filed.ref)).id)}
    assert shown == {"Дәулет Ж.", "Гүлнар О."}
    (one,) = (await sheets.case(clerks[0], filed.ref)).sheets
    assert (one.state, one.lines, one.counted, one.known) == ("counted", 2, 2, 0)


async def test_the_same_iin_on_two_sheets_is_one_person(here: World, clerks):
    filed = await here.filed()
    await entered(clerks[0], filed.ref, f"{DAULET} Жүнісов Дәулет")
    await by_proof(here, filed.ref)
    await entered(clerks[1], filed.ref, f"{DAULET} ЖУНИСОВ ДАУЛЕТ", f"{GULNAR} Оспанова Гүлнар", number="2")
    assert await by_proof(here, filed.ref) == {"paper": 2}
    second, _first = (await sheets.case(clerks[0], filed.ref)).sheets
    assert (second.counted, second.known) == (1, 1)


async def test_who_signed_with_a_key_is_not_counted_again_on_paper(desk: Desk, clerks):  # noqa: F811
    await desk.signed(desk.neighbour, desk.authority.person(DAULET))
    sheet_of = await entered(clerks[0], desk.ref, f"{DAULET} Жүнісов Дәулет")
    assert await by_proof(desk.here, desk.ref) == {"eds": 1}
    assert await undo_sheet(clerks[0], UndoSheet(sheet=sheet_of.sheet, reason=WHY)) == 0
    assert await by_proof(desk.here, desk.ref) == {"eds": 1}


async def test_who_signed_on_paper_and_then_with_a_key_stays_when_the_sheet_goes(desk: Desk, clerks):  # noqa: F811
    sheet_of = await entered(clerks[0], desk.ref, f"{DAULET} Жүнісов Дәулет")
    assert await by_proof(desk.here, desk.ref) == {"paper": 1}
    assert not (await desk.signed(desk.neighbour, desk.authority.person(DAULET))).is_new
    await undo_sheet(clerks[0], UndoSheet(sheet=sheet_of.sheet, reason=WHY))
    assert await by_proof(desk.here, desk.ref) == {"eds": 1}


async def test_a_code_signature_is_its_own_again_when_the_sheet_goes(desk: Desk, clerks):  # noqa: F811
    await value(
        "UPDATE people_person SET iin_digest = $2 WHERE id = $1 RETURNING 1", desk.here.daulet, _digest(desk)
    )
    await sign(desk.here.neighbour, Sign(petition=desk.link, consent=True))
    sheet_of = await entered(clerks[0], desk.ref, f"{DAULET} Жүнісов Дәулет")
    assert await by_proof(desk.here, desk.ref) == {"paper": 1}
    await undo_sheet(clerks[0], UndoSheet(sheet=sheet_of.sheet, reason=WHY))
    assert await by_proof(desk.here, desk.ref) == {"code": 1}


def _digest(desk: Desk) -> bytes:  # noqa: F811
    from hearing_state.people.queries import iin_digest

    return iin_digest(desk.here.neighbour, DAULET)


async def test_a_long_sheet_waits_for_a_second_person(here: World, clerks):
    filed = await here.filed()
    made = await entered(clerks[0], filed.ref, *long())
    assert made.waits
    assert await by_proof(here, filed.ref) == {}
    with pytest.raises(Forbidden):
        await confirm_sheet(clerks[0], ConfirmSheet(sheet=made.sheet))
    await confirm_sheet(clerks[1], ConfirmSheet(sheet=made.sheet))
    assert await by_proof(here, filed.ref) == {"paper": 21}
    with pytest.raises(Conflict):
        await confirm_sheet(clerks[1], ConfirmSheet(sheet=made.sheet))


async def test_a_sheet_is_taken_back_once_with_a_public_entry(here: World, clerks):
    filed = await here.filed()
    made = await entered(clerks[0], filed.ref, f"{DAULET} Жүнісов Дәулет", f"{GULNAR} Оспанова Гүлнар")
    assert await by_proof(here, filed.ref) == {"paper": 2}
    assert await undo_sheet(clerks[1], UndoSheet(sheet=made.sheet, reason=WHY)) == 2
    assert await by_proof(here, filed.ref) == {}
    with pytest.raises(Conflict):
        await undo_sheet(clerks[1], UndoSheet(sheet=made.sheet, reason=WHY))
    told = await rows(
        "SELECT facts::text AS said, is_public FROM ledger_entry WHERE kind = 'petition.sheet_undone'"
    )
    assert [each["is_public"] for each in told] == [True]
    assert "Жүнісов" not in told[0]["said"]
    await entered(clerks[0], filed.ref, f"{DAULET} Жүнісов Дәулет", number="2")  # and may sign again
    assert await by_proof(here, filed.ref) == {"paper": 1}


async def test_once_it_is_sent_no_sheet_is_entered_or_taken_back(here: World, clerks):
    filed = await here.filed()
    made = await entered(clerks[0], filed.ref, f"{DAULET} Жүнісов Дәулет")
    await by_proof(here, filed.ref)
    row = await row_of(filed.ref)
    row.state, row.published_at, row.reached_at = "sent", row.filed_at, row.filed_at
    row.collect_until_on, row.needed = row.gather_until_on, 2
    await row.save()
    with pytest.raises(Conflict, match="sent_already"):
        await undo_sheet(clerks[0], UndoSheet(sheet=made.sheet, reason=WHY))
    with pytest.raises(Conflict, match="not_open"):
        await entered(clerks[0], filed.ref, f"{GULNAR} Оспанова Гүлнар", number="2")


async def test_others_neither_enter_sheets_nor_see_scans(here: World, clerks):
    filed = await here.filed()
    elsewhere = here.as_("clerk", here.district.id, person_id=await person("Басқа", "Маман"))
    with pytest.raises(Forbidden):
        await entered(elsewhere, filed.ref, f"{DAULET} Жүнісов Дәулет")
    await entered(clerks[0], filed.ref, f"{DAULET} Жүнісов Дәулет")
    (one,) = (await sheets.case(clerks[1], filed.ref)).sheets
    assert (await files.file(clerks[1], one.file_id)).id == one.file_id
    for stranger in (elsewhere, here.visitor, here.author):
        with pytest.raises(NotFound):
            await files.file(stranger, one.file_id)


async def test_the_scan_is_forgotten_with_the_signers(here: World, clerks):
    filed = await here.filed()
    await entered(clerks[0], filed.ref, f"{DAULET} Жүнісов Дәулет")
    await by_proof(here, filed.ref)
    row = await row_of(filed.ref)
    row.closed_at = row.filed_at
    await row.save()
    await forget_signers(later(here.system, days=366), ForgetSigners())
    assert await value("SELECT count(*) FROM files_attachment") == 0
    assert await value("SELECT total FROM signing_total") == 1


def test_each_line_that_cannot_be_taken_is_named():
    lines = f"{DAULET} Жүнісов Дәулет\n990101000005 Бір Кісі\n\n{DAULET} Жүнісов Дәулет\n{GULNAR} Оспанова\n"
    with pytest.raises(Invalid) as refusal:
        sheet.read(lines)
    assert [(each.reason.partition(".sheet_")[2], each.values["line"]) for each in refusal.value.faults] == [
        ("iin", 2),
        ("twice", 4),
        ("name", 5),
    ]
    with pytest.raises(Invalid, match="sheet_lines"):
        sheet.read("\n".join(long(101)))
