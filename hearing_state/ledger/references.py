"""What of the house's things anybody may know to exist. Each owner says it for the letter of its references; other letters are never named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from hearing_state.db import rows
from hearing_state.ledger.facts import letter_of

_shown: dict[str, list[str]] = defaultdict(list)


def register_references(letter: str, sql: str) -> None:
    """``sql`` gives the column ``ref`` of those of the references ``$1::text[]`` that anybody may know of. A letter may have several
    owners, each with things of its own. Once per owner.
    """
    if sql not in _shown[letter]:
        _shown[letter].append(sql)


def registered() -> set[str]:
    return set(_shown)


async def visible(references: Iterable[str]) -> set[str]:
    """Those of the references that anybody may know of at this moment."""
    by_letter: dict[str, list[str]] = defaultdict(list)
    for each in references:
        by_letter[letter_of(each)].append(each)
    found: set[str] = set()
    for letter, refs in by_letter.items():
        for sql in _shown.get(letter, ()):
            found |= {each["ref"] for each in await rows(sql, refs)}
    return found
