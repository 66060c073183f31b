"""A member of staff signs in with user name, password and one-time code."""

from __future__ import annotations

from pydantic import Field, field_validator

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute, row, value
from hearing_state.errors import Forbidden, Invalid
from hearing_state.people import totp
from hearing_state.people.actions.confirm_code import SignedIn
from hearing_state.people.passwords import LENGTH_MAX, fits
from hearing_state.people.person import Step
from hearing_state.people.sealing import unseal
from hearing_state.people.sessions import open_session

_CREDENTIAL = """
SELECT person_id, password_hash, totp_sealed, totp_last_counter FROM people_staff_credential WHERE user_name = $1
"""
# The database decides who of two with the same code was first.
_TAKE = "UPDATE people_staff_credential SET totp_last_counter = $2 WHERE person_id = $1 AND totp_last_counter < $2"
_HAS_POST = """
SELECT 1 FROM agencies_grant WHERE person_id = $1 AND from_on <= $2::date AND (until_on IS NULL OR until_on >= $2::date) LIMIT 1
"""


class SignInStaff(Wish):
    user_name: str = Field(min_length=1, max_length=60)
    password: str = Field(min_length=1, max_length=LENGTH_MAX, repr=False)
    code: str = Field(min_length=1, max_length=20, repr=False)
    browser: str = Field("", max_length=60)

    @field_validator("user_name")
    @classmethod
    def in_small_letters(cls, typed: str) -> str:
        return typed.lower()


@action(
    "people.sign_in_staff",
    entry="people.staff_signed_in",
    public=False,
    repeatable=False,
    when_read_only=True,
)
async def sign_in_staff(context: Context, wish: SignInStaff) -> SignedIn:
    """Raises Invalid with one word, after the same time, whichever of the three is wrong; Forbidden without a post."""
    known = await row(_CREDENTIAL, wish.user_name)
    is_password_right = await fits(known["password_hash"] if known else None, wish.password)
    if known is None or not is_password_right:
        raise Invalid("people.sign_in_refused")
    person_id = known["person_id"]
    secret = unseal(context.settings.secret_bytes, "people.totp", str(person_id), known["totp_sealed"])
    counter = totp.counter_of(secret, wish.code, context.now, newer_than=known["totp_last_counter"])
    if counter is None or not await execute(_TAKE, person_id, counter):
        raise Invalid("people.sign_in_refused")
    if not await value(_HAS_POST, person_id, context.today):
        raise Forbidden("people.no_post")
    session = await open_session(context, person_id, Step.PASSWORD_TOTP, wish.browser)
    context.record("people.staff_signed_in", f"person:{person_id}", step=Step.PASSWORD_TOTP.value)
    return SignedIn(secret=session, person_id=person_id)
