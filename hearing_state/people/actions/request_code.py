"""Somebody asks for a code to sign in with. The answer is the same whether the contact is known or not: nobody looks."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute
from hearing_state.ids import digest, new_code, new_id, new_secret, secret_digest
from hearing_state.people.contact import CONTACT_MAX, Channel, read_address
from hearing_state.people.person import CODE_LASTS
from hearing_state.people.queries import contact_digest
from hearing_state.people.sealing import seal

_INSERT = """
INSERT INTO people_login_code (id, ticket_digest, contact_digest, code_digest, sealed, locale, made_at, expires_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
"""


class RequestCode(Wish):
    contact: str = Field(min_length=3, max_length=CONTACT_MAX)
    purpose: Literal["sign_in"] = "sign_in"

    @field_validator("contact")
    @classmethod
    def in_one_spelling(cls, typed: str) -> str:
        """So that one contact has one limit, however it is typed. Raises Invalid."""
        return read_address(typed).text


class CodeSent(BaseModel):
    """``ticket`` stays in the asker's browser: only there can the code be tried, so nobody else can use up its tries."""

    model_config = ConfigDict(frozen=True)

    ticket: str
    channel: Channel
    expires_at: datetime


@action("people.request_code", entry="people.code_requested", public=False, repeatable=False)
async def request_code(context: Context, wish: RequestCode) -> CodeSent:
    """Raises Invalid for what is neither an e-mail address nor a telephone number, TooMany by limits.toml."""
    address = read_address(wish.contact)
    code_id, code, ticket = new_id(), new_code(), new_secret()
    expires_at = context.now + CODE_LASTS
    await execute(
        _INSERT,
        code_id,
        secret_digest(ticket),
        contact_digest(context, address),
        digest(context.settings.digest_bytes, f"code:{code_id}", code),
        seal(
            context.settings.secret_bytes,
            "people.code",
            str(code_id),
            f"{address.channel} {address.text} {code}",
        ),
        context.locale,
        context.now,
        expires_at,
    )
    context.record("people.code_requested", f"code:{code_id}", channel=address.channel)
    context.tell(
        "people.code_requested",
        str(code_id),
        code_id=str(code_id),
        channel=address.channel,
        locale=context.locale,
    )
    return CodeSent(ticket=ticket, channel=address.channel, expires_at=expires_at)
