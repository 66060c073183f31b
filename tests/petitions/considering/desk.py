"""A petition on the desk of the body that decides it."""

from __future__ import annotations

from datetime import date
from typing import Any

import httpx2

from hearing_state.actions import Context
from hearing_state.agencies.actions.appoint import Appoint, appoint
from hearing_state.people.person import Step
from hearing_state.people.sessions import open_session
from petitions.checking.actions.publish import Publish, publish
from petitions.checking.actions.send import Send, send
from petitions.considering.actions.register import Register, register
from petitions.signing.actions.sign import Sign, sign
from tests.petitions.world import World, row_of


async def sent(here: World, moderator: Context, **more: Any) -> str:
    """It has its votes, and the body has it."""
    filed = await here.checking(**more)
    await publish(moderator, Publish(petition=filed.ref))
    row = await row_of(filed.ref)
    row.needed = 51
    await row.save()
    await sign(here.neighbour, Sign(petition=filed.ref, consent=True))
    await here.counted()
    await send(moderator, Send(petition=filed.ref))
    return filed.ref


async def registered(here: World, moderator: Context, head: Context, **more: Any) -> str:
    """Its twenty working days run from today."""
    ref = await sent(here, moderator, **more)
    await register(head, Register(petition=ref))
    return ref


async def come_in_as_head(client: httpx2.AsyncClient, here: World) -> None:
    """Daulet is the oblast's akim, signed in for work in this browser."""
    posts = {"post_kk": "Әкім", "post_ru": "Аким", "post_en": "Akim"}
    wish = Appoint(
        agency=here.oblast.slug, role="head", holder_name="Дәулет Жүнісов", person_id=here.daulet, from_on=date(2026, 11, 1), **posts
    )  # fmt: skip
    await appoint(here.system, wish)
    client.cookies.set("hs_session", await open_session(here.system, here.daulet, Step.PASSWORD_TOTP, ""))
