"""A moderator checks within twenty working days: publishes with frozen figures, or rejects with a reason that may be appealed."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from hearing_state.actions import Context
from hearing_state.deadlines import queries as deadlines
from hearing_state.errors import Conflict, Forbidden, Invalid, NotFound, TooMany
from hearing_state.jobs.listeners import Told
from hearing_state.moderation.actions.appeal import Appeal, appeal
from hearing_state.moderation.actions.decide_appeal import DecideAppeal, decide_appeal
from petitions.checking import queries, tasks
from petitions.checking.actions.mend import Mend, mend
from petitions.checking.actions.publish import Publish, publish
from petitions.checking.actions.reject import Reject, reject
from petitions.checking.actions.send import Send, send
from petitions.drafting import drafts
from petitions.drafting import queries as drafting
from petitions.drafting.actions.save_draft import SaveDraft, save_draft
from petitions.drafting.actions.set_population import SetPopulation, set_population
from petitions.drafting.petition import State
from petitions.signing.actions.sign import Sign, sign
from petitions.signing.actions.unsign import Unsign, unsign
from tests.agencies.country import QARAAUYL_OKRUG
from tests.petitions.world import World, later, row_of

WHY = "Бұл мәселе бойынша петиция берілмейді."


@pytest.fixture
def moderator(here: World, as_) -> Context:
    return as_("moderator", here.oblast.id)


def told(event: str, ref: str, **payload: object) -> Told:
    return Told(1, event, ref, payload, at=None)  # type: ignore[arg-type]  # nobody looks at the moment here


async def test_published_it_has_its_votes_and_the_figure_stays_frozen(here: World, moderator: Context):
    filed = await here.checking()
    await publish(moderator, Publish(petition=filed.ref))
    row = await row_of(filed.ref)
    assert (row.state, row.needed, row.population) == (State.PUBLIC, 5_957, 595_676)
    assert row.population_source
    assert row.collect_until_on == date(2027, 5, 23) or row.collect_until_on == date(2027, 5, 24)
    newer = f"place,people,counted_on,source\n{here.oblast.place_code},700000,2026-11-01,Жаңа санақ\n"
    await set_population(here.administrator, SetPopulation(content=newer))
    assert (await row_of(filed.ref)).needed == 5_957
    clocks = {each.rule.id: each for each in await deadlines.clocks_of(here.visitor, filed.ref)}
    assert clocks["petition.check"].outcome == "done"
    assert clocks["petition.check"].title == row.title  # the board may say it now
    assert clocks["petition.collection"].is_open
    assert (await drafting.by_key(here.visitor, filed.ref)).ref == filed.ref


async def test_without_a_figure_it_is_not_guessed(here: World, moderator: Context):
    filed = await here.checking(agency=here.okrug.slug)
    with pytest.raises(Conflict, match="no_population"):
        await publish(moderator, Publish(petition=filed.ref))
    assert (await row_of(filed.ref)).state == State.CHECKING
    table = f"place,people,counted_on,source\n{QARAAUYL_OKRUG},990,2026-01-01,Шаруашылық кітабы\n"
    await set_population(here.administrator, SetPopulation(content=table))
    await publish(moderator, Publish(petition=filed.ref))
    row = await row_of(filed.ref)
    # Five per cent of 990 people are fifty: the first fifty are all that the law asks for.
    assert (row.needed, row.state) == (50, State.REACHED)


async def test_a_forbidden_subject_is_named_and_the_words_stay_readable(here: World, moderator: Context):
    filed = await here.checking()
    for wrong in (None, 17):
        with pytest.raises(Invalid) as refused:
            await reject(
                moderator,
                Reject(petition=filed.ref, reason="petition_subject", subject=wrong, explanation=WHY),
            )
        assert refused.value.faults[0].field == "subject"
    with pytest.raises(Invalid):
        await reject(moderator, Reject(petition=filed.ref, reason="advertising", explanation=WHY))
    await reject(
        moderator, Reject(petition=filed.ref, reason="petition_subject", subject=15, explanation=WHY)
    )
    row = await drafting.by_key(here.visitor, filed.ref)
    verdict = await queries.verdict(here.visitor, row.id)
    assert (row.state, verdict.subject, verdict.explanation) == (State.REJECTED, 15, WHY)
    (check,) = [
        each
        for each in await deadlines.clocks_of(here.visitor, filed.ref)
        if each.rule.id == "petition.check"
    ]
    assert check.outcome == "done"


async def test_only_a_listed_code_hides_the_words(here: World, moderator: Context):
    filed = await here.checking()
    await reject(moderator, Reject(petition=filed.ref, reason="insulting", explanation=WHY))
    for key in (filed.ref, filed.link):
        with pytest.raises(NotFound):
            await drafting.by_key(here.visitor, key)
    assert await drafting.by_key(here.author, filed.ref)


async def test_the_same_subject_names_an_open_petition(here: World, moderator: Context):
    one = await here.checking()
    await publish(moderator, Publish(petition=one.ref))
    other = await here.checking(title="Өзен арқылы өтетін жаңа көпір керек", context=here.neighbour)
    for wrong in ("", other.ref, "P-2026-999999"):
        with pytest.raises(Invalid):
            await reject(
                moderator, Reject(petition=other.ref, reason="petition_same", same=wrong, explanation=WHY)
            )
    with pytest.raises(Invalid):  # it is open, not decided
        await reject(
            moderator, Reject(petition=other.ref, reason="petition_recent", same=one.ref, explanation=WHY)
        )
    await reject(moderator, Reject(petition=other.ref, reason="petition_same", same=one.ref, explanation=WHY))


async def test_a_moderator_loses_the_appeal_and_the_petition_is_published(
    here: World, moderator: Context, as_
):
    filed = await here.checking()
    await reject(moderator, Reject(petition=filed.ref, reason="petition_kind", explanation=WHY))
    row = await row_of(filed.ref)
    verdict = await queries.verdict(here.author, row.id)
    assert isinstance(verdict.decision_id, UUID)
    with pytest.raises(Forbidden):
        await appeal(here.neighbour, Appeal(decision=verdict.decision_id, text="Бұл шағым емес, ұсыныс."))
    made = await appeal(here.author, Appeal(decision=verdict.decision_id, text="Бұл шағым емес, ұсыныс."))
    wish = DecideAppeal(appeal=made, outcome="granted", explanation="Шағым негізді деп танылды.")
    with pytest.raises(Forbidden):
        await decide_appeal(moderator, wish)
    await decide_appeal(as_("moderator", here.district.id), wish)
    await tasks.undo_on_appeal(
        here.system, told("moderation.appeal_decided", filed.ref, outcome="granted", hides=False)
    )
    row = await row_of(filed.ref)
    assert (row.state, row.closed_at, row.needed) == (State.PUBLIC, None, 5_957)
    assert [each.kind for each in await drafting.events(here.visitor, row)][-1] == "restored"


async def test_a_rejected_appeal_changes_nothing(here: World, moderator: Context):
    filed = await here.checking()
    await reject(moderator, Reject(petition=filed.ref, reason="petition_kind", explanation=WHY))
    await tasks.undo_on_appeal(
        here.system, told("moderation.appeal_decided", filed.ref, outcome="rejected", hides=False)
    )
    assert (await row_of(filed.ref)).state == State.REJECTED


async def test_nobody_checks_her_own_petition(here: World, as_):
    filed = await here.checking()
    own = as_("moderator", here.oblast.id, person_id=here.aigul)
    with pytest.raises(Forbidden):
        await publish(own, Publish(petition=filed.ref))
    with pytest.raises(Forbidden):
        await reject(own, Reject(petition=filed.ref, reason="petition_kind", explanation=WHY))
    with pytest.raises(Forbidden):
        await publish(here.author, Publish(petition=filed.ref))


async def test_remarks_come_back_to_the_field_and_go_when_it_is_mended(here: World, moderator: Context):
    filed = await here.checking()
    said = {"remark_title": "Мақсатын нақтылаңыз.", "remark_reasons": "Дереккөзін келтіріңіз."}
    await reject(moderator, Reject(petition=filed.ref, reason="petition_content", explanation=WHY, **said))
    with pytest.raises(Forbidden):
        await mend(here.neighbour, Mend(petition=filed.ref))
    made = await mend(here.author, Mend(petition=filed.ref))
    draft = await drafts.draft(here.author, made.draft, None)
    assert draft.remarks == {"title": "Мақсатын нақтылаңыз.", "reasons": "Дереккөзін келтіріңіз."}
    await save_draft(here.author, SaveDraft(draft=made.draft, title="Өзен үстіне жаяу жүргінші көпірін салу"))
    draft = await drafts.draft(here.author, made.draft, None)
    assert draft.remarks == {"reasons": "Дереккөзін келтіріңіз."}


async def test_one_author_makes_six_drafts_of_it_at_once_and_then_waits(here: World, moderator: Context):
    filed = await here.checking()
    await reject(moderator, Reject(petition=filed.ref, reason="petition_content", explanation=WHY))
    wish = Mend(petition=filed.ref)
    made = {(await mend(here.author, wish)).draft for _number in range(6)}
    assert len(made) == 6
    with pytest.raises(TooMany) as refusal:
        await mend(here.author, wish)
    assert 0 < refusal.value.retry_after_seconds <= 600
    with pytest.raises(Forbidden):  # somebody else's tries are counted apart
        await mend(here.neighbour, wish)


async def test_with_its_votes_it_is_sent_after_an_hour_unless_somebody_leaves(
    here: World, moderator: Context
):
    filed = await here.checking()
    await publish(moderator, Publish(petition=filed.ref))
    row = await row_of(filed.ref)
    row.needed = 51
    await row.save()
    with pytest.raises(Conflict):
        await send(moderator, Send(petition=filed.ref))
    await sign(here.neighbour, Sign(petition=filed.ref, consent=True))
    await here.counted()
    await tasks.send_reached(later(here.system, minutes=59), here.system.now)
    assert (await row_of(filed.ref)).state == State.REACHED
    await unsign(here.neighbour, Unsign(petition=filed.ref))
    await here.counted()
    await tasks.send_reached(later(here.system, hours=2), here.system.now)
    assert (await row_of(filed.ref)).state == State.PUBLIC
    await sign(here.neighbour, Sign(petition=filed.ref, consent=True))
    await here.counted()
    await tasks.send_reached(later(here.system, hours=2), here.system.now)
    row = await row_of(filed.ref)
    assert row.state == State.SENT
    assert row.sent_at - row.reached_at >= timedelta(hours=1)


async def test_the_queue_shows_the_first_due_first_with_its_clock(here: World, moderator: Context):
    filed = await here.checking()
    (waiting,) = (await queries.waiting(moderator)).items
    assert waiting.petition.ref == filed.ref
    assert waiting.clock.due_on == date(2026, 12, 22)
    with pytest.raises(Forbidden):
        await queries.waiting(here.author)


async def test_what_a_report_upheld_hides_is_shown_again_on_appeal(here: World, moderator: Context):
    filed = await here.checking()
    await publish(moderator, Publish(petition=filed.ref))
    await tasks.hide_what_was_decided(here.system, told("moderation.decided", filed.ref, hides=True))
    with pytest.raises(NotFound):
        await drafting.by_key(here.visitor, filed.ref)
    await tasks.undo_on_appeal(here.system, told("moderation.appeal_decided", filed.ref, outcome="granted"))
    assert await drafting.by_key(here.visitor, filed.ref)
