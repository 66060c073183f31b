"""The code on a signer's receipt: short enough to write down, and saying nothing about anybody. Pure."""

from __future__ import annotations

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without signs that are taken for one another: 0 O, 1 I L."""
LENGTH = 12


def new_receipt() -> str:
    """Sixty random bits near enough, in groups: ``7KQP-2MZX-HT4W``."""
    number, letters = secrets.randbelow(len(ALPHABET) ** LENGTH), ""
    for _ in range(LENGTH):
        number, at = divmod(number, len(ALPHABET))
        letters += ALPHABET[at]
    return "-".join(letters[at : at + 4] for at in range(0, LENGTH, 4))
