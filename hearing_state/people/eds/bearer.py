"""Whose certificate it is, and whether such a certificate signs for its person. Pure."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.x509.oid import NameOID

from hearing_state.errors import Invalid
from hearing_state.people import iin

_IIN = re.compile(r"^IIN(\d{12})$")
# The keyboard of a registry office has not always had Kazakh letters: names are held together without them.
_PLAIN = str.maketrans("әғқңөұүһіё", "агкноуухие", "ьъ'’`-")


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who stands in the subject. ``iin`` is never written to a log."""

    iin: str = field(repr=False)
    given_name: str = field(repr=False)
    family_name: str = field(repr=False)

    def is_named(self, given_name: str, family_name: str) -> bool:
        """Whether that is the same name, as the two books spell it.

        >>> Bearer("", "АЙГУЛЬ", "САРСЕНОВА").is_named("Айгүл", "Сәрсенова")
        True
        """
        return (plain(self.given_name), plain(self.family_name)) == (plain(given_name), plain(family_name))


@dataclass(frozen=True, slots=True)
class Usage:
    """Object identifiers that a certificate must have among its extended uses, with where they are named."""

    signing: frozenset[str]
    person: frozenset[str]


@cache
def usage() -> Usage:
    table = tomllib.loads(Path(__file__).with_name("usage.toml").read_text(encoding="utf-8"))
    return Usage(frozenset(table["signing"]["any_of"]), frozenset(table["person"]["any_of"]))


def plain(name: str) -> str:
    return " ".join(name.casefold().translate(_PLAIN).split())


def bearer_of(certificate: x509.Certificate) -> Bearer:
    """Raises Invalid where no IIN of the right shape stands in the subject."""
    numbers = [str(each.value) for each in certificate.subject.get_attributes_for_oid(NameOID.SERIAL_NUMBER)]
    found = _IIN.match(numbers[0]) if len(numbers) == 1 else None
    if found is None or not iin.is_valid(found.group(1)):
        raise Invalid("eds.no_iin", field="cms")
    return bearer_from(
        found.group(1), _one(certificate, NameOID.COMMON_NAME), _one(certificate, NameOID.SURNAME)
    )


def bearer_from(number: str, common_name: str, surname: str) -> Bearer:
    """The common name is surname and first name; what the subject calls a given name is the patronymic."""
    words = common_name.split()
    given = [each for each in words if each.casefold() != surname.casefold()]
    return Bearer(number, " ".join(given).title(), (surname or (words[0] if words else "")).title())


def check_usage(certificate: x509.Certificate) -> None:
    """Raises Invalid for a certificate that is for signing in, or of a body and its staff, or signs nothing."""
    try:
        extensions = certificate.extensions
        key = extensions.get_extension_for_class(x509.KeyUsage).value
        extended = extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    except (x509.ExtensionNotFound, ValueError):
        raise Invalid("eds.not_for_signing", field="cms") from None
    named = {each.dotted_string for each in extended}
    if not (key.digital_signature and key.content_commitment and named & usage().signing):
        raise Invalid("eds.not_for_signing", field="cms")
    if not named & usage().person:
        raise Invalid("eds.not_a_persons", field="cms")


def _one(certificate: x509.Certificate, oid: x509.ObjectIdentifier) -> str:
    found = certificate.subject.get_attributes_for_oid(oid)
    return str(found[0].value) if found else ""
