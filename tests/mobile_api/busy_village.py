"""What everybody in the village has under way: questions and petitions in each state in which something can be done with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.db import execute
from hearing_state.ids import new_id
from hearing_state.people.actions.confirm_code import SignedIn
from hearing_state.questions.actions.return_for_defects import ReturnForDefects, return_for_defects
from petitions.checking.actions.publish import Publish, publish
from petitions.checking.actions.reject import Reject, reject
from petitions.checking.actions.send import Send, send
from petitions.considering.actions.announce_discussion import AnnounceDiscussion, announce_discussion
from petitions.considering.actions.register import Register, register
from petitions.drafting.actions.file import Filed
from petitions.signing.actions.sign import Sign, sign
from tests.agencies.country import ABAI_DISTRICT, ABAI_OBLAST, QARAAUYL_OKRUG, office
from tests.petitions import world as petitioning
from tests.questions import world as asking
from tests.support.contexts import AsRole

DEFECTS = "Қай көше екені айтылмаған, көшенің атын жазыңыз."
DRAFT = "Өзен үстіне жаңа көпір салынсын, қаражат келесі жылдың бюджетінен бөлінсін."
OFFICIALS = ("Ерлан", "Сәуле", "Берік", "Дана")


@dataclass(frozen=True)
class Thing:
    """What an address may name. ``owner``: the token of whoever may do most with it; anybody's where empty."""

    names: Mapping[str, str]
    owner: str = ""


Things = Mapping[str, Sequence[Thing]]
"""By an endpoint's address, or by the last name in it."""


async def busy_village(as_: AsRole, people: Sequence[SignedIn], now: datetime) -> Things:
    await execute(
        "UPDATE people_person SET given_name = 'Айгүл', family_name = 'Сәтбаева' WHERE kind = 'resident'"
    )
    here = partial(as_, at=now)
    system = here("system")
    offices = [await office(system, code) for code in (QARAAUYL_OKRUG, ABAI_DISTRICT, ABAI_OBLAST)]
    officials = [await asking.person(name, "Әлімов") for name in OFFICIALS]
    asked = asking.World(here, *offices, people[0].person_id, *officials)
    petitioned = petitioning.World(here, *offices, people[0].person_id, people[1].person_id)
    return {**await _questions(asked, people), **await _petitions(petitioned, people, now)}


async def _questions(here: asking.World, people: Sequence[SignedIn]) -> Things:
    things: dict[str, list[Thing]] = {}
    for number, each in enumerate(people):
        asker = here.as_("resident", person_id=each.person_id, address=f"10.1.0.{number}")
        waiting = await here.published(context=asker)
        returned = await here.taken(context=asker)
        await return_for_defects(
            here.official,
            ReturnForDefects(question=returned, defects=DEFECTS, until_on=asker.today + timedelta(days=5)),
        )
        answered = await here.answered(context=asker)
        private = (await here.ask(asker, is_public=False, consent=False)).ref
        for acts, ref in (
            (("withdraw", "make-private", "follow"), waiting),
            (("cure",), returned),
            (("rate", "unanswered", "follow-up"), answered),
            (("make-public",), private),
        ):
            for act in acts:
                things.setdefault(f"/questions/{{ref}}/{act}", []).append(Thing({"ref": ref}, each.secret))
        things.setdefault("ref", []).append(Thing({"ref": answered}, each.secret))
    return things


async def _petitions(here: petitioning.World, people: Sequence[SignedIn], now: datetime) -> Things:
    things: dict[str, list[Thing]] = {"petition": []}
    moderator = here.as_("moderator", here.district.id)
    for number, each in enumerate(people):
        author = here.as_("resident", person_id=each.person_id, address=f"10.2.0.{number}")
        gathering = await here.filed(author, title=f"{number} көшеге жаңа шамдар қою қажет")
        things["petition"].append(Thing({"petition": gathering.link}, each.secret))
        things.setdefault("/petitions/{petition}/withdraw", []).append(
            Thing({"petition": gathering.ref}, each.secret)
        )
        rejected = await _checking(here, author, title=f"{number} ауылға жаңа мектеп салу керек")
        said = {"reason": "petition_subject", "subject": 15, "explanation": DEFECTS, "remark_title": DEFECTS}
        await reject(moderator, Reject(petition=rejected.ref, **said))
        things.setdefault("/petitions/{petition}/mend", []).append(
            Thing({"petition": rejected.ref}, each.secret)
        )
    author = here.author
    public = await _checking(here, author)
    await publish(moderator, Publish(petition=public.ref))
    things["petition"] += [Thing({"petition": public.ref})] * len(people)
    discussed = await _discussed(here, now)
    things["number"] = [Thing({"petition": discussed, "number": "1"})]
    return things


async def _checking(here: petitioning.World, author: Context, **more: Any) -> Filed:
    """Fifty have joined; put in at one stroke."""
    filed = await here.filed(author, **more)
    await execute(_FIFTY, filed.ref, author.now, [new_id() for _number in range(50)])
    await sign(here.as_("resident", person_id=await _somebody()), Sign(petition=filed.link, consent=True))
    await here.counted()
    return filed


async def _discussed(here: petitioning.World, now: datetime) -> str:
    """The draft of its decision is before the public since three days, for three more."""
    before = replace(here, as_=partial(here.as_, at=now - timedelta(days=14)))
    filed = await _checking(before, before.author, title="Өзен жағасына саябақ салу керек")
    moderator = before.as_("moderator", here.district.id)
    await publish(moderator, Publish(petition=filed.ref))
    row = await petitioning.row_of(filed.ref)
    row.needed = 51
    await row.save()
    await before.counted()
    await sign(before.as_("resident", person_id=await _somebody()), Sign(petition=filed.ref, consent=True))
    await before.counted()
    await send(moderator, Send(petition=filed.ref))
    head = before.as_("head", here.oblast.id, person_id=await _somebody())
    await register(head, Register(petition=filed.ref))
    opens, closes = now.date() - timedelta(days=3), now.date() + timedelta(days=3)
    wish = AnnounceDiscussion(
        petition=filed.ref,
        text=DRAFT,
        where="Аудандық клубта, сағат 18:00.",
        opens_on=opens,
        closes_on=closes,
    )
    await announce_discussion(head, wish)
    return filed.ref


async def _somebody() -> UUID:
    return await asking.person("Тағы", "Бір")


_FIFTY = """
INSERT INTO signing_change (id, petition_id, place_code, proof, delta, happened_at)
SELECT n.id, p.id, '', 'code', 1, $2 FROM drafting_petition p, unnest($3::uuid[]) n(id) WHERE p.ref = $1
"""
