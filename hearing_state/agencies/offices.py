"""An akim's office for a place: its kind, its address and its name in three languages. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from hearing_state.agencies.agency import AgencyKind
from hearing_state.territories.folding import folded
from hearing_state.territories.names import Kind, Level
from hearing_state.territories.place import Place

_KIND_AT = {
    Level.OBLAST: AgencyKind.OBLAST_AKIM,
    Level.DISTRICT: AgencyKind.DISTRICT_AKIM,
    Level.SUB_DISTRICT: AgencyKind.OKRUG_AKIM,
    Level.SETTLEMENT: AgencyKind.OKRUG_AKIM,
}
# The classifier lists administrations; their akim is named after the city, district, settlement or village itself.
_UNITS = {
    Kind.CITY_AKIMAT: ("қала", "қаласы", "города", " city"),
    Kind.DISTRICT_AKIMAT: ("аудан", "ауданы", "района", " city district"),
    Kind.KENT_AKIMAT: ("кент", "кенті", "", " settlement"),
    Kind.VILLAGE_AKIMAT: ("ауыл", "ауылы", "", " village"),
}
_GENITIVE_RU = {
    "область": "области", "район": "района", "округ": "округа", "город": "города", "село": "села", "аул": "аула",
    "посёлок": "посёлка", "администрация": "администрации",
}  # fmt: skip
_ADJECTIVES = (
    (re.compile(r"(с|ц)кий$"), r"\1кого"),
    (re.compile(r"ий$"), "его"),
    (re.compile(r"(ый|ой)$"), "ого"),
    (re.compile(r"яя$"), "ей"),
    (re.compile(r"ая$"), "ой"),
)
_NOT_LATIN = re.compile(r"[^a-z0-9]+")
_SLUG_MAX = 60


@dataclass(frozen=True, slots=True)
class Office:
    """What is written down for an akim's office."""

    place_code: str
    kind: AgencyKind
    slug: str
    name_kk: str
    name_ru: str
    name_en: str

    @property
    def folded(self) -> str:
        return folded_names(self.name_kk, self.name_ru, self.name_en)


def office_of(place: Place) -> Office:
    """The office of the akim who governs the place.

    >>> from hearing_state.agencies.offices import genitive_ru
    >>> genitive_ru("Карааульский сельский округ")
    'Карааульского сельского округа'
    """
    english = _unit_en(place)
    return Office(
        place.code,
        _KIND_AT[place.level],
        f"{slug_of(english)}-{place.code}",
        f"{_unit_kk(place)} әкімінің аппараты",
        f"Аппарат акима {_unit_ru(place)}",
        f"Akim's office of {english}",
    )


def slug_of(english: str) -> str:
    """A name as a piece of an address."""
    return _NOT_LATIN.sub("-", english.lower()).strip("-")[:_SLUG_MAX].strip("-")


def folded_names(*names: str) -> str:
    """What a search compares with: all names in one plain spelling, a space before each word."""
    return " " + " ".join(dict.fromkeys(folded(name) for name in names))


def genitive_ru(name: str) -> str:
    """Russian names of units after «акима»: adjectives and the words for units change, proper names stay.

    >>> genitive_ru("область Абай"), genitive_ru("сельский округ имени Ильясова")
    ('области Абай', 'сельского округа имени Ильясова')
    """
    words = name.split()
    last = max((at for at, word in enumerate(words) if word in _GENITIVE_RU), default=-1)
    return " ".join(
        _declined(word) if at <= last or word.endswith("ский") else word for at, word in enumerate(words)
    )


def _declined(word: str) -> str:
    if word in _GENITIVE_RU:
        return _GENITIVE_RU[word]
    for ending, instead in _ADJECTIVES:
        if ending.search(word):
            return ending.sub(instead, word)
    return word


def _unit_kk(place: Place) -> str:
    unit = _UNITS.get(place.kind)
    if unit is None:
        return place.name_kk
    plain, belonging = unit[0], unit[1]
    bare = place.name_kk.removesuffix(f" {plain} әкімдігі")
    if bare == place.name_kk:
        return place.name_kk.removesuffix(" әкімдігі")
    return f"{bare} {plain if bare.endswith('атындағы') else belonging}"


def _unit_ru(place: Place) -> str:
    unit = _UNITS.get(place.kind)
    is_noun = not place.short_ru.endswith(("ая", "яя"))
    if unit is not None and unit[2] and is_noun:
        honour = "имени " if "имени " in place.name_ru else ""
        return f"{unit[2]} {honour}{place.short_ru}"
    return genitive_ru(place.name_ru)


def _unit_en(place: Place) -> str:
    unit = _UNITS.get(place.kind)
    if unit is None:
        return place.name_en
    bare = place.name_en
    for ending in (
        " city district administration",
        " city administration",
        " settlement administration",
        " village administration",
    ):
        bare = bare.removesuffix(ending)
    return bare + unit[3]
