"""The check lets a petition through: its votes are reckoned, the population frozen, and six months begin (90-2(7), 90-3(2))."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import value
from hearing_state.errors import Conflict
from hearing_state.permissions import Subject
from petitions.checking.lock import release, require_free
from petitions.checking.models import VerdictRow
from petitions.drafting import held, queries
from petitions.drafting.models import PetitionRow
from petitions.drafting.outcome import Done, done
from petitions.drafting.petition import State
from petitions.drafting.population import figure
from petitions.drafting.thresholds import LAW, Competence
from petitions.signing.actions.count import move


class Publish(Wish):
    petition: str = Field(max_length=20)


async def about(context: Context, wish: Publish) -> Subject:
    return await queries.subject(context, wish.petition)


@action("petition.publish", entry="petition.published", about=about)
async def publish(context: Context, wish: Publish) -> Done:
    """Raises Conflict where the population is not known, for a threshold is not guessed, and while another moderator has it open."""
    row = await held.hold(wish.petition)
    await require_free(context, row)
    was_rejected = row.state == State.REJECTED
    held.step(row, "publish")
    await _freeze(context, row)
    row.published_at, row.is_hidden, row.closed_at = context.now, False, None
    opened = await held.open_its_clock(context, row, "petition.collection")
    row.collect_until_on = opened.due_on
    await row.save()
    await held.settle_its_clocks(context, row, "petition.check")
    await held.label_its_clocks(context, row)
    await VerdictRow.create(
        petition_id=row.id,
        outcome="published",
        remarks={},
        decided_by=context.actor.person_id,
        decided_at=context.now,
    )
    await release(row.id)
    kind = "restored" if was_rejected else "published"
    await held.happened(context, row, kind, until=opened.due_on, needed=row.needed, population=row.population)
    await _look_at_the_votes(context, row)
    return done(await PetitionRow.get(id=row.id))


async def _freeze(context: Context, row: PetitionRow) -> None:
    """The votes by the law of the petition's own edition, over the last figure known today."""
    line = LAW.threshold(Competence(row.competence), held.law_on(row))
    if not line.needs_population or row.place_code is None:
        row.needed = line.needed(None)
        return
    known = await figure(context, row.place_code, context.today)
    if known is None:
        raise Conflict("petition.no_population")
    row.needed = line.needed(known.people)
    row.population, row.population_on, row.population_source = known.people, known.counted_on, known.source


async def _look_at_the_votes(context: Context, row: PetitionRow) -> None:
    """In a small village the first fifty may be all that the law asks for."""
    total = await value("SELECT total FROM signing_total WHERE petition_id = $1", row.id)
    await move(context, {"ref": row.ref, "total": total or 0})
