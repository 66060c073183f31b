"""A citizen on a phone without JavaScript: drafts, files, passes the link on; others read and sign; everybody finds what is public."""

from __future__ import annotations

from datetime import date

import pytest

from hearing_state.people.person import Step
from hearing_state.people.sessions import open_session
from petitions.browsing import queries
from petitions.browsing.progress import Progress
from petitions.browsing.queries import Filters
from petitions.drafting.models import PetitionRow
from petitions.signing.actions.sign import Sign, sign
from petitions.signing.actions.unsign import Unsign, unsign
from tests.agencies.country import ABAI_OBLAST, QARAAUYL
from tests.petitions.world import PROPOSAL, REASONS, TITLE_KK, TITLE_RU, World, row_of
from tests.questions.pages.browser import send


async def sits_down(client, here: World, person_id) -> None:
    client.cookies.set("hs_session", await open_session(here.system, person_id, Step.CODE, ""))


async def public(ref: str, needed: int = 5, **more: object) -> PetitionRow:
    row = await row_of(ref)
    row.update_from_dict(
        {
            "state": "public",
            "published_at": row.filed_at,
            "collect_until_on": date(2027, 5, 23),
            "needed": needed,
            **more,
        }
    )
    await row.save()
    return row


async def test_from_the_first_word_to_the_direct_link(client, here: World):
    page = await client.get("/kk/petitions/new", params={"place": QARAAUYL})
    assert page.status_code == 200
    page = await send(client, page, "/petitions/new", title="Көпір", topic="roads", language="kk")
    assert page.status_code == 422
    assert "кемінде 10 таңба" in page.text
    assert "Көпір" in page.text  # what was typed is kept
    page = await send(client, page, "/about", title=TITLE_KK, topic="roads", language="kk")
    assert "5 957" in page.text.replace("\xa0", " ")  # the oblast's akim: one per cent, rounded up
    assert "белгісіз" in page.text  # of the okrug nobody knows the population
    page = await send(client, page, "/body", agency=here.oblast.slug)
    page = await send(client, page, "/text", proposal=PROPOSAL, reasons="Қысқа")
    assert page.status_code == 422
    page = await send(client, page, "/text", proposal=PROPOSAL, reasons=REASONS)
    assert "/sign-in" in page.text  # what was typed waits
    await sits_down(client, here, here.aigul)
    page = await client.get(str(page.url))
    assert page.status_code == 200
    page = await send(client, page, "/file", consent="")
    assert page.status_code == 422
    page = await send(client, page, "/file", consent="yes")
    assert page.status_code == 200
    row = await PetitionRow.get(title=TITLE_KK)
    assert row.link in page.text
    assert "Айгүл С." in page.text
    mine = await client.get("/kk/my/petitions")
    assert row.ref in mine.text


async def test_a_neighbour_signs_by_the_link_and_takes_it_back(client, here: World):
    filed = await here.filed()
    assert (await client.get(f"/kk/petitions/{filed.ref}")).status_code == 404
    assert (await client.get(f"/kk/petitions/{filed.ref}/sign")).status_code == 404
    page = await client.get(f"/ru/petitions/{filed.link}/sign")
    assert "/sign-in" in page.text
    await sits_down(client, here, here.daulet)
    page = await client.get(f"/ru/petitions/{filed.link}/sign")
    page = await send(client, page, "/sign", consent="")
    assert page.status_code == 422
    page = await send(client, page, "/sign", consent="yes", place=ABAI_OBLAST)
    assert page.status_code == 200
    assert "Квитанция" in page.text
    assert "Дәулет Ж." in page.text
    assert "Жүнісов" not in page.text
    page = await send(client, page, "/unsign")
    assert "Дәулет" not in page.text
    assert "Квитанция" not in page.text


async def test_the_public_page_says_how_far_why_and_by_which_law(client, here: World):
    filed = await here.filed()
    await public(filed.ref, needed=5957, population=595_676, population_source="Ұлттық статистика бюросы")
    await here.signed_by(3, filed.ref)
    await here.counted()
    page = await client.get(f"/kk/petitions/{filed.ref}")
    said = page.text.replace("\xa0", " ")
    assert "5 957" in said
    assert "595 676 (Ұлттық статистика бюросы)" in said
    assert "сағат 12:00" in said.lower()
    assert "306-VIII" in said
    assert filed.link not in said
    assert "/deadlines/" in said  # why this date


async def test_the_list_is_searched_narrowed_and_sorted(client, here: World):
    bridge = await here.filed()
    library = await here.filed(
        here.neighbour,
        title="Аудандағы кітапхананы жексенбіде де ашу",
        topic="schools",
        agency=here.district.slug,
    )
    hidden = await here.filed(here.neighbour, title="Көшеге жаңа шамдар орнату қажет")
    await public(bridge.ref, needed=4)
    await public(library.ref, needed=100)
    await here.signed_by(3, bridge.ref)
    await here.counted()

    async def refs(**asked: str) -> list[str]:
        return [each.ref for each in (await queries.listed(here.visitor, Filters(**asked))).items]

    assert set(await refs()) == {bridge.ref, library.ref}
    assert hidden.ref not in await refs(tab="all")
    assert await refs(tab="near") == [bridge.ref]
    assert await refs(text="кітапхана жексенбі") == [library.ref]
    assert await refs(text="%") == await refs()  # a sign of LIKE is no sign here
    assert await refs(topic="schools") == [library.ref]
    assert await refs(place=ABAI_OBLAST) == sorted([bridge.ref, library.ref], reverse=True)
    assert await refs(tab="decided") == []
    page = await client.get("/ru/petitions", params={"q": "кітапхана"})
    assert library.ref in page.text
    assert bridge.ref not in page.text
    for nonsense in ({"tab": "x", "place": "١٠٠", "topic": "<b>", "page": "99999999"}, {"q": "'); --"}):
        assert (await client.get("/kk/petitions", params=nonsense)).status_code == 200


async def test_nearly_there_follows_the_votes_and_the_petition(here: World):
    filed = await here.filed()
    row = await public(filed.ref, needed=8)

    async def near() -> list[int]:
        return [each.total for each in (await queries.listed(here.visitor, Filters(tab="near"))).items]

    await here.signed_by(5, filed.ref)
    await here.counted()
    assert await near() == []  # five of eight are less than three quarters
    await sign(here.neighbour, Sign(petition=filed.ref, consent=True))
    await here.counted()
    assert await near() == [6]
    await public(filed.ref, needed=9)
    assert await near() == []
    row = await public(filed.ref, needed=8)
    assert await near() == [6]
    await unsign(here.neighbour, Unsign(petition=filed.ref))
    await here.counted()
    assert await near() == []
    await sign(here.neighbour, Sign(petition=filed.ref, consent=True))
    await here.counted()
    row.is_hidden = True
    await row.save()
    assert await near() == []


async def test_a_twin_is_shown_and_leads_to_the_open_one(client, here: World):
    filed = await here.filed()
    await public(filed.ref)
    page = await client.get("/ru/petitions/new", params={"place": QARAAUYL})
    page = await send(client, page, "/petitions/new", title=TITLE_RU, topic="roads", language="ru")
    assert f"/ru/petitions/{filed.ref}" in page.text


async def test_a_strangers_draft_is_not_there(client, here: World):
    page = await client.get("/kk/petitions/new", params={"place": QARAAUYL})
    page = await send(client, page, "/petitions/new", title=TITLE_KK, topic="roads", language="kk")
    address = str(page.url)
    client.cookies.clear()
    assert (await client.get(address)).status_code == 404
    await sits_down(client, here, here.daulet)
    assert (await client.get(address)).status_code == 404


@pytest.mark.parametrize(
    ("total", "needed", "percent", "left"),
    [(0, 50, 0, 50), (49, 50, 98, 1), (5_956, 5_957, 99, 1), (70, 50, 100, 0), (3, None, 0, 0)],
)
def test_progress_is_never_said_to_be_whole_before_it_is(total, needed, percent, left):
    far = Progress(total, needed)
    assert (far.percent, far.left) == (percent, left)


async def test_figures_are_pasted_in_the_workplace(client, here: World):
    del here
    assert (await client.get("/kk/console/petitions/population")).status_code == 303
