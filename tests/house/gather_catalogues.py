"""``make words``: gather the sentences of the code into .pot files and bring every language's .po in step.

Translations of sentences that stay are kept, of sentences that went are dropped; nothing is ever guessed (no fuzzy entries).
With names of packages as arguments, only theirs.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from tests.house.catalogues import HEADER, LANGUAGES, LOCALES, gathered, packages, po_path


def main(wanted: list[str]) -> None:
    for name, folders in packages():
        if wanted and name not in wanted:
            continue
        template = gathered(name, folders)
        if not any(each.id for each in template):
            continue
        _write(LOCALES / f"{name}.pot", template)
        for language in LANGUAGES:
            _bring_in_step(po_path(language, name), language, template)


def _bring_in_step(path: Path, language: str, template: Catalog) -> None:
    known = Catalog(locale=language)
    if path.exists():
        with path.open("rb") as opened:
            known = read_po(opened, locale=language)
    made = Catalog(
        locale=language,
        project="Hearing State",
        version="1",
        charset="utf-8",
        fuzzy=False,
        header_comment=HEADER,
    )
    for each in template:
        if not each.id:
            continue
        earlier = known.get(each.id, each.context)
        string = earlier.string if earlier is not None and not earlier.fuzzy else None
        made.add(each.id, string, locations=each.locations, context=each.context)
    _write(path, made)


def _write(path: Path, catalogue: Catalog) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    buffer = BytesIO()
    write_po(
        buffer,
        catalogue,
        width=120,
        omit_header=False,
        sort_output=True,
        no_location=False,
        include_lineno=False,
    )
    lines = [line for line in buffer.getvalue().decode().splitlines() if not _names_a_day(line)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _names_a_day(line: str) -> bool:
    """Headers that change with every run would make every diff noisy."""
    return line.startswith(
        (
            '"POT-Creation-Date',
            '"PO-Revision-Date',
            '"Last-Translator',
            '"Language-Team',
            '"Generated-By',
            '"Report-Msgid',
        )
    )


if __name__ == "__main__":
    main(sys.argv[1:])
