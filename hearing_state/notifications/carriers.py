"""Who carries a letter out of the house: a port with three adapters. A carrier is told the same message id on every try."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP, Policy
from email.utils import format_datetime
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

import aiosmtplib

from hearing_state.actions import Context
from hearing_state.db import execute
from hearing_state.ids import new_id
from hearing_state.notifications.letter import Letter

SECONDS_MAX = 15.0
PERMANENT = 500
REPLY_LENGTH = 300
_LAY = """
INSERT INTO notifications_mailbox (id, message_id, channel, address, subject, text, locale, laid_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (message_id) DO NOTHING
"""


class RefusedError(Exception):
    """The carrier will never take this letter: no address, no such mailbox."""


class AwayError(Exception):
    """The carrier does not take it now; it may later."""


class Carrier(Protocol):
    async def carry(self, context: Context, letter: Letter) -> str:
        """The carrier's reply. Raises RefusedError or AwayError."""


class SmtpCarrier:
    """A mail relay: ``smtp://user:password@host:port`` (STARTTLS where offered), ``smtps://`` (TLS from the start)."""

    def __init__(self, smtp_url: str) -> None:
        parts = urlsplit(smtp_url)
        self._host = parts.hostname or "127.0.0.1"
        self._is_tls = parts.scheme == "smtps"
        self._port = parts.port or (465 if self._is_tls else 25)
        self._user = unquote(parts.username) if parts.username else None
        self._password = unquote(parts.password) if parts.password else None

    async def carry(self, context: Context, letter: Letter) -> str:
        try:
            _errors, reply = await aiosmtplib.send(
                message_of(context, letter),
                hostname=self._host,
                port=self._port,
                username=self._user,
                password=self._password,
                use_tls=self._is_tls,
                timeout=SECONDS_MAX,
            )
        except aiosmtplib.SMTPRecipientsRefused as refused:
            code = min(each.code for each in refused.recipients)
            raise _error(code)(_said(code, refused.recipients[0].message)) from None
        except aiosmtplib.SMTPDataError as refused:
            raise _error(refused.code)(_said(refused.code, refused.message)) from None
        except aiosmtplib.SMTPResponseException as refused:
            raise AwayError(_said(refused.code, refused.message)) from None
        except (aiosmtplib.SMTPException, OSError) as away:
            raise AwayError(type(away).__name__) from None
        return reply[:REPLY_LENGTH]


class MailboxCarrier:
    """Lays the letter on the mailbox page: the embedded default, where nothing leaves the house."""

    async def carry(self, context: Context, letter: Letter) -> str:
        await execute(
            _LAY,
            new_id(),
            letter.message_id,
            letter.channel,
            letter.address,
            letter.subject,
            letter.text,
            letter.locale,
            context.now,
        )
        return "mailbox"


class NoCarrier:
    """Text messages in production, as long as no carrier of them is joined to the house."""

    async def carry(self, context: Context, letter: Letter) -> str:
        del context, letter
        raise RefusedError("no carrier for text messages")


def carrier_for(context: Context, channel: str) -> Carrier:
    settings = context.settings
    if channel == "email" and settings.smtp_url:
        return SmtpCarrier(settings.smtp_url)
    return MailboxCarrier() if settings.mode == "demo" else NoCarrier()


class _Unsubscribe(str):
    """The header on one line as it is. Python's own would encode a long address like words, and no mail program reads one from that."""

    __slots__ = ()
    name = "List-Unsubscribe"

    def fold(self, *, policy: Policy[Any]) -> str:
        return f"{self.name}: {self}{policy.linesep}"


def message_of(context: Context, letter: Letter) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"] = context.settings.mail_from
    message["To"] = letter.address
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(context.now)
    message["Message-ID"] = letter.message_id
    message["Auto-Submitted"] = "auto-generated"
    if letter.unsubscribe_url:
        message["List-Unsubscribe"] = _Unsubscribe(f"<{letter.unsubscribe_url}>")
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(letter.text, cte="base64")
    message["Content-Language"] = letter.locale  # setting the content forgets earlier Content-* headers
    return message


def _error(code: int) -> type[RefusedError | AwayError]:
    return RefusedError if code >= PERMANENT else AwayError


def _said(code: int, message: str) -> str:
    return f"{code} {' '.join(message.split())}"[:REPLY_LENGTH]
