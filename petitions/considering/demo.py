"""The demo's petitions, one in each state that a reader meets; every step by whoever would take it, on the day when it could be taken.

The figures of population are invented like everything here, and say so: so small that fifty-odd neighbours are enough.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import Agency
from hearing_state.agencies.demo import CULTURE, OKRUG
from hearing_state.clock import local
from hearing_state.db import rows, transaction, value
from hearing_state.deadlines.queries import clocks_of, main_clock
from hearing_state.permissions import SYSTEM, Actor, Grant, Role
from petitions.checking.actions.publish import Publish, publish
from petitions.checking.actions.reject import Reject, reject
from petitions.checking.actions.send import Send, send
from petitions.considering import demo_words as words
from petitions.considering.actions.add_member import AddMember, add_member
from petitions.considering.actions.announce_discussion import AnnounceDiscussion, announce_discussion
from petitions.considering.actions.comment_draft import CommentDraft, comment_draft
from petitions.considering.actions.decide import Decide, decide
from petitions.considering.actions.publish_decision import PublishDecision, publish_decision
from petitions.considering.actions.register import Register, register
from petitions.considering.actions.return_unreached import ReturnUnreached, return_unreached
from petitions.considering.actions.take_step import TakeStep, take_step
from petitions.considering.discussion import first_day
from petitions.drafting.actions.file import File, Filed, file
from petitions.drafting.actions.set_population import SetPopulation, set_population
from petitions.signing.actions.screen_comment import ScreenComment, screen_comment
from petitions.signing.demo import gather, neighbours

ARQAT, QASQABULAQ = "103235000", "103239000"
PEOPLE = {ARQAT: 1_180, QASQABULAQ: 920, OKRUG: 1_000}
SOURCE = "Демо үшін ойдан алынған сан / вымышленное число для демонстрации"
_WAITING = "SELECT id FROM signing_signature WHERE comment_state = 'waiting' ORDER BY id"


async def load(context: Context, people: Mapping[str, UUID]) -> None:
    """Nothing where there are petitions already. In one transaction: all of it or nothing."""
    if await value("SELECT 1 FROM drafting_petition LIMIT 1"):
        return
    async with transaction():
        system = replace(context, actor=SYSTEM)
        await set_population(system, SetPopulation(content=_figures(context)))
        teller = _Teller(system, people, await neighbours(system))
        for told in words.PETITIONS:
            await teller.tell(told)


def _figures(context: Context) -> str:
    on = local(context.now).replace(month=1, day=1).date()
    lines = [f"{place},{people},{on},{SOURCE}" for place, people in PEOPLE.items()]
    lines += [f"{place},{people},{on.replace(year=on.year - 1)},{SOURCE}" for place, people in PEOPLE.items()]
    return "\n".join(["place,people,counted_on,source", *lines])


@dataclass(frozen=True, slots=True)
class _Case:
    """A petition on its way: its body, the day when it was filed."""

    told: words.Told
    filed: Filed
    body: Agency
    at: datetime


class _Teller:
    def __init__(self, system: Context, people: Mapping[str, UUID], signers: list[UUID]) -> None:
        self.system, self.people, self.signers = system, people, signers

    def _as(self, who: str, at: datetime, role: Role = Role.RESIDENT, body: UUID | None = None) -> Context:
        """Told in one sitting: one head and one moderator of the demo stand in for all."""
        actor = Actor(self.people[who], frozenset({Grant(role, body)}), name=who)
        return replace(self.system, actor=actor, now=min(at, self.system.now), address="")

    def _house(self, at: datetime) -> Context:
        return replace(self.system, now=min(at, self.system.now))

    def _morning(self, days_ago: int) -> datetime:
        there = local(self.system.now) - timedelta(days=days_ago)
        return min(there.replace(hour=10, minute=40, second=0, microsecond=0), self.system.now)

    async def tell(self, told: words.Told) -> None:
        at = self._morning(told.days_ago)
        body = await agencies.office_at(self.system, told.body)
        if body is None:
            return
        wish = File.model_validate({
            "title": told.title, "topic": told.topic, "agency": body.slug, "reasons": told.reasons, "proposal": told.proposal,
            "language": told.language, "place": told.place, "consent": True,
        })  # fmt: skip
        filed = await file(self._as(told.author, at), wish)
        signers = self.signers[: told.signers]
        await gather(self.system, filed.link, signers, at + timedelta(hours=2), told.comments)
        await self._screen(at + timedelta(days=3, hours=1))
        case = _Case(told, filed, body, at)
        for day, verb, values in told.steps:
            await getattr(self, f"_{verb}")(case, at + timedelta(days=day), values)

    async def _screen(self, at: datetime) -> None:
        for each in await rows(_WAITING):
            wish = ScreenComment(signature=each["id"], verdict="publish")
            await screen_comment(await self._moderator(at), wish)

    async def _moderator(self, at: datetime) -> Context:
        culture = await agencies.by_slug(self.system, CULTURE)
        return self._as("moderator", at, Role.MODERATOR, culture.id)

    async def _publish(self, case: _Case, at: datetime, _values: Mapping[str, Any]) -> None:
        await publish(await self._moderator(at), Publish(petition=case.filed.ref))

    async def _reject(self, case: _Case, at: datetime, values: Mapping[str, Any]) -> None:
        await reject(await self._moderator(at), Reject(petition=case.filed.ref, **values))

    async def _more(self, case: _Case, at: datetime, values: Mapping[str, Any]) -> None:
        """Those who had not joined before, by its number."""
        first = case.told.signers
        others = self.signers[first : first + values["signers"]]
        await gather(self.system, case.filed.ref, others, at)

    async def _register(self, case: _Case, at: datetime, _values: Mapping[str, Any]) -> None:
        await send(self._house(at), Send(petition=case.filed.ref))
        await register(self._head(case, at + timedelta(hours=3)), Register(petition=case.filed.ref))

    async def _take_step(self, case: _Case, at: datetime, values: Mapping[str, Any]) -> None:
        step = TakeStep(petition=case.filed.ref, on=local(at).date(), **values)
        await take_step(self._head(case, at), step)

    async def _gather_commission(self, case: _Case, at: datetime, values: Mapping[str, Any]) -> None:
        for name, post, role in values["members"]:
            member = AddMember(petition=case.filed.ref, name=name, post=post, role=role)
            await add_member(self._head(case, at), member)

    async def _discuss(self, case: _Case, at: datetime, values: Mapping[str, Any]) -> None:
        """From the first day that the law allows to the last but one of the term; comments, if that day has come."""
        head = self._head(case, at)
        opens = await first_day(head)
        term = main_clock(await clocks_of(head, case.filed.ref))
        if opens is None or term is None or term.due_on is None or opens >= term.due_on:
            return
        wish = AnnounceDiscussion(
            petition=case.filed.ref, text=values["text"], where=values["where"], opens_on=opens, closes_on=term.due_on - timedelta(days=1)
        )  # fmt: skip
        made = await announce_discussion(head, wish)
        if opens > self.system.today:
            return
        noon = datetime.combine(opens, time(12), tzinfo=local(at).tzinfo)
        for who, text in values["comments"]:
            said = CommentDraft(petition=case.filed.ref, discussion=made.number, text=text, consent=True)
            await comment_draft(self._as(who, noon), said)

    async def _decide(self, case: _Case, at: datetime, values: Mapping[str, Any]) -> None:
        statement = values["statement"]
        given = {name: said for name, said in values.items() if name != "statement"}
        await decide(self._head(case, at), Decide(petition=case.filed.ref, **given))
        published = PublishDecision(petition=case.filed.ref, statement=statement)
        await publish_decision(self._head(case, at + timedelta(hours=4)), published)

    async def _return(self, case: _Case, at: datetime, _values: Mapping[str, Any]) -> None:
        await return_unreached(self._house(at), ReturnUnreached(petition=case.filed.ref))

    def _head(self, case: _Case, at: datetime) -> Context:
        return self._as("head.okrug", at, Role.HEAD, case.body.id)
