"""Aigul drafts, sees what is like hers, files; the first fifty have twenty working days."""

from __future__ import annotations

from datetime import date

import pytest

from hearing_state.deadlines import queries as deadlines
from hearing_state.errors import Conflict, Forbidden, Invalid, NotFound
from petitions.drafting import drafts, nearness, population, queries
from petitions.drafting.actions.discard_draft import DiscardDraft, discard_draft
from petitions.drafting.actions.forget import Forget, forget
from petitions.drafting.actions.lapse import Lapse, lapse
from petitions.drafting.actions.save_draft import SaveDraft, save_draft
from petitions.drafting.actions.set_population import SetPopulation, set_population
from petitions.drafting.actions.withdraw import Withdraw, withdraw
from petitions.drafting.models import DraftRow
from petitions.drafting.petition import State
from petitions.drafting.tasks import end_unsupported
from tests.agencies.country import ABAI_DISTRICT, ABAI_OBLAST
from tests.petitions.world import TITLE_KK, TITLE_RU, World, later, row_of
from tests.questions.world import person

SECRET = "b" * 43


async def test_a_draft_is_saved_page_by_page_and_is_its_browsers_alone(here: World):
    saved = await save_draft(here.visitor, SaveDraft(secret=SECRET, title=TITLE_KK, language="kk"))
    await save_draft(here.visitor, SaveDraft(draft=saved.draft, secret=SECRET, topic="roads"))
    kept = await drafts.draft(here.visitor, saved.draft, SECRET)
    assert (kept.said("title"), kept.said("topic"), kept.said("agency")) == (TITLE_KK, "roads", "")
    for context, secret in ((here.visitor, "c" * 43), (here.author, None)):
        with pytest.raises(NotFound):
            await drafts.draft(context, saved.draft, secret)
        with pytest.raises(NotFound):
            await save_draft(context, SaveDraft(draft=saved.draft, secret=secret, title="Өзге"))
    assert await drafts.draft(here.author, saved.draft, SECRET)  # after signing in, in the same browser
    await discard_draft(here.visitor, DiscardDraft(draft=saved.draft, secret=SECRET))
    with pytest.raises(NotFound):
        await drafts.draft(here.visitor, saved.draft, SECRET)


async def test_filed_it_has_a_number_a_link_and_twenty_working_days(here: World):
    saved = await save_draft(here.author, SaveDraft(title=TITLE_KK))
    filed = await here.filed(draft=saved.draft)
    row = await row_of(filed.ref)
    assert row.state == State.GATHERING
    assert row.edition_on == date(2026, 7, 1)
    assert row.author_shown == "Айгүл С."
    assert not await DraftRow.exists(id=saved.draft)
    (clock,) = await deadlines.clocks_of(here.visitor, filed.ref)
    assert (clock.rule.id, clock.rule.amount, clock.kind) == ("petition.sponsors", 20, "step")
    assert clock.due_on == filed.until_on == date(2026, 12, 22)  # twenty working days, without the 16th
    assert not clock.title  # nobody reads it on the board before the check


async def test_before_the_check_only_the_link_leads_to_it(here: World):
    filed = await here.filed()
    for context in (here.visitor, here.neighbour):
        with pytest.raises(NotFound):
            await queries.by_key(context, filed.ref)
        assert (await queries.by_key(context, filed.link)).ref == filed.ref
    assert (await queries.by_key(here.author, filed.ref)).ref == filed.ref
    with pytest.raises(NotFound):
        await queries.by_key(here.visitor, "x" * 43)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"consent": False}, "consent"),
        ({"agency": "no-such-body"}, "agency"),
        ({"topic": "dragons"}, "topic"),
        ({"place": "999999999"}, "place"),
    ],
)
async def test_what_does_not_fit_is_said_beside_its_field(here: World, changed, field):
    with pytest.raises(Invalid) as refused:
        await here.filed(**changed)
    assert refused.value.faults[0].field == field


async def test_somebody_without_a_name_writes_it_first(here: World, as_):
    with pytest.raises(Invalid) as refused:
        await here.filed(as_("resident", person_id=await person("", "")))
    assert refused.value.reason == "petition.name_needed"


async def test_the_same_words_to_the_same_body_are_blocked_only_while_they_are_open(here: World):
    filed = await here.filed()
    await here.filed(here.neighbour)  # the first one is not public: nobody else could know of it
    row = await row_of(filed.ref)
    row.state, row.published_at, row.collect_until_on, row.needed = (
        "public",
        here.system.now,
        date(2027, 5, 23),
        10,
    )
    await row.save()
    with pytest.raises(Conflict) as refused:
        await here.filed(here.neighbour, title=f"  {TITLE_KK.upper()} ")
    assert refused.value.values["petition"] == filed.ref
    await here.filed(here.neighbour, agency=here.district.slug)
    row.state, row.reached_at, row.decided_at = "refused", here.system.now, here.system.now
    await row.save()
    with pytest.raises(Conflict):
        await here.filed(later(here.neighbour, days=364))
    await here.filed(later(here.neighbour, days=366))


async def test_twins_in_both_languages_are_shown_before_anybody_writes(here: World):
    filed = await here.filed()
    assert await nearness.near(here.visitor, TITLE_RU, "roads", "ru") == []  # not public yet
    row = await row_of(filed.ref)
    row.state, row.published_at, row.collect_until_on, row.needed = (
        "public",
        here.system.now,
        date(2027, 5, 23),
        10,
    )
    await row.save()
    for title, language in ((TITLE_RU, "ru"), ("Қараауылда өзен үстінен көпір салынсын", "kk")):
        (found,) = await nearness.near(here.visitor, title, "roads", language)
        assert found.ref == filed.ref
    assert await nearness.near(here.visitor, "Аудандық кітапхананы жексенбіде ашу", "schools", "kk") == []
    assert await nearness.near(here.visitor, "Көпір", "roads", "kk") == []


async def test_without_fifty_in_time_it_lapses_and_not_a_day_earlier(here: World):
    filed = await here.filed()
    await here.signed_by(3, filed.link)
    await here.counted()
    with pytest.raises(Conflict):
        await lapse(later(here.system, days=29), Lapse(petition=filed.ref))  # 22 December is its last day
    await end_unsupported(later(here.system, days=29), here.system.now)
    assert (await row_of(filed.ref)).state == State.GATHERING
    await end_unsupported(later(here.system, days=30), here.system.now)
    assert (await row_of(filed.ref)).state == State.LAPSED
    (clock,) = await deadlines.clocks_of(here.visitor, filed.ref)
    assert clock.outcome == "withdrawn"


async def test_only_the_author_takes_it_back(here: World):
    filed = await here.filed()
    with pytest.raises(Forbidden):
        await withdraw(here.neighbour, Withdraw(petition=filed.ref))
    await withdraw(here.author, Withdraw(petition=filed.ref))
    assert (await row_of(filed.ref)).state == State.WITHDRAWN
    with pytest.raises(Conflict):
        await withdraw(here.author, Withdraw(petition=filed.ref))


async def test_figures_are_taken_with_their_day_and_source_or_not_at_all(here: World):
    today = here.system.today
    assert (await population.figure(here.visitor, ABAI_OBLAST, today)).people == 595_676  # the map's own
    assert await population.figure(here.visitor, ABAI_DISTRICT, today) is None
    table = f"place,people,counted_on,source\n{ABAI_DISTRICT},15321,2026-01-01,Ұлттық статистика бюросы\n"
    assert (await set_population(here.administrator, SetPopulation(content=table))).places == 1
    found = await population.figure(here.visitor, ABAI_DISTRICT, today)
    assert (found.people, found.counted_on) == (15_321, date(2026, 1, 1))
    later_table = f"place,people,counted_on,source\n{ABAI_DISTRICT},16000,2027-01-01,Болжам\n"
    await set_population(here.administrator, SetPopulation(content=later_table))
    assert (await population.figure(here.visitor, ABAI_DISTRICT, today)).people == 15_321
    for broken in (
        "place,people\n103200000,5",
        table.replace("15321", "-1"),
        table.replace("2026-01-01", "кеше"),
    ):
        with pytest.raises(Invalid):
            await set_population(here.administrator, SetPopulation(content=broken))
    with pytest.raises(Invalid, match="no_such_place"):
        await set_population(
            here.administrator, SetPopulation(content=table.replace(ABAI_DISTRICT, "999999999"))
        )


async def test_drafts_are_forgotten_when_they_are_old(here: World):
    saved = await save_draft(here.visitor, SaveDraft(secret=SECRET, title=TITLE_KK))
    await forget(later(here.system, days=179), Forget())
    assert await DraftRow.exists(id=saved.draft)
    await forget(later(here.system, days=181), Forget())
    assert not await DraftRow.exists(id=saved.draft)
