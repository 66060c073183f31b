"""Petitions: find and read them, file one, sign one and take the signature back."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from hearing_state.actions import Context
from hearing_state.agencies import queries as agencies
from hearing_state.deadlines import queries as deadlines
from mobile_api.cursor import page_of, to_page
from mobile_api.endpoint import Endpoint, endpoint
from mobile_api.reading import Asked
from mobile_api.v1 import petition_shapes as shapes
from mobile_api.v1.file_shapes import AttachedFile
from mobile_api.v1.meetings import Cursor, PlaceFilter
from mobile_api.v1.shapes import Standing
from petitions.browsing import open_data, queries, wording
from petitions.browsing.queries import Filters, Tab
from petitions.checking.panels import verdict
from petitions.drafting import nearness
from petitions.drafting import queries as drafting
from petitions.drafting.actions.file import File, file
from petitions.drafting.papers import papers
from petitions.drafting.petition import JOINABLE, LIFECYCLE, SIGNATURE_HELD, State
from petitions.signing import queries as signing
from petitions.signing.actions.sign import Sign, sign
from petitions.signing.actions.unsign import Unsign, unsign


class ByPetition(Asked):
    petition: Annotated[
        str,
        Field(
            pattern=r"^(P-[0-9]{4}-[0-9]{6,9}|[\w-]{43})$",
            description="Its number, or before it is public the secret of its direct link",
        ),
    ]


class OfPetitions(Asked):
    tab: Annotated[
        Tab, Field(description="`open` to sign, `nearly` there, `waiting` for the decision, `decided`, `all`")
    ] = "open"
    q: Annotated[str, Field(max_length=100, description="Words of its title or text")] = ""
    topic: Annotated[str, Field(max_length=40)] = ""
    place: Annotated[PlaceFilter, Field(description="To its own body and to those below")] = None
    cursor: Cursor = None


async def list_petitions(context: Context, query: OfPetitions) -> shapes.PetitionPage:
    """Public petitions, page by page, with how many have signed."""
    number = page_of(query.cursor)
    filters = Filters(tab=query.tab, text=query.q, topic=query.topic, place=query.place or "")
    found = await queries.listed(context, filters, number)
    bodies = await agencies.agencies(context, {each.agency_id for each in found.items})
    return shapes.PetitionPage(
        petitions=[shapes.PetitionLine.of(each, bodies[each.agency_id], each.total) for each in found.items],
        next=to_page(number + 1) if number < found.pages else None,
    )


async def show_petition(context: Context, path: ByPetition) -> shapes.PetitionShown:
    """A petition: its words, how far it is, what happened to it, and what one may do now."""
    row = await drafting.by_key(context, path.petition)
    own, is_own = await signing.own(context, row.id), drafting.is_own(context, row)
    clocks = await deadlines.clocks_of(context, row.ref)
    return shapes.PetitionShown.of(
        row,
        await _line(context, row),
        wording.timeline(await drafting.events(context, row)),
        standings=[Standing.of(each.standing) for each in clocks],
        can_sign=row.state in JOINABLE,
        can_unsign=own is not None and row.state in SIGNATURE_HELD,
        is_own=is_own,
        can_withdraw=is_own and LIFECYCLE.allows(row.state, "withdraw"),
        can_mend=is_own and row.state == State.REJECTED,
        own_signature=shapes.OwnSignature.of(own) if own else None,
        files=[AttachedFile.of(each) for each in await papers(context, row)],
        rejected=shapes.PetitionRejected.of(await verdict.load(context, row)),
    )


async def count_petition(context: Context, path: ByPetition) -> shapes.PetitionCount:
    """How many have signed a public petition, and what they proved who they are by."""
    row, counted = await open_data.count(context, path.petition)
    return shapes.PetitionCount.of(row, counted, dict(await signing.by_proof(context, row.id)))


async def near_petitions(context: Context, body: shapes.PetitionWords) -> list[shapes.NearPetition]:
    """What is like a petition that one is about to write, in whichever language: it may be better to sign that one."""
    found = await nearness.near(context, body.title, body.topic, body.language)
    return [shapes.NearPetition.of(each) for each in found]


async def file_petition(context: Context, body: shapes.PetitionFiling) -> shapes.PetitionFiled:
    """File a petition. It is found by its direct link alone until fifty have joined and it was checked."""
    return shapes.PetitionFiled.of(await file(context, File(**body.model_dump())))


async def sign_petition(
    context: Context, path: ByPetition, body: shapes.PetitionSigning
) -> shapes.PetitionSigned:
    """Sign. Whoever signed already gets the first receipt again."""
    return shapes.PetitionSigned.of(await sign(context, Sign(petition=path.petition, **body.model_dump())))


async def unsign_petition(context: Context, path: ByPetition) -> None:
    """Take one's signature back, until the petition is sent. Where there is none, nothing happens."""
    await unsign(context, Unsign(petition=path.petition))


async def list_my_petitions(context: Context) -> list[shapes.PetitionLine]:
    """Those that one has filed, the newest first."""
    found = await drafting.mine(context)
    bodies = await agencies.agencies(context, {each.agency_id for each in found})
    totals = await signing.totals(context, [each.id for each in found])
    return [shapes.PetitionLine.of(each, bodies[each.agency_id], totals.get(each.id, 0)) for each in found]


async def _line(context: Context, row: Any) -> shapes.PetitionLine:
    body = await agencies.agency(context, row.agency_id)
    return shapes.PetitionLine.of(row, body, (await signing.counted(context, row)).total)


_ONE = "/petitions/{petition}"
ENDPOINTS: tuple[Endpoint, ...] = (
    endpoint("GET", "/petitions", list_petitions, reads=queries.listed, fresh_seconds=10),
    endpoint("POST", "/petitions", file_petition, acts=file, status=201, is_keyed=True, needs_sign_in=True),
    endpoint("POST", "/petitions/near", near_petitions, reads=nearness.near),
    endpoint("GET", _ONE, show_petition, reads=drafting.by_key, fresh_seconds=10),
    endpoint("GET", f"{_ONE}/count", count_petition, reads=open_data.count, fresh_seconds=10),
    endpoint("POST", f"{_ONE}/signature", sign_petition, acts=sign, needs_sign_in=True),
    endpoint("DELETE", f"{_ONE}/signature", unsign_petition, acts=unsign, status=204, needs_sign_in=True),
    endpoint("GET", "/me/petitions", list_my_petitions, reads=drafting.mine, needs_sign_in=True),
)
