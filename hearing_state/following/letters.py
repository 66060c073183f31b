"""The secret addresses in our letters: made when a letter is written, so that no row keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.following.queries import TO_CONFIRM, key_of
from hearing_state.i18n import locale
from hearing_state.ids import ticket
from hearing_state.notifications.links import register_links
from hearing_state.web.rendering import url


def _to_confirm(context: Context, values: Mapping[str, Any]) -> dict[str, str]:
    key = ticket(context.settings.secret_bytes, TO_CONFIRM, UUID(str(values["request"])))
    return {"confirm_url": _whole(context, url("following.confirm", key=key))}


def _to_stop(context: Context, values: Mapping[str, Any]) -> dict[str, str]:
    key = key_of(context, UUID(str(values["reader"])))
    return {
        "pages_url": _whole(context, f"/{locale()}"),
        "manage_url": _whole(context, url("following.manage", key=key)),
        "unsubscribe_url": _whole(context, url("following.stop_all", key=key)),
    }


def _whole(context: Context, path: str) -> str:
    return context.settings.site_url.rstrip("/") + path


def register() -> None:
    register_links("following/confirm", _to_confirm)
    register_links("following/digest", _to_stop)
