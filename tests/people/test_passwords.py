"""Hashing is dear: few at once, a short line, and nobody waits for ever."""

import asyncio

from hearing_state.errors import Unavailable
from hearing_state.people import passwords


async def test_a_long_line_is_sent_away_and_the_short_one_is_served() -> None:
    known = await passwords.hashed("a password of several words")
    tries = [passwords.fits(known, "a password of several words") for _ in range(passwords.WAITING_MAX + 3)]
    answers = await asyncio.gather(*tries, return_exceptions=True)
    assert answers.count(True) == passwords.WAITING_MAX
    assert sum(isinstance(each, Unavailable) for each in answers) == 3
    assert await passwords.fits(known, "a password of several words")


async def test_nobody_has_no_password() -> None:
    assert not await passwords.fits(None, "nobody has this password")
