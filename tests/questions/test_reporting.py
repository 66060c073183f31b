"""A reader reports, a moderator decides, the question is hidden; on appeal somebody else shows it again."""

from hearing_state.moderation.actions.appeal import Appeal, appeal
from hearing_state.moderation.actions.decide import Decide, decide
from hearing_state.moderation.actions.decide_appeal import DecideAppeal, decide_appeal
from hearing_state.moderation.actions.report import Report, report
from hearing_state.questions import queries
from hearing_state.questions.reporting import reportable
from tests.questions.test_tasks import work
from tests.questions.world import World

WHY = "Жеке адамның аты аталған, дәлел жоқ."


async def test_reported_hidden_and_shown_again_on_appeal(village: World):
    ref = await village.published()
    await report(village.visitor, Report(about=ref, reason="third_person"))
    wish = Decide(about=ref, outcome="upheld", reason="third_person", explanation=WHY)
    decision = await decide(village.moderator, wish)
    await work(village)
    hidden = await queries.shown(village.visitor, ref)
    assert (hidden.has_content, hidden.hidden.code) == (False, "third_person")
    appealed = await appeal(
        village.resident, Appeal(decision=decision, text="Ол лауазымды адам, аты ашық дереккөзден.")
    )
    other = village.as_("moderator", village.oblast.id)
    await decide_appeal(other, DecideAppeal(appeal=appealed, outcome="granted", explanation=WHY))
    await work(village)
    assert (await queries.shown(village.visitor, ref)).has_content is True


async def test_what_is_private_cannot_be_reported_by_strangers(village: World):
    slip = await village.ask(is_public=False, consent=False)
    assert await reportable(village.visitor, slip.ref) is None
    found = await reportable(village.as_("system"), slip.ref)
    assert found is not None
    assert found.author_id == village.aigul
