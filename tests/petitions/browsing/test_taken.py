"""What others take away of petitions: counts, tables, a feed and a frame; nobody's name, and nothing of what is not public."""

from __future__ import annotations

import csv
import html
import io
import re
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from hearing_state.web.atom import NAMESPACE
from hearing_state.web.security import CSP
from petitions.drafting.actions.withdraw import Withdraw, withdraw
from petitions.drafting.models import PetitionRow
from petitions.signing.actions.sign import Sign, sign
from tests.agencies.country import ABAI_OBLAST
from tests.petitions.browsing.test_pages import public
from tests.petitions.world import TITLE_KK, World
from tests.questions.world import person

ALMATY = "750000000"

ELSEWHERE = (
    "petitions/{}/count.json",
    "petitions/{}/signatures.csv",
    "kk/petitions/{}/frame",
    "kk/petitions/{}/share.png",
)


def table(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"))))


async def collecting(here: World, people: int, **more: str) -> PetitionRow:
    filed = await here.filed(**more)
    row = await public(filed.ref, needed=40)
    await here.signed_by(people, filed.link)
    await here.counted()
    return row


async def test_the_count_and_its_history_add_up_to_the_same(client, here: World):
    row = await collecting(here, 3)
    answer = await client.get(f"/petitions/{row.ref}/count.json")
    said = answer.json()
    assert (said["petition"], said["state"], said["signatures"], said["needed"]) == (row.ref, "public", 3, 40)
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "max-age=3" in answer.headers["cache-control"]
    answer = await client.get(f"/petitions/{row.ref}/signatures.csv")
    assert answer.headers["content-type"].startswith("text/csv")
    assert sum(int(each["net_signatures"]) for each in table(answer.text)) == 3
    assert "Тұрғын" not in answer.text


async def signed_from(here: World, key: str, place: str, people: int) -> None:
    for _number in range(people):
        signer = here.as_("resident", person_id=await person("Тұрғын", "Қол"))
        await sign(signer, Sign(petition=key, consent=True, place=place))


async def test_a_few_votes_of_a_region_are_told_nowhere(client, here: World):
    filed = await here.filed()
    row = await public(filed.ref, needed=40)
    await signed_from(here, filed.link, ABAI_OBLAST, 10)
    await signed_from(here, filed.link, ALMATY, 2)
    await here.counted()
    page = (await client.get(f"/en/petitions/{row.ref}")).text
    assert 'aria-label="Abai Region: 10 votes"' in page
    assert re.search('aria-label="Almaty[^":]*: fewer than 10 votes"', page)
    assert "Elsewhere, or where is not said: 2." in page
    signers = page.partition('id="signers"')[2].partition("</section>")[0]
    assert "Abai Region" in signers
    assert "Almaty" not in signers
    lines = table((await client.get(f"/petitions/{row.ref}/signatures.csv")).text)
    assert {each["place"]: each["net_signatures"] for each in lines} == {ABAI_OBLAST: "10", "": "2"}


async def test_the_days_are_a_picture_and_a_table(client, here: World):
    row = await collecting(here, 3)
    page = (await client.get(f"/kk/petitions/{row.ref}")).text
    picture = page.partition('class="hs-chart hs-series"')[2].partition("</svg>")[0]
    assert 'role="img" aria-labelledby="series series-said"' in picture
    assert "hs-series__threshold" in picture
    assert page.count('id="series-said"') == 1
    assert "style=" not in page.partition("<main")[2]
    quiet = await here.filed(here.neighbour, title="Көшеге жаңа шамдар орнату қажет")
    await public(quiet.ref)
    assert "hs-series" not in (await client.get(f"/kk/petitions/{quiet.ref}")).text


async def test_a_frame_of_another_site_may_hold_this_page_alone(client, here: World):
    row = await collecting(here, 2)
    for language, counted in (
        ("kk", "жағдайы бойынша саналды"),
        ("ru", "Подсчитано"),
        ("en", "Counted up to"),
    ):
        page = await client.get(f"/{language}/petitions/{row.ref}/frame")
        assert page.status_code == 200
        policy = page.headers["content-security-policy"]
        assert "frame-ancestors *" in policy
        assert "script-src" not in policy
        assert "form-action 'none'" in policy
        assert counted in page.text
        assert TITLE_KK in page.text
        assert "<script" not in page.text
        assert "<form" not in page.text
        assert page.headers["cache-control"] == "public, max-age=3"
        assert "set-cookie" not in page.headers
    whole = await client.get(f"/kk/petitions/{row.ref}")
    assert whole.headers["content-security-policy"] == CSP
    assert f"/kk/petitions/{row.ref}/frame" in whole.text
    assert f'<meta property="og:title" content="{TITLE_KK}">' in whole.text


async def test_a_title_cannot_break_out_of_the_line_that_others_copy(client, here: World):
    row = await collecting(here, 1, title='Көпір салынсын" onload="alert(1)')
    page = await client.get(f"/kk/petitions/{row.ref}")
    code = html.unescape(page.text.split("&lt;iframe")[1].split("</textarea>")[0])  # as it is read and copied
    assert 'title="Көпір салынсын&#34; onload=&#34;alert(1)"' in code


async def test_a_link_that_is_passed_on_has_a_picture_with_the_count(client, here: World):
    row = await collecting(here, 2)
    page = (await client.get(f"/ru/petitions/{row.ref}")).text
    assert re.search(
        rf'<meta property="og:image" content="http[^"]+/ru/petitions/{row.ref}/share.png">', page
    )
    answer = await client.get(f"/ru/petitions/{row.ref}/share.png")
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert Image.open(io.BytesIO(answer.content)).size == (1200, 630)
    tag = answer.headers["etag"]
    known = {"if-none-match": tag}
    assert (await client.get(f"/ru/petitions/{row.ref}/share.png", headers=known)).status_code == 304
    assert (await client.get(f"/kk/petitions/{row.ref}/share.png", headers=known)).status_code == 200
    await here.signed_by(1, row.link)
    await here.counted()
    assert (await client.get(f"/ru/petitions/{row.ref}/share.png")).headers["etag"] != tag


async def test_the_list_as_a_table_and_a_feed(client, here: World):
    formula = "=HYPERLINK(көпірді қараңыз және қол қойыңыз)"
    row = await collecting(here, 2, title=formula)
    hidden = await here.filed(here.neighbour)
    [line] = table((await client.get("/ru/petitions.csv")).text)
    assert (line["petition"], line["signatures"], line["needed"]) == (row.ref, "2", "40")
    assert line["title"] == f"'{formula}"  # a spreadsheet does not run it
    assert line["address"].endswith(f"/ru/petitions/{row.ref}")
    answer = await client.get("/ru/petitions.atom")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = ET.fromstring(answer.content)
    names = {"a": NAMESPACE}
    assert [each.text for each in feed.findall("a:entry/a:title", names)] == [formula]
    assert feed.findtext("a:entry/a:updated", namespaces=names)
    assert hidden.ref not in answer.text
    nothing = await client.get("/ru/petitions.atom", params={"topic": "schools"})
    assert ET.fromstring(nothing.content).findall("a:entry", names) == []


@pytest.mark.parametrize("address", ELSEWHERE)
async def test_what_is_not_public_is_taken_by_nobody(client, here: World, address):
    filed = await here.filed()
    for key in (filed.ref, filed.link, "P-2026-999999", "x"):
        assert (await client.get("/" + address.format(key))).status_code == 404
    row = await public(filed.ref)
    assert (await client.get("/" + address.format(row.ref))).status_code == 200
    assert (await client.get("/" + address.format(row.link))).status_code == 404


async def test_a_notice_leads_to_the_address_that_its_reader_was_given(client, here: World):
    filed = await here.filed()
    assert (await client.get(f"/kk/petitions/{filed.ref}/notice")).status_code == 404
    for language in ("kk", "ru"):
        page = await client.get(f"/{language}/petitions/{filed.link}/notice")
        assert page.status_code == 200
        assert "<svg" in page.text
        assert TITLE_KK in page.text
        assert f"/{language}/petitions/{filed.link}<" in page.text
        # On a board it is photographed from a step away: the square grows with its sheet.
        assert re.search(r'<svg[^>]* viewBox="0 0 \d+ \d+"', page.text.partition("hs-slip-code")[2])
    row = await public(filed.ref)
    page = await client.get(f"/kk/petitions/{row.ref}/notice")
    assert page.status_code == 200
    assert f"/kk/petitions/{row.ref}<" in page.text.replace('<wbr><span class="hs-ref">', "")
    await withdraw(here.author, Withdraw(petition=filed.ref))
    assert (
        await client.get(f"/kk/petitions/{filed.link}/notice")
    ).status_code == 404  # nothing to sign any more
