"""Petitions are signed and counted: every action of this room once."""

from __future__ import annotations

from dataclasses import replace

from hearing_state.db import value
from hearing_state.permissions import SYSTEM, Role
from tests.petitions.drafting.life import filed
from tests.support.whole_life import Life


async def live(life: Life) -> None:
    system = replace(life._context, actor=SYSTEM)
    _ref, link = await filed(life, "daulet", "Көшелерге жаңа шамдар орнату және ескілерін жөндеу")
    said = {"petition": link, "consent": True, "comment": "Дұрыс ұсыныс."}
    await life.call(life.as_("aigul"), "petition.sign", **said)
    await life.call(life.as_("marina"), "petition.sign", petition=link, consent=True)
    await life.call(life.as_("marina"), "petition.unsign", petition=link)
    waiting = await value("SELECT id FROM signing_signature WHERE comment_state = 'waiting'")
    moderator = life.as_("moderator", Role.MODERATOR, "culture")
    await life.call(moderator, "petition.screen_comment", signature=waiting, verdict="publish")
    await life.call(system, "petition.count")
    await life.call(system, "petition.forget_signers")
