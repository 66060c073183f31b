"""Bodies on public pages, and the register in the console."""

import pytest

from hearing_state.agencies import competence, queries
from hearing_state.agencies import demo as bodies
from hearing_state.people import demo
from tests.agencies.country import ABAI_DISTRICT, QARAAUYL, QARAAUYL_OKRUG, mapped, office
from tests.people.signing_in import staff_signed_in
from tests.support.app import HouseClient
from tests.support.contexts import AsRole


@pytest.fixture
async def house(client: HouseClient, as_: AsRole) -> HouseClient:
    await mapped(as_("system"))
    await bodies.load(as_("system"))
    await demo.load(as_("system"))
    return client


@pytest.fixture
async def desk(house: HouseClient, as_: AsRole) -> HouseClient:
    """The same house, an administrator signed in."""
    house.cookies.set("hs_session", (await staff_signed_in(as_(), "administrator")).secret)
    return house


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_a_body_says_who_heads_it_and_where_it_stands(
    house: HouseClient, as_: AsRole, language: str
) -> None:
    body = await office(as_(), ABAI_DISTRICT)
    page = await house.get(f"/{language}/bodies/{body.slug}")
    assert page.status_code == 200
    assert "Самат Нұрпейісов" in page.text
    assert "Ержан Қалиев" in page.text
    assert f"/{language}/places/{ABAI_DISTRICT}" in page.text
    assert "Ботагөз" not in page.text  # operators look after the system, not after answers


async def test_bodies_are_found_by_word_kind_and_oblast(house: HouseClient) -> None:
    by_word = await house.get("/en/bodies", params={"q": "Karaauyl"})
    assert "Akim&#39;s office of Qaraauyl rural okrug" in by_word.text
    by_kind = await house.get("/en/bodies", params={"kind": "ministry"})
    assert "Ministry of Transport" in by_kind.text
    assert "Akim&#39;s" not in by_kind.text.split("hs-list--links")[1]
    by_oblast = await house.get("/en/bodies", params={"oblast": "750000000", "page": "1"})
    assert "9 bodies" in by_oblast.text
    nothing = await house.get(
        "/en/bodies", params={"q": "zzzzzz", "kind": "dragon", "oblast": "x", "page": "-1"}
    )
    assert "No body was found" in nothing.text


async def test_a_place_says_who_governs_there(house: HouseClient) -> None:
    page = await house.get(f"/kk/places/{QARAAUYL}")
    for name in ("Бауыржан Омаров", "Самат Нұрпейісов", "Ерлан Тұрғанбаев"):
        assert name in page.text


async def test_an_unknown_body_is_not_found(house: HouseClient) -> None:
    assert (await house.get("/kk/bodies/no-such-body")).status_code == 404


async def test_an_administrator_dissolves_a_body_and_its_page_names_the_heir(
    desk: HouseClient, as_: AsRole
) -> None:
    okrug, district = await office(as_(), QARAAUYL_OKRUG), await office(as_(), ABAI_DISTRICT)
    path = f"/en/console/bodies/{okrug.slug}/dissolve"
    assert f'value="{district.slug}"' in (await desk.get(path)).text
    assert (await desk.post(path, data={})).status_code == 422
    done = await desk.post(path, data={"successor": district.slug})
    assert done.headers["location"] == f"/en/console/bodies/{okrug.slug}"
    public = await desk.get(f"/en/bodies/{okrug.slug}")
    assert f"/en/bodies/{district.slug}" in public.text
    assert "This body was dissolved on" in public.text


async def test_an_administrator_renames_merges_and_ends_a_post(desk: HouseClient, as_: AsRole) -> None:
    okrug, district = await office(as_(), QARAAUYL_OKRUG), await office(as_(), ABAI_DISTRICT)
    entry = f"/en/console/bodies/{district.slug}"
    names = {"name_kk": "Абай әкімдігі", "name_ru": "Абайский акимат", "name_en": "Abai akimat"}
    assert (await desk.post(f"{entry}/rename", data=names)).status_code == 303
    assert (await desk.post(f"{entry}/rename", data={"name_kk": "x"})).status_code == 422
    assert (await desk.post(f"{entry}/second-person", data={"needed": "yes"})).status_code == 303
    assert (await desk.get(f"{entry}/merge", params={"q": "Qaraauyl"})).status_code == 200
    assert (await desk.post(f"{entry}/merge", data={"agencies": [okrug.slug]})).status_code == 303
    head = (await queries.heads_of(as_(), [district.id]))[district.id]
    ended = {"appointment": str(head.id), "until_on": "2026-11-23"}
    assert (await desk.post(f"{entry}/end-appointment", data=ended)).status_code == 303
    page = await desk.get(entry, params={"done": "ended"})
    assert "Abai akimat" in page.text
    assert "The last day is written down." in page.text


async def test_an_administrator_founds_a_body_and_corrects_a_remit(desk: HouseClient, as_: AsRole) -> None:
    sent = {"kind": "other", "name_kk": "Су қызметі", "name_ru": "Служба воды", "name_en": "Water Service"}
    founded = await desk.post("/en/console/new-body", data=sent)
    assert founded.headers["location"] == "/en/console/bodies/water-service?done=founded"
    assert (await desk.post("/en/console/new-body", data=sent)).status_code == 422
    remit = {"tier": "central", "ministry": "water-service", "source": "Water Code, art. 1", "certainty": "Q"}
    assert (await desk.post("/en/console/remits/water_supply", data=remit)).status_code == 303
    assert (
        await desk.post("/en/console/remits/water_supply", data={**remit, "ministry": ""})
    ).status_code == 422
    assert (await competence.competent(as_(), QARAAUYL, "water_supply")).agency.slug == "water-service"
    for path in ("/bodies", "/bodies/water-service", "/remits", "/remits/roads", "/new-body"):
        assert (await desk.get(f"/kk/console{path}")).status_code == 200
