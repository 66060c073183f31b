"""The code on a signer's receipt: short enough to write down, and saying nothing about anybody. Pure."""

from __future__ import annotations

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without signs that are taken for one another: 0 O, 1 I L."""
LENGTH = 12
RECEIPT_MAX = 14
"""With its lines."""


def new_receipt() -> str:
    """Sixty random bits near enough, in groups: ``7KQP-2MZX-HT4W``."""
    number, letters = secrets.randbelow(len(ALPHABET) ** LENGTH), ""
    for _ in range(LENGTH):
        number, at = divmod(number, len(ALPHABET))
        letters += ALPHABET[at]
    return "-".join(letters[at : at + 4] for at in range(0, LENGTH, 4))


def as_written(text: str) -> str:
    """A receipt as somebody typed it off a paper, as the house writes it; anything else as it came, cut.

    >>> as_written(" 7kqp 2mzx ht4w ")
    '7KQP-2MZX-HT4W'
    """
    letters = "".join(each for each in text.upper() if each.isalnum())
    if len(letters) != LENGTH:
        return text.strip()[:RECEIPT_MAX]
    return "-".join(letters[at : at + 4] for at in range(0, LENGTH, 4))
