"""Where the sentences of each package come from and where their translations lie."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg

ROOT = Path(__file__).parents[2]
LOCALES = ROOT / "locales"
LANGUAGES = ("kk", "ru", "en")
TRANSLATED = ("kk", "ru")
KERNEL = "kernel"
_FEATURES = (
    "territories", "files", "open_data", "agencies", "people", "deadlines", "notifications", "moderation", "following", "questions", "figures", "privacy", "site", "console",
)  # fmt: skip
_ROOMS = (
    "media", "duties", "schedule", "registration", "coverage", "planning", "asking", "commitments", "record", "receptions", "floor", "crew", "captions", "interpretation", "helpdesk", "screens", "nodes", "replay", "broadcast", "live", "recording", "organising",
)  # fmt: skip
_TOPS = ("petitions", "mobile_api")
_KEYWORDS = {
    "_": None, "_l": None, "N_": None, "gettext": None, "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip
HEADER = "# Hearing State"
with (LOCALES / "babel.cfg").open() as opened:
    _METHODS, _OPTIONS = parse_mapping_cfg(opened)


def packages() -> Iterator[tuple[str, list[Path]]]:
    """(catalogue name, folders whose sentences it holds)."""
    house = ROOT / "hearing_state"
    yield KERNEL, [house]
    for name in _FEATURES:
        if (house / name).is_dir():
            yield name, [house / name]
    for name in _ROOMS:
        yield f"meetings_{name}", [ROOT / "meetings" / name]
    for name in _TOPS:
        yield name, [ROOT / name]


def gathered(name: str, folders: list[Path]) -> Catalog:
    """All sentences of a package, as they stand in its code and templates now."""
    catalogue = Catalog(
        project="Hearing State", version="1", charset="utf-8", fuzzy=False, header_comment=HEADER
    )
    for folder in folders:
        found = extract_from_dir(
            folder,
            _METHODS,
            _OPTIONS,
            _KEYWORDS,
            strip_comment_tags=True,
            directory_filter=lambda path: _belongs(name, Path(path)),
        )
        for filename, _line, message, _comments, context in found:
            catalogue.add(message, locations=[(_where(folder, filename), 0)], context=context)
    return catalogue


def _belongs(name: str, folder: Path) -> bool:
    if folder.name in {"__pycache__", "static", "migrations", "vendor"}:
        return False
    return not (name == KERNEL and folder.parent == ROOT / "hearing_state" and folder.name in _FEATURES)


def _where(folder: Path, filename: str) -> str:
    return str((folder / filename).relative_to(ROOT))


def keys(catalogue: Catalog) -> set[tuple[str | None, object]]:
    return {(each.context, each.id) for each in catalogue if each.id}


def po_path(language: str, name: str) -> Path:
    return LOCALES / language / "LC_MESSAGES" / f"{name}.po"
