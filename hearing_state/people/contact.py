"""An e-mail address or a telephone number, in one plain spelling. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from hearing_state.errors import Invalid

Channel = Literal["email", "phone"]

CONTACT_MAX = 200
_EMAIL = re.compile(
    r"^[^\s@<>\"(),:;\\\[\]]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$"
)
_PHONE_SIGNS = re.compile(r"[\s()\-.\u00a0\u2010-\u2013]")
_PHONE = re.compile(r"^\+[1-9][0-9]{9,14}$")
_LOCAL_DIGITS = 11
_LOCAL_BARE = 10
_SHOWN = 2


@dataclass(frozen=True, slots=True)
class Address:
    """Where a code or a letter goes."""

    channel: Channel
    text: str

    @property
    def masked(self) -> str:
        """For a page that says where the code went, without telling a stranger the rest."""
        if self.channel == "phone":
            return f"{self.text[:5]} ••• •• {self.text[-2:]}"
        name, _at, domain = self.text.partition("@")
        return f"{name[:_SHOWN]}•••@{domain}"


def read_address(text: str, *, field: str = "contact") -> Address:
    """What somebody typed as an address. Raises Invalid.

    >>> read_address("8 (701) 123-45-67").text, read_address(" Aigul@Mail.KZ ").text
    ('+77011234567', 'aigul@mail.kz')
    """
    plain = text.strip().lower()
    if len(plain) > CONTACT_MAX:
        raise Invalid("people.contact_not_understood", field=field)
    if "@" in plain:
        return Address("email", _email(plain, field))
    return Address("phone", _phone(plain, field))


def _email(plain: str, field: str) -> str:
    name, _at, domain = plain.rpartition("@")
    try:
        ascii_domain = domain.encode("idna").decode()
    except UnicodeError:
        raise Invalid("people.contact_not_understood", field=field) from None
    address = f"{name}@{ascii_domain}"
    if not _EMAIL.match(address) or ".." in name or name.startswith(".") or name.endswith("."):
        raise Invalid("people.contact_not_understood", field=field)
    return address


def _phone(plain: str, field: str) -> str:
    number = _PHONE_SIGNS.sub("", plain)
    if number.isascii() and number.isdigit():
        if len(number) == _LOCAL_DIGITS and number[0] in "78":
            number = f"+7{number[1:]}"
        elif len(number) == _LOCAL_BARE and number[0] == "7":
            number = f"+7{number}"
    if not _PHONE.match(number):
        raise Invalid("people.contact_not_understood", field=field)
    return number
