"""Names and questions brought to one plain spelling, so that people find their place however they type it.

Two spellings that sound alike fold alike: Қарағанды, Караганды, Qaraghandy and Qaragandy all become ``караганди``.
What is folded is only ever compared, never shown.
"""

from __future__ import annotations

import re
import unicodedata

# Letters of old Kazakh fonts that survive in official files: they stand where the font drew a Kazakh letter.
_OLD_FONTS = str.maketrans("ќЌўЎїЇјЈ", "қҚұҰүҮәӘ")

# Latin letters that look like Cyrillic ones. Capitals and small letters differ (H is Н, but h is һ).
_LOOKALIKES = str.maketrans(
    "ABCEHIKMOPTXYaceikmopxyə",
    "АВСЕНІКМОРТХУасеікморхуә",
)
_LOOK_CYRILLIC = frozenset("ABCEHIKMOPTXYaceikmopxyə")

_SOUNDS = str.maketrans(
    {
        "ә": "а", "ғ": "г", "қ": "к", "ң": "н", "ө": "о", "ұ": "у", "ү": "у", "һ": "х", "і": "и", "ы": "и", "й": "и",
        "ё": "е", "э": "е", "щ": "ш", "ъ": "", "ь": "", "я": "иа", "ю": "иу",
    }
)  # fmt: skip

# Longest first. Kazakh Latin of 2018 and 2021 and the usual Russian romanisations, met in the middle.
_ROMAN = (
    ("shch", "ш"), ("sch", "ш"),
    ("sh", "ш"), ("ch", "ч"), ("zh", "ж"), ("kh", "х"), ("gh", "г"), ("ts", "ц"), ("ph", "ф"), ("ck", "к"),
    ("a", "а"), ("b", "б"), ("c", "ц"), ("d", "д"), ("e", "е"), ("f", "ф"), ("g", "г"), ("h", "х"), ("i", "и"), ("j", "ж"),
    ("k", "к"), ("l", "л"), ("m", "м"), ("n", "н"), ("o", "о"), ("p", "п"), ("q", "к"), ("r", "р"), ("s", "с"), ("t", "т"),
    ("u", "у"), ("v", "в"), ("w", "у"), ("x", "х"), ("y", "и"), ("z", "з"),
)  # fmt: skip
_ROMAN_OF = dict(_ROMAN)
_ROMAN_PIECE = re.compile("|".join(piece for piece, _sound in _ROMAN))

# Letters with a mark that mean another sound than the bare letter.
_MARKED = str.maketrans({"ş": "sh", "š": "sh", "ž": "zh", "č": "ch", "ç": "ch", "ý": "u", "ı": "i", "ə": "a"})

_WORD = re.compile(r"[^\W_]+")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏə]")
_SILENT = re.compile(r"['’ʼʹ`´]")


def folded(text: str) -> str:
    """The text in small Cyrillic letters of plain sound, its words apart by one space.

    >>> folded("Қызыл-Орда"), folded("Qyzyl Orda"), folded("Kyzyl-Orda")
    ('кизил орда', 'кизил орда', 'кизил орда')
    """
    plain = _SILENT.sub("", unicodedata.normalize("NFC", text)).translate(_OLD_FONTS)
    among_cyrillic = bool(_CYRILLIC.search(plain))
    return " ".join(
        _folded_word(word, among_cyrillic=among_cyrillic) for word in _WORD.findall(plain)
    ).strip()


def _folded_word(word: str, *, among_cyrillic: bool) -> str:
    mixed = bool(_CYRILLIC.search(word))
    if _LATIN.search(word) and (mixed or (among_cyrillic and _LOOK_CYRILLIC.issuperset(word))):
        word = word.translate(_LOOKALIKES)
    if _LATIN.search(word):
        word = _from_latin(word)
    return word.lower().translate(_SOUNDS)


def _from_latin(word: str) -> str:
    marked = word.lower().translate(_MARKED)
    bare = "".join(
        letter for letter in unicodedata.normalize("NFD", marked) if not unicodedata.combining(letter)
    )
    if bare.startswith("ye"):  # Yesil, Yereymentau: Есіл, Ерейментау
        bare = bare[1:]
    return _ROMAN_PIECE.sub(lambda piece: _ROMAN_OF[piece.group()], unicodedata.normalize("NFC", bare))


_ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
# Private places in the code table, in the order of the Kazakh alphabet, all above digits and Latin letters.
_PLACES = {ord(letter): chr(0x0430 + place) for place, letter in enumerate(_ALPHABET)}
_DIGITS = re.compile(r"\d+")
_NOT_SORTED = re.compile(r"[^\w\s]")


def sort_key(name: str) -> str:
    """What to sort by, byte by byte (COLLATE "C"), to get the order of the Kazakh alphabet; it holds the Russian one.

    Numbers sort by their value: бөлімше 2 stands before бөлімше 10.
    """
    plain = _NOT_SORTED.sub(" ", unicodedata.normalize("NFC", name).translate(_OLD_FONTS).lower())
    counted = _DIGITS.sub(lambda found: found.group().zfill(6), " ".join(plain.split()))
    return counted.translate(_PLACES)
