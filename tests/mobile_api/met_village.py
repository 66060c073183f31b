"""What happened between the village and its akim: a meeting ahead, one that goes on, a promise, hours of reception."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.agencies.actions.appoint import Appoint, appoint
from hearing_state.agencies.agency import Post
from hearing_state.clock import ALMATY
from hearing_state.ids import new_id
from meetings.asking.actions.ask_ahead import AskAhead, ask_ahead
from meetings.asking.actions.screen import Screen, screen
from meetings.commitments.actions.make import Make, make
from meetings.receptions.actions.plan import Plan, plan
from meetings.receptions.actions.publish import Publish, publish
from meetings.record.actions.open_poll import Offered, OpenPoll, open_poll
from meetings.schedule.actions.announce import Announce, announce
from meetings.schedule.actions.schedule import Schedule, schedule
from meetings.schedule.actions.start import Start, start
from tests.agencies.country import QARAAUYL, QARAAUYL_OKRUG, office
from tests.support.contexts import AsRole

GIVEN = {
    "place": QARAAUYL, "mode": "hybrid", "title_kk": "Қарауыл ауылының тұрғындарымен кездесу",
    "title_ru": "Встреча с жителями села Карааул", "address_kk": "Мәдениет үйі", "address_ru": "Дом культуры",
    "reason": "Тұрғындардың өтініші бойынша.",
}  # fmt: skip
POSTS = {"post_kk": "Әкім", "post_ru": "Аким", "post_en": "Akim"}
OPTIONS = (Offered(text_kk="Иә", text_ru="Да"), Offered(text_kk="Жоқ", text_ru="Нет"))


async def met_village(as_: AsRole, asker: UUID, now: datetime, topic: str) -> Mapping[str, Mapping[str, str]]:
    """By the last name of an address, what its names stand for: ``{"poll": {"meeting": "M-…", "poll": "1"}}``."""
    system = as_("system", at=now - timedelta(days=40))
    okrug = await office(system, QARAAUYL_OKRUG)
    from_on = (now - timedelta(days=40)).date()
    wish = Appoint(agency=okrug.slug, role=Post.HEAD, holder_name="Бауыржан Омаров", from_on=from_on, **POSTS)
    await appoint(system, wish)
    clerk = as_("clerk", okrug.id, person_id=new_id(), at=now)
    resident = as_("resident", person_id=asker, at=now)
    ahead = await _announced(clerk, okrug.slug, _afternoon(now + timedelta(days=20)))
    question = await _asked(resident, as_("moderator", at=now), ahead, topic)
    live = await _live(clerk, okrug.slug, _afternoon(now - timedelta(days=1)))
    due_on = (now + timedelta(days=30)).date()
    words = "Абай көшесінің шамдарын жаңа жылға дейін жағамыз."
    promise = await make(
        clerk,
        Make(meeting=live, agency=okrug.slug, quote=words, language="kk", offset_seconds=600, due_on=due_on),
    )
    return {
        "meeting": {"meeting": ahead},
        "ahead": {"meeting": ahead, "ahead": question},
        "poll": {"meeting": live, "poll": "1"},
        "language": {"meeting": live, "language": "kk"},
        "commitment": {"commitment": promise.ref},
        "reception": {"reception": await _offered(clerk, okrug.slug, _afternoon(now + timedelta(days=15)))},
        "code": {"code": QARAAUYL},
        "slug": {"slug": okrug.slug},
    }


def _afternoon(moment: datetime) -> datetime:
    return moment.astimezone(ALMATY).replace(hour=16, minute=0, second=0, microsecond=0)


async def _announced(clerk: Context, slug: str, starts_at: datetime) -> str:
    made = await schedule(clerk, Schedule(agency=slug, starts_at=starts_at, **GIVEN))
    await announce(clerk, Announce(meeting=made.ref))
    return made.ref


async def _live(clerk: Context, slug: str, started_at: datetime) -> str:
    """Announced a month before, begun yesterday, with a poll; nobody has ended it."""
    before = replace(clerk, now=started_at - timedelta(days=30))
    ref = await _announced(before, slug, started_at)
    begun = replace(clerk, now=started_at)
    await start(begun, Start(meeting=ref))
    title = {"title_kk": "Жарық керек пе?", "title_ru": "Нужен ли свет?"}
    await open_poll(begun, OpenPoll(meeting=ref, options=OPTIONS, **title))
    return ref


async def _asked(resident: Context, moderator: Context, meeting: str, topic: str) -> str:
    text = "Абай көшесіндегі жарық қашан жөнделеді?"
    slip = await ask_ahead(resident, AskAhead(meeting=meeting, text=text, language="kk", topic=topic))
    await screen(moderator, Screen(question=slip.ref, verdict="publish"))
    return slip.ref


async def _offered(clerk: Context, slug: str, starts_at: datetime) -> str:
    rooms = {"room_kk": "204-бөлме", "room_ru": "Кабинет 204"}
    wish = Plan(agency=slug, starts_at=starts_at, ends_at=starts_at + timedelta(hours=1), **rooms)
    ref = await plan(clerk, wish)
    await publish(clerk, Publish(agency=slug, day=starts_at.date()))
    return ref
