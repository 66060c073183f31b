"""Languages: which one, its sentences, its days and numbers.

Sentences in the code are English. Catalogues are gathered per package and merged at the start:
``locales/<language>/LC_MESSAGES/<package>.po``. A checkout reads .po, a wheel the compiled .mo.
"""

from __future__ import annotations

import contextvars
import functools
import gettext as gettext_module
import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

from babel import negotiate_locale
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.support import LazyProxy, Translations

from hearing_state.clock import local
from hearing_state.errors import Fault, Problem

LOCALES = ("kk", "ru", "en")
DEFAULT = "kk"
LANGUAGE_NAMES = {"kk": "Қазақша", "ru": "Русский", "en": "English"}

_HOUSE = Path(__file__).parent
_CATALOGUES = next(
    (folder for folder in (_HOUSE.parent / "locales", _HOUSE / "locales") if folder.is_dir()),
    _HOUSE.parent / "locales",
)
_locale: contextvars.ContextVar[str] = contextvars.ContextVar("locale", default=DEFAULT)


def locale() -> str:
    """The language of the reader at hand."""
    return _locale.get()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Say everything inside in that language (letters are written in their reader's, not the writer's)."""
    token = _locale.set(language if language in LOCALES else DEFAULT)
    try:
        yield
    finally:
        _locale.reset(token)


@functools.cache
def catalogue(language: str) -> gettext_module.NullTranslations:
    """All packages' sentences in one language; English lies in the code."""
    merged: Translations = Translations()
    folder = _CATALOGUES / language / "LC_MESSAGES"
    names = sorted({path.stem for path in (*folder.glob("*.po"), *folder.glob("*.mo"))})
    first: Translations | None = None
    for name in names:
        loaded = _load(folder / name, language)
        if first is None:
            first = loaded
        else:
            first.merge(loaded)
    return first or merged


def _load(stem: Path, language: str) -> Translations:
    compiled, source = stem.with_suffix(".mo"), stem.with_suffix(".po")
    if not source.exists():
        with compiled.open("rb") as opened:
            return Translations(opened)
    with source.open("rb") as opened:
        sentences = read_po(opened, locale=language)
    for each in list(sentences):
        if each.id and not any(each.string if isinstance(each.string, tuple | list) else (each.string,)):
            sentences.delete(each.id, each.context)  # not translated: the English of the code is shown
    buffer = io.BytesIO()
    write_mo(buffer, sentences)
    buffer.seek(0)
    return Translations(buffer)


def _filled(sentence: str, values: Mapping[str, Any]) -> str:
    return sentence % values if values else sentence


def gettext(message: str, **values: Any) -> str:
    return _filled(catalogue(locale()).gettext(message), values)


def ngettext(singular: str, plural: str, number: int, **values: Any) -> str:
    sentence = catalogue(locale()).ngettext(singular, plural, number)
    return sentence % {"num": number, **values}


def pgettext(context: str, message: str, **values: Any) -> str:
    return _filled(catalogue(locale()).pgettext(context, message), values)


def npgettext(context: str, singular: str, plural: str, number: int, **values: Any) -> str:
    sentence = catalogue(locale()).npgettext(context, singular, plural, number)
    return sentence % {"num": number, **values}


_ = gettext


def _l(message: str) -> LazyProxy:
    """A sentence that is said in the language of whoever reads it, when it is read."""
    return LazyProxy(gettext, message, enable_cache=False)


def N_(message: str) -> str:  # noqa: N802  gettext's own name for "mark, do not translate yet"
    return message


_words: dict[str, str] = {}


def add_words(words: Mapping[str, str]) -> None:
    """Take in a package's sentences for its words of refusal. A word has one sentence."""
    for word, sentence in words.items():
        if _words.setdefault(word, sentence) != sentence:
            raise ValueError(f"the word {word!r} has two sentences")


def known_words() -> Mapping[str, str]:
    return _words


def say(refusal: Problem | Fault) -> str:
    """The sentence for a refusal, in the reader's language."""
    sentence = _words.get(refusal.reason)
    if sentence is None:
        sentence = _words.get("invalid" if isinstance(refusal, Fault) else refusal.kind, refusal.reason)
    shown = {name: _shown(value) for name, value in refusal.values.items()}
    return catalogue(locale()).gettext(sentence) % shown if shown else catalogue(locale()).gettext(sentence)


def _shown(value: object) -> object:
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return day(value)
    return value


def negotiate(accept_language: str) -> str:
    """The language to begin with, from a browser's wishes; Kazakh where they say nothing we speak."""
    wishes = []
    for part in accept_language.split(",")[:20]:
        tag, _sep, quality = part.partition(";q=")
        try:
            weight = float(quality or 1)
        except ValueError:
            continue
        if weight > 0:
            wishes.append((-weight, tag.strip().replace("-", "_")))
    return negotiate_locale([tag for _weight, tag in sorted(wishes)], LOCALES) or DEFAULT


_DAY_PATTERNS = {"kk": "y 'ж'. d\u00a0MMMM", "ru": "d MMMM y\u00a0'года'", "en": "d MMMM y"}


def day(value: date) -> str:
    """A day in words: 2026 ж. 22 наурыз, 22 марта 2026 года, 22 March 2026."""
    return _date(value, _DAY_PATTERNS[locale()], locale())


def short_day(value: date) -> str:
    """A day and month in words, where the year is plain."""
    return _date(value, "d MMMM", locale())


def weekday(value: date) -> str:
    return _date(value, "EEEE", locale())


@functools.lru_cache(maxsize=4096)
def _date(value: date, pattern: str, language: str) -> str:
    """A list says the same few days again and again."""
    return format_date(value, pattern, locale=language)


def moment(value: datetime) -> str:
    """An instant as day and time in Kazakhstan."""
    there = local(value)
    return f"{day(there.date())}, {there:%H:%M}"


def clock_time(value: datetime) -> str:
    return f"{local(value):%H:%M}"


def number(value: float) -> str:
    return _number(value, locale())


@functools.lru_cache(maxsize=4096)
def _number(value: float, language: str) -> str:
    """Tables of figures say the same small numbers again and again."""
    return format_decimal(value, locale=language)


def local_name(thing: Any) -> str:
    """A thing's name in the reader's language: its ``name_kk``, ``name_ru`` or ``name_en``."""
    for language in (locale(), "kk", "ru"):
        name = (
            thing.get(f"name_{language}")
            if isinstance(thing, Mapping)
            else getattr(thing, f"name_{language}", None)
        )
        if name:
            return str(name)
    return ""
