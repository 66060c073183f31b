"""``hearing-state petitions population FILE``: take in figures of population from the command line."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from hearing_state.actions import Context, by_law
from hearing_state.errors import Invalid
from hearing_state.i18n import say, speaking
from petitions.drafting.actions.set_population import SetPopulation, set_population


def add_arguments(parser: ArgumentParser) -> None:
    wishes = parser.add_subparsers(dest="wish", required=True)
    figures = wishes.add_parser(
        "population", help="take in figures of population, all of the file or nothing"
    )
    figures.add_argument("file", type=Path, help="CSV: place,people,counted_on,source")


async def run(arguments: Namespace, context: Context) -> int:
    """0 when taken in; 1 when refused, with the reason of each line on standard error."""
    with speaking("en"):
        try:
            content = arguments.file.read_text(encoding="utf-8")
            taken = await by_law(context, set_population, SetPopulation(content=content))
        except (OSError, UnicodeDecodeError) as fault:
            return _complain([f"{arguments.file}: {fault}"])
        except Invalid as refusal:
            return _complain([say(fault) for fault in refusal.faults])
        sys.stdout.write(f"{taken.places} places have a figure of this file.\n")
        return 0


def _complain(sentences: list[str]) -> int:
    sys.stderr.write("".join(f"{sentence}\n" for sentence in sentences) + "Nothing was taken in.\n")
    return 1
