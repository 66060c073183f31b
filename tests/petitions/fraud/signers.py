"""A process in which people sign, ten at a time, as a rush comes: ``python -m tests.petitions.fraud.signers REFERENCE``.

Who they are comes on the standard input; how many of their signatures were new is said at the end.
"""

from __future__ import annotations

import asyncio
import sys
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.clock import FrozenClock
from hearing_state.main.house import open_house
from hearing_state.permissions import Actor, Grant, Role
from hearing_state.settings import Settings
from petitions.signing.actions.sign import Sign, sign
from tests.support.contexts import NOON

AT_ONCE = 10


async def main(reference: str, people: list[UUID]) -> int:
    new, wish = 0, Sign(petition=reference, consent=True)
    settings = Settings()
    async with open_house(settings, clock=FrozenClock(NOON), pool_max=4):
        for at in range(0, len(people), AT_ONCE):
            together = people[at : at + AT_ONCE]
            answers = await asyncio.gather(*(sign(_one(settings, each), wish) for each in together))
            new += sum(each.is_new for each in answers)
    return new


def _one(settings: Settings, person: UUID) -> Context:
    return Context(now=NOON, settings=settings, actor=Actor(person, frozenset({Grant(Role.RESIDENT)})))


if __name__ == "__main__":
    print(asyncio.run(main(sys.argv[1], [UUID(line) for line in sys.stdin.read().split()])))
