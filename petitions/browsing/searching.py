"""Searching petitions by words: of very many that match, the first two hundred in the list's own order are found without looking at all
the others. Each look goes further back than the one before, and only where that one found too few.
"""

from __future__ import annotations

from collections.abc import Sequence

from hearing_state.actions import Context
from hearing_state.agencies.queries import WORDS_MAX
from hearing_state.questions.searching import BEGINNING_MAX, beginnings, first_enough, spans
from hearing_state.territories.folding import folded
from petitions.drafting.nearness import SOUGHT

MATCHES_MAX = 200
"""Of those that match words no more are told, and said to be more."""
TEXT_MAX = 100
SPANS = (8, 32, 128, 512)
"""Days: one looks at the running span and the one before, of each length in turn, before all is looked at."""
# The day by which a list is in order, as the index has it. Lists without one are short.
_KINDS = {"open": "@o", "all": "@f", "decided": "@e"}


def words_of(text: str) -> list[str]:
    """In plain sounding, in which there are letters and digits only."""
    return folded(text[:TEXT_MAX]).split()[:WORDS_MAX]


def asked(words: Sequence[str], narrowed: Sequence[str]) -> str:
    """A query of the index for all of these words. ``narrowed``: lexemes that must be there, too."""
    return " & ".join([*narrowed, beginnings(words)])


def fits(query: str, words: Sequence[str], params: list[str]) -> list[str]:
    """The query as conditions."""
    return [_holds(query, params), *_long_ones(words, params)]


def _long_ones(words: Sequence[str], params: list[str]) -> list[str]:
    """Of a very long word the index knows the beginning alone: the rest is held against the row."""
    found = []
    for word in words:
        if len(word) > BEGINNING_MAX:
            params.append(f"% {word}%")
            found.append(f"' ' || p.folded LIKE ${len(params)}")
    return found


def _holds(query: str, params: list[str]) -> str:
    params.append(query)
    return f"{SOUGHT} @@ ${len(params)}::text::tsquery"


def first_matches(
    context: Context, tab: str, source: str, query: str, words: Sequence[str], order: str, params: list[str]
) -> str:
    """Common table expressions, of which ``fitting`` has the first that match in this order. ``source``: FROM and WHERE."""
    long_ones = _long_ones(words, params)
    kind = _KINDS.get(tab)
    # Put in order after they were found: walking through all in that order, the index of words would not be used.
    keys = f"p.id, {', '.join(each.split()[0] for each in order.split(', '))}"
    ordered = order.replace("p.", "found.").replace("n.", "found.")
    times = [f"{spans(kind, context, days)} & " for days in SPANS] if kind else []
    looks = []
    for then in (*times, ""):
        conditions = " AND ".join([_holds(then + query, params), *long_ones, "{waits}"])
        looks.append(
            f"SELECT id FROM (SELECT {keys} {source} AND {conditions} OFFSET 0) found ORDER BY {ordered} LIMIT {MATCHES_MAX}"
        )
    return first_enough(looks, MATCHES_MAX)
