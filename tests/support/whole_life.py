"""A life in which every action of the house happens at least once: the demo's stories, and then what they leave out."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any
from uuid import UUID

from tortoise.context import TortoiseContext

from hearing_state.actions import ACTIONS, Context
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.demo import CULTURE, DISTRICT, OKRUG
from hearing_state.clock import ALMATY, FrozenClock
from hearing_state.db import rows, value
from hearing_state.deadlines.calendars import calendar_in_force
from hearing_state.deadlines.working_calendar import shipped
from hearing_state.following.queries import TO_CONFIRM, key_of
from hearing_state.ids import ticket
from hearing_state.jobs import outbox
from hearing_state.main import demo, packages
from hearing_state.main.demo.story import COMPLAINT
from hearing_state.main.house import OpenHouse
from hearing_state.notifications.letter import KINDS
from hearing_state.notifications.unsubscribing import Ticket, token_for
from hearing_state.people import queries as people
from hearing_state.people import totp
from hearing_state.people.demo import PASSWORD, STAFF, fresh_code
from hearing_state.people.sealing import seal
from hearing_state.permissions import SYSTEM, VISITOR, Actor, Grant, Role
from hearing_state.settings import Settings
from tests.support.contexts import NOON
from tests.support.database import PETITIONS, ROOMS

VILLAGE = "103230100"
# The receiver of RFC 8291, appendix A: a browser that nobody has.
BROWSER = {
    "endpoint": "https://fcm.googleapis.com/fcm/send/nobody",
    "p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
    "auth": "BTBZMqHH6r4Tts7J_aSIgg",
}
TITLE = "Ауылдағы кітапхана қашан ашылады?"
TEXT = "Кітапхана жөндеуге жабылғалы бір жыл болды. Қашан ашылады, кітаптар қайда?"


async def live(database: TortoiseContext, settings: Settings) -> None:
    packages.install()
    house = OpenHouse(settings, FrozenClock(NOON), database)
    await demo.load(house)
    life = await Life.begun(house.context())
    for chapter in (
        life.of_askers,
        life.of_officials,
        life.of_followers,
        life.of_moderators,
        life.of_news,
        life.of_people,
        life.of_the_house,
        life.of_figures,
        life.of_meetings,
        life.of_bodies,
    ):
        await chapter()


def lives_of_rooms() -> list[ModuleType]:
    """What each room of meetings and petitions tells of itself for the promises of the whole house, lowest first."""
    folder = Path(__file__).parents[1]
    rooms = [("meetings", room) for room in ROOMS] + [("petitions", room) for room in PETITIONS]
    told = [f"tests.{top}.{room}.life" for top, room in rooms if (folder / top / room / "life.py").exists()]
    return [importlib.import_module(each) for each in told]


async def acts() -> list[dict[str, Any]]:
    return await rows("SELECT DISTINCT action FROM actions_act")


def called_inside(found: list[dict[str, Any]]) -> set[str]:
    return {each["action"] for each in found}


class Life:
    """Calls actions by their name; who acts is a demo person with the roles of the demo."""

    def __init__(self, context: Context, known: Mapping[str, UUID], bodies: Mapping[str, UUID]) -> None:
        self._context, self._known, self._bodies = context, known, bodies
        self._draft_secret = "s" * 43

    @classmethod
    async def begun(cls, context: Context) -> Life:
        from hearing_state.people import demo as demo_people

        known = await demo_people.load(context)
        offices = {place: await agencies.office_at(context, place) for place in (OKRUG, DISTRICT)}
        culture = await agencies.by_slug(context, CULTURE)
        return cls(
            context,
            known,
            {**{place: body.id for place, body in offices.items() if body}, "culture": culture.id},
        )

    async def call(self, context: Context, name: str, /, **values: Any) -> Any:
        return await ACTIONS[name](context, ACTIONS[name].wish(**values))

    def as_(self, who: str, role: Role = Role.RESIDENT, body: str | None = None) -> Context:
        grant = Grant(role, self._bodies[body] if body else None)
        return replace(self._context, actor=Actor(self._known[who], frozenset({grant}), name=who))

    @property
    def official(self) -> Context:
        return self.as_("official", Role.OFFICIAL, DISTRICT)

    @property
    def head(self) -> Context:
        return self.as_("head", Role.HEAD, DISTRICT)

    @property
    def administrator(self) -> Context:
        return self.as_("administrator", Role.ADMINISTRATOR, "culture")

    async def ask(self, who: str = "aigul", **more: Any) -> str:
        given = {
            "title": TITLE, "text": TEXT, "language": "kk", "place": VILLAGE, "topic": "roads", "agency": self._bodies[DISTRICT],
            "is_public": True, "consent": True, **more,
        }  # fmt: skip
        slip = await self.call(self.as_(who), "question.ask", **given)
        return str(slip.ref)

    def said(self, ref: str, **more: Any) -> dict[str, Any]:
        point = {"number": 1, "outcome": "answered", "text": "Кітапхана 1 желтоқсанда ашылады."}
        return {
            "question": ref, "language": "kk", "text": "Жөндеу аяқталды, кітаптар қайта қойылып жатыр.", "law": "ӘРПК 89-бап",
            "complaint": COMPLAINT["kk"], "points": (point,), **more,
        }  # fmt: skip

    async def of_askers(self) -> None:
        asker, neighbour = self.as_("aigul"), self.as_("daulet")
        saved = await self.call(asker, "question.save_draft", title=TITLE)
        await self.call(asker, "question.discard_draft", draft=saved.draft)
        file = await self.call(asker, "file.store", name="хат.txt", content="Кітапхана туралы хат.".encode())
        unwanted = await self.call(asker, "file.store", name="қате.txt", content=b"wrong one")
        await self.call(asker, "file.remove", file=unwanted.id)
        ref = await self.ask(files=(file.id,))
        await self.call(
            self.as_("moderator", Role.MODERATOR, "culture"),
            "question.screen",
            question=ref,
            verdict="publish",
        )
        await self.call(neighbour, "question.follow", question=ref)
        await self.call(neighbour, "question.unfollow", question=ref)
        await self.call(asker, "question.make_private", question=ref)
        auditor = self.as_("auditor", Role.AUDITOR, "culture")
        await self.call(auditor, "question.record_reading", question=ref, surface="page")
        await self.call(asker, "question.make_public", question=ref, consent=True)
        until = self._context.today + timedelta(days=20)
        defects = "Жөндеу туралы шарттың нөмірі көрсетілмеген."
        await self.call(self.official, "question.return", question=ref, defects=defects, until_on=until)
        await self.call(asker, "question.cure", question=ref, text="Шарттың нөмірі 17, 2025 жылғы 3 ақпан.")
        await self.call(self.official, "question.answer", **self.said(ref))
        await self.call(asker, "question.mark_unanswered", question=ref, numbers=(1,))
        await self.call(
            asker,
            "question.follow_up",
            question=ref,
            text="Нақты қай күні ашылатынын жазыңыздаршы.",
            numbers=(1,),
        )

    async def of_officials(self) -> None:
        official, head = self.official, self.head
        ref = await self.ask()
        await self.call(official, "question.start_editing", question=ref)
        await self.call(official, "question.save_answer_draft", question=ref, text="Жауап жазылып жатыр.")
        await self.call(official, "question.stop_editing", question=ref)
        await self.call(official, "question.close_calendar")
        await self.call(official, "question.open_calendar")
        await self.call(official, "question.add_internal_note", question=ref, text="Мұрағаттан сұрау керек.")
        asked = await self.call(
            official,
            "question.ask_colleague",
            question=ref,
            colleague=self._known["clerk"],
            text="Шарт қайда?",
        )
        await self.call(
            self.as_("clerk", Role.CLERK, DISTRICT),
            "question.advise",
            consultation=asked,
            text="Мұрағатта, 3-қор.",
        )
        await self.call(
            official,
            "question.mask",
            question=ref,
            part="text",
            fragment="Кітапхана",
            reason="Сынақ үшін жасырылды.",
        )
        made = await self.call(
            official,
            "question.save_template",
            agency=self._bodies[DISTRICT],
            language="kk",
            name="Үлгі",
            text="Құрметті азамат!",
        )
        await self.call(official, "question.remove_template", agency=self._bodies[DISTRICT], template=made)
        await self.call(official, "question.propose_answer", **self.said(ref))
        await self.call(head, "question.send_back_answer", question=ref, remark="Күнін нақтылаңыз.")
        await self.call(official, "question.propose_answer", **self.said(ref))
        await self.call(head, "question.approve_answer", question=ref)
        long = "Қолданыстағы заңнамаға сәйкес түсіндірме берілді."
        await self.call(
            official,
            "question.note",
            question=await self.ask("daulet", kind="message"),
            reason="information_taken",
            text=long,
        )
        await self.call(
            official, "question.terminate", question=await self.ask("daulet"), reason="decided", text=long
        )
        await self.call(
            official, "question.refuse", question=await self.ask("yerbol"), reason="identical", text=long
        )

    async def of_followers(self) -> None:
        """They began an hour ago, before what those told who asked; with an account by an address that is confirmed."""
        then = Life(self._after(hours=-1), self._known, self._bodies)
        visitor = replace(then._context, actor=VISITOR)
        for thing in ({"kind": "place", "key": VILLAGE}, {"kind": "topic", "key": "roads"}):
            await self.call(visitor, "following.ask", **thing, address="follower@house.test")
        request = await value("SELECT id FROM following_request ORDER BY id LIMIT 1")
        secret = visitor.settings.secret_bytes
        await self.call(visitor, "following.confirm", key=ticket(secret, TO_CONFIRM, request))
        reader = await value("SELECT id FROM following_reader WHERE address = 'follower@house.test'")
        key = key_of(visitor, reader)
        await self.call(visitor, "following.set_rhythm", key=key, rhythm="at_once")
        await self.call(visitor, "following.stop", key=key)
        await self.call(visitor, "following.resume", key=key)
        await then._signed_in("aigul@example.kz")
        await self.call(then.as_("aigul"), "following.follow", kind="place", key=VILLAGE)

    async def of_news(self) -> None:
        """What was published meanwhile is told once, in one letter."""
        reader = await value("SELECT id FROM following_reader WHERE address = 'follower@house.test'")
        soon = replace(self._after(minutes=30), actor=SYSTEM)
        assert await self.call(soon, "following.gather")
        assert await self.call(soon, "following.tell", reader=reader)
        assert await self.call(soon, "following.tell", reader=reader) is None

    async def of_moderators(self) -> None:
        ref = await self.ask("marina")
        moderator = self.as_("moderator", Role.MODERATOR, "culture")
        second = self.as_("moderator2", Role.MODERATOR, "culture")
        await self.call(moderator, "question.screen", question=ref, verdict="publish")
        hidden = await self.ask("marina")
        await self.call(moderator, "question.screen", question=hidden, verdict="hide", reason="advertising")
        await self.call(
            self.as_("yerbol"),
            "moderation.report",
            about=ref,
            reason="insulting",
            text="Мұнда балағат сөз бар.",
        )
        explanation = "Мәтінде ережеге қайшы сөздер бар."
        decision = await self.call(
            moderator,
            "moderation.decide",
            about=ref,
            outcome="upheld",
            reason="insulting",
            explanation=explanation,
        )
        appealed = await self.call(
            self.as_("marina"), "moderation.appeal", decision=decision, text="Сұрағымда балағат сөз жоқ."
        )
        await self.call(
            second,
            "moderation.decide_appeal",
            appeal=appealed,
            outcome="granted",
            explanation="Шағым негізді деп танылды.",
        )

    async def of_people(self) -> None:
        visitor = replace(self._context, actor=VISITOR)
        signed = await self._signed_in("newcomer@example.kz")
        by_app = await self._signed_in("newcomer@example.kz", is_app=True)
        await self.call(visitor, "people.refresh", refresh_token=by_app.tokens.refresh_token)
        actor = await people.identify(signed.secret, self._context.now)
        newcomer = replace(self._context, actor=actor or VISITOR)
        await self.call(newcomer, "people.set_name", given_name="Жаңа", family_name="Келген")
        await self.call(newcomer, "people.set_locale", language="ru")
        await self.call(newcomer, "notification.set_preferences", wanted=())
        token = token_for(self._context.settings.secret_bytes, Ticket(signed.person_id, next(iter(KINDS))))
        await self.call(visitor, "notification.unsubscribe", token=token)
        made = await self.call(newcomer, "notification.subscribe_push", **BROWSER)
        await self.call(newcomer, "notification.unsubscribe_push", subscription=made)
        await self.call(newcomer, "notification.subscribe_push", **BROWSER)
        await self.call(newcomer, "people.sign_out")
        told = {"iin": "770101000009", "given_name": "Марат", "family_name": "Исаев"}
        signed = await self.call(replace(self._context, actor=SYSTEM), "people.sign_in_state", **told)
        await self._own_data(await people.identify(signed.secret, self._context.now) or VISITOR)
        await self._staff_account(visitor)

    async def _signed_in(self, contact: str, **more: Any) -> Any:
        """By the code that came to that address."""
        visitor = replace(self._context, actor=VISITOR)
        sent = await self.call(visitor, "people.request_code", contact=contact)
        code_id = UUID(str(await value("SELECT id FROM people_login_code ORDER BY id DESC LIMIT 1")))
        code = (await people.code_letter(self._context, code_id)).code
        return await self.call(visitor, "people.confirm_code", ticket=sent.ticket, code=code, **more)

    def _after(self, **time: int) -> Context:
        return replace(self._context, now=self._context.now + timedelta(**time))

    async def _own_data(self, leaving: Actor) -> None:
        """One takes everything along, another is forgotten."""
        system = replace(self._context, actor=SYSTEM)
        wish = await self.call(self.as_("aigul"), "privacy.ask_export")
        await self.call(system, "privacy.make_export", export=wish)
        await self.call(system, "privacy.drop_exports")
        await self.call(system, "privacy.forget", table="limits_bucket")
        own = replace(self._context, actor=leaving)
        await self.call(own, "privacy.ask_erasure", is_sure=True)
        await self.call(own, "privacy.undo_erasure")
        await self.call(own, "privacy.ask_erasure", is_sure=True)
        wished = await value(
            "SELECT id FROM privacy_erasure WHERE person_id = $1 AND undone_at IS NULL", leaving.person_id
        )
        later = replace(system, now=system.now + timedelta(days=8))
        await self.call(later, "privacy.erase", erasure=wished)

    async def _staff_account(self, visitor: Context) -> None:
        clerk = next(each for each in STAFF if each.user_name == "clerk")
        code = fresh_code(clerk, self._context.now)
        signed = await self.call(
            visitor, "people.sign_in_staff", user_name="clerk", password=PASSWORD, code=code
        )
        actor = await people.identify(signed.secret, self._context.now)
        own = replace(self._context, actor=actor or VISITOR)
        secret = totp.new_secret()
        offered = seal(
            self._context.settings.secret_bytes, "people.totp_offer", str(self._known["clerk"]), secret
        ).hex()
        shown = totp.code_for(secret, totp.counter_at(self._context.now))
        await self.call(own, "people.enrol_totp", offered=offered, password=PASSWORD, code=shown)
        await self.call(
            own, "people.change_password", password=PASSWORD, new_password="jaqsy uzaq qupiia soz"
        )
        await self.call(own, "people.end_sessions")

    async def of_the_house(self) -> None:
        system = replace(self._context, actor=SYSTEM)
        for name in ("file.sweep", "people.sweep", "notification.forget", "deadline.miss", "deadline.remind"):
            await self.call(system, name)
        letter = await self.call(
            system, "notification.notify", contact="newcomer@example.kz", template="code", about="code", locale="kk", values={"code": "123456"},
        )  # fmt: skip
        await self.call(
            system, "notification.record_delivery", notification=letter, outcome="failed", reply="550"
        )
        await self.call(self.administrator, "notification.send_again", notification=letter)
        for verb in ("revive", "discard"):
            await outbox.tell("nobody.listens", verb, {}, at=self._context.now, to=["nobody"])
            dead = await value(
                "UPDATE jobs_outbox SET dead_at = now() WHERE about = $1 AND event = 'nobody.listens' RETURNING id",
                verb,
            )
            await self.call(self.administrator, f"outbox.{verb}", row=dead)
        await self.call(
            self.administrator, "calendar.add_decree", source="Сынақ бұйрығы", decided_on=self._context.today,
            days="2026-12-11 off\n2026-12-19 works".replace("off", "-").replace("works", "+"), calendar=shipped().version,
        )  # fmt: skip
        await self.call(system, "deadline.recount")
        await self.call(system, "deadline.sum_up")
        await self.call(self.administrator, "service.switch", step=0)

    async def of_figures(self) -> None:
        """Asked in September and never answered: October is closed, objected to, published and put right."""
        asked_at = datetime(2026, 9, 14, 12, tzinfo=ALMATY)
        asker = replace(self.as_("yerbol"), now=asked_at)
        given = {"title": TITLE, "text": TEXT, "language": "kk", "place": VILLAGE, "topic": "roads", "agency": self._bodies[DISTRICT]}  # fmt: skip
        await self.call(asker, "question.ask", **given, is_public=True, consent=True)
        system, october = replace(self._context, actor=SYSTEM), date(2026, 10, 1)
        await self.call(system, "figures.prepare", month_on=october)
        body = await value("SELECT slug FROM agencies_agency WHERE id = $1", self._bodies[DISTRICT])
        said = "Бұл сұрақ бізге техникалық ақаудан кеш жетті."
        await self.call(self.head, "figures.object", agency=body, month_on=october, text=said)
        edition = await value("SELECT id FROM figures_edition WHERE month_on = $1", october)
        in_december = replace(system, now=self._context.now + timedelta(days=10))
        await self.call(in_december, "figures.publish", edition=edition)
        calendar = (await calendar_in_force()).version
        await self.call(
            self.administrator, "calendar.add_decree", source="Сынақ бұйрығы", decided_on=self._context.today,
            days="2026-10-05 -", calendar=calendar,
        )  # fmt: skip
        auditor = self.as_("administrator", Role.AUDITOR, "culture")
        await self.call(auditor, "figures.correct", month_on=october, reason="Күнтізбе жарлықпен түзетілді.")

    async def of_meetings(self) -> None:
        """Each room of meetings tells its own part, beside its tests."""
        for life in lives_of_rooms():
            await life.live(self)

    async def of_bodies(self) -> None:
        names = {"name_kk": "Сынақ агенттігі", "name_ru": "Пробное агентство", "name_en": "Trial agency"}
        admin = self.administrator
        first, second, third = [
            (
                await self.call(
                    admin, "agency.found", kind="other", **{k: f"{v} {n}" for k, v in names.items()}
                )
            ).agency
            for n in range(3)
        ]
        await self.call(admin, "agency.rename", agency=first, **{k: f"{v} (жаңа)" for k, v in names.items()})
        await self.call(admin, "agency.set_second_person", agency=first, needed=True)
        await self.call(admin, "agency.set_remit", topic="roads", tier="oblast", source="Сынақ дереккөзі")
        appointed = await value(
            "SELECT id FROM agencies_appointment WHERE agency_id = $1 AND until_on IS NULL AND role = 'clerk'",
            self._bodies[DISTRICT],
        )
        await self.call(admin, "agency.end_appointment", appointment=appointed, until_on=date(2026, 12, 31))
        await self.call(admin, "agency.merge", agencies=(second,), into=first)
        await self.call(admin, "agency.dissolve", agency=third, successor=first)
        moved = {"from_agency": self._bodies[OKRUG], "to_agency": self._bodies[DISTRICT]}
        system = replace(self._context, actor=SYSTEM)
        await self.call(system, "deadline.hand_over", on=self._context.today, reason="Сынақ", **moved)
        await self.call(system, "question.reassign", **moved)
