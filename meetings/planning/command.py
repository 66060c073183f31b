"""``hearing-state plans propose --year 2027 [--half 1] [--place CODE]``: drafts for every office that has none."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

from hearing_state.actions import Context, by_law
from hearing_state.clock import steady_seconds
from hearing_state.errors import Conflict, Invalid
from hearing_state.i18n import gettext as _
from hearing_state.i18n import say, speaking
from meetings.planning import kept
from meetings.planning.actions.propose_many import COUNTRY, ProposeMany, propose_many
from meetings.planning.actions.propose_piece import ProposePiece, propose_piece


def add_arguments(parser: ArgumentParser) -> None:
    wishes = parser.add_subparsers(dest="wish", required=True)
    proposing = wishes.add_parser("propose", help="draft plans for every office that has none for these days")
    proposing.add_argument("--year", type=int, required=True, metavar="YEAR")
    proposing.add_argument("--half", type=int, choices=(1, 2), help="only this half of the year")
    proposing.add_argument(
        "--place",
        default=COUNTRY,
        metavar="CODE",
        help="an oblast, a district or a city; else the whole country",
    )


async def run(arguments: Namespace, context: Context) -> int:
    """0 when every piece is done; 1 when refused, with the reason on standard error."""
    part = f"{arguments.year}-H{arguments.half}" if arguments.half else str(arguments.year)
    with speaking("en"):
        try:
            return await _propose(context, part, arguments.place)
        except (Invalid, Conflict) as refusal:
            faults = refusal.faults if isinstance(refusal, Invalid) else (refusal,)
            sys.stderr.write("".join(f"{say(each)}\n" for each in faults))
            return 1
        except ValueError as fault:
            sys.stderr.write(f"{fault}\n")
            return 1


async def _propose(context: Context, part: str, place: str) -> int:
    """The pieces are done here, one after the other; a worker that runs beside it finds them done."""
    began = steady_seconds()
    asked = await by_law(context, propose_many, ProposeMany(place=place, part=part))
    for number in range(1, asked.pieces + 1):
        await by_law(context, propose_piece, ProposePiece(run=asked.run, number=number))
        sys.stderr.write(f"{number}/{asked.pieces}\n")
    figures = (await kept.run(context, asked.run)).figures
    told = _(
        "%(part)s: %(offices)s offices, %(meetings)s meetings, %(online)s online, %(unmet)s could not be met, in %(seconds)s s.",
        part=part, offices=figures.get("offices", 0), meetings=figures.get("meetings", 0), online=figures.get("online", 0),
        unmet=figures.get("unmet", 0), seconds=f"{steady_seconds() - began:.1f}",
    )  # fmt: skip
    sys.stdout.write(f"{told}\n")
    return 0
