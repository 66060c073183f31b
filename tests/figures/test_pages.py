"""What everybody reads about a body, a region and the country; what a body reads before."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace

from hearing_state.figures import editions, overview, queries
from hearing_state.figures.breakdown import Group, grouped
from tests.figures.story import OCTOBER, asked, closed, october, published
from tests.questions.world import World, on


async def _read(client, path: str) -> str:
    shown = await client.get(path)
    assert shown.status_code == 200, path
    return shown.text


def _figures_of(page: str) -> dict[str, str]:
    found = re.findall(r"<dt>([^<]+)</dt><dd><strong>([^<]+)</strong>", page)
    return dict(found)


async def test_a_body_s_page_shows_each_figure_with_its_formula(village: World, client) -> None:
    await october(village)
    await published(village)
    page = await _read(client, f"/en/bodies/{village.okrug.slug}/figures")
    assert "October 2026" in page
    figures = _figures_of(page)
    assert figures["In time, of all that fell due"] == "60 %"
    assert figures["No answer"] == "1"
    assert figures["Half took at most"] == "15 working days"
    assert "3 ÷ 5" in page
    assert figures["Average rating, of 5"] == "–"
    assert f"/en/bodies/{village.okrug.slug}/figures?month=2026-10" in await _read(
        client, f"/en/bodies/{village.okrug.slug}"
    )


_EVERYWHERE = (
    "bodies/{slug}/figures",
    "figures",
    "figures/100000000",
    "bodies/{slug}/figures?month=2026-11",
    "bodies/{slug}",
)


async def _everything(village: World, client) -> None:
    for locale in ("kk", "ru", "en"):
        for path in _EVERYWHERE:
            await _read(client, f"/{locale}/{path.format(slug=village.okrug.slug)}")


async def test_the_pages_are_there_in_every_language_before_the_first_month(village: World, client) -> None:
    await _everything(village, client)


async def test_the_pages_are_there_in_every_language_after_it(village: World, client) -> None:
    await october(village)
    await published(village)
    await _everything(village, client)


async def test_a_month_that_is_not_public_is_not_found(village: World, client) -> None:
    await october(village)
    await closed(village)
    for kind in ("figures", "figures.csv", "figures.json"):
        for query in ("month=2026-10", "month=2027-01", "month=x", "month=2026-10&version=7"):
            assert (await client.get(f"/en/bodies/{village.okrug.slug}/{kind}?{query}")).status_code == 404


async def test_private_questions_are_counted_and_told_of_nobody(village: World, client) -> None:
    await october(village)
    secret = await asked(village, is_public=False, topic="roads")
    await published(village)
    found = await queries.body_figures(village.visitor, village.okrug.slug)
    assert found.shown.figures.due == 6
    assert [(part.key, part.figures.due) for part in found.by_topic] == [("street_lighting", 5), ("", 1)]
    base = f"/en/bodies/{village.okrug.slug}/figures"
    for path in (base, f"{base}.csv", f"{base}.json"):
        text = await _read(client, path)
        assert secret not in text
        assert "roads" not in text
    assert "duty,,,,,33,no,,," in await _read(client, f"{base}.csv")


async def test_parts_of_a_closed_month_are_those_of_its_table(village: World) -> None:
    await october(village)
    await asked(village, is_public=False, topic="roads")
    await published(village)
    whole = await queries.of_month(village.visitor, village.okrug.slug)
    assert whole.edition is not None
    told = await editions.groups(village.visitor, whole.agency.id, whole.edition.edition_id)
    by_fact = [grouped(whole.facts, lambda each: each.topic), grouped(whole.facts, lambda each: each.place)]
    for groups, counted in zip(told, by_fact, strict=True):
        assert _plain(groups) == _plain(counted) != []
    assert any(each.is_private for each in told[0])


def _plain(groups: Sequence[Group]) -> list[tuple[object, ...]]:
    return sorted((each.key, each.is_private, each.kept, each.silent, sorted(each.days)) for each in groups)


async def test_who_was_slowest_stands_first_and_who_had_few_is_left_out(
    village: World, client, monkeypatch
) -> None:
    await october(village)
    for _each in range(2):
        ref = await asked(village, agency=village.district.id)
        await village.answer(ref, on(village.official_of(village.district), "2026-09-21"))
    await published(village)
    few = await overview.overview(village.visitor)
    assert (few.ranking.total, few.unranked) == (0, 2)
    bounds = overview.bounds()
    monkeypatch.setattr(overview, "bounds", lambda: replace(bounds, fewest_ranked=2))
    many = await overview.overview(village.visitor, "100000000")
    assert [each.agency.id for each in many.ranking.items] == [village.okrug.id, village.district.id]
    assert many.all.due == 7


async def test_the_month_s_table_has_the_digest_that_the_log_holds(village: World, client) -> None:
    await october(village)
    await published(village)
    table = (await client.get(f"/en/figures.csv?month={OCTOBER.written}")).content
    page = await _read(client, "/en/figures")
    assert hashlib.sha256(table).hexdigest() in page
