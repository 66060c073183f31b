"""The individual identification number: twelve digits, the last of which checks the others. Nothing else is read from it.

Order of the Minister of Internal Affairs of 29.06.2023 No. 521. That the first digits once told a birthday is not
used anywhere: the link between number and personal data was removed by law.
"""

from __future__ import annotations

LENGTH = 12
_FIRST = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
_SECOND = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)
_AGAIN = 10


def check_digit(first_eleven: str) -> int | None:
    """The twelfth digit; None for a number that is never issued.

    >>> check_digit("99130000000")
    9
    """
    for weights in (_FIRST, _SECOND):
        rest = sum(int(digit) * weight for digit, weight in zip(first_eleven, weights, strict=True)) % 11
        if rest != _AGAIN:
            return rest
    return None


def is_valid(number: str) -> bool:
    """Whether the number has the right shape and check digit; not whether somebody bears it."""
    if len(number) != LENGTH or not (number.isascii() and number.isdigit()):
        return False
    return check_digit(number[:-1]) == int(number[-1])
