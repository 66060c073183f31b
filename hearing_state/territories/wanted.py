"""What a person who types a place may mean: a name, perhaps with its kind («село Абай») and with what it lies in."""

from __future__ import annotations

from dataclasses import dataclass

from hearing_state.territories.folding import folded
from hearing_state.territories.names import Kind

TEXT_MAX = 100
_WORDS_MAX = 6
_VILLAGES = frozenset({Kind.VILLAGE, Kind.KENT})
_KIND_WORDS: dict[str, frozenset[Kind]] = {
    folded(word): kinds
    for words, kinds in (
        ("с село аул ауыл ауылы а selo aul auyl village", _VILLAGES),
        ("п пос поселок кент кенті к poselok kent", frozenset({Kind.KENT})),
        ("г город қ қала қаласы gorod qala qalasy city", frozenset({Kind.REPUBLICAN_CITY, Kind.CITY})),
        (
            "район р н аудан ауданы raion rayon audan audany district",
            frozenset({Kind.DISTRICT, Kind.CITY_DISTRICT}),
        ),
        ("обл область облыс облысы oblys oblysy oblast region", frozenset({Kind.OBLAST})),
        ("о округ округі сельский ауылдық okrug", frozenset({Kind.OKRUG, Kind.VILLAGE_AKIMAT})),
        ("ст станция станциясы station", frozenset({Kind.STATION})),
    )
    for word in words.split()
}
_SILENT = frozenset({folded(word) for word in ("им имени атын атындағы",) for word in word.split()})


@dataclass(frozen=True, slots=True)
class Wanted:
    """``readings``: (folded name, folded words of the places it lies in), the likeliest first.

    ``bare`` is the name without its kind, to look for what sounds like it.
    """

    readings: tuple[tuple[str, tuple[str, ...]], ...]
    kinds: frozenset[Kind]
    bare: str


def wanted(text: str) -> Wanted:
    """Read what was typed. Empty when there is nothing to look for."""
    name, _comma, within = text[:TEXT_MAX].partition(",")
    words = folded(name).split()[:_WORDS_MAX]
    around = _bare_words(folded(within).split()[:_WORDS_MAX])
    bare = _bare_words(words)
    hints = [_KIND_WORDS[word] for word in words if word in _KIND_WORDS and bare]
    readings = [(" ".join(words), tuple(around)), (" ".join(bare), tuple(around))]
    if len(bare) > 1:
        readings.append(("".join(bare), tuple(around)))  # қызыл орда
    if not around:
        readings += [(" ".join(bare[:cut]), tuple(bare[cut:])) for cut in range(len(bare) - 1, 0, -1)]
    said = dict.fromkeys(reading for reading in readings if reading[0])
    return Wanted(tuple(said), frozenset().union(*hints), " ".join(bare or words))


def _bare_words(words: list[str]) -> list[str]:
    return [word for word in words if word not in _KIND_WORDS and word not in _SILENT]
