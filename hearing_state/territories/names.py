"""Reading the classifier's names: «Қараауыл а.о.» is Қараауыл, a rural okrug, in full words Қараауыл ауылдық округі.

The classifier shortens the kind of a place in a dozen ways, before or after the name, in two languages. Where the
abbreviation is clear it is written out; where it is not, the name stays as it is given.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    OBLAST = "oblast"
    DISTRICT = "district"
    SUB_DISTRICT = "sub_district"
    SETTLEMENT = "settlement"


class Kind(StrEnum):
    REPUBLICAN_CITY = "republican_city"
    OBLAST = "oblast"
    CITY = "city"
    DISTRICT = "district"
    CITY_DISTRICT = "city_district"
    CITY_AKIMAT = "city_akimat"
    DISTRICT_AKIMAT = "district_akimat"
    KENT = "kent"
    VILLAGE = "village"
    OKRUG = "okrug"
    KENT_AKIMAT = "kent_akimat"
    VILLAGE_AKIMAT = "village_akimat"
    STATION = "station"
    SIDING = "siding"
    PLOT = "plot"
    PASTURE = "pasture"
    WINTERING = "wintering"
    FARM = "farm"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class _Mark:
    """How one kind is written in the two languages: in the classifier, and in full."""

    kind: Kind
    ru: str  # pattern of the classifier's sign
    kk: str
    full_ru: str
    full_kk: str
    after_ru: bool = False  # Карааульский сельский округ, but село Карааул
    before_ru: bool = True

    @property
    def named_kk(self) -> str:
        """The word after «атындағы», which takes no ending of belonging: Қанай би атындағы ауылдық округ."""
        return _WITHOUT_ENDING.get(self.full_kk, self.full_kk)


_WITHOUT_ENDING = {
    "ауылдық округі": "ауылдық округ",
    "ауданы": "аудан",
    "ауылы": "ауыл",
    "кенті": "кент",
    "қаласы": "қала",
    "учаскесі": "учаске",
}

_MARKS = (
    _Mark(Kind.OBLAST, r"область", r"облысы", "область", "облысы", after_ru=True),
    _Mark(Kind.CITY_AKIMAT, r"[Гг]\.\s?[Аа]\.|городская администрация", r"[ҚқГг]\.\s?[ӘәАа]\.|қала әкімдігі",
          "городская администрация", "қала әкімдігі", after_ru=True),
    _Mark(Kind.DISTRICT_AKIMAT, r"р\.\s?а\.|районная администрация", r"а\.\s?ә\.|аудан әкімдігі",
          "районная администрация", "аудан әкімдігі", after_ru=True),
    _Mark(Kind.KENT_AKIMAT, r"п\.\s?а\.|поселковая администрация", r"к\.\s?ә\.|кент әкімдігі",
          "поселковая администрация", "кент әкімдігі", after_ru=True),
    _Mark(Kind.VILLAGE_AKIMAT, r"с\.\s?а\.|сельская администрация", r"а\.\s?ә\.?|ауыл әкімдігі",
          "сельская администрация", "ауыл әкімдігі", after_ru=True),
    _Mark(Kind.OKRUG, r"с\.\s?о\.|с\.о(?=\s|$)|сельский округ", r"а\.\s?о\s?\.?|ауылдық округі?",
          "сельский округ", "ауылдық округі", after_ru=True),
    _Mark(Kind.DISTRICT, r"[Рр]айон(?=\s|$)", r"аудан(?:ы)?", "район", "ауданы", after_ru=True),
    _Mark(Kind.CITY, r"г\.|город(?=\s)", r"[қќ]\.|қала(?:сы)?", "город", "қаласы"),
    _Mark(Kind.VILLAGE, r"с\.|село(?=\s)|аул(?=\s)", r"а\.|с\.|ауыл(?:ы)?|(?<=[\s.])[ас](?=$)", "село", "ауылы"),
    _Mark(Kind.KENT, r"п\.|пос\.|[Пп]ос[её]лок(?=\s)", r"к\.|кент(?:і)?", "посёлок", "кенті"),
    _Mark(Kind.STATION, r"ст\.|станция(?=\s)", r"ст\.|станциясы", "станция", "станциясы"),
    _Mark(Kind.SIDING, r"рзд\.|разъезд(?=\s)", r"рзд\.|разъезі", "разъезд", "разъезі"),
    _Mark(Kind.PLOT, r"уч\.|участок(?=\s)", r"уч\.|учаскесі", "участок", "учаскесі"),
    _Mark(Kind.PASTURE, r"отг\.|отгон(?=\s)", r"ж\.|жайылымы", "отгон", "жайылымы"),
    _Mark(Kind.WINTERING, r"зимовка(?=\s)", r"[қк]ыстауы", "зимовка", "қыстауы"),
    _Mark(Kind.FARM, r"кр\.хоз\.?(?=\s)|крестьянское хозяйство", r"шарқож|шар\.\s?қож\.|шаруа қожалығы",
          "крестьянское хозяйство", "шаруа қожалығы"),
)  # fmt: skip

_BEFORE_RU = tuple((mark, re.compile(rf"^(?:{mark.ru})\s*")) for mark in _MARKS)
_AFTER_RU = tuple((mark, re.compile(rf"\s+(?:{mark.ru})$")) for mark in _MARKS if mark.after_ru)
_AFTER_KK = {mark.kind: re.compile(rf"(?:\s*(?<![^\s.»\"\d])|\s+)(?:{mark.kk})$") for mark in _MARKS}
_BEFORE_KK = {mark.kind: re.compile(rf"^(?:{mark.kk})(?=\S|\s)\s*") for mark in _MARKS}
_MARK_OF = {mark.kind: mark for mark in _MARKS}

_IN_HONOUR_RU = re.compile(r"^(?:им\.|имени\s)\s*")
_IN_HONOUR_KK = re.compile(r"\s*\b(?:атын(?:дағы|\.)?|ат\.)$")
_HAS_LETTERS = re.compile(r"[^\W\d_]{2}")
# Names like «зимовка 3» or «рзд.18 км» are nothing without their kind.
_NUMBERED = frozenset({Kind.STATION, Kind.SIDING, Kind.PLOT, Kind.PASTURE, Kind.WINTERING, Kind.FARM})


@dataclass(frozen=True, slots=True)
class Names:
    """What a pair of official names says: the kind, the bare names, and the names in full words."""

    kind: Kind
    short_kk: str
    short_ru: str
    full_kk: str
    full_ru: str


def tidy(name: str) -> str:
    """The name with its spaces put right; letters stay as they are given."""
    return " ".join(name.replace("\N{NO-BREAK SPACE}", " ").split())


def read_names(name_kk: str, name_ru: str, level: Level) -> Names:
    """Take the two official names of a place of that level apart."""
    kk, ru = tidy(name_kk), tidy(name_ru)
    mark, bare_ru, leads = _split_ru(ru)
    if mark is None or (mark.kind in _NUMBERED and not _HAS_LETTERS.search(bare_ru)):
        return Names(Kind.OTHER, kk, ru, kk, ru)
    bare_kk = _without_mark_kk(kk, mark)
    short_kk = _IN_HONOUR_KK.sub("", bare_kk) or bare_kk
    short_ru = _IN_HONOUR_RU.sub("", bare_ru)
    return Names(
        kind=_kind_at(mark.kind, level),
        short_kk=short_kk,
        short_ru=short_ru,
        full_kk=_full_kk(mark, bare_kk, short_kk),
        full_ru=_full_ru(mark, bare_ru, short_ru, leads=leads),
    )


def _split_ru(name: str) -> tuple[_Mark | None, str, bool]:
    for mark, pattern in _AFTER_RU:
        bare = pattern.sub("", name)
        if bare not in ("", name):
            return mark, bare.rstrip(","), False
    for mark, pattern in _BEFORE_RU:
        bare = pattern.sub("", name)
        if bare not in ("", name):
            return mark, bare, True
    return None, name, False


def _without_mark_kk(name: str, mark: _Mark) -> str:
    for pattern in (_AFTER_KK[mark.kind], _BEFORE_KK[mark.kind]):
        bare = pattern.sub("", name, count=1).strip()
        if bare not in ("", name):
            return bare
    return name


def _full_kk(mark: _Mark, bare: str, short: str) -> str:
    return f"{short} атындағы {mark.named_kk}" if short != bare else f"{short} {mark.full_kk}"


def _full_ru(mark: _Mark, bare: str, short: str, *, leads: bool) -> str:
    named = f"имени {short}" if short != bare else short
    if leads:
        return f"{mark.full_ru} {named}"
    # «Семей Г.А.»: a noun, not an adjective, stands before the administration.
    if mark.kind is Kind.CITY_AKIMAT and not named.endswith("ая"):
        return f"{named}, {mark.full_ru}"
    return f"{named} {mark.full_ru}"


def _kind_at(kind: Kind, level: Level) -> Kind:
    if kind is Kind.CITY and level is Level.OBLAST:
        return Kind.REPUBLICAN_CITY
    if kind is Kind.DISTRICT and level is not Level.DISTRICT:
        return Kind.CITY_DISTRICT
    return kind
