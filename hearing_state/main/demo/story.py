"""The shape of a demo story: what was asked when, and what happened to it then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

COMPLAINT = {
    "kk": "Жауаппен келіспесеңіз, оны алған күннен бастап үш ай ішінде осы органға немесе жоғары тұрған органға шағым бере аласыз (ӘРПК 91-бап).",
    "ru": "Если вы не согласны с ответом, в течение трёх месяцев со дня получения его можно обжаловать в этом же или вышестоящем органе (АППК, статья 91).",
    "en": "If you do not agree, you may complain to this body or to its superior within three months of receiving the answer (APPC 91).",
}


@dataclass(frozen=True)
class Step:
    """Something done ``day`` days after the question was asked, by one of the demo's people."""

    day: int
    who: str
    verb: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Story:
    """A question asked ``days_ago`` by a demo resident. ``body``: the place whose office is chosen, or the competent one."""

    asker: str
    days_ago: int
    language: str
    place: str
    topic: str
    title: str
    text: str
    points: tuple[str, ...] = ()
    kind: str = "inquiry"
    body: str = ""
    is_public: bool = True
    steps: tuple[Step, ...] = ()


def screened(day: int = 1) -> Step:
    return Step(day, "moderator", "screen", {"verdict": "publish"})


def answered(day: int, who: str, language: str, text: str, law: str, points: tuple[str, ...] = ()) -> Step:
    """An answer that addresses every point; the last argument has one sentence for each."""
    said = [{"number": n, "outcome": "answered", "text": each} for n, each in enumerate(points, 1)]
    values = {
        "language": language,
        "text": text,
        "law": law,
        "complaint": COMPLAINT[language],
        "points": said,
    }
    return Step(day, who, "answer", values)
