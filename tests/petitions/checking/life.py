"""Petitions are checked: every action of this room once."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.db import execute
from hearing_state.ids import new_id
from hearing_state.permissions import SYSTEM, Actor, Grant, Role
from tests.petitions.drafting.life import filed
from tests.questions.world import person
from tests.support.whole_life import Life

TITLES = (
    "Мектеп жанына жаңа аялдама салу қажет",
    "Саябаққа орындықтар мен шамдар орнату",
    "Аула клубын балаларға қайта ашу",
)


async def live(life: Life) -> None:
    system, moderator = replace(life._context, actor=SYSTEM), life.as_("moderator", Role.MODERATOR, "culture")
    stays, rejected, sent = [await checking(life, title) for title in TITLES]
    assigned = await life.call(
        moderator, "petition.assign", petitions=(stays, sent), to=moderator.actor.person_id
    )
    await life.call(moderator, "petition.undo_assign", batch=assigned.batch)
    await life.call(moderator, "petition.open_check", petition=stays)
    await life.call(moderator, "petition.close_check", petition=stays)
    await life.call(moderator, "petition.publish", petition=stays)
    explanation = "Бұл мәселе бойынша петиция берілмейді."
    said = {
        "reason": "petition_subject",
        "subject": 15,
        "explanation": explanation,
        "remark_title": "Мақсатын нақтылаңыз.",
    }
    await life.call(moderator, "petition.reject", petition=rejected, **said)
    await life.call(life.as_("daulet"), "petition.mend", petition=rejected)
    await life.call(moderator, "petition.publish", petition=sent)
    # A village of so few people that its first fifty are all that the law asks for.
    await execute("UPDATE drafting_petition SET needed = 10 WHERE ref = $1", sent)
    await life.call(
        _somebody(life, await person("Тағы", "Бір")), "petition.sign", petition=sent, consent=True
    )
    await life.call(system, "petition.count")
    await life.call(system, "petition.send", petition=sent)
    await life.call(system, "petition.set_hidden", petition=sent, is_hidden=True)
    await life.call(system, "petition.set_hidden", petition=sent, is_hidden=False)


def _somebody(life: Life, person_id: UUID) -> Context:
    return replace(life._context, actor=Actor(person_id, frozenset({Grant(Role.RESIDENT)})), address="")


async def checking(life: Life, title: str, who: str = "daulet") -> str:
    """Fifty have joined; they are put in at one stroke, for the rehearsal makes each action fail once for each table."""
    ref, link = await filed(life, who, title)
    await execute(_FIFTY, ref, life._context.now, [new_id() for _number in range(50)])
    await life.call(life.as_("marina"), "petition.sign", petition=link, consent=True)
    await life.call(replace(life._context, actor=SYSTEM), "petition.count")
    return ref


_FIFTY = """
INSERT INTO signing_change (id, petition_id, place_code, proof, delta, happened_at)
SELECT n.id, p.id, '', 'code', 1, $2 FROM drafting_petition p, unnest($3::uuid[]) n(id) WHERE p.ref = $1
"""
