"""Signing in with a code, short tokens and their renewal; one's account and one's devices; signing out."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context
from hearing_state.errors import NotFound, SignInNeeded
from hearing_state.people import queries
from hearing_state.people.actions.confirm_code import ConfirmCode, confirm_code
from hearing_state.people.actions.end_sessions import EndSessions, end_sessions
from hearing_state.people.actions.refresh import Refresh, refresh
from hearing_state.people.actions.request_code import RequestCode, request_code
from hearing_state.people.actions.set_locale import SetLocale, set_locale
from hearing_state.people.actions.set_name import SetName, set_name
from hearing_state.people.actions.sign_out import SignOut, sign_out
from mobile_api.endpoint import Endpoint, endpoint
from mobile_api.reading import Asked
from mobile_api.v1 import people_shapes as shapes


class ByDevice(Asked):
    device: Annotated[UUID, Field(description="`id` in the list of one's devices")]


async def ask_for_code(context: Context, body: RequestCode) -> shapes.CodeSent:
    """Have a code sent to an e-mail address or a telephone.

    The answer is the same whether the address is known or not. The code lives ten minutes.
    """
    return shapes.CodeSent.of(await request_code(context, body))


async def confirm(context: Context, body: shapes.CodeReturned) -> shapes.SignedIn:
    """Send the code back; the token signs requests for a quarter of an hour.

    Send it as `Authorization: Bearer <token>`. Keep both tokens where only the app can read them; they cannot be shown again.
    """
    signed_in = await confirm_code(context, ConfirmCode(**body.model_dump(), is_app=True))
    if signed_in.tokens is None:
        raise SignInNeeded()
    return shapes.SignedIn.of_sign_in(signed_in, signed_in.tokens)


async def renew_tokens(context: Context, body: Refresh) -> shapes.Tokens:
    """Show the refresh token for the next two. The ones of before are good no more.

    Send no `Authorization`. If the answer was lost, show the same again. One renewal at a time: a refresh token that is shown after its
    successor was used signs this device out, for somebody may have stolen it.
    """
    made = await refresh(context, body)
    if made is None:
        raise SignInNeeded()
    return shapes.Tokens.of(made)


async def leave(context: Context) -> None:
    """Sign out: the tokens of this device end at once."""
    await sign_out(context, SignOut())


async def show_account(context: Context) -> shapes.OwnAccount:
    """What is kept of oneself."""
    return shapes.OwnAccount.of(await queries.me(context))


async def name_oneself(context: Context, body: SetName) -> None:
    """One's name; a petition and a comment need it. Public pages show the first name and one letter of the surname."""
    await set_name(context, body)


async def choose_language(context: Context, body: SetLocale) -> None:
    """In which language letters come. What the API says follows `Accept-Language`."""
    await set_locale(context, body)


async def list_devices(context: Context) -> list[shapes.Device]:
    """Where one is signed in, the last used first."""
    me = await queries.me(context)
    return [shapes.Device.of(each, is_this=each.id == me.this_session) for each in me.sessions]


async def end_device(context: Context, path: ByDevice) -> None:
    """Sign out elsewhere: all tokens of that device end at once."""
    ended = await end_sessions(context, EndSessions(session=path.device))
    if not ended.sessions:
        raise NotFound("people.no_such_device")


ENDPOINTS: tuple[Endpoint, ...] = (
    endpoint("POST", "/codes", ask_for_code, acts=request_code, status=201),
    endpoint("POST", "/codes/confirm", confirm, acts=confirm_code, status=201),
    endpoint("POST", "/session/renew", renew_tokens, acts=refresh),
    endpoint("DELETE", "/session", leave, acts=sign_out, status=204, needs_sign_in=True),
    endpoint("GET", "/me", show_account, reads=queries.me, needs_sign_in=True),
    endpoint("POST", "/me/name", name_oneself, acts=set_name, status=204, needs_sign_in=True),
    endpoint("POST", "/me/language", choose_language, acts=set_locale, status=204, needs_sign_in=True),
    endpoint("GET", "/me/devices", list_devices, reads=queries.me, needs_sign_in=True),
    endpoint("DELETE", "/me/devices/{device}", end_device, acts=end_sessions, status=204, needs_sign_in=True),
)
