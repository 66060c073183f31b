"""What every answer of the house carries, and what becomes of a bad request."""

import pytest


async def test_alive_and_ready(client):
    assert (await client.get("/healthz")).text == "alive"
    answer = await client.get("/readyz")
    assert answer.json()["findings"].keys() <= {"clock", "calendar", "mail"}


async def test_every_answer_closes_what_browsers_leave_open(client):
    answer = await client.get("/healthz")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "path", ["/kk/no-such-page", "/xx/", "/kk/places/none", "/%ff%fe", "/kk//", "/static/x/none.css"]
)
async def test_what_is_not_there_is_a_page_with_words(client, path):
    answer = await client.get(path)
    assert answer.status_code == 404
    assert "<html" in answer.text


async def test_a_form_from_another_site_is_refused(client):
    answer = await client.post("/kk/sign-in", headers={"origin": "https://evil.example"}, data={})
    assert answer.status_code == 403
    assert "evil" not in answer.text


async def test_figures_are_not_for_those_who_come_through_a_proxy(client):
    assert (await client.get("/metrics", headers={"x-forwarded-for": "1.2.3.4"})).status_code == 404
    assert "hearing_state_outbox_waiting" in (await client.get("/metrics")).text


async def test_the_way_to_the_front_door_does_not_believe_a_forged_host(client):
    answer = await client.get("/kk", headers={"host": "evil.example"})
    assert answer.headers["location"] == "/kk/"
