"""A question: its kinds, the states it goes through, its numbered points and when an answer is complete. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hearing_state.errors import Fault, Invalid
from hearing_state.lifecycle import Lifecycle

POINTS_MAX = 12
TITLE_MIN, TITLE_MAX = 10, 160
TEXT_MIN, TEXT_MAX = 20, 8_000
POINT_MAX = 1_000
ANSWER_MIN, ANSWER_MAX = 20, 20_000
FILES_MAX = 5
EDIT_LOCK_MINUTES = 15
CURE_DAYS_MAX = 60
STATE_LANGUAGE = "kk"
MASK = "█████"


class Kind(StrEnum):
    """The kinds of appeal of APPC 4; a plain question is an inquiry."""

    INQUIRY = "inquiry"
    APPLICATION = "application"
    COMPLAINT = "complaint"
    MESSAGE = "message"
    PROPOSAL = "proposal"
    RESPONSE = "response"
    INFORMATION = "information"

    @property
    def answer_rule(self) -> str:
        """The rule of deadlines/rules.toml that says when the answer is due."""
        own = {Kind.COMPLAINT: "complaint.answer", Kind.INFORMATION: "information.answer"}
        return own.get(self, "appeal.answer")

    @property
    def redirect_rule(self) -> str:
        """Until when a body that is not competent may send it on. A complaint is passed on under APPC 91(4)."""
        own = {Kind.COMPLAINT: "complaint.forward", Kind.INFORMATION: "information.redirect"}
        return own.get(self, "appeal.redirect")


FOLLOW_UP_RULE = "question.follow_up"


class State(StrEnum):
    DRAFTED = "drafted"
    REGISTERED = "registered"
    SCREENED = "screened"
    WITH_BODY = "with_body"
    RETURNED = "returned"
    ANSWERED = "answered"
    RATED = "rated"
    FOLLOWED_UP = "followed_up"
    ANSWERED_AGAIN = "answered_again"
    NOTED = "noted"
    TERMINATED = "terminated"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Screening(StrEnum):
    """Whether the public may read it. The duty to answer does not wait for this."""

    PRIVATE = "private"
    WAITING = "waiting"
    PUBLISHED = "published"
    HIDDEN = "hidden"


class PointState(StrEnum):
    OPEN = "open"
    ANSWERED = "answered"
    REFUSED = "refused"
    REDIRECTED = "redirected"
    UNANSWERED = "unanswered"


class Channel(StrEnum):
    """``meeting``: asked at a meeting and taken away from it, to be answered in writing. ``petition``: one that fell short of its votes."""

    WEB = "web"
    PHONE = "phone"
    DESK = "desk"
    MEETING = "meeting"
    PETITION = "petition"


OWED = (State.REGISTERED, State.SCREENED, State.WITH_BODY)
"""With a body that owes the first answer."""
LIVE = (*OWED, State.RETURNED, State.FOLLOWED_UP)
"""A clock runs, or stands still until the defects are cured."""
HAS_ANSWER = (State.ANSWERED, State.RATED, State.ANSWERED_AGAIN)
ENDED_WITHOUT = (State.NOTED, State.TERMINATED, State.REFUSED)


def _table() -> Mapping[tuple[str, str], str]:
    table: dict[tuple[str, str], str] = {
        (State.DRAFTED, "ask"): State.REGISTERED,
        (State.REGISTERED, "screen"): State.SCREENED,
        (State.RETURNED, "cure"): State.WITH_BODY,
        (State.RETURNED, "terminate"): State.TERMINATED,
    }
    for state in OWED:
        for verb in ("take", "redirect", "split", "extend", "save_draft", "propose"):
            table[state, verb] = State.WITH_BODY
        table[state, "return"] = State.RETURNED
        table[state, "answer"] = State.ANSWERED
        table[state, "note"] = State.NOTED
        table[state, "terminate"] = State.TERMINATED
        table[state, "refuse"] = State.REFUSED
    for verb in ("take", "save_draft", "propose"):
        table[State.FOLLOWED_UP, verb] = State.FOLLOWED_UP
    table[State.FOLLOWED_UP, "answer"] = State.ANSWERED_AGAIN
    table[State.ANSWERED, "rate"] = State.RATED
    table[State.ANSWERED_AGAIN, "rate"] = State.ANSWERED_AGAIN
    for state in HAS_ANSWER:
        table[state, "correct"] = state
    for state in (State.ANSWERED, State.RATED):
        table[state, "mark"] = state
        table[state, "follow_up"] = State.FOLLOWED_UP
    for state in LIVE:
        table[state, "withdraw"] = State.WITHDRAWN
    for state in (s for s in State if s not in (State.DRAFTED, State.REGISTERED)):
        table[state, "screen"] = state
    return {(str(state), verb): str(after) for (state, verb), after in table.items()}


LIFECYCLE = Lifecycle("question", _table())


class Outcome(StrEnum):
    """What an answer does with a point."""

    ANSWERED = "answered"
    REFUSED = "refused"
    REDIRECTED = "redirected"


@dataclass(frozen=True, slots=True)
class Point:
    number: int
    text: str
    state: PointState = PointState.OPEN
    into_ref: str | None = None

    @property
    def is_owed(self) -> bool:
        """Whether this body still has to say something about it."""
        return self.state in (PointState.OPEN, PointState.UNANSWERED)


@dataclass(frozen=True, slots=True)
class PointAnswer:
    """``ground``: the article that allows the refusal, or where a redirected point went."""

    number: int
    outcome: Outcome
    text: str = ""
    ground: str = ""


def points_from(title: str, points: Iterable[str]) -> list[Point]:
    """The asker's points in order; a question that was not cut into points is one point. Raises Invalid."""
    texts = [text.strip() for text in points if text.strip()] or [title]
    if len(texts) > POINTS_MAX:
        raise Invalid("question.too_many_points", field="points", maximum=POINTS_MAX)
    if any(len(text) > POINT_MAX for text in texts):
        raise Invalid("question.point_too_long", field="points", maximum=POINT_MAX)
    return [Point(number, text) for number, text in enumerate(texts, 1)]


def check_complete(points: Sequence[Point], said: Sequence[PointAnswer]) -> None:
    """Every point still owed is addressed exactly once; nothing else is. Raises Invalid, one fault a point."""
    owed = {point.number for point in points if point.is_owed}
    numbers = [each.number for each in said]
    faults = [_fault(n, "question.point_not_addressed") for n in sorted(owed - set(numbers))]
    faults += [_fault(n, "question.point_not_owed") for n in sorted(set(numbers) - owed)]
    faults += [
        _fault(n, "question.point_twice") for n in sorted({n for n in numbers if numbers.count(n) > 1})
    ]
    faults += [fault for each in said if (fault := _fault_in(each)) is not None]
    if faults:
        raise Invalid.many(faults)


def _fault_in(said: PointAnswer) -> Fault | None:
    if said.outcome is Outcome.ANSWERED and not said.text.strip():
        return _fault(said.number, "question.point_answer_empty")
    if said.outcome is not Outcome.ANSWERED and not said.ground.strip():
        return _fault(said.number, "question.point_ground_missing")
    return None


def _fault(number: int, reason: str) -> Fault:
    return Fault(f"points.{number}", reason, {"number": number})


def check_split(points: Sequence[Point], numbers: Sequence[int]) -> None:
    """Some of the points go, at least one stays. Raises Invalid."""
    owed = {point.number for point in points if point.is_owed}
    wanted = set(numbers)
    if not wanted or wanted - owed:
        raise Invalid("question.no_such_point", field="numbers")
    if wanted == owed:
        raise Invalid("question.split_leaves_nothing", field="numbers")


def check_answer_language(asked_in: str, answered_in: str) -> None:
    """The state language or the language of the appeal (APPC 89(2)). Raises Invalid."""
    if answered_in not in {asked_in, STATE_LANGUAGE}:
        raise Invalid("question.answer_language", field="language")


def check_cure_term(today: date, until_on: date) -> None:
    """A reasonable term to cure defects lies ahead and not far (APPC 64(6) gives no number). Raises Invalid."""
    if not 0 < (until_on - today).days <= CURE_DAYS_MAX:
        raise Invalid("question.cure_term", field="until_on", maximum=CURE_DAYS_MAX)


def masked(text: str, fragment: str) -> str:
    """The text without the fragment, wherever it stands. Raises Invalid where it does not."""
    if fragment not in text:
        raise Invalid("question.nothing_to_mask", field="fragment")
    return text.replace(fragment, MASK)
