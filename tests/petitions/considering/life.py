"""Petitions are considered and decided: every action of this room once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hearing_state.actions import Context
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.demo import OBLAST
from hearing_state.db import execute
from hearing_state.permissions import SYSTEM, Actor, Grant, Role
from tests.files.samples import video
from tests.petitions.checking.life import checking
from tests.support.whole_life import Life

TITLES = ("Ауыл ішіндегі жолға асфальт төсеу керек", "Ескі су мұнарасын ауыстыру қажет болып тұр")
TEXT = "Комиссия орнында болып, жағдайды қарады; қаражат келесі жылдың бюджетінен бөлінеді."


async def live(life: Life) -> None:
    system = replace(life._context, actor=SYSTEM)
    moderator = life.as_("moderator", Role.MODERATOR, "culture")
    decided, short = [await checking(life, title, "aigul") for title in TITLES]
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
    await in_public(life, head, decided)
    said = {"text": TEXT, "law": "ӘРПК 90-6", "complaint": "Үш ай ішінде шағым беруге болады."}
    await life.call(head, "petition.decide", petition=decided, outcome="granted", language="kk", **said)
    spoken = await life.call(head, "file.store", name="мәлімдеме.mp4", content=video())
    await life.call(head, "petition.publish_decision", petition=decided, statement=TEXT, file=spoken.id)
    await life.call(life.as_("marina"), "petition.sign", petition=short, consent=True)
    await life.call(system, "petition.tell_signers", petition=short, at_once=1)
    await life.call(system, "petition.count")
    over = replace(system, now=system.now + timedelta(days=190))
    await life.call(over, "petition.return_unreached", petition=short)


async def in_public(life: Life, head: Context, ref: str) -> None:
    """A commission, and a draft before the public with a comment that is hidden and shown again."""
    named = {"petition": ref, "post": "Мәслихат депутаты", "role": "member"}
    made = await life.call(head, "petition.add_member", name="Серік Омаров", **named)
    await life.call(head, "petition.remove_member", petition=ref, member=made)
    opens, closes = life._context.today + timedelta(days=7), life._context.today + timedelta(days=9)
    await life.call(
        head, "petition.announce_discussion", petition=ref, text=TEXT, where="Аудандық клубта, сағат 18:00.", opens_on=opens, closes_on=closes
    )  # fmt: skip
    during = replace(life.as_("aigul"), now=life._context.now + timedelta(days=8))
    said = {"petition": ref, "discussion": 1, "text": "Көпірге жаяу жол да керек.", "consent": True}
    comment = await life.call(during, "petition.comment_draft", **said)
    system = replace(life._context, actor=SYSTEM)
    for is_hidden in (True, False):
        await life.call(system, "petition.set_comment_hidden", comment=comment, is_hidden=is_hidden)
    after = replace(head, now=life._context.now + timedelta(days=10))
    summary = {"taken": "Жаяу жол шешімге енгізілді.", "not_taken": "Ескі көпір сақталмайды: ол апатты."}
    await life.call(after, "petition.summarise_discussion", petition=ref, discussion=1, **summary)
