"""``make lint``: every sentence is there in every language, none is fuzzy, none forgotten, placeholders agree."""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from tests.house.catalogues import LANGUAGES, TRANSLATED, gathered, keys, packages, po_path

_PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")
_NAME = re.compile(r"`[^`]+`")  # what a program takes: the same in every language


def faults() -> Iterator[str]:
    said: dict[tuple[str, str | None, object], set[object]] = defaultdict(set)
    for name, folders in packages():
        now = gathered(name, folders)
        if not any(each.id for each in now):
            continue
        for language in LANGUAGES:
            path = po_path(language, name)
            if not path.exists():
                yield f"{path.name} is missing in {language}: run make words"
                continue
            with path.open("rb") as opened:
                catalogue = read_po(opened, locale=language)
            for difference in sorted(map(str, keys(now) ^ keys(catalogue))):
                yield f"{language}/{name}: out of step with the code (make words): {difference}"
            for each in catalogue:
                yield from (
                    f"{language}/{name}: {why}: {each.id!r}" for why in _wrong(each, language, catalogue)
                )
                if each.id and each.string:
                    said[language, each.context, each.id].add(each.string)
    for (language, _context, sentence), translations in said.items():
        if len(translations) > 1:
            yield f"{language}: {sentence!r} is translated in two ways: {sorted(map(str, translations))}"


def _wrong(message: Message, language: str, catalogue: Catalog) -> Iterator[str]:
    if not message.id:
        return
    strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
    ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
    if message.fuzzy:
        yield "fuzzy"
    if language in TRANSLATED and not all(strings):
        yield "untranslated"
    if len(ids) > 1 and language in TRANSLATED and len(strings) != catalogue.num_plurals:
        yield f"needs {catalogue.num_plurals} plural forms"
    wanted = {name for each in ids for name in _PLACEHOLDER.findall(each)}
    for string in filter(None, strings):
        unknown = set(_PLACEHOLDER.findall(string)) - wanted
        if unknown:
            yield f"unknown placeholder {sorted(unknown)}"
        if len(ids) == 1 and sorted(_NAME.findall(string)) != sorted(_NAME.findall(ids[0])):
            yield f"names between backticks differ: {string!r}"


def main() -> int:
    found = list(faults())
    print("\n".join(found) if found else "catalogues: complete in kk, ru, en")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
