"""``hearing-state territories import FILE``: take in the official classifier from the command line."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from hearing_state.actions import Context, by_law
from hearing_state.clock import steady_seconds
from hearing_state.errors import Conflict, Invalid
from hearing_state.i18n import gettext as _
from hearing_state.i18n import say, speaking
from hearing_state.territories.actions.import_classifier import ImportClassifier, Imported, import_classifier

DEMO_FILE = Path(__file__).parent / "demo_places.csv"


def add_arguments(parser: ArgumentParser) -> None:
    wishes = parser.add_subparsers(dest="wish", required=True)
    importing = wishes.add_parser(
        "import", help="take in the classifier of territories (KATO), all of it or nothing"
    )
    importing.add_argument("file", type=Path, help="CSV, or the statistics office's workbook (.xlsx)")
    importing.add_argument("--version", default="", help="edition of the classifier; needed for the workbook")
    importing.add_argument(
        "--close-many",
        action="store_true",
        help="close places that the file lacks, even more than a tenth of all",
    )


async def run(arguments: Namespace, context: Context) -> int:
    """0 when taken in; 1 when refused, with the reason of each line on standard error."""
    with speaking("en"):
        try:
            content = arguments.file.read_bytes()
        except OSError as fault:
            _complain([f"{arguments.file}: {fault.strerror}"])
            return 1
        version = arguments.version or (arguments.file.stem if content[:2] == b"PK" else "")
        wish = ImportClassifier(content=content, version=version, may_close_many=arguments.close_many)
        return await _import(context, wish)


async def _import(context: Context, wish: ImportClassifier) -> int:
    began = steady_seconds()
    try:
        imported = await by_law(context, import_classifier, wish)
    except Invalid as refusal:
        _complain([say(fault) for fault in refusal.faults])
        return 1
    except Conflict as refusal:
        _complain([say(refusal)])
        return 1
    sys.stdout.write(summary(imported, steady_seconds() - began) + "\n")
    return 0


def summary(imported: Imported, seconds: float) -> str:
    return _(
        "%(version)s: %(total)s places in %(seconds)s s; appeared %(appeared)s, vanished %(vanished)s, renamed %(renamed)s,"
        " changed otherwise %(changed)s.",
        **{**imported.model_dump(), "seconds": f"{seconds:.1f}"},
    )


def _complain(sentences: list[str]) -> None:
    sys.stderr.write("".join(f"{sentence}\n" for sentence in sentences) + "Nothing was imported.\n")


async def load_demo(context: Context) -> Imported | None:
    """The project's own small map, where there is none yet."""
    from hearing_state.territories.queries import last_import

    if await last_import(context) is not None:
        return None
    return await by_law(context, import_classifier, ImportClassifier(content=DEMO_FILE.read_bytes()))
