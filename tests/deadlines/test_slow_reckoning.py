"""Two reckonings that share no line agree on random histories."""

from __future__ import annotations

import os
import random
from datetime import UTC, date, datetime, timedelta

from hearing_state.deadlines.admission import admit, longest_extension
from hearing_state.deadlines.law import RULES
from hearing_state.deadlines.statutory_clock import (
    Event,
    Extended,
    Paused,
    Received,
    Redirected,
    Resumed,
    fold,
)
from hearing_state.deadlines.working_calendar import shipped
from hearing_state.errors import Conflict, Invalid
from tests.deadlines import slow_reckoning

HISTORIES = int(os.environ.get("HS_RANDOM_HISTORIES", "100000"))
RULE_IDS = ("appeal.answer", "information.answer", "complaint.answer", "petition.central", "appeal.redirect")
RARE = "petition.collection"
FIRST = datetime(2024, 4, 5, tzinfo=UTC)


def test_the_two_reckonings_agree_on_random_histories() -> None:
    dice = random.Random(20260701)
    seen = {"until": 0, "more": 0, "stop": 0, "go": 0, "redirected": 0}
    for _ in range(HISTORIES):
        rule_id = RARE if dice.random() < 0.05 else dice.choice(RULE_IDS)
        rule = RULES.by_id[rule_id][-1]
        events, plain = _history(dice, rule)
        fast = fold(rule, events, shipped()).due_on
        assert fast == slow_reckoning.due(rule.count, rule.amount, plain), (rule_id, plain)
        for each in plain[1:]:
            seen["redirected" if each[0] == "came" else each[0]] += 1
    assert all(times > HISTORIES // 100 for times in seen.values()), seen


def _history(dice: random.Random, rule) -> tuple[list[Event], list[tuple]]:
    """A history that the house would admit, as events and as plain tuples."""
    moment = FIRST + timedelta(minutes=dice.randrange(60 * 24 * 1000))
    events: list[Event] = [Received(moment)]
    plain: list[tuple] = [("came", moment)]
    for _ in range(dice.choice((0, 0, 0, 1, 1, 2, 3))):
        step = dice.choice((_redirect, _extend, _pause_or_resume, _pause_or_resume))
        made = step(dice, rule, events)
        if made is not None:
            events.append(made[0])
            plain.append(made[1])
    return events, plain


def _redirect(dice: random.Random, _rule, events: list[Event]) -> tuple[Event, tuple]:
    moment = datetime.combine(_last_day(events), datetime.min.time(), UTC)
    moment += timedelta(minutes=dice.randrange(60 * 24 * 5))
    return Redirected(moment), ("came", moment)


def _extend(dice: random.Random, rule, events: list[Event]) -> tuple[Event, tuple] | None:
    so_far = fold(rule, events, shipped())
    if rule.extension is None or so_far.due_on is None:
        return None
    decided_on = _last_day(events) + timedelta(days=dice.randrange(10))
    if rule.extension.days:
        days = dice.randint(1, rule.extension.days)
        event, plain = Extended(decided_on, days=days, reason="facts"), ("more", days)
    else:
        until_on = longest_extension(so_far, decided_on) - timedelta(days=dice.randrange(40))
        event, plain = (
            Extended(decided_on, until_on=until_on, reason="facts"),
            ("until", decided_on, until_on),
        )
    return (event, plain) if _admitted(event, so_far) else None


def _pause_or_resume(dice: random.Random, rule, events: list[Event]) -> tuple[Event, tuple] | None:
    so_far = fold(rule, events, shipped())
    on = _last_day(events) + timedelta(days=dice.randrange(6))
    event: Event = Resumed(on) if so_far.due_on is None else Paused(on)
    plain = ("go" if so_far.due_on is None else "stop", on)
    return (event, plain) if _admitted(event, so_far) else None


def _admitted(event: Event, so_far) -> bool:
    try:
        admit(event, so_far)
    except (Conflict, Invalid):
        return False
    return True


def _last_day(events: list[Event]) -> date:
    """Days and hours in a zone where it is never the next day already: Kazakhstan is ahead of UTC."""
    last = events[-1]
    if isinstance(last, Received | Redirected):
        return (last.at + timedelta(hours=6)).date()
    return last.decided_on if isinstance(last, Extended) else last.on
