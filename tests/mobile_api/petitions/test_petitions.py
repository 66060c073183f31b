"""Petitions on a telephone: filed once however often it is sent, found by the link, signed once, taken back, counted."""

from __future__ import annotations

from petitions.checking.actions.publish import Publish, publish
from tests.agencies.country import QARAAUYL
from tests.petitions.world import PROPOSAL, REASONS, TITLE_KK, TITLE_RU
from tests.questions.world import person

KEY = "0f6f7a52-5f0e-4b7e-9a53-2f1f0a3b8c11"


def filing(here, **more):
    return {
        "title": TITLE_KK, "topic": "roads", "agency": here.oblast.slug, "reasons": REASONS, "proposal": PROPOSAL, "language": "kk",
        "place": QARAAUYL, "consent": True, **more,
    }  # fmt: skip


async def test_she_files_once_and_finds_it_among_her_own(phone, here, aigul):
    await phone.refused(await phone.post("/petitions", filing(here), None, KEY), 401, "sign_in_needed")
    without = await phone.post("/petitions", filing(here, consent=False), aigul, KEY)
    assert (without.status_code, without.json()["errors"][0]["field"]) == (422, "consent")
    first = await phone.post("/petitions", filing(here), aigul, KEY + "2")
    again = await phone.post("/petitions", filing(here), aigul, KEY + "2")
    assert (first.status_code, first.json()) == (201, again.json())
    (line,) = await phone.read("/me/petitions", aigul)
    assert (line["ref"], line["state"], line["total"]) == (first.json()["ref"], "gathering", 0)
    assert (await phone.get(f"/petitions/{line['ref']}")).status_code == 404  # not public: its link is needed
    shown = await phone.read(f"/petitions/{first.json()['link']}", aigul)
    assert (shown["is_own"], shown["can_sign"], shown["own_signature"]) == (True, True, None)
    assert [each["title"] for each in shown["events"]] == ["Filed"]
    assert shown["standings"][0]["due_on"] == first.json()["until_on"]


async def test_he_signs_once_and_takes_it_back(phone, here, daulet):
    link = (await here.filed()).link
    path = f"/petitions/{link}/signature"
    refused = await phone.post(path, {"consent": False}, daulet)
    assert refused.status_code == 422
    first = (await phone.post(path, {"consent": True}, daulet)).json()
    again = (await phone.post(path, {"consent": True}, daulet)).json()
    assert (first["is_new"], again["is_new"], again["receipt"]) == (True, False, first["receipt"])
    shown = await phone.read(f"/petitions/{link}", daulet)
    assert (shown["own_signature"]["receipt"], shown["can_unsign"]) == (first["receipt"], True)
    for _twice in range(2):
        assert (await phone.delete(path, daulet)).status_code == 204
    assert (await phone.read(f"/petitions/{link}", daulet))["own_signature"] is None


async def test_the_list_and_the_count_are_everybodys_once_it_is_public(phone, here):
    filed = await here.checking()
    moderator = here.as_("moderator", person_id=await person("Әсел", "Тұрсынова"))
    await publish(moderator, Publish(petition=filed.ref))
    ref = filed.ref
    page = await phone.read("/petitions")
    (line,) = page["petitions"]
    assert (line["ref"], line["state_name"], page["next"]) == (ref, "Open for signatures", None)
    assert (await phone.read("/petitions", q="жоқ сөз"))["petitions"] == []
    assert (await phone.read("/petitions", tab="decided"))["petitions"] == []
    count = await phone.read(f"/petitions/{ref}/count")
    assert (count["ref"], count["total"], sum(count["by_proof"].values())) == (
        ref,
        line["total"],
        line["total"],
    )
    assert count["needed"] == line["needed"]
    near = await phone.post("/petitions/near", {"title": TITLE_RU, "topic": "roads", "language": "ru"})
    assert [each["ref"] for each in near.json()] == [ref]
