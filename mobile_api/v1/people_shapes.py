"""Signing in and what one sees of oneself, as the API takes and gives it."""

from __future__ import annotations

from datetime import datetime
from typing import Self
from uuid import UUID

from pydantic import Field

from hearing_state.actions import Wish
from hearing_state.people.actions import confirm_code, request_code
from hearing_state.people.person import Contact, Session
from hearing_state.people.queries import Me
from hearing_state.people.sessions import BROWSER_MAX, AppTokens
from mobile_api.v1.shapes import Shape


class CodeSent(Shape):
    ticket: str = Field(description="Send it back with the code; keep it on this telephone")
    channel: str
    expires_at: datetime

    @classmethod
    def of(cls, sent: request_code.CodeSent) -> Self:
        return cls(ticket=sent.ticket, channel=sent.channel, expires_at=sent.expires_at)


class CodeReturned(Wish):
    ticket: str = Field(min_length=20, max_length=100)
    code: str = Field(min_length=1, max_length=20)
    browser: str = Field(
        "", max_length=BROWSER_MAX, description="What the telephone is called in the list of one's devices"
    )


class Tokens(Shape):
    """`token` signs requests until `token_until`. `refresh_token` is shown once, for the next two."""

    token: str
    token_until: datetime
    refresh_token: str

    @classmethod
    def of(cls, made: AppTokens) -> Self:
        return cls(token=made.token, token_until=made.token_until, refresh_token=made.refresh_token)


class SignedIn(Tokens):
    is_new: bool = Field(description="Whether this contact was never here before")

    @classmethod
    def of_sign_in(cls, signed_in: confirm_code.SignedIn, made: AppTokens) -> Self:
        return cls(**made.model_dump(), is_new=signed_in.is_new)


class OwnContact(Shape):
    channel: str = Field(description="`email` or `phone`")
    address: str
    is_confirmed: bool

    @classmethod
    def of(cls, contact: Contact) -> Self:
        return cls(
            channel=contact.channel, address=contact.address, is_confirmed=contact.confirmed_at is not None
        )


class OwnAccount(Shape):
    given_name: str
    family_name: str
    language: str = Field(description="Of letters: `kk`, `ru` or `en`")
    contacts: list[OwnContact]

    @classmethod
    def of(cls, me: Me) -> Self:
        return cls(
            given_name=me.person.given_name,
            family_name=me.person.family_name,
            language=me.person.locale,
            contacts=[OwnContact.of(each) for each in me.contacts],
        )


class Device(Shape):
    """Where one is signed in: an app or a browser."""

    id: UUID
    name: str
    is_app: bool
    is_this: bool
    signed_in_at: datetime
    seen_at: datetime = Field(description="To the minute")

    @classmethod
    def of(cls, session: Session, *, is_this: bool) -> Self:
        return cls(
            id=session.id,
            name=session.browser,
            is_app=session.is_app,
            is_this=is_this,
            signed_in_at=session.made_at,
            seen_at=session.seen_at,
        )
