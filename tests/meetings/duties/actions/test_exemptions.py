"""Where nobody lives nobody must be met; that is said by those above who owe it, with a source, in public."""

from __future__ import annotations

from datetime import date

import pytest

from hearing_state.db import execute, rows
from hearing_state.errors import Conflict, Forbidden, Invalid
from hearing_state.territories.names import Kind
from meetings.duties import exemption, queries
from meetings.duties.actions.end_exemption import EndExemption, end_exemption
from meetings.duties.actions.exempt_kinds import ExemptKinds, exempt_kinds
from meetings.duties.actions.exempt_place import ExemptPlace, exempt_place
from meetings.duties.exemption import Reason
from tests.agencies.country import ABAI_DISTRICT, QARAAUYL, QARAAUYL_OKRUG
from tests.meetings.world import World, later

SOURCE = "2021 жылғы санақ: тұрғыны жоқ."
UNIT, VILLAGE = "114439000", "114439100"  # a village akim's unit, and the village in it
ORDA = "103235500"
OF_QARAAUYL = ExemptPlace(place=QARAAUYL, reason=Reason.UNINHABITED, source=SOURCE)


async def test_the_district_says_that_nobody_lives_in_a_village_of_an_okrug(here: World):
    await exempt_place(here.as_("official", here.district.id), OF_QARAAUYL)
    found = await queries.duties_of(here.visitor, [here.okrug.id])
    assert QARAAUYL not in {each.place_code for each in found}
    (line,) = (await exemption.listed(here.visitor, QARAAUYL_OKRUG)).items
    assert (line.place.code, line.source, line.from_on) == (QARAAUYL, SOURCE, date(2026, 11, 23))
    with pytest.raises(Conflict) as refusal:
        await exempt_place(here.administrator, OF_QARAAUYL)
    assert refusal.value.reason == "duty.exempt_already"


async def test_nobody_exempts_herself(here: World):
    for context in (
        here.as_("official", here.okrug.id),
        here.as_("head", here.okrug.id),
        here.as_("clerk", here.district.id),
        here.as_("resident"),
    ):
        with pytest.raises(Forbidden):
            await exempt_place(context, OF_QARAAUYL)
    okrug = ExemptPlace(place=QARAAUYL_OKRUG, reason=Reason.UNINHABITED, source=SOURCE)
    with pytest.raises(Forbidden):  # the district itself must meet people in the okrug
        await exempt_place(here.as_("official", here.district.id), okrug)
    await exempt_place(here.as_("official", here.oblast.id), okrug)
    district = ExemptPlace(place=ABAI_DISTRICT, reason=Reason.OTHER, source=SOURCE)
    with pytest.raises(Forbidden):
        await exempt_place(here.as_("head", here.oblast.id), district)
    await exempt_place(here.administrator, district)


async def test_a_place_that_no_duty_names_cannot_be_exempted(here: World):
    wish = ExemptPlace(place=VILLAGE, reason=Reason.UNINHABITED, source=SOURCE)
    with pytest.raises(Invalid) as refusal:
        await exempt_place(here.administrator, wish)
    assert refusal.value.reason == "duty.nothing_owed_here"


async def test_people_came_back_and_must_be_met_from_that_day(here: World):
    await exempt_place(here.administrator, OF_QARAAUYL)
    in_spring = later(here.administrator, days=150)
    await end_exemption(
        in_spring, EndExemption(place=QARAAUYL, source="Әкімдіктің актісі: үш отбасы тұрады.")
    )
    duty = await queries.duty_at(in_spring, here.okrug.id, QARAAUYL)
    assert duty is not None
    assert duty.counted_from == in_spring.today
    (line,) = (await exemption.listed(in_spring, QARAAUYL, ended=True)).items
    assert line.end_source.startswith("Әкімдіктің")
    assert (await exemption.listed(in_spring)).total == 0
    with pytest.raises(Conflict):
        await end_exemption(in_spring, EndExemption(place=QARAAUYL, source=SOURCE))


async def test_the_winterings_of_a_district_in_one_step(here: World):
    for code in (ORDA, "103239400", QARAAUYL):
        await execute("UPDATE territories_place SET kind = 'wintering' WHERE code = $1", code)
    kinds = (Kind.WINTERING, Kind.PASTURE)
    codes = await exemption.exemptible(here.visitor, ABAI_DISTRICT, kinds)
    assert codes == [QARAAUYL, ORDA, "103239400"]
    wish = ExemptKinds(under=ABAI_DISTRICT, kinds=kinds, reason="uninhabited", source=SOURCE, expected=3)
    with pytest.raises(Forbidden):
        await exempt_kinds(here.as_("official", here.okrug.id), wish)
    with pytest.raises(Conflict) as refusal:
        await exempt_kinds(here.administrator, wish.model_copy(update={"expected": 2}))
    assert refusal.value.reason == "duty.other_places_now"
    assert (await exempt_kinds(here.as_("head", here.district.id), wish)).places == 3
    assert await exemption.exemptible(here.visitor, ABAI_DISTRICT, kinds) == []
    assert len(await rows("SELECT 1 FROM duties_exemption WHERE source = $1", SOURCE)) == 3
    with pytest.raises(Invalid):
        await exempt_kinds(here.administrator, wish)


async def test_the_whole_country_at_once_is_for_administrators(here: World):
    await execute(
        "UPDATE territories_place SET kind = 'wintering' WHERE code = ANY ($1)", [ORDA, "114443200"]
    )
    wish = ExemptKinds(kinds=(Kind.WINTERING,), reason="uninhabited", source=SOURCE, expected=2)
    with pytest.raises(Forbidden):
        await exempt_kinds(here.as_("head", here.oblast.id), wish)
    await exempt_kinds(here.administrator, wish)
    assert (await exemption.listed(here.visitor)).total == 2
