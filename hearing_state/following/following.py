"""What can be followed, how often a letter comes, and when the next one may. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from hearing_state.clock import ALMATY

NEWS_IN_A_LETTER = 40
"""More is read on the site: the letter says how much."""
LETTERS_TO_CONFIRM = 3
"""To one mailbox that has not confirmed, as long as its requests are kept: nobody sends somebody else many letters through us."""
FOLLOWED_MAX = 100
GAP = timedelta(minutes=15)
"""Between two letters *at once*: what happens meanwhile comes in the next one."""
MORNING = time(8)


class Kind(StrEnum):
    PLACE = "place"
    BODY = "body"
    TOPIC = "topic"
    QUESTION = "question"


class Rhythm(StrEnum):
    AT_ONCE = "at_once"
    DAILY = "daily"
    WEEKLY = "weekly"


@dataclass(frozen=True, slots=True)
class Thing:
    """What somebody follows: a place by its code, a body by its slug, a topic by its key, a question by its number."""

    kind: Kind
    key: str


def told_before(rhythm: Rhythm, now: datetime) -> datetime:
    """Whoever got the last letter earlier than this may get the next one: at once, since this morning, since Monday's morning.

    >>> told_before(Rhythm.WEEKLY, datetime(2026, 11, 25, 12, tzinfo=ALMATY)).isoformat()
    '2026-11-23T08:00:00+05:00'
    """
    if rhythm is Rhythm.AT_ONCE:
        return now - GAP
    here = now.astimezone(ALMATY)
    morning = datetime.combine(here.date(), MORNING, ALMATY)
    if morning > here:
        morning -= timedelta(days=1)
    return morning if rhythm is Rhythm.DAILY else morning - timedelta(days=morning.weekday())


def mailbox_of(address: str) -> str:
    """Where many spellings of an address end up: what stands after a plus, and the dots of one large carrier, change nothing.

    >>> mailbox_of("a.igul+news@gmail.com") == mailbox_of("aigul@gmail.com")
    True
    """
    name, _at, domain = address.rpartition("@")
    name = name.partition("+")[0]
    return f"{name.replace('.', '') if domain in {'gmail.com', 'googlemail.com'} else name}@{domain}"
