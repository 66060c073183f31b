"""Where a question goes: the topic's remit, and the place's line of power."""

import pytest

from hearing_state.agencies import competence, queries
from hearing_state.agencies.actions.dissolve_agency import DissolveAgency, dissolve_agency
from hearing_state.errors import NotFound
from hearing_state.i18n import speaking
from tests.agencies.country import (
    ABAI_DISTRICT,
    ABAI_OBLAST,
    ALMATY,
    MEDEU,
    QARAAUYL,
    QARAAUYL_OKRUG,
    SEMEI,
    SEMEI_ADMINISTRATION,
    mapped,
)
from tests.support.contexts import AsRole

LABOUR = "ministry-of-labour-and-social-protection"


@pytest.mark.parametrize(
    ("place", "topic", "competent", "why"),
    [
        (QARAAUYL, "street_lighting", QARAAUYL_OKRUG, "routing.at_this_level"),
        (QARAAUYL, "roads", ABAI_DISTRICT, "routing.at_this_level"),
        (QARAAUYL, "health_care", ABAI_OBLAST, "routing.at_this_level"),
        (QARAAUYL, "pensions", LABOUR, "routing.ministry"),
        (SEMEI, "street_lighting", SEMEI_ADMINISTRATION, "routing.next_level_up"),
        (SEMEI, "roads", SEMEI_ADMINISTRATION, "routing.at_this_level"),
        (MEDEU, "street_lighting", MEDEU, "routing.at_this_level"),
        (MEDEU, "roads", ALMATY, "routing.next_level_up"),
        (ALMATY, "schools", ALMATY, "routing.at_this_level"),
        (ABAI_OBLAST, "street_lighting", ABAI_OBLAST, "routing.next_level_up"),
    ],
)
async def test_a_question_goes_to_the_body_that_the_remit_names(
    db: object, as_: AsRole, place: str, topic: str, competent: str, why: str
) -> None:
    await mapped(as_("system"))
    proposal = await competence.competent(as_(), place, topic)
    assert (proposal.agency.place_code or proposal.agency.slug) == competent
    assert proposal.why.word == why


async def test_the_asker_may_choose_anybody_up_the_line_or_the_ministry(db: object, as_: AsRole) -> None:
    await mapped(as_("system"))
    proposal = await competence.competent(as_(), QARAAUYL, "roads")
    offered = [each.place_code or each.slug for each in proposal.alternatives]
    assert offered == [QARAAUYL_OKRUG, ABAI_OBLAST, "ministry-of-transport"]


async def test_without_a_topic_the_nearest_body_answers(db: object, as_: AsRole) -> None:
    await mapped(as_("system"))
    proposal = await competence.competent(as_(), QARAAUYL, None)
    assert (proposal.agency.place_code, proposal.why.word) == (QARAAUYL_OKRUG, "routing.nearest")


async def test_the_reason_is_a_sentence_in_the_readers_language(db: object, as_: AsRole) -> None:
    await mapped(as_("system"))
    proposal = await competence.competent(as_(), QARAAUYL, "roads")
    with speaking("en"):
        assert "Roads and streets" in proposal.why.sentence
        assert "Akim's office of Abai District" in proposal.why.sentence
    with speaking("kk"):
        assert "Жолдар мен көшелер" in proposal.why.sentence


async def test_a_dissolved_ministry_is_followed_to_its_successor(db: object, as_: AsRole) -> None:
    await mapped(as_("system"))
    await dissolve_agency(
        as_("administrator"), DissolveAgency(agency=LABOUR, successor="ministry-of-healthcare")
    )
    assert (await competence.competent(as_(), QARAAUYL, "pensions")).agency.slug == "ministry-of-healthcare"


async def test_an_unknown_topic_or_place_is_not_found(db: object, as_: AsRole) -> None:
    await mapped(as_("system"))
    with pytest.raises(NotFound):
        await competence.competent(as_(), QARAAUYL, "dragons")
    with pytest.raises(NotFound):
        await competence.competent(as_(), "999999999", "roads")


async def test_power_goes_from_the_okrug_up_to_the_oblast(db: object, as_: AsRole) -> None:
    await mapped(as_("system"))
    line = [each.agency.place_code for each in await queries.governing(as_(), QARAAUYL)]
    assert line == [QARAAUYL_OKRUG, ABAI_DISTRICT, ABAI_OBLAST]
    okrug = (await queries.governing(as_(), QARAAUYL))[0].agency
    above = await queries.superior(as_(), okrug.id)
    assert above is not None
    assert above.place_code == ABAI_DISTRICT
    oblast = (await queries.governing(as_(), ABAI_OBLAST))[0].agency
    assert await queries.superior(as_(), oblast.id) is None


async def test_bodies_are_found_by_words_in_any_language(db: object, as_: AsRole) -> None:
    await mapped(as_("system"))
    for text in ("Қараауыл", "караауыл округ", "qaraauyl", "Карааульского"):
        assert QARAAUYL_OKRUG in [each.place_code for each in await queries.search(as_(), text)], text
    assert [each.slug for each in await queries.search(as_(), "министерство транспорта")] == [
        "ministry-of-transport"
    ]
    assert await queries.search(as_(), "%") == []
