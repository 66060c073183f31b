"""A telephone finds its village."""

from tests.agencies.country import ABAI_DISTRICT, ABAI_OBLAST, QARAAUYL, QARAAUYL_OKRUG


async def test_a_village_is_found_by_its_russian_name_in_a_kazakh_interface(api):
    answer = await api.get("/api/v1/places", params={"q": "Караул"}, headers={"accept-language": "kk"})
    assert answer.status_code == 200
    found = {each["place"]["code"]: each for each in answer.json()}
    assert QARAAUYL in found
    assert found[QARAAUYL]["place"]["names"]["here"] == found[QARAAUYL]["place"]["names"]["kk"]
    assert "Абай облысы" in found[QARAAUYL]["where"]


async def test_as_many_as_asked_for_and_not_more(api):
    answer = await api.get("/api/v1/places", params={"q": "Абай", "limit": "2"})
    assert len(answer.json()) == 2


async def test_a_place_says_where_it_lies_and_who_answers_there(api):
    shown = (await api.get(f"/api/v1/places/{QARAAUYL}")).json()
    assert [each["code"] for each in shown["line"]] == [ABAI_OBLAST, ABAI_DISTRICT, QARAAUYL_OKRUG, QARAAUYL]
    assert [each["body"]["place_code"] for each in shown["governing"]] == [
        QARAAUYL_OKRUG,
        ABAI_DISTRICT,
        ABAI_OBLAST,
    ]
    assert shown["deadlines"]["owed"] == 0


async def test_the_way_down_the_tree(api):
    top = (await api.get("/api/v1/places/top")).json()
    assert len(top) == 20
    children = (await api.get(f"/api/v1/places/{ABAI_DISTRICT}/children")).json()
    assert QARAAUYL_OKRUG in {each["code"] for each in children}


async def test_a_place_that_is_not_there_is_not_found(api):
    for path in ("/places/999999999", "/places/nonsense", "/places/999999999/children", "/places/1%00"):
        answer = await api.get(f"/api/v1{path}")
        assert answer.status_code == 404
        assert answer.headers["content-type"] == "application/problem+json"
