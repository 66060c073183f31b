"""The official classifier of territories (KATO): read all of it or nothing, and say by line what is wrong.

Two shapes are known by their headings: a CSV with ``kato, kato_version, level, type_code, name_ru, name_kk``, and the
statistics office's own workbook (or its CSV) with ``te, ab, cd, ef, hij, k, kaz_name, rus_name, nn``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from hearing_state.errors import Fault, Invalid
from hearing_state.territories.names import Kind, Level, Names, read_names, tidy
from hearing_state.territories.place import CODE, Place, has_own_akim, level_of, may_skip_parent, parents_of
from hearing_state.territories.sheet import Line, read_sheet

NAME_LENGTH_MAX = 200
FAULTS_SHOWN_MAX = 200
_COMPILED = frozenset({"kato", "level", "type_code", "name_ru", "name_kk"})
_OFFICE = frozenset({"te", "k", "kaz_name", "rus_name"})
_SIGNS = frozenset("01234")
_GROUP_WIDTHS = (("ab", 2), ("cd", 2), ("ef", 2), ("hij", 3))


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the file, in one shape whatever file it came from."""

    line: int
    code: str
    type_code: str
    name_kk: str
    name_ru: str
    level: str = ""
    version: str = ""
    groups: str = ""


@dataclass(frozen=True, slots=True)
class Classifier:
    version: str
    places: tuple[Place, ...]


def read_classifier(content: bytes, *, version: str = "") -> Classifier:
    """The whole classifier, lowest code first.

    ``version`` is needed where the file does not tell it (the workbook). Raises Invalid with one fault a line;
    a fault's ``field`` is the line's number.
    """
    entries = _entries(*read_sheet(content))
    if not entries:
        raise Invalid("territory.file_empty")
    kept = sorted(entries, key=lambda entry: entry.code)
    names, faults = _checked(entries)
    if faults:
        _refuse(faults)
    told = version or Counter(entry.version for entry in entries).most_common(1)[0][0]
    if not told:
        raise Invalid("territory.version_missing")
    return Classifier(told, _places(kept, names, told))


def _entries(heading: frozenset[str], lines: list[Line]) -> list[Entry]:
    if heading >= _COMPILED:
        shape: Callable[[Line], Entry] = _from_compiled
    elif heading >= _OFFICE:
        shape = _from_office
    else:
        nearest = _OFFICE if len(heading & _OFFICE) > len(heading & _COMPILED) else _COMPILED
        raise Invalid("territory.columns_missing", columns=", ".join(sorted(nearest - heading)))
    cut = [
        Fault(str(line.number), "territory.line_broken", {"line": line.number})
        for line in lines
        if not line.is_whole
    ]
    if cut:
        _refuse(cut)
    return [shape(line) for line in lines]


def _from_compiled(line: Line) -> Entry:
    cells = {name: tidy(cell) for name, cell in line.cells.items()}
    return Entry(
        line.number, cells["kato"], cells["type_code"], cells["name_kk"], cells["name_ru"],
        level=cells["level"], version=cells.get("kato_version", ""),
    )  # fmt: skip


def _from_office(line: Line) -> Entry:
    cells = {name: tidy(cell) for name, cell in line.cells.items()}
    parts = [cells[name].zfill(width) for name, width in _GROUP_WIDTHS if name in cells]
    groups = "".join(parts) if len(parts) == len(_GROUP_WIDTHS) else ""
    return Entry(line.number, cells["te"], cells["k"], cells["kaz_name"], cells["rus_name"], groups=groups)


def _checked(entries: list[Entry]) -> tuple[dict[str, Names], list[Fault]]:
    faults = [fault for entry in entries for fault in _faults_of(entry)]
    first_line: dict[str, int] = {}
    names: dict[str, Names] = {}
    for entry in entries:
        seen = first_line.setdefault(entry.code, entry.line)
        if seen != entry.line:
            faults.append(_fault(entry, "code_doubled", first=seen))
        if CODE.match(entry.code):
            names.setdefault(entry.code, read_names(entry.name_kk, entry.name_ru, level_of(entry.code)))
    faults += [fault for entry in entries if entry.code in names for fault in _orphaned(entry, names)]
    return names, sorted(faults, key=lambda fault: int(fault.field))


def _faults_of(entry: Entry) -> Iterable[Fault]:
    if not CODE.match(entry.code):
        yield _fault(entry, "code_wrong")
        return
    if entry.groups and entry.groups != entry.code:
        yield _fault(entry, "groups_differ", groups=entry.groups)
    if entry.level and entry.level != level_of(entry.code):
        yield _fault(entry, "level_wrong", level=entry.level, expected=level_of(entry.code).value)
    if entry.type_code not in _SIGNS:
        yield _fault(entry, "sign_wrong", sign=entry.type_code)
    for language, name in (("kk", entry.name_kk), ("ru", entry.name_ru)):
        if not any(letter.isalnum() for letter in name):
            yield _fault(entry, f"name_{language}_missing")
        elif len(name) > NAME_LENGTH_MAX or not name.isprintable():
            yield _fault(entry, f"name_{language}_wrong", maximum=NAME_LENGTH_MAX)


def _orphaned(entry: Entry, names: dict[str, Names]) -> Iterable[Fault]:
    above = parents_of(entry.code)
    if not above or above[0] in names:
        return
    skips = may_skip_parent(entry.code, names[entry.code].kind, entry.type_code)
    if not (skips and above[1] in names):
        yield _fault(entry, "parent_missing", parent=above[1] if skips else above[0])


def _fault(entry: Entry, word: str, **values: object) -> Fault:
    return Fault(
        str(entry.line), f"territory.{word}", {"line": entry.line, "code": entry.code[:40], **values}
    )


def _refuse(faults: list[Fault]) -> None:
    shown = faults[:FAULTS_SHOWN_MAX]
    if len(faults) > len(shown):
        shown.append(Fault("", "territory.more_faults", {"number": len(faults) - len(shown)}))
    raise Invalid.many(shown)


def _places(entries: list[Entry], names: dict[str, Names], version: str) -> tuple[Place, ...]:
    # Sorted by code, a parent always comes before its children.
    places: dict[str, Place] = {}
    for entry in entries:
        above = next((places[code] for code in parents_of(entry.code) if code in places), None)
        places[entry.code] = _place(entry, names[entry.code], above, version)
    return tuple(places.values())


def _place(entry: Entry, names: Names, above: Place | None, version: str) -> Place:
    level: Level = level_of(entry.code)
    above_kind: Kind | None = above.kind if above else None
    return Place(
        code=entry.code,
        level=level,
        kind=names.kind,
        parent_code=above.code if above else None,
        line_codes=(*(above.line_codes if above else ()), entry.code),
        name_kk=names.full_kk,
        name_ru=names.full_ru,
        short_kk=names.short_kk,
        short_ru=names.short_ru,
        official_kk=entry.name_kk,
        official_ru=entry.name_ru,
        has_akim=has_own_akim(names.kind, level, above_kind),
        classifier_version=version,
    )
