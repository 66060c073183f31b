"""Some points go to another body as a question of their own; the trail is kept on both."""

from datetime import date

import pytest

from hearing_state.db import rows
from hearing_state.errors import Invalid
from hearing_state.questions import queries
from hearing_state.questions.actions.split import Split, SplitInto, split
from tests.questions.world import POINTS, World, on, said

WHY = "Жаңа бағандарды аудан әкімдігі орнатады."


async def _split(village: World, ref: str, numbers: tuple[int, ...] = (3,)) -> SplitInto:
    wish = Split(question=ref, numbers=numbers, agency=village.district.id, reason=WHY)
    return await split(on(village.official, "2026-11-25"), wish)


async def test_the_part_has_its_own_number_body_and_clock(village: World):
    ref = await village.taken()
    part = await queries.shown(village.visitor, (await _split(village, ref)).part)
    assert (part.parent_ref, part.agency.id) == (ref, village.district.id)
    assert [point.text for point in part.points] == [POINTS[2]]
    assert part.standing is not None
    assert part.standing.due_on == date(2026, 12, 17)


async def test_the_rest_stays_with_its_old_day_and_knows_where_the_part_went(village: World):
    ref = await village.taken()
    part = (await _split(village, ref)).part
    rest = await queries.shown(village.visitor, ref)
    assert rest.parts == [part]
    assert [(point.number, point.state, point.into_ref) for point in rest.points] == [
        (1, "open", None), (2, "open", None), (3, "redirected", part),
    ]  # fmt: skip
    assert rest.standing is not None
    assert rest.standing.due_on == date(2026, 12, 14)


async def test_each_body_answers_its_own_points(village: World):
    ref = await village.taken()
    part = (await _split(village, ref)).part
    with pytest.raises(Invalid, match=r"question.point_not_owed"):
        await village.answer(ref)
    await village.answer(ref, points=said(ref, (1, 2))["points"])
    await village.answer(
        part, on(village.official_of(village.district), "2026-11-26"), points=said(part, (1,))["points"]
    )
    assert [(await queries.shown(village.visitor, each)).state for each in (ref, part)] == [
        "answered",
        "answered",
    ]


async def test_all_points_together_are_a_redirect_and_not_a_split(village: World):
    ref = await village.taken()
    with pytest.raises(Invalid, match=r"question.split_leaves_nothing"):
        await _split(village, ref, (1, 2, 3))


async def test_a_private_part_stays_private(village: World):
    slip = await village.ask(is_public=False, consent=False)
    part = (await _split(village, slip.ref)).part
    shown = await queries.shown(village.visitor, part)
    assert (shown.has_content, shown.points[0].text) == (False, "")


async def test_the_public_log_tells_of_both(village: World):
    ref = await village.taken()
    part = (await _split(village, ref)).part
    kinds = {
        each["kind"]
        for each in await rows("SELECT kind FROM ledger_entry WHERE about IN ($1, $2)", ref, part)
    }
    assert {"question.split", "deadline.split", "question.split_off", "deadline.set"} <= kinds
