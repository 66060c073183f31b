"""The state's identity provider has said who came: she is signed in. Only the house itself calls it, once the token was found good."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.people.actions.confirm_code import SignedIn
from hearing_state.people.person import Step
from hearing_state.people.proven import name_if_nameless, prove, with_iin
from hearing_state.people.sessions import end_session, open_session


class SignInState(Wish):
    """``account``: the resident who was signed in here by a code, and has now proved her IIN: she keeps her account. ``session``: of
    that browser before.
    """

    iin: str = Field(min_length=12, max_length=12, repr=False)
    given_name: str = Field("", max_length=100, repr=False)
    family_name: str = Field("", max_length=100, repr=False)
    account: UUID | None = None
    session: UUID | None = None
    browser: str = Field("", max_length=60)
    locale: Literal["kk", "ru", "en"] = "kk"


@action("people.sign_in_state", entry="people.signed_in", public=False, repeatable=False)
async def sign_in_state(context: Context, wish: SignInState) -> SignedIn:
    """Raises Conflict where the account has proved another IIN before."""
    is_new = False
    if wish.account is not None:
        person_id = wish.account
        await prove(context, person_id, wish.iin)
    else:
        names = (wish.given_name, wish.family_name)
        person_id, is_new = await with_iin(context, wish.iin, *names, wish.locale)
    await name_if_nameless(person_id, wish.given_name, wish.family_name)
    if wish.session is not None:
        await end_session(context, wish.session)
    secret = await open_session(context, person_id, Step.OPENID, wish.browser)
    context.record("people.signed_in", f"person:{person_id}", step=Step.OPENID.value)
    return SignedIn(secret=secret, person_id=person_id, is_new=is_new)
