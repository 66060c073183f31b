"""Signing in with a code: ask for one, send it back, keep the token; sign out."""

from __future__ import annotations

from hearing_state.actions import Context
from hearing_state.people.actions.confirm_code import ConfirmCode, confirm_code
from hearing_state.people.actions.request_code import RequestCode, request_code
from hearing_state.people.actions.sign_out import SignOut, sign_out
from mobile_api.endpoint import Endpoint, endpoint
from mobile_api.v1 import shapes


async def ask_for_code(context: Context, body: RequestCode) -> shapes.CodeSent:
    """Have a code sent to an e-mail address or a telephone.

    The answer is the same whether the address is known or not. The code lives ten minutes.
    """
    return shapes.CodeSent.of(await request_code(context, body))


async def confirm(context: Context, body: ConfirmCode) -> shapes.SignedIn:
    """Send the code back; the token signs requests from then on.

    Send it as `Authorization: Bearer <token>` and keep it where only the app can read it. It cannot be shown again.
    """
    return shapes.SignedIn.of(await confirm_code(context, body))


async def leave(context: Context) -> None:
    """Sign out: the token ends at once."""
    await sign_out(context, SignOut())


ENDPOINTS: tuple[Endpoint, ...] = (
    endpoint("POST", "/codes", ask_for_code, acts=request_code, status=201),
    endpoint("POST", "/codes/confirm", confirm, acts=confirm_code, status=201),
    endpoint("DELETE", "/session", leave, acts=sign_out, status=204, needs_sign_in=True),
)
