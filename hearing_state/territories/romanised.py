"""Names of places in Latin letters, for readers of English; for reading only, never to search by."""

from __future__ import annotations

from hearing_state.territories.names import Kind

_LETTERS = str.maketrans(
    {
        "а": "a", "ә": "a", "б": "b", "в": "v", "г": "g", "ғ": "gh", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z",
        "и": "i", "й": "i", "к": "k", "қ": "q", "л": "l", "м": "m", "н": "n", "ң": "ng", "о": "o", "ө": "o", "п": "p",
        "р": "r", "с": "s", "т": "t", "у": "u", "ұ": "u", "ү": "u", "ф": "f", "х": "kh", "һ": "h", "ц": "ts", "ч": "ch",
        "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "і": "i", "ь": "", "э": "e", "ю": "yu", "я": "ya",
    }
)  # fmt: skip

# The top of the tree by the names that English texts know.
_KNOWN = {
    "100000000": "Abai Region", "110000000": "Akmola Region", "150000000": "Aktobe Region", "190000000": "Almaty Region",
    "230000000": "Atyrau Region", "270000000": "West Kazakhstan Region", "310000000": "Zhambyl Region",
    "330000000": "Zhetisu Region", "350000000": "Karaganda Region", "390000000": "Kostanay Region",
    "430000000": "Kyzylorda Region", "470000000": "Mangystau Region", "550000000": "Pavlodar Region",
    "590000000": "North Kazakhstan Region", "610000000": "Turkistan Region", "620000000": "Ulytau Region",
    "630000000": "East Kazakhstan Region", "710000000": "Astana city", "750000000": "Almaty city",
    "790000000": "Shymkent city",
}  # fmt: skip

_KIND_WORDS = {
    Kind.REPUBLICAN_CITY: "city", Kind.OBLAST: "Region", Kind.CITY: "city", Kind.DISTRICT: "District",
    Kind.CITY_DISTRICT: "city district", Kind.CITY_AKIMAT: "city administration",
    Kind.DISTRICT_AKIMAT: "city district administration", Kind.KENT: "settlement", Kind.VILLAGE: "village",
    Kind.OKRUG: "rural okrug", Kind.KENT_AKIMAT: "settlement administration",
    Kind.VILLAGE_AKIMAT: "village administration", Kind.STATION: "station", Kind.SIDING: "siding", Kind.PLOT: "plot",
    Kind.PASTURE: "pasture", Kind.WINTERING: "wintering", Kind.FARM: "farm",
}  # fmt: skip


def romanised(code: str, kind: Kind, short_kk: str) -> str:
    """The place's name for a reader of English: Qaraauyl village.

    >>> romanised("103230100", Kind.VILLAGE, "Қараауыл")
    'Qaraauyl village'
    """
    if code in _KNOWN:
        return _KNOWN[code]
    latin = " ".join(_capital(word) for word in short_kk.split())
    return f"{latin} {_KIND_WORDS[kind]}" if kind in _KIND_WORDS else latin


def _capital(word: str) -> str:
    latin = word.lower().translate(_LETTERS)
    return latin[:1].upper() + latin[1:] if word[:1].isupper() else latin
