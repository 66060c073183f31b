"""Which body is competent for a topic at a place, and why. Pure: the line of bodies and the remit are given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from hearing_state.agencies.agency import Agency, Remit, Tier, Topic, reaches
from hearing_state.errors import NotFound
from hearing_state.i18n import N_, _l, gettext, local_name

Word = Literal["routing.at_this_level", "routing.next_level_up", "routing.ministry", "routing.nearest"]

_SENTENCES: dict[Word, str] = {
    "routing.at_this_level": N_(
        "Topic: %(topic)s. It is decided at this level: %(level)s. For your place that is: %(body)s."
    ),
    "routing.next_level_up": N_(
        "Topic: %(topic)s. It is usually decided at this level: %(level)s. Your place has no such body, so the next one up answers: %(body)s."
    ),
    "routing.ministry": N_("Topic: %(topic)s. It is decided for the whole country by: %(body)s."),
    "routing.nearest": N_(
        "Nothing is laid down for this topic, so the body nearest to your place answers: %(body)s."
    ),
}
TIER_NAMES = {
    Tier.OKRUG: _l("rural okrug, settlement or city district"),
    Tier.DISTRICT: _l("district or city"),
    Tier.OBLAST: _l("oblast or city of republican significance"),
    Tier.CENTRAL: _l("ministry"),
}


@dataclass(frozen=True, slots=True)
class Why:
    """The reason for a proposal: a stable word for machines, a sentence for people."""

    word: Word
    agency: Agency
    topic: Topic | None = None
    tier: Tier | None = None

    @property
    def sentence(self) -> str:
        """In the reader's language."""
        named = {
            "topic": local_name(self.topic) if self.topic else "",
            "level": str(TIER_NAMES[self.tier]) if self.tier else "",
            "body": local_name(self.agency),
        }
        return gettext(_SENTENCES[self.word]) % named


@dataclass(frozen=True, slots=True)
class Proposal:
    """The body that should answer, and the others that a person may choose instead."""

    agency: Agency
    why: Why
    alternatives: Sequence[Agency]


def propose(line: Sequence[Agency], remit: Remit | None, ministry: Agency | None) -> Proposal:
    """``line``: the bodies that govern the place, nearest first. Raises NotFound where there is none at all."""
    chosen, word = _choice(line, remit, ministry)
    others = [each for each in (*line, *((ministry,) if ministry else ())) if each.id != chosen.id]
    why = Why(word, chosen, remit.topic if remit else None, remit.tier if remit else None)
    return Proposal(chosen, why, others)


def _choice(line: Sequence[Agency], remit: Remit | None, ministry: Agency | None) -> tuple[Agency, Word]:
    if remit is not None and remit.tier is Tier.CENTRAL and ministry is not None:
        return ministry, "routing.ministry"
    if not line:
        raise NotFound("agency.none_for_place")
    if remit is None:
        return line[0], "routing.nearest"
    for each in line:
        if reaches(each.tier, remit.tier):
            return each, "routing.at_this_level" if each.tier is remit.tier else "routing.next_level_up"
    return line[-1], "routing.nearest"
