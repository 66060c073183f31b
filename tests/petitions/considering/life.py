"""Petitions are considered and decided: every action of this room once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hearing_state.agencies import queries as agencies
from hearing_state.agencies.demo import OBLAST
from hearing_state.db import execute
from hearing_state.permissions import SYSTEM, Actor, Grant, Role
from tests.petitions.checking.life import checking
from tests.support.whole_life import Life

TITLES = ("Ауыл ішіндегі жолға асфальт төсеу керек", "Ескі су мұнарасын ауыстыру қажет болып тұр")
TEXT = "Комиссия орнында болып, жағдайды қарады; қаражат келесі жылдың бюджетінен бөлінеді."


async def live(life: Life) -> None:
    system = replace(life._context, actor=SYSTEM)
    moderator = life.as_("moderator", Role.MODERATOR, "culture")
    decided, short = [await checking(life, title) for title in TITLES]
    for ref in (decided, short):
        await life.call(moderator, "petition.publish", petition=ref)
    reached = "UPDATE drafting_petition SET state = 'reached', reached_at = $2, needed = 10 WHERE ref = $1"
    await execute(reached, decided, life._context.now)
    await life.call(system, "petition.send", petition=decided)
    body = await agencies.office_at(life._context, OBLAST)
    assert body is not None
    head = replace(life._context, actor=Actor(life._known["head"], frozenset({Grant(Role.HEAD, body.id)})))
    await life.call(head, "petition.register", petition=decided)
    on = life._context.today + timedelta(days=2)
    await life.call(head, "petition.take_step", petition=decided, kind="visit", on=on, text=TEXT)
    said = {"text": TEXT, "law": "ӘРПК 90-6", "complaint": "Үш ай ішінде шағым беруге болады."}
    await life.call(head, "petition.decide", petition=decided, outcome="granted", language="kk", **said)
    await life.call(head, "petition.publish_decision", petition=decided, statement=TEXT)
    await life.call(life.as_("marina"), "petition.sign", petition=short, consent=True)
    await life.call(system, "petition.tell_signers", petition=short, at_once=1)
    await life.call(system, "petition.count")
    over = replace(system, now=system.now + timedelta(days=190))
    await life.call(over, "petition.return_unreached", petition=short)
