"""The demo's people ask ahead: a long list with a bundle across languages for the next meeting of the village, shorter ones elsewhere,
and what became of the questions of a meeting that is over.

``waste``: tomorrow, eleven questions, one of them moved by the chair, two in one line, one before a moderator. ``village``: four, with
twins that nobody has put together yet. ``winter``: held; answered on the spot, taken away, not reached. Nothing where somebody has asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.demo import CULTURE, OKRUG
from hearing_state.db import value
from hearing_state.permissions import VISITOR, Actor, Grant, Role
from meetings.asking.actions.answer_on_the_spot import AnswerOnTheSpot, answer_on_the_spot
from meetings.asking.actions.ask_ahead import AskAhead, ask_ahead
from meetings.asking.actions.bundle import Bundle, bundle
from meetings.asking.actions.mark_asked import MarkAsked, mark_asked
from meetings.asking.actions.mark_not_reached import MarkNotReached, mark_not_reached
from meetings.asking.actions.order_override import OrderOverride, order_override
from meetings.asking.actions.screen import Screen, screen
from meetings.asking.actions.support import Support, support
from meetings.asking.actions.take_away import TakeAway, take_away
from meetings.schedule import queries as schedule
from meetings.schedule.demo import refs
from meetings.schedule.meeting import Meeting

RESIDENTS = ("aigul", "daulet", "marina", "yerbol", "james")
GUEST = "guest"
AGO = timedelta(hours=40)
BETWEEN = timedelta(minutes=75)
MOVED_BECAUSE = (
    "Контейнер орны мен сметасы осы сұрақтан кейін ғана түсінікті болады, сондықтан бірінші қаралады."
)


@dataclass(frozen=True, slots=True)
class Told:
    """``by``: a resident, or a guest at some browser. ``supporters``: how many of the others; ``guests``: browsers."""

    meeting: str
    by: str
    language: str
    topic: str
    text: str
    supporters: tuple[str, ...] = ()
    guests: int = 0
    is_named: bool = False
    is_read: bool = True
    key: str = ""


QUESTIONS = (
    Told("waste", "aigul", "kk", "waste", "Қоқыс неге екі аптада бір рет қана шығарылады? Күнделікті кестені қашан көреміз?", ("daulet", "marina", "yerbol"), 4, is_named=True, key="rubbish"),
    Told("waste", "marina", "ru", "waste", "Почему мусор вывозят раз в две недели? Когда будет график вывоза?", ("yerbol", "james"), 2, key="rubbish_ru"),
    Told("waste", "daulet", "kk", "waste", "Мектеп жанындағы стихиялық қоқыс үйіндісін кім тазалайды және қай күні?", ("aigul", "marina")),
    Told("waste", "yerbol", "kk", "waste", "Шәкәрім көшесіне жаңа контейнерлер қашан қойылады, қанша дана?", ("aigul",), 1, key="bins"),
    Told("waste", "james", "en", "waste", "Is there a place in the village where glass and plastic can be handed in separately?", ("aigul",)),
    Told("waste", "marina", "ru", "public_spaces", "Можно ли убрать сухие деревья в парке у Дома культуры до зимы?", ("daulet",)),
    Told("waste", "daulet", "kk", "water_supply", "Кәріз суы көшеге ағып жатыр, Абай көшесі 14. Қашан тазаланады?", ("yerbol",), 3),
    Told("waste", "aigul", "kk", "waste", "Қоқыс ақысы неге өсті, бұл ақша неге жұмсалып жатыр?"),
    Told("waste", "yerbol", "kk", "agriculture", "Өлген малды көметін орын ауылға тым жақын. Қашан көшіріледі?"),
    Told("waste", GUEST, "ru", "waste", "Будут ли штрафовать тех, кто жжёт мусор во дворе?", ("marina",), 5),
    Told("waste", "james", "en", "ecology", "Who checks that nobody dumps rubbish at the river, and what happened after the last check?", is_read=False),
    Told("village", "daulet", "kk", "roads", "Мектепке баратын жол қашан жөнделеді?", ("aigul", "yerbol"), key="road"),
    Told("village", "marina", "ru", "roads", "Когда отремонтируют дорогу к школе?", ("james",)),
    Told("village", "aigul", "kk", "internet", "Ауылдың шетінде интернет жоқ, мұнара қашан қойылады?", ("daulet",), 2),
    Told("village", "yerbol", "kk", "heating", "Мектепке көмір қысқа дейін жетеді ме?", is_read=False),
    Told("transport", "marina", "ru", "roads", "Когда закончат ремонт трассы Семей — Карааул, его переносили дважды?", ("james", "daulet")),
    Told("transport", "james", "en", "public_transport", "Will there be a bus on Sundays between the district centre and the villages?", ("marina",)),
    Told("winter", "aigul", "kk", "heating", "Балабақша қазандығы жөнделді ме, қысқа отын жете ме?", ("daulet", "yerbol", "marina"), 1, key="boiler"),
    Told("winter", "marina", "ru", "heating", "Хватит ли угля в селе до весны и по какой цене?", ("aigul", "james"), key="coal"),
    Told("winter", "daulet", "kk", "heating", "Көмірдің бағасы неге екі есе өсті?", ("yerbol",), key="price"),
    Told("winter", "yerbol", "kk", "roads", "Боранда жолды кім ашады, ауылда қанша техника бар?", ("aigul",), key="snow"),
)  # fmt: skip
ANSWER_KK = "Қазандық тексерілді, 40 тонна көмір түсірілді, қаңтардың соңына дейін жетеді. Қалған 25 тонна желтоқсанда келеді."
ANSWER_RU = "Котёл проверен, завезли 40 тонн угля, хватит до конца января. Ещё 25 тонн привезут в декабре."


async def load(context: Context, people: Mapping[str, UUID]) -> None:
    if await value("SELECT 1 FROM asking_question LIMIT 1"):
        return
    teller = _Teller(
        context,
        people,
        {name: await schedule.meeting(context, ref) for name, ref in (await refs(context)).items()},
    )
    for number, told in enumerate(QUESTIONS):
        await teller.ask(told, number)
    await teller.order_the_next_list()
    await teller.hold()


class _Teller:
    """Each step by whoever would take it, at a moment at which it could be taken."""

    def __init__(self, context: Context, people: Mapping[str, UUID], meetings: Mapping[str, Meeting]) -> None:
        self.context, self.people, self.meetings = context, people, meetings
        self.asked: dict[str, str] = {}

    def _as(self, who: str, at: datetime, role: Role = Role.RESIDENT, body: UUID | None = None) -> Context:
        actor = Actor(self.people[who], frozenset({Grant(role, body)}), name=who)
        return replace(self.context, actor=actor, now=at, address="")

    def _guest(self, at: datetime) -> Context:
        return replace(self.context, actor=VISITOR, now=at, address="")

    async def ask(self, told: Told, number: int) -> None:
        """Of a meeting that is over, in the days before it."""
        meeting = self.meetings[told.meeting]
        at = min(self.context.now, meeting.starts_at) - AGO + number * BETWEEN
        secret = _browser(f"asker{number}") if told.by == GUEST else None
        asker = self._guest(at) if told.by == GUEST else self._as(told.by, at)
        wish = AskAhead(
            meeting=meeting.ref,
            text=told.text,
            language=told.language,
            topic=told.topic,
            place=OKRUG if meeting.place_code is None else "",
            is_named=told.is_named,
            secret=secret,
        )
        ref = (await ask_ahead(asker, wish)).ref
        self.asked[told.key or ref] = ref
        if told.is_read:
            await self._read(ref, at + timedelta(minutes=20))
            await self._support(told, ref, at + timedelta(minutes=30))

    async def _read(self, ref: str, at: datetime) -> None:
        culture = await agencies.by_slug(self.context, CULTURE)
        moderator = self._as("moderator", at, Role.MODERATOR, culture.id)
        await screen(moderator, Screen(question=ref, verdict="publish"))

    async def _support(self, told: Told, ref: str, at: datetime) -> None:
        for who in told.supporters:
            await support(self._as(who, at), Support(question=ref))
        for number in range(told.guests):
            await support(self._guest(at), Support(question=ref, secret=_browser(f"{number}")))

    async def _clerk(self, at: datetime) -> Context:
        office = await agencies.office_at(self.context, OKRUG)
        return self._as("official.okrug", at, Role.OFFICIAL, office.id if office else None)

    async def order_the_next_list(self) -> None:
        """One line of two languages, and one place by the chair's word."""
        clerk = await self._clerk(self.context.now)
        twins = (self.asked["rubbish"], self.asked["rubbish_ru"])
        await bundle(clerk, Bundle(meeting=self.meetings["waste"].ref, questions=twins, likeness=78))
        await order_override(
            clerk, OrderOverride(question=self.asked["bins"], position=1, reason=MOVED_BECAUSE)
        )

    async def hold(self) -> None:
        """The meeting that is over: one answered, one line taken away, one not reached."""
        meeting = self.meetings["winter"]
        clerk = await self._clerk(meeting.starts_at + timedelta(minutes=35))
        await mark_asked(clerk, MarkAsked(question=self.asked["boiler"], at=clerk.now))
        said = replace(clerk, now=clerk.now + timedelta(minutes=4))
        answer = {"answer_kk": ANSWER_KK, "answer_ru": ANSWER_RU, "at": said.now}
        await answer_on_the_spot(said, AnswerOnTheSpot(question=self.asked["boiler"], **answer))
        asked = clerk.now + timedelta(minutes=12)
        await mark_asked(replace(clerk, now=asked), MarkAsked(question=self.asked["coal"], at=asked))
        afterwards = await self._clerk(meeting.ends_at + timedelta(hours=15))
        await take_away(afterwards, TakeAway(question=self.asked["coal"]))
        for key in ("price", "snow"):
            await mark_not_reached(afterwards, MarkNotReached(meeting=meeting.ref, question=self.asked[key]))


def _browser(name: str) -> str:
    """A browser of the demo that nobody has."""
    return f"demo-{name}-".ljust(43, "x")
