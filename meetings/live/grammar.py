"""What a client may say, and how it is read: small JSON messages, everything else refused with a stable word. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Final, Literal, NoReturn

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from meetings.live.bounds import (
    CANDIDATES,
    DEPTH,
    DESCRIPTION_FRAME_BYTES,
    FRAME_BYTES,
    SECTIONS,
    TICKET_CHARACTERS,
)

_BRACKETS = re.compile(r'"(?:[^"\\]|\\.)*"|([\[{])|([\]}])', re.DOTALL)
_SECRET = rf"^[A-Za-z0-9_-]{{{TICKET_CHARACTERS}}}$"


class Refused(Exception):
    """A frame outside of the grammar. ``word`` is stable; ``id`` is the message's own number where it could be read."""

    def __init__(self, word: str, number: int | None = None) -> None:
        super().__init__(word)
        self.word, self.id = word, number


class Message(BaseModel):
    """``id`` is the client's own number for it: what is answered to it bears it as ``re``."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    id: int | None = Field(None, ge=1, le=2**31 - 1)


class Hello(Message):
    """The first message: the ticket that the page got, used once."""

    version: int = Field(ge=1, le=1000)
    ticket: str = Field(pattern=_SECRET)


class Resume(Message):
    """The first message of who comes back: the token of the last welcome, used once."""

    version: int = Field(ge=1, le=1000)
    token: str = Field(pattern=_SECRET)


class Publish(Message):
    """Here is my sound and picture. Only on the stage or with the floor."""

    offer: str = Field(min_length=1)
    sound: Literal["full", "low"] = "full"


class Trial(Message):
    """What does my line carry? What is sent comes back to this device alone, for a while."""

    offer: str = Field(min_length=1)


class Unpublish(Message):
    pass


class Answer(Message):
    """To the server's offer for the seat."""

    seat: str = Field(min_length=1, max_length=64)
    answer: str = Field(min_length=1)


class Rejoin(Message):
    """The line has changed or broken: a new offer, please. What was agreed before ends."""


class Wish(Message):
    """What the page can take: ``text`` needs no media at all, ``sound`` no pictures, ``low`` their low layer.

    ``with_floor``: on an interpreter's channel the first sound is hers alone and the others are the floor's, mixed by the page.
    """

    step: Literal["video", "low", "sound", "broadcast", "text"]
    voices: int = Field(3, ge=1, le=3)
    pictures: int = Field(1, ge=0, le=4)
    language: Literal["floor", "kk", "ru", "en"] = "floor"
    with_floor: bool = False


class Hand(Message):
    """My hand goes up or down. ``language`` is the one that I will speak."""

    up: bool
    language: Literal["kk", "ru"] = "kk"


class Vote(Message):
    """In the poll of this number, for the choice of this number."""

    poll: int = Field(ge=1, le=32_767)
    choice: int = Field(ge=1, le=100)


class Pong(Message):
    n: int = Field(ge=0, le=2**31 - 1)


class Leave(Message):
    pass


CLIENT: Final[Mapping[str, type[Message]]] = {
    "hello": Hello,
    "resume": Resume,
    "publish": Publish,
    "trial": Trial,
    "unpublish": Unpublish,
    "answer": Answer,
    "rejoin": Rejoin,
    "wish": Wish,
    "hand": Hand,
    "vote": Vote,
    "pong": Pong,
    "leave": Leave,
}
KINDS: Final[Mapping[type[Message], str]] = {shape: kind for kind, shape in CLIENT.items()}
_DESCRIBED = {"publish": "offer", "trial": "offer", "answer": "answer"}


def read(frame: str | bytes) -> Message:
    """A frame as a message. Raises Refused for everything else."""
    text = _text(frame)
    found = _object(text)
    number = _number(found.get("id"))
    kind = found.pop("t", None)
    shape = CLIENT.get(kind) if isinstance(kind, str) else None
    if shape is None:
        raise Refused("live.not_understood", number)
    if kind not in _DESCRIBED and _longer(text, FRAME_BYTES):
        raise Refused("live.too_long", number)
    try:
        message = shape.model_validate(found)
    except ValidationError:
        raise Refused("live.not_understood", number) from None
    if kind in _DESCRIBED:
        _check_description(getattr(message, _DESCRIBED[str(kind)]), number)
    return message


def _text(frame: str | bytes) -> str:
    if len(frame) > DESCRIPTION_FRAME_BYTES or (
        isinstance(frame, str) and _longer(frame, DESCRIPTION_FRAME_BYTES)
    ):
        raise Refused("live.too_long")
    if isinstance(frame, str):
        return frame
    try:
        return frame.decode()
    except UnicodeDecodeError:
        raise Refused("live.not_understood") from None


def _longer(text: str, most: int) -> bool:
    return len(text) > most or (
        len(text) * 4 > most and len(text.encode("utf-8", errors="surrogatepass")) > most
    )


def _object(text: str) -> dict[str, Any]:
    if _depth(text) > DEPTH:
        raise Refused("live.too_deep")
    try:
        found = json.loads(text, object_pairs_hook=_once_each, parse_constant=_no_such_number)
        json.dumps(found, ensure_ascii=False).encode()  # lone surrogates are no text
    except (ValueError, RecursionError):
        raise Refused("live.not_understood") from None
    if not isinstance(found, dict):
        raise Refused("live.not_understood")
    return found


def _depth(text: str) -> int:
    """How deep brackets are nested, before anything is built from them."""
    if text.count("{") + text.count("[") <= DEPTH:
        return 0
    deepest = depth = 0
    for found in _BRACKETS.finditer(text):
        depth += (found.group(1) is not None) - (found.group(2) is not None)
        deepest = max(deepest, depth)
    return deepest


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError
    return made


def _no_such_number(_name: str) -> NoReturn:
    raise ValueError


def _number(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 1 <= value < 2**31 else None


def _check_description(text: str, number: int | None) -> None:
    """Only counted here: what it says is read by the media server."""
    lines = text.splitlines()
    if sum(line.startswith("m=") for line in lines) > SECTIONS:
        raise Refused("live.too_many_sections", number)
    if sum(line.startswith("a=candidate:") for line in lines) > CANDIDATES:
        raise Refused("live.too_many_candidates", number)
