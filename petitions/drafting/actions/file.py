"""A petition is filed: it gets its number and its direct link, and twenty working days to find the first fifty (90-2(4)1)."""

from __future__ import annotations

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from hearing_state.actions import Context, Wish, action
from hearing_state.agencies import queries as agencies
from hearing_state.clock import local
from hearing_state.db import row as one_row
from hearing_state.db import value
from hearing_state.errors import Conflict, Forbidden, Invalid, NotFound
from hearing_state.ids import new_id, new_secret, reference
from hearing_state.people import queries as people
from hearing_state.people.person import Person
from hearing_state.territories import queries as territories
from hearing_state.territories.folding import folded
from petitions.drafting import held
from petitions.drafting.actions.save_draft import FILES_MAX
from petitions.drafting.addressee import Addressee, addressee
from petitions.drafting.drafts import draft
from petitions.drafting.models import DraftRow, PetitionRow
from petitions.drafting.papers import lay_beside
from petitions.drafting.petition import (
    BLOCK_YEARS,
    DECIDED,
    LIFECYCLE,
    STILL_OPEN,
    TEXT_MAX,
    TEXT_MIN,
    TITLE_MAX,
    TITLE_MIN,
    State,
)
from petitions.drafting.thresholds import LAW

# The very same words to the same body; what is only near is shown to the author, and judged by the moderator.
_SAME = """
SELECT ref FROM drafting_petition
 WHERE agency_id = $1 AND folded_title = $2
   AND (state = ANY ($3::text[]) OR (state = ANY ($4::text[]) AND decided_at > $5::timestamptz - make_interval(years => $6::int)))
 ORDER BY filed_at DESC LIMIT 1
"""


class File(Wish):
    """``place``: where the author lives (90-2(2)). ``consent``: the words and the author's short name are published.
    ``files``: sent before by the author. ``draft``: thrown away in the same step.
    """

    title: str = Field(min_length=TITLE_MIN, max_length=TITLE_MAX)
    topic: str = Field(min_length=1, max_length=40)
    agency: str = Field(min_length=1, max_length=100)
    reasons: str = Field(min_length=TEXT_MIN, max_length=TEXT_MAX)
    proposal: str = Field(min_length=TEXT_MIN, max_length=TEXT_MAX)
    language: Literal["kk", "ru", "en"]
    place: str = Field(pattern=r"^\d{9}$")
    consent: bool = False
    files: tuple[UUID, ...] = Field((), max_length=FILES_MAX)
    draft: UUID | None = None
    secret: str | None = Field(None, max_length=100)


class Filed(BaseModel):
    """``link``: the secret of the direct address, to be passed on to the first fifty."""

    model_config = ConfigDict(frozen=True)

    ref: str
    link: str
    until_on: date


@action("petition.file", entry="petition.filed")
async def file(context: Context, wish: File) -> Filed:
    """Raises Invalid, or Conflict where a petition in the same words to the same body blocks it."""
    if not wish.consent:
        raise Invalid("petition.consent_needed", field="consent")
    author = await _author(context)
    body = await _checked(context, wish)
    await _must_not_be_blocked(context, wish, body)
    row = await _row(context, wish, body, author)
    await lay_beside(context, row.ref, wish.files)
    opened = await held.open_its_clock(context, row, "petition.sponsors")
    row.gather_until_on = opened.due_on
    await row.save(update_fields=["gather_until_on"])
    if wish.draft is not None:
        known = await draft(context, wish.draft, wish.secret, held=True)
        await DraftRow.filter(id=known.id).delete()
    await held.happened(
        context, row, "filed", body=body.agency.slug, due_on=opened.due_on, edition=row.edition_on
    )
    return Filed(ref=row.ref, link=row.link, until_on=opened.due_on)


async def _author(context: Context) -> Person:
    """Raises Invalid for somebody without a name: a petition is signed by one."""
    if context.actor.person_id is None:
        raise Forbidden()
    found = await people.person(context, context.actor.person_id)
    if not found.given_name or not found.family_name:
        raise Invalid("petition.name_needed", field="given_name")
    return found


async def _checked(context: Context, wish: File) -> Addressee:
    body = await addressee(context, wish.agency)
    try:
        await agencies.topic(context, wish.topic)
        await territories.place(context, wish.place)
    except NotFound as missing:
        is_topic = missing.reason == "agency.no_such_topic"
        field, word = ("topic", "petition.choose_topic") if is_topic else ("place", "petition.choose_place")
        raise Invalid(word, field=field) from missing
    return body


async def _must_not_be_blocked(context: Context, wish: File, body: Addressee) -> None:
    before = [each.value for each in STILL_OPEN], [each.value for each in DECIDED]
    same = await one_row(_SAME, body.agency.id, folded(wish.title), *before, context.now, BLOCK_YEARS)
    if same is not None:
        raise Conflict("petition.same_subject", petition=same["ref"])


async def _row(context: Context, wish: File, body: Addressee, author: Person) -> PetitionRow:
    number = await value("SELECT nextval('drafting_number')")
    row = PetitionRow(
        id=new_id(),
        ref=reference("P", local(context.now).year, number),
        link=new_secret(),
        title=wish.title,
        reasons=wish.reasons,
        proposal=wish.proposal,
        folded=folded(f"{wish.title} {wish.proposal} {wish.reasons}"),
        folded_title=folded(wish.title),
        language=wish.language,
        topic=wish.topic,
        competence=body.competence.value,
        agency_id=body.agency.id,
        place_code=body.place_code,
        author_id=author.id,
        author_shown=author.public_name,
        author_place=wish.place,
        state=LIFECYCLE.after(State.DRAFT, "file"),
        edition_on=LAW.edition(context.today).from_on,
        filed_at=context.now,
        gather_until_on=context.today,
    )
    await row.save()
    return row
