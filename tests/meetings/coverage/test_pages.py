"""The public's instrument: a skipped village shows red on every page the day after, with no job run."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, datetime

import pytest

from hearing_state.clock import ALMATY
from hearing_state.db import execute
from meetings.coverage.actions.declare_tension import DeclareTension, declare_tension
from meetings.duties.actions.exempt_place import ExemptPlace, exempt_place
from meetings.duties.exemption import Reason
from tests.agencies.country import ABAI_DISTRICT, ABAI_OBLAST, QARAAUYL, QARAAUYL_OKRUG
from tests.meetings.coverage.years import Past, lay, record_since
from tests.meetings.world import World
from tests.questions.console.office import AtWork
from tests.questions.pages.browser import heading

JANUARY = date(2026, 1, 1)
SOURCE = "2021 жылғы санақ: тұрғыны жоқ."
GROUNDS = "Асқар Ибраевтың айтуынша, тұрғындар жиналып жатыр."


def at(client, day: str, hour: int = 12) -> None:
    moment = datetime.fromisoformat(day)
    client.clock.put(datetime(moment.year, moment.month, moment.day, hour, tzinfo=ALMATY))


async def text_of(client, path: str) -> str:
    page = await client.get(path)
    assert page.status_code == 200, path
    return page.text


def row_of(text: str, name: str) -> list[str]:
    """The numbers of a table's row."""
    row = re.search(
        rf"<tr[^>]*>\s*<th[^>]* scope=\"row\">(?:<a[^>]*>)?{name}(?:</a>)?</th>(.*?)</tr>", text, re.DOTALL
    )
    assert row, name
    return [re.sub(r"<[^>]+>|\s", "", cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row[1], re.DOTALL)]


async def test_a_skipped_village_shows_red_the_day_after_its_half_year(client, here: World):
    await record_since(here, JANUARY)
    at(client, "2026-06-30", 23)
    before = await text_of(client, f"/en/places/{QARAAUYL}")
    assert "No meeting here stands in the record yet" in before
    assert "Overdue since" not in before
    at(client, "2026-07-01", 0)
    after = await text_of(client, f"/en/places/{QARAAUYL}")
    assert "No meeting with the people here stands in the record" in after
    assert "hs-clock--overdue" in after
    assert "1 July 2026" in after
    assert QARAAUYL in await text_of(client, f"/en/coverage/{QARAAUYL_OKRUG}/overdue")
    assert row_of(await text_of(client, "/en/coverage"), "Abai Region")[0] != "0"


async def test_made_up_later_it_is_not_red(client, here: World):
    await record_since(here, JANUARY)
    await lay([Past(here.okrug.id, QARAAUYL, date(2026, 9, 3))])
    at(client, "2026-09-10")
    text = await text_of(client, f"/en/places/{QARAAUYL}")
    assert "The people here were met 7 days ago" in text
    assert "hs-clock--overdue" not in text.split("who-was-met")[1].split("<details")[0]
    history = await text_of(client, f"/en/coverage/{QARAAUYL}")
    assert "2026, half-year I" in history
    assert "none" in history  # the missed half-year stays readable


async def test_the_place_says_last_next_and_the_law(client, here: World):
    await lay([Past(here.okrug.id, QARAAUYL, date(2026, 11, 13))])
    announced = await here.announced("2026-12-15")
    text = await text_of(client, f"/en/places/{QARAAUYL}")
    assert "The people here were met 10 days ago" in text
    assert "By law: 1 meeting in each half-year" in text
    assert "Next meeting" in text
    assert "15 December 2026, 18:00" in text
    assert "No. 826" in text
    assert announced.ref in text


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize(
    "path",
    ["coverage", f"coverage/{ABAI_OBLAST}", f"coverage/{ABAI_DISTRICT}", f"coverage/{QARAAUYL_OKRUG}", f"coverage/{QARAAUYL}",
     "coverage/overdue", f"coverage/{ABAI_OBLAST}/overdue", f"coverage/{QARAAUYL}/overdue", "coverage/ministries",
     "coverage/exempt", f"coverage/exempt?place={ABAI_OBLAST}", "coverage/114439100", "coverage/750000000"],
)  # fmt: skip
async def test_every_page_opens_in_every_language(client, here: World, language: str, path: str):
    await record_since(here, JANUARY)
    await lay(
        [
            Past(here.okrug.id, QARAAUYL, date(2026, 9, 3)),
            Past(here.district.id, QARAAUYL_OKRUG, date(2026, 9, 4)),
        ]
    )
    await text_of(client, f"/{language}/{path}")


@pytest.mark.parametrize(
    "path", ["coverage/999999999", "coverage/abc", "coverage/999999999/overdue", "coverage/x/overdue.csv"]
)
async def test_what_is_not_on_the_map_is_not_found(client, here: World, path: str):
    assert (await client.get(f"/kk/{path}")).status_code == 404


async def test_the_map_and_the_table_say_the_same_and_add_up(client, here: World):
    await record_since(here, JANUARY)
    text = await text_of(client, "/en/coverage")
    assert text.count("<title>") == 21  # the page and twenty regions
    map_numbers = [int(each) for each in re.findall(r"hs-tile-map__number[^>]*>(\d+)<", text)]
    rows = re.findall(r"<tr[^>]*>.*?</tr>", text.partition("<tbody")[2].partition("</tbody>")[0], re.DOTALL)
    table = [
        int(re.sub(r"\D", "", re.sub(r"<[^>]+>", "", re.findall(r"<td[^>]*>(.*?)</td>", each, re.DOTALL)[0])))
        for each in rows
    ]
    together = int(row_of(text, "Together")[0])
    assert sum(table) == together
    assert sorted(map_numbers) == sorted(table[:20]) or sum(map_numbers) == together - sum(table[20:])
    assert table[:20] == sorted(table[:20], reverse=True)
    district = await text_of(client, f"/en/coverage/{ABAI_DISTRICT}")
    assert row_of(district, "Together") == row_of(
        await text_of(client, f"/en/coverage/{ABAI_OBLAST}"), "Abai District"
    )


@pytest.mark.parametrize("sort", ["name", "duties", "kept", "soon", "online", "dragon"])
async def test_the_table_is_sorted_by_links(client, here: World, sort: str):
    text = await text_of(client, f"/en/coverage?sort={sort}")
    assert ("aria-sort" in text) is True
    if sort == "name":
        names = re.findall(r"<th[^>]* scope=\"row\"><a href=\"/en/coverage/\d{9}\">([^<]+)</a>", text)
        assert names == sorted(names) != []


async def test_nothing_to_tell_is_said(client, here: World):
    text = await text_of(client, "/en/coverage")
    assert "not enough meetings to tell" in text
    assert "No whole period has passed yet" in text
    assert "Nobody waits too long" in await text_of(client, "/en/coverage/overdue")
    assert "No place is exempt" in await text_of(client, "/en/coverage/exempt")


async def test_the_table_to_take_away_is_safe_for_a_spreadsheet(client, here: World):
    await record_since(here, JANUARY)
    await execute(
        "UPDATE territories_place SET name_ru = '=HYPERLINK(\"http://evil\")' WHERE code = $1", QARAAUYL
    )
    page = await client.get(f"/ru/coverage/{QARAAUYL_OKRUG}/overdue.csv")
    assert page.headers["content-type"].startswith("text/csv")
    assert "attachment" in page.headers["content-disposition"]
    found = list(csv.DictReader(io.StringIO(page.text.lstrip("\ufeff"))))
    (line,) = [each for each in found if each["place_code"] == QARAAUYL]
    assert line["place_ru"].startswith("'=")
    assert (line["overdue_since"], line["last_meeting_on"]) == ("2026-07-01", "")
    whole = (await client.get("/ru/coverage/overdue.csv")).text
    assert whole.count("\r\n") > 100


async def test_an_exempt_place_says_so_and_stands_in_the_list(client, here: World):
    await record_since(here, JANUARY)
    await exempt_place(
        here.administrator, ExemptPlace(place=QARAAUYL, reason=Reason.UNINHABITED, source=SOURCE)
    )
    text = await text_of(client, f"/en/places/{QARAAUYL}")
    assert "Nobody must be met here" in text
    assert SOURCE in text
    assert SOURCE in await text_of(client, "/en/coverage/exempt")
    assert SOURCE in await text_of(client, f"/en/coverage/{QARAAUYL}")
    assert row_of(await text_of(client, f"/en/coverage/{ABAI_OBLAST}"), "Abai District")[-1] == "1"


async def test_the_offices_page_tells_how_it_meets_people(client, here: World):
    await record_since(here, JANUARY)
    await lay([Past(here.okrug.id, QARAAUYL, date(2026, 3, 3), mode="hall")])
    text = await text_of(client, f"/en/bodies/{here.okrug.slug}")
    assert "How it meets people" in text
    district = await text_of(client, f"/en/bodies/{here.district.slug}")
    assert "Who waits longest" in district
    assert "since 1 July 2026" in district
    assert "Online: no meeting was held this year" in district


async def test_the_home_page_counts_those_who_wait(client, here: World):
    await record_since(here, JANUARY)
    assert "/en/coverage/overdue" in await text_of(client, "/en/")
    client.cookies.set("hs_place", QARAAUYL)
    text = await text_of(client, "/en/")
    assert "No meeting with the people here stands in the record" in text
    client.cookies.set("hs_place", ABAI_DISTRICT)
    assert f"/en/coverage/{ABAI_DISTRICT}/overdue" in await text_of(client, "/en/")


async def test_tension_is_public_without_a_word_about_people(client, here: World):
    wish = DeclareTension(agency=here.okrug.slug, place=QARAAUYL, kind="arisen", grounds=GROUNDS)
    await declare_tension(here.as_("official", here.district.id), wish)
    for path in (
        "coverage",
        f"coverage/{QARAAUYL}",
        f"places/{QARAAUYL}",
        f"bodies/{here.okrug.slug}",
        f"coverage/{ABAI_OBLAST}",
    ):
        text = await text_of(client, f"/en/{path}")
        assert "social tension has arisen" in text, path
        assert "3 December 2026" in text
        assert "Асқар" not in text


async def test_a_place_that_nobody_meets_is_told_aloud(client, here: World):
    await execute(
        "UPDATE agencies_agency SET dissolved_on = $2::date, successor_id = $3 WHERE id = $1",
        here.okrug.id, here.visitor.today, here.district.id,
    )  # fmt: skip
    text = await text_of(client, "/en/coverage")
    assert "1 place is met by nobody" in text
    assert f"/en/coverage/{QARAAUYL}" in text
    ready = (await client.get("/readyz")).json()
    assert QARAAUYL in ready["findings"]["coverage"]


async def test_organisers_see_who_waits_and_go_on_to_a_meeting_there(office: AtWork, here: World):
    await record_since(here, JANUARY)
    await office.be("official.okrug")
    page = await office.open("meetings")
    assert "Who waits to be met" in page.text
    assert f"place={QARAAUYL}" in page.text
    assert "overdue since 1 July 2026" in page.text


async def test_an_official_declares_tension_and_the_desk_shows_it(office: AtWork, here: World):
    page = await office.open("tension/new?q=Qaraauyl")
    assert f"place={QARAAUYL}" in page.text
    path = f"/tension/new?place={QARAAUYL}"
    page = await office.open(path.lstrip("/"))
    refused = await office.send(page, path, agency=here.okrug.slug, kind="arisen", grounds="")
    assert refused.status_code == 422
    shown = await office.send(page, path, agency=here.okrug.slug, kind="arisen", grounds=GROUNDS)
    assert GROUNDS in shown.text
    page = await office.open(path.lstrip("/"))  # a fresh form: the same one sent twice does the thing once
    again = await office.send(page, path, agency=here.okrug.slug, kind="arisen", grounds=GROUNDS)
    assert again.status_code == 409
    ending = re.search(r"/tension/[0-9a-f-]{36}/end", shown.text)
    assert ending
    await office.be("official.okrug")
    desk = await office.open("meetings")
    assert "social tension has arisen" in desk.text
    own = await office.open(ending[0].removesuffix("/end").lstrip("/"))
    assert GROUNDS in own.text
    assert "End it without a meeting" not in own.text
    await office.be("head")
    done = await office.send(shown, ending[0], reason="The water runs again.")
    assert "The water runs again." in done.text


async def test_a_stranger_to_the_office_finds_no_declaration(office: AtWork, here: World):
    await office.be("moderator")
    assert (await office.open("tension/new")).status_code == 403
    await office.be("official.okrug")
    assert (await office.open("tension/00000000-0000-0000-0000-000000000007")).status_code == 404
    assert heading(await office.open("tension/new")) == "Declare social tension"
