"""A draft decision is discussed in public: announced in time, commented by whoever lives here, answered by the body."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from hearing_state.actions import Context, by_law
from hearing_state.clock import ALMATY
from hearing_state.db import rows, value
from hearing_state.errors import Conflict, Invalid, NotFound, SignInNeeded, TooMany
from hearing_state.jobs.listeners import Told
from hearing_state.moderation import queries as moderation
from hearing_state.moderation.actions.decide import Decide, decide
from hearing_state.moderation.actions.report import Report, report
from hearing_state.moderation.things import shown
from hearing_state.privacy.actions.forget import Forget, forget
from petitions.considering import discussion, things
from petitions.considering.actions.announce_discussion import AnnounceDiscussion, announce_discussion
from petitions.considering.actions.comment_draft import CommentDraft, comment_draft
from petitions.considering.actions.decide import decide as decide_petition
from petitions.considering.actions.summarise_discussion import SummariseDiscussion, summarise_discussion
from petitions.drafting.petition import State
from tests.petitions.considering.desk import come_in_as_head, registered
from tests.petitions.considering.test_considering import decision
from tests.petitions.world import TITLE_RU, World, later, row_of
from tests.questions.pages.browser import come_in, send
from tests.questions.world import person

DRAFT = "Көпір салу туралы ұсыныс қабылданады, құрылыс келесі жылы басталады деп шешу жоспарланып отыр."
DRAFT_RU = "Предложение построить мост намечено принять, строительство начать в следующем году."
WHERE = "Талқылау Қараауыл ауылының клубында, сағат 18:00-де өтеді."
FIRST, LAST = date(2026, 11, 27), date(2026, 12, 2)


def on(context: Context, day: date) -> Context:
    return replace(context, now=datetime(day.year, day.month, day.day, 12, tzinfo=ALMATY))


def announced(ref: str, **more: object) -> AnnounceDiscussion:
    said = {"text": DRAFT, "where": WHERE, "opens_on": FIRST, "closes_on": LAST}
    return AnnounceDiscussion.model_validate({"petition": ref, **said, **more})


def comment(ref: str, text: str = "Көпірге жаяу жол да керек.", number: int = 1) -> CommentDraft:
    return CommentDraft(petition=ref, discussion=number, text=text, consent=True)


def summary(ref: str, number: int = 1) -> SummariseDiscussion:
    return SummariseDiscussion(
        petition=ref,
        discussion=number,
        taken="Жаяу жүргіншілер жолы шешімге енгізілді.",
        not_taken="Ескі көпірді сақтау ұсынысы алынбады: ол апатты жағдайда.",
    )


@pytest.fixture
async def ref(here: World, head, moderator) -> str:
    return await registered(here, moderator, head)


@pytest.fixture
async def open_ref(here: World, head, ref: str) -> str:
    await announce_discussion(head, announced(ref))
    return ref


async def test_three_working_days_before_and_not_past_the_term(here: World, head, ref: str):
    with pytest.raises(Invalid) as refused:
        await announce_discussion(head, announced(ref, opens_on=date(2026, 11, 26)))
    assert [(each.field, each.values["day"]) for each in refused.value.faults] == [("opens_on", FIRST)]
    with pytest.raises(Invalid) as refused:  # the decision is due on the 22nd
        await announce_discussion(head, announced(ref, closes_on=date(2026, 12, 22)))
    assert refused.value.faults[0].field == "closes_on"
    with pytest.raises(Invalid):
        await announce_discussion(head, announced(ref, closes_on=date(2026, 11, 26)))
    assert (await row_of(ref)).state == State.REGISTERED
    await announce_discussion(head, announced(ref))
    assert (await row_of(ref)).state == State.CONSIDERING
    (told,) = await rows(
        "SELECT facts::text AS facts FROM ledger_entry WHERE kind = 'petition.discussion_announced'"
    )
    assert '"2026-11-27"' in told["facts"]


async def test_a_russian_petitions_draft_is_published_in_kazakh_too(client, here: World, head, moderator):
    words = {
        "title": TITLE_RU,
        "reasons": "Старый мост каждую весну заливает вода, дети не ходят в школу.",
        "proposal": "Построить новый мост через реку до конца следующего года.",
        "language": "ru",
    }
    ref = await registered(here, moderator, head, **words)
    with pytest.raises(Invalid) as refused:
        await announce_discussion(head, announced(ref, text=DRAFT_RU))
    assert refused.value.faults[0].field == "text_kk"
    await announce_discussion(head, announced(ref, text=DRAFT_RU, text_kk=DRAFT))
    page = await client.get(f"/ru/petitions/{ref}/discussion/1")
    assert DRAFT in page.text
    assert DRAFT_RU in page.text


async def test_comments_are_taken_from_the_first_day_to_the_end_of_the_last(here: World, open_ref: str):
    with pytest.raises(Conflict):
        await comment_draft(here.author, comment(open_ref))
    await comment_draft(on(here.author, FIRST), comment(open_ref))
    evening = replace(here.neighbour, now=datetime(2026, 12, 2, 23, 50, tzinfo=ALMATY))
    await comment_draft(evening, comment(open_ref, "Жарық шамдар да орнатылсын."))
    with pytest.raises(Conflict):
        await comment_draft(on(here.author, date(2026, 12, 3)), comment(open_ref))
    with pytest.raises(SignInNeeded):
        await comment_draft(on(here.visitor, FIRST), comment(open_ref))
    with pytest.raises(Invalid):
        await comment_draft(on(here.author, FIRST), comment(open_ref).model_copy(update={"consent": False}))


async def test_one_may_write_several_but_not_without_end(here: World, open_ref: str):
    author = on(here.author, FIRST)
    for number in range(5):
        await comment_draft(author, comment(open_ref, f"Ұсыныс {number}"))
    with pytest.raises(TooMany):
        await comment_draft(author, comment(open_ref, "Ұсыныс 6"))


async def test_everybody_reads_them_page_by_page_beside_a_short_name(client, here: World, open_ref: str):
    for number in range(21):
        resident = here.as_("resident", person_id=await person("Тұрғын", "Қолов"))
        await comment_draft(on(resident, FIRST), comment(open_ref, f"Пікір нөмірі {number:02d}"))
    page = await client.get(f"/kk/petitions/{open_ref}/discussion/1")
    assert "Пікір нөмірі 00" in page.text
    assert "Пікір нөмірі 20" not in page.text
    assert "Тұрғын Қ." in page.text
    assert "Қолов" not in page.text
    page = await client.get(f"/kk/petitions/{open_ref}/discussion/1?page=2")
    assert "Пікір нөмірі 20" in page.text
    assert (await client.get(f"/kk/petitions/{open_ref}/discussion/2")).status_code == 404
    assert (await client.get(f"/kk/petitions/{open_ref}/discussion/x")).status_code == 404


async def test_a_reported_comment_is_hidden_and_comes_back_on_appeal(here: World, open_ref: str, as_):
    made = await comment_draft(on(here.author, FIRST), comment(open_ref, "Анау әкім ұры."))
    about = discussion.reference_of(made)
    reader, moderator = on(here.neighbour, FIRST), on(as_("moderator", here.district.id), FIRST)
    await report(reader, Report(about=about, reason="insulting"))
    wish = Decide(about=about, outcome="upheld", reason="insulting", explanation="Адамға тіл тигізеді.")
    await decide(moderator, wish)
    told = Told(1, "moderation.decided", about, {"hides": True, "reason": "insulting"}, at=reader.now)
    await things.hide_what_was_decided(here.system, told)
    found = await discussion.discussed(reader, open_ref, "1", 1)
    assert (found.comments.total, found.hidden) == (0, 1)
    with pytest.raises(NotFound):
        await shown(reader, about)
    assert (await shown(on(here.author, FIRST), about)).author_id == here.aigul
    assert (await moderation.decisions(about))[0].author_id == here.aigul  # who may appeal
    granted = Told(2, "moderation.appeal_decided", about, {"outcome": "granted"}, at=reader.now)
    await things.show_again_on_appeal(here.system, granted)
    assert (await discussion.discussed(reader, open_ref, "1", 1)).comments.total == 1


async def test_the_body_says_once_what_it_took_and_only_after_the_last_day(
    client, here: World, head, open_ref: str
):
    await comment_draft(on(here.author, FIRST), comment(open_ref))
    with pytest.raises(Conflict):
        await summarise_discussion(on(head, LAST), summary(open_ref))
    with pytest.raises(Conflict):  # the next draft waits for the summary of this one
        await announce_discussion(
            on(head, date(2026, 12, 3)), announced(open_ref, opens_on="2026-12-09", closes_on="2026-12-10")
        )
    after = on(head, date(2026, 12, 3))
    await summarise_discussion(after, summary(open_ref))
    with pytest.raises(Conflict):
        await summarise_discussion(after, summary(open_ref))
    page = await client.get(f"/kk/petitions/{open_ref}/discussion/1")
    assert "Ескі көпірді сақтау ұсынысы алынбады" in page.text
    second = await announce_discussion(
        after, announced(open_ref, opens_on="2026-12-09", closes_on="2026-12-10")
    )
    assert second.number == 2


async def test_nobody_decides_before_the_comments_have_ended(here: World, head, open_ref: str):
    with pytest.raises(Conflict):
        await decide_petition(on(head, LAST), decision(open_ref))
    await decide_petition(on(head, date(2026, 12, 3)), decision(open_ref))
    assert (await row_of(open_ref)).state == State.PARTLY


async def test_a_commenter_of_a_long_closed_petition_is_forgotten(here: World, open_ref: str):
    await comment_draft(on(here.author, FIRST), comment(open_ref))
    row = await row_of(open_ref)
    row.closed_at = here.system.now
    await row.save()
    await by_law(later(here.system, days=1094), forget, Forget(table="considering_comment"))
    assert await value("SELECT author_id FROM considering_comment") == here.aigul
    await by_law(later(here.system, days=1096), forget, Forget(table="considering_comment"))
    assert await value("SELECT shown_name || coalesce(author_id::text, '') FROM considering_comment") == ""


async def test_aigul_comments_in_her_browser(client, here: World, ref: str):
    await come_in_as_head(client, here)
    page = await client.get(f"/kk/console/petitions-to-decide/{ref}/discussions")
    page = await send(
        client, page, "/announce", text=DRAFT, where=WHERE, opens_on="2026-11-25", closes_on="2026-11-28"
    )
    assert page.status_code == 422
    assert DRAFT in page.text
    page = await send(client, page, "/announce", opens_on="2026-11-27", closes_on="2026-12-02")
    assert page.status_code == 200
    client.cookies.clear()
    page = await client.get(f"/kk/petitions/{ref}")
    assert f"/kk/petitions/{ref}/discussion/1" in page.text
    assert WHERE in page.text
    client.clock.put(datetime(2026, 11, 27, 12, tzinfo=ALMATY))
    await come_in(client, on(here.system, FIRST), here.aigul)
    page = await client.get(f"/kk/petitions/{ref}/discussion/1")
    page = await send(client, page, "/discussion/1", text="Көпірге жаяу жол да керек.")
    assert page.status_code == 422  # no consent yet
    assert "Көпірге жаяу жол да керек." in page.text
    page = await send(client, page, "/discussion/1", consent="yes")
    assert page.status_code == 200
    assert "Айгүл С." in page.text
