"""A telephone asks who answers for what."""

from hearing_state.agencies import queries
from tests.agencies.country import QARAAUYL_OKRUG, office


async def test_topics_come_in_three_languages(api, country):
    topics = (await api.get("/api/v1/topics")).json()
    assert [each["key"] for each in topics] == [each.key for each in await queries.topics(country)]
    assert all(each["names"]["kk"] and each["names"]["ru"] for each in topics)


async def test_a_body_says_what_it_is_and_how_its_deadlines_stand(api, country):
    okrug = await office(country, QARAAUYL_OKRUG)
    shown = (await api.get(f"/api/v1/bodies/{okrug.slug}")).json()
    assert shown["body"]["names"]["kk"] == okrug.name_kk
    assert shown["body"]["place_code"] == QARAAUYL_OKRUG
    assert shown["successor"] is None
    assert shown["deadlines"]["on_time_share"] is None


async def test_there_is_no_body_of_that_name(api):
    answer = await api.get("/api/v1/bodies/ministry-of-silly-walks")
    assert answer.status_code == 404
    assert answer.json()["reason"] == "agency.not_found"
