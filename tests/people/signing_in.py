"""Short ways through the doors, for tests about people."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.db import value
from hearing_state.people import queries
from hearing_state.people.actions.confirm_code import ConfirmCode, SignedIn, confirm_code
from hearing_state.people.actions.request_code import CodeSent, RequestCode, request_code
from hearing_state.people.actions.sign_in_staff import SignInStaff, sign_in_staff
from hearing_state.people.demo import PASSWORD, STAFF, DemoStaff, fresh_code
from hearing_state.permissions import SYSTEM

AIGUL = "aigul@example.kz"


async def asked(context: Context, contact: str = AIGUL) -> tuple[CodeSent, str]:
    """A code asked for, and the code that the letter would bring."""
    sent = await request_code(context, RequestCode(contact=contact))
    code_id = UUID(str(await value("SELECT id FROM people_login_code ORDER BY id DESC LIMIT 1")))
    letter = await queries.code_letter(replace(context, actor=SYSTEM), code_id)
    return sent, letter.code


async def signed_in(context: Context, contact: str = AIGUL) -> SignedIn:
    sent, code = await asked(context, contact)
    return await confirm_code(context, ConfirmCode(ticket=sent.ticket, code=code))


def demo_staff(user_name: str) -> DemoStaff:
    return next(each for each in STAFF if each.user_name == user_name)


async def staff_signed_in(context: Context, user_name: str, *, code: str | None = None) -> SignedIn:
    used = code or fresh_code(demo_staff(user_name), context.now)
    return await sign_in_staff(context, SignInStaff(user_name=user_name, password=PASSWORD, code=used))


def wrong(code: str) -> str:
    """Six other digits."""
    return f"{(int(code) + 1) % 1_000_000:06d}"
