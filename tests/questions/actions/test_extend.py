"""The head prolongs the term with reasons, at most two months from the decision."""

from datetime import date

import pytest

from hearing_state.errors import Conflict, Forbidden, Invalid
from hearing_state.questions import queries
from hearing_state.questions.actions.extend import Extend, extend
from tests.questions.world import World, on

WHY = "Жаңа бағандарға техникалық қорытынды керек."


async def test_the_head_extends_and_the_public_sees_why(village: World):
    ref = await village.taken()
    await extend(village.akim, Extend(question=ref, until_on=date(2027, 1, 15), reason=WHY))
    shown = await queries.shown(village.visitor, ref)
    assert shown.standing is not None
    assert shown.standing.due_on == date(2027, 1, 15)
    last = (await queries.timeline(village.visitor, ref))[-1]
    assert (last.kind, last.reason, last.role) == ("extended", WHY, "head")


async def test_an_official_may_not(village: World):
    ref = await village.taken()
    with pytest.raises(Forbidden):
        await extend(village.official, Extend(question=ref, until_on=date(2027, 1, 15), reason=WHY))


async def test_not_beyond_two_months_not_twice_and_not_when_it_is_over(village: World):
    ref = await village.taken()
    with pytest.raises(Invalid, match=r"deadline.extension_too_long"):
        await extend(village.akim, Extend(question=ref, until_on=date(2027, 1, 25), reason=WHY))
    late = on(village.akim, "2026-12-15")
    with pytest.raises(Conflict, match=r"deadline.over"):
        await extend(late, Extend(question=ref, until_on=date(2027, 1, 15), reason=WHY))
    await extend(village.akim, Extend(question=ref, until_on=date(2026, 12, 30), reason=WHY))
    with pytest.raises(Conflict, match=r"deadline.extended_already"):
        await extend(village.akim, Extend(question=ref, until_on=date(2027, 1, 15), reason=WHY))


async def test_a_complaint_is_never_extended(village: World):
    ref = await village.taken(kind="complaint")
    with pytest.raises(Conflict, match=r"deadline.no_extension"):
        await extend(village.akim, Extend(question=ref, until_on=date(2027, 1, 15), reason=WHY))


async def test_a_request_for_information_is_extended_by_days(village: World):
    ref = await village.taken(kind="information")
    with pytest.raises(Invalid, match=r"deadline.extension_too_long_days"):
        await extend(village.akim, Extend(question=ref, until_on=date(2026, 12, 28), reason=WHY))
    await extend(village.akim, Extend(question=ref, until_on=date(2026, 12, 18), reason=WHY))
    shown = await queries.shown(village.visitor, ref)
    assert shown.standing is not None
    assert shown.standing.due_on == date(2026, 12, 18)
