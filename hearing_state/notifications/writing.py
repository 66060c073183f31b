"""From an intention to a letter: rendered when it is sent, in its reader's language."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from jinja2 import Environment

from hearing_state.actions import Context
from hearing_state.i18n import LOCALES, speaking
from hearing_state.notifications.letter import Letter, describe, template_path
from hearing_state.notifications.links import links_of
from hearing_state.notifications.queries import Intention
from hearing_state.notifications.unsubscribing import Ticket, token_for
from hearing_state.web.rendering import environment, url

_MANY_EMPTY_LINES = re.compile(r"\n{3,}")
SMS_LENGTH_MAX = 300
_STEMS = ("body", "from_body", "title", "outcome", "reason", "place", "host", "address")
_KNOWN_VALUES = (
    *("ref", "title", "body", "from_body", "due_on", "reason", "url", "code", "minutes", "outcome"),
    *("place", "host", "address", "starts_at", "before_at", "before_on", "mode", "quote"),
)


@functools.cache
def _plain() -> Environment:
    """The pages' environment without escaping: a letter is plain text."""
    return environment().overlay(autoescape=False)


def written(context: Context, intention: Intention, channel: str, address: str) -> Letter:
    """Subject from the template's first line. Raises jinja2.TemplateError for a letter that cannot be written."""
    with speaking(intention.locale):
        links = links_of(context, intention.template, intention.values)
        unsubscribe = links.get("unsubscribe_url") or _unsubscribe_url(context, intention)
        values = {
            **shown_values(intention.values, intention.locale),
            "site_url": context.settings.site_url,
            "unsubscribe_url": unsubscribe,
            "url": _page_url(context, intention),
            "is_owed": bool(describe(intention.template).owed),
            **links,
        }
        text = _plain().get_template(template_path(intention.template)).render(values)
    subject, _newline, body = text.strip().partition("\n")
    subject = " ".join(subject.split())
    body = _MANY_EMPTY_LINES.sub("\n\n", body.strip()) + "\n"
    if channel == "phone":
        body = f"{subject} {values['url']}".strip()[:SMS_LENGTH_MAX]
    return Letter(
        channel=channel,
        address=address,
        subject=subject,
        text=body,
        message_id=intention.message_id,
        locale=intention.locale,
        unsubscribe_url=unsubscribe,
    )


def shown_values(values: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Days (``…_on``) become days, instants (``…_at``) instants; of ``body_kk``, ``body_ru``, ``body_en`` the reader's is
    ``body``; what was not given is empty.
    """
    shown: dict[str, Any] = dict.fromkeys(_KNOWN_VALUES, "") | dict(values)
    for stem in _STEMS:
        names = [values.get(f"{stem}_{each}") for each in (language, *LOCALES)]
        shown[stem] = values.get(stem) or next((name for name in names if name), "")
    for name, value in shown.items():
        if isinstance(value, str) and value and name.endswith("_on"):
            shown[name] = date.fromisoformat(value)
        elif isinstance(value, str) and value and name.endswith("_at"):
            shown[name] = datetime.fromisoformat(value)
    return shown


def _page_url(context: Context, intention: Intention) -> str:
    """``url`` as it was given, or ``path`` of a page in the reader's language."""
    path = intention.values.get("path")
    if intention.values.get("url") or not path:
        return str(intention.values.get("url") or "")
    return f"{context.settings.site_url.rstrip('/')}/{intention.locale}{path}"


def _unsubscribe_url(context: Context, intention: Intention) -> str:
    described = describe(intention.template)
    if described.owed or intention.person_id is None:
        return ""
    token = token_for(context.settings.secret_bytes, Ticket(intention.person_id, described.kind))
    return context.settings.site_url.rstrip("/") + url("notification.unsubscribe", token=token)
