"""``hearing-state deadline RULE RECEIVED_AT [--json]``: a due day with every day that led there."""

from __future__ import annotations

import argparse
import json
import sys

from hearing_state.deadlines.calculator import moment_of_receipt, reckon
from hearing_state.deadlines.law import RULES
from hearing_state.deadlines.statutory_clock import Reckoning
from hearing_state.deadlines.wording import length, why_counted
from hearing_state.deadlines.working_calendar import CalendarEnds, shipped
from hearing_state.i18n import speaking
from hearing_state.rulebook import NoSuchRule
from hearing_state.settings import Settings

REFUSED = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("rule", metavar="RULE", help=f"one of: {', '.join(RULES.ids)}")
    parser.add_argument(
        "received_at",
        metavar="RECEIVED_AT",
        help="a day (within working hours) or a moment, 2026-10-08T19:05; without offset in Asia/Almaty",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(args: argparse.Namespace) -> int:
    """Print the reckoning. 2 when the rule, the moment or the calendar does not allow one."""
    with speaking("en"):
        try:
            received_at = moment_of_receipt(args.received_at)
        except ValueError:
            return _refuse(f"RECEIVED_AT is not a day or a moment: {args.received_at!r}")
        try:
            reckoning = reckon(args.rule, received_at, shipped(), Settings().working_day_ends)
        except NoSuchRule as why:
            return _refuse(str(why))
        except CalendarEnds:
            covered = f"from {shipped().from_on} to {shipped().until_on}"
            return _refuse(f"the working calendar covers {covered}; the term would leave it")
        told = as_json(reckoning, args.received_at) if args.json else as_text(reckoning, args.received_at)
        sys.stdout.write(told + "\n")
    return 0


def _refuse(reason: str) -> int:
    sys.stderr.write(reason + "\n")
    return REFUSED


def as_json(reckoning: Reckoning, received_at: str) -> str:
    return json.dumps(
        {
            "rule": reckoning.rule.id,
            "received_at": received_at,
            "registered_on": str(reckoning.registered_on),
            "due_on": str(reckoning.due_on),
            "source": reckoning.rule.source,
            "days": [
                {"day": str(each.on), "counted": each.number, "why": why_counted(each)}
                for each in reckoning.days
            ],
        },
        ensure_ascii=False,
        indent=2,
    )


def as_text(reckoning: Reckoning, received_at: str) -> str:
    rule = reckoning.rule
    lines = [
        f"{rule.id}: {rule.name_en}, {length(rule)}, {rule.source} [{rule.certainty}]",
        f"received    {received_at}",
        f"registered  {reckoning.registered_on:%Y-%m-%d %a}",
        f"due         {reckoning.due_on:%Y-%m-%d %a}",
        "",
    ]
    for each in reckoning.days:
        number = "-" if each.number is None else each.number
        lines.append(f"{number:>4}  {each.on:%Y-%m-%d %a}  {why_counted(each)}")
    return "\n".join(lines)
