"""The rules as everybody reads them, and as administrators correct them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hearing_state.actions import Context, require
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import Agency
from hearing_state.db import rows
from hearing_state.errors import NotFound
from meetings.duties import queries
from meetings.duties.duty import DutyRule
from meetings.duties.norm import Norm, RecordStart
from meetings.duties.queries import IN_FORCE, INHABITED

_BORNE = f"""
SELECT d.rule_key, count(DISTINCT d.agency_id)::int AS offices, count(d.place_code)::int AS places
  FROM duties_duty d WHERE {IN_FORCE} AND {INHABITED} GROUP BY d.rule_key
"""


@dataclass(frozen=True, slots=True)
class Borne:
    """How many offices bear a rule's duty today, in how many places."""

    offices: int = 0
    places: int = 0


@dataclass(frozen=True, slots=True)
class Shown:
    """One rule: the version in force today, who bears it, and the versions before and after."""

    rule: DutyRule
    borne: Borne
    others: Sequence[DutyRule]


@dataclass(frozen=True, slots=True)
class ShownNorm:
    norm: Norm
    others: Sequence[Norm]


@dataclass(frozen=True, slots=True)
class Law:
    rules: Sequence[Shown]
    norms: Sequence[ShownNorm]
    starts: Sequence[RecordStart]


async def law(context: Context) -> Law:
    """Who must meet whom how often, by which law, how sure the house is; since when it keeps the record."""
    versions = [each for each in await queries.rules(context) if each.was_in_force]
    numbers = [each for each in await queries.norms(context) if each.was_in_force]
    found = await rows(_BORNE, context.today)
    borne = {each.pop("rule_key"): Borne(**each) for each in found}
    today = context.today
    rules = [
        Shown(
            each,
            borne.get(each.key, Borne()),
            [other for other in versions if other.key == each.key and other != each],
        )
        for each in versions
        if each.is_in_force(today)
    ]
    norms = [
        ShownNorm(each, [other for other in numbers if other.key == each.key and other != each])
        for each in numbers
        if each.is_in_force(today)
    ]
    rules.sort(key=lambda shown: (-shown.borne.places, shown.rule.key))
    return Law(rules, norms, await queries.record_starts(context))


async def registered(context: Context) -> Law:
    """The same for the console. Raises Forbidden, SignInNeeded."""
    require(context, "duty.see_register")
    return await law(context)


async def rule_to_correct(context: Context, key: str) -> DutyRule:
    """The version in force. Raises Forbidden, SignInNeeded, NotFound."""
    require(context, "duty.set_rule")
    for each in await queries.rules(context):
        if each.key == key and each.was_in_force and each.is_in_force(context.today):
            return each
    raise NotFound("duty.no_such_rule")


async def norm_to_correct(context: Context, key: str) -> Norm:
    """The version in force. Raises Forbidden, SignInNeeded, NotFound."""
    require(context, "duty.set_norm")
    for each in await queries.norms(context):
        if each.key == key and each.was_in_force and each.is_in_force(context.today):
            return each
    raise NotFound("duty.no_such_norm")


async def starts(context: Context, text: str) -> tuple[Sequence[RecordStart], Sequence[Agency]]:
    """What is written down, and the offices that the words find. Raises Forbidden, SignInNeeded."""
    require(context, "duty.set_record_start")
    found = await agencies.search(context, text) if text else []
    return await queries.record_starts(context), found
