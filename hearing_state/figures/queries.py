"""A body's figures: of a month that is closed, or of the one that runs; with all that the page needs, in a constant number of statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hearing_state.actions import Context
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import Agency, Topic
from hearing_state.errors import NotFound
from hearing_state.figures import editions
from hearing_state.figures.bounds import bounds
from hearing_state.figures.breakdown import Group, Part, broken_down, grouped
from hearing_state.figures.editions import Closed, Edition, Objection
from hearing_state.figures.gathering import gathered, look_at
from hearing_state.figures.month import Month
from hearing_state.figures.reckoning import Fact, Figures, reckon
from hearing_state.questions import queries as questions
from hearing_state.questions.views import Counts
from hearing_state.territories import queries as territories
from hearing_state.territories.place import Place


@dataclass(frozen=True, slots=True)
class OfMonth:
    """A body's figures of one month, and the facts where they are asked for. ``edition`` is empty while the month is not public: they move
    every day then.
    """

    agency: Agency
    month: Month
    edition: Closed | None
    figures: Figures
    facts: Sequence[Fact]


@dataclass(frozen=True, slots=True)
class BodyFigures:
    """``months``: those that are public, the newest first; ``versions``: of the month shown, where it was put right."""

    shown: OfMonth
    now: Counts
    months: Sequence[Closed]
    versions: Sequence[Edition]
    objections: Sequence[Objection]
    topics: dict[str, Topic]
    places: dict[str, Place]
    by_topic: Sequence[Part]
    by_place: Sequence[Part]


async def of_month(context: Context, slug: str, written: str = "", version: str = "") -> OfMonth:
    """The month asked for, else the last that is public, else the one that runs. Raises NotFound for a month that is neither."""
    agency = await agencies.by_slug(context, slug)
    closed = await editions.of_body(context, agency.id, _since(context))
    return await _of_month(context, agency, closed, written, version)


async def latest(context: Context, agency: Agency) -> OfMonth:
    """The figures of the last public month, or of the one that runs, without the facts of a month that is closed."""
    closed = await editions.of_body(context, agency.id, _since(context))
    if closed:
        return OfMonth(agency, closed[0].month, closed[0], closed[0].figures, ())
    return await _of_month(context, agency, (), "", "")


async def body_figures(context: Context, slug: str, written: str = "", version: str = "") -> BodyFigures:
    """The whole page. Raises NotFound."""
    agency = await agencies.by_slug(context, slug)
    closed = await editions.of_body(context, agency.id, _since(context))
    shown = await _of_month(context, agency, closed, written, version, with_facts=False)
    by_topic, by_place = await _groups(context, shown)
    said = await editions.objections(context, agency.id)
    return BodyFigures(
        shown,
        await questions.counts_for_agency(context, agency.id),
        closed,
        await editions.versions(context, shown.month),
        [each for each in said if each.month == shown.month],
        {each.key: each for each in await agencies.topics(context)},
        await territories.places(context, {each.key for each in by_place}),
        broken_down(by_topic, bounds().fewest_private),
        broken_down(by_place, bounds().fewest_private),
    )


async def _groups(context: Context, shown: OfMonth) -> tuple[Sequence[Group], Sequence[Group]]:
    """By topic and by place."""
    if shown.edition is not None:
        return await editions.groups(context, shown.agency.id, shown.edition.edition_id)
    return grouped(shown.facts, lambda each: each.topic), grouped(shown.facts, lambda each: each.place)


def _since(context: Context) -> Month:
    return Month.of(context.today).back(bounds().months_shown)


async def _of_month(
    context: Context,
    agency: Agency,
    closed: Sequence[Closed],
    written: str,
    version: str,
    *,
    with_facts: bool = True,
) -> OfMonth:
    """Of the month that runs with its facts in any case: the figures are made of them."""
    month = Month.read(written) if written else (closed[0].month if closed else Month.of(context.today))
    if month is None or month > Month.of(context.today):
        raise NotFound("figures.not_found")
    edition = next((each for each in closed if each.month == month), None)
    if version or (edition is None and month.is_closed_on(context.today)):
        edition = await editions.of_version(context, agency.id, month, version)
        if edition is None:
            raise NotFound("figures.not_found")
    if edition is not None:
        facts = await editions.facts(context, agency.id, edition.edition_id) if with_facts else ()
        return OfMonth(agency, month, edition, edition.figures, facts)
    facts = await gathered(context, agency.id, month, look_at(month, context.today))
    return OfMonth(agency, month, None, reckon(facts), facts)
