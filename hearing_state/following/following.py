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


_GOOGLE, _YANDEX = "gmail.com", "yandex.ru"
_CARRIERS = {
    **dict.fromkeys(("gmail.com", "googlemail.com"), _GOOGLE),
    **dict.fromkeys(("yandex.ru", "yandex.kz", "yandex.com", "yandex.by", "yandex.uz", "ya.ru"), _YANDEX),
}
"""The names under which one carrier keeps one and the same mailbox."""


def mailbox_of(address: str) -> str:
    """Where many spellings of an address end up: what stands after a plus, a large carrier's other names, and the dots that it overlooks
    or takes for dashes, change nothing.

    >>> mailbox_of("a.igul+news@googlemail.com") == mailbox_of("aigul@gmail.com")
    True
    >>> mailbox_of("aigul.s@yandex.kz") == mailbox_of("aigul-s@ya.ru")
    True
    """
    name, _at, domain = address.rpartition("@")
    name, carrier = name.partition("+")[0], _CARRIERS.get(domain, domain)
    if carrier == _GOOGLE:
        name = name.replace(".", "")
    elif carrier == _YANDEX:
        name = name.replace(".", "-")
    return f"{name}@{carrier}"
