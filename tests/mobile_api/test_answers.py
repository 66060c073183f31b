"""How everything is answered: tags, languages, refusals."""

import pytest

from tests.agencies.country import QARAAUYL


async def test_a_telephone_that_has_it_already_is_not_sent_it_again(api):
    first = await api.get("/api/v1/topics")
    assert first.headers["cache-control"] == "public, max-age=86400"
    assert "Accept-Language" in first.headers["vary"]
    again = await api.get("/api/v1/topics", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = await api.get(
        "/api/v1/topics", headers={"if-none-match": first.headers["etag"], "accept-language": "ru"}
    )
    assert other.status_code == 200


async def test_each_reader_reads_the_own_language(api):
    names = {}
    for language in ("kk", "ru", "en"):
        answer = await api.get(f"/api/v1/places/{QARAAUYL}", headers={"accept-language": f"{language};q=0.9"})
        assert answer.headers["content-language"] == language
        names[language] = answer.json()["place"]["names"]
    assert {language: each["here"] for language, each in names.items()} == {
        language: names["kk"][language] for language in names
    }


async def test_a_refusal_has_a_stable_word_and_a_sentence_of_the_reader(api):
    said = {}
    for language in ("kk", "ru", "en"):
        answer = await api.get(
            "/api/v1/places", params={"q": "x" * 101}, headers={"accept-language": language}
        )
        document = answer.json()
        assert answer.status_code == document["status"] == 422
        assert (document["type"], document["reason"]) == ("/problems/field_too_long", "field_too_long")
        assert document["errors"][0]["field"] == "q"
        said[language] = document["title"]
    assert said["en"] == "Write at most 100 characters."
    assert len(set(said.values())) == 3


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("", "field_missing"),
        ("q=", "field_too_short"),
        ("q=%20%20", "field_too_short"),
        ("q=a&limit=0", "field_too_small"),
        ("q=a&limit=many", "field_not_a_number"),
        ("q=a&q=b", "field_too_many"),
        ("q=a&colour=red", "api.unknown_parameter"),
        ("q=a%00b", "field_not_understood"),
    ],
)
async def test_a_parameter_that_cannot_be_taken_is_named(api, query, reason):
    answer = await api.get(f"/api/v1/places?{query}")
    assert (answer.status_code, answer.json()["reason"]) == (422, reason)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"


async def test_addresses_and_methods_that_are_not_offered(api):
    nowhere = await api.get("/api/v1/nowhere")
    assert (nowhere.status_code, nowhere.json()["reason"]) == (404, "not_found")
    wrong = await api.delete("/api/v1/topics")
    assert (wrong.status_code, wrong.json()["reason"]) == (405, "method_not_offered")
    assert wrong.headers["allow"] == "GET, HEAD"
    assert (await api.delete("/api/v1/questions")).headers["allow"] == "GET, HEAD, POST"


async def test_a_token_that_has_ended_is_told_so_everywhere(api):
    for scheme in ("Bearer nobodys-token", "Basic YTpi"):
        answer = await api.get("/api/v1/topics", headers={"authorization": scheme})
        assert (answer.status_code, answer.json()["reason"]) == (401, "sign_in_needed")


async def test_an_answer_is_never_framed_sniffed_or_run(api):
    headers = (await api.get("/api/v1/topics")).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in headers["content-security-policy"]
