"""The official's desk: what is due, nearest first, in queues."""

from datetime import date

import pytest

from hearing_state.errors import Forbidden, SignInNeeded
from hearing_state.questions import queries
from hearing_state.questions.actions.return_for_defects import ReturnForDefects, return_for_defects
from hearing_state.questions.actions.take import Take, take
from tests.questions.world import World, on


async def test_the_nearest_due_comes_first_and_what_stands_still_last(village: World):
    late = (await village.ask()).ref
    early = (await village.ask(kind="information")).ref
    stands = await village.taken()
    wish = ReturnForDefects(
        question=stands, defects="Қай көше екені жазылмаған.", until_on=date(2026, 11, 30)
    )
    await return_for_defects(village.official, wish)
    desk = await queries.desk(village.official)
    assert [each.line.ref for each in desk.items] == [early, late, stands]
    assert desk.total == 3


async def test_queues_and_their_counts_agree(village: World):
    await village.ask()
    mine = await village.taken()
    counts = await queries.desk_counts(village.official)
    assert (counts["all"], counts["to_take"], counts["mine"], counts["overdue"]) == (2, 1, 1, 0)
    for queue in queries.QUEUES:
        assert (await queries.desk(village.official, queue)).total == counts[queue]
    assert [each.taken_by for each in (await queries.desk(village.official, "mine")).items] == [
        "Ерлан Жұмабаев"
    ]
    assert (await queries.desk(village.second_official, "mine")).total == 0
    assert (await queries.shown(village.official, mine)).may >= {
        "answer",
        "redirect",
        "mask",
        "ask_colleague",
    }


async def test_due_soon_and_overdue_follow_the_calendar(village: World):
    await village.taken()
    for day, queue in (
        ("2026-12-08", None),
        ("2026-12-09", "due_soon"),
        ("2026-12-14", "due_soon"),
        ("2026-12-15", "overdue"),
    ):
        counts = await queries.desk_counts(on(village.official, day))
        assert [name for name in ("due_soon", "overdue") if counts[name]] == ([queue] if queue else [])
        standing = (await queries.desk(on(village.official, day))).items[0].line.standing
        assert standing is not None
        assert standing.state == (queue or "running")


async def test_each_body_sees_its_own_desk_and_residents_none(village: World):
    await village.ask()
    assert (await queries.desk(village.official_of(village.district))).total == 0
    for wrong in (village.resident, village.moderator):
        with pytest.raises(Forbidden):
            await queries.desk(wrong)
    with pytest.raises(SignInNeeded):
        await queries.desk(village.visitor)
    with pytest.raises(Forbidden):
        await queries.screening(village.official)


async def test_taken_by_another_colleague_it_changes_hands(village: World):
    ref = await village.taken()
    await take(village.second_official, Take(question=ref))
    assert [each.taken_by for each in (await queries.desk(village.akim)).items] == ["Сәуле Омарова"]


async def test_the_asker_sees_what_she_may_do(village: World):
    ref = await village.answered()
    assert (await queries.shown(village.resident, ref)).may == {
        "rate",
        "mark",
        "follow_up",
        "make_private",
        "follow",
    }
    assert (await queries.shown(village.visitor, ref)).may == frozenset()
    assert (await queries.shown(village.stranger, ref)).may == {"follow"}
