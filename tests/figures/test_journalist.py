"""A journalist finds the slowest body, takes its facts away and makes the figure of the page again."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections import Counter
from dataclasses import replace
from html import unescape

from hearing_state.db import rows
from hearing_state.figures import overview
from tests.figures.story import asked, october, published
from tests.questions.world import World, on


async def _a_country(village: World, monkeypatch) -> None:
    """The okrug answered three of five in time; its district answered everything. Two duties make a body fit to be ranked."""
    await october(village)
    for day in ("2026-09-18", "2026-10-02"):
        ref = await asked(village, agency=village.district.id)
        await village.answer(ref, on(village.official_of(village.district), day))
    await published(village)
    plain = overview.bounds()
    monkeypatch.setattr(overview, "bounds", lambda: replace(plain, fewest_ranked=2))


def _link(page: str, text: str) -> str:
    found = re.search(rf'href="([^"]+)"[^>]*>{re.escape(text)}<', page)
    assert found, text
    return unescape(found[1])


async def test_from_the_ranking_to_a_figure_made_again(village: World, client, monkeypatch) -> None:
    await _a_country(village, monkeypatch)
    country = (await client.get("/en/figures")).text
    ranking = country[country.index("The slowest first") :]
    slowest = re.search(r'<th role="rowheader" scope="row"><a href="([^"]+)">([^<]+)</a>', ranking)
    assert slowest
    assert unescape(slowest[2]) == village.okrug.name_en

    page = (await client.get(unescape(slowest[1]))).text
    told = dict(re.findall(r"<dt>([^<]+)</dt><dd><strong>([^<]+)</strong>", page))
    table = await client.get(_link(page, "The facts as a table (CSV)"))
    assert table.headers["content-type"].startswith("text/csv")
    duties = [each for each in csv.DictReader(io.StringIO(table.text)) if each["what"] == "duty"]

    ends = Counter(each["kept"] for each in duties)
    assert told["In time, of all that fell due"] == f"{100 * ends['yes'] // (ends['yes'] + ends['no'])} %"
    days = sorted(int(each["working_days"]) for each in duties)
    assert told["Half took at most"] == f"{days[(len(days) + 1) // 2 - 1]} working days"
    assert told["No answer"] == str(sum(not each["answered_on"] for each in duties))
    for each in duties:
        assert (each["answered_on"] != "" and each["answered_on"] <= each["due_on"]) == (
            each["kept"] == "yes"
        )
        assert (await client.get(f"/en/questions/{each['reference']}")).status_code == 200


async def test_the_table_of_all_bodies_is_the_one_whose_digest_the_log_holds(
    village: World, client, monkeypatch
) -> None:
    await _a_country(village, monkeypatch)
    country = (await client.get("/en/figures")).text
    table = (await client.get(_link(country, "All bodies as a table (CSV)"))).content
    logged = await rows(
        "SELECT facts ->> 'digest' AS digest FROM ledger_entry WHERE kind = 'figures.published' AND is_public"
    )
    assert [each["digest"] for each in logged] == [hashlib.sha256(table).hexdigest()]
    lines = {each["body"]: each for each in csv.DictReader(io.StringIO(table.decode()))}
    assert (lines[village.okrug.slug]["kept"], lines[village.okrug.slug]["silent"]) == ("3", "1")
    assert village.district.slug in lines


async def test_the_same_figures_stand_in_json(village: World, client, monkeypatch) -> None:
    await _a_country(village, monkeypatch)
    found = (await client.get(f"/en/bodies/{village.okrug.slug}/figures.json?month=2026-10")).json()
    assert found["figures"]["on_time_share"] == 0.6
    assert (found["version"], len(found["facts"])) == (1, 5)
