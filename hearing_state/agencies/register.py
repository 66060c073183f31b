"""Lists of bodies, for everybody and for the console; everything about one body for its page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from hearing_state.actions import Context, require
from hearing_state.agencies import queries
from hearing_state.agencies.agency import Agency, AgencyKind, Appointment, FormerName, Post, Remit
from hearing_state.agencies.queries import AGENCY_COLUMNS, BY_SIZE, agency_from, patterns_of
from hearing_state.db import rows, value
from hearing_state.territories import queries as territories
from hearing_state.territories.place import Place

PAGE_SIZE = 20
PUBLIC_POSTS = frozenset({Post.HEAD, Post.OFFICIAL, Post.CLERK})
"""Posts whose holders act towards the public under their names; the others look after the system."""

_WHERE = """
 WHERE ($1::text[] = '{}' OR a.folded LIKE ALL ($1::text[])) AND ($2::text IS NULL OR a.kind = $2)
   AND ($3::text IS NULL OR left(a.place_code, 2) = left($3, 2)) AND ($4::boolean OR a.dissolved_on IS NULL)
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is narrowed to. ``oblast``: the code of a place at the top of the tree."""

    text: str = ""
    kind: AgencyKind | None = None
    oblast: str | None = None
    with_dissolved: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of a list, who heads the bodies on it, and how long the whole list is."""

    agencies: Sequence[Agency]
    heads: Mapping[UUID, Appointment]
    total: int


@dataclass(frozen=True, slots=True)
class Body:
    """Everything public about one body. ``line``: its place and what lies above, from the oblast down."""

    agency: Agency
    head: Appointment | None
    staff: Sequence[Appointment]
    line: Sequence[Place]
    superior: Agency | None
    successor: Agency | None
    predecessors: Sequence[Agency]
    former_names: Sequence[FormerName]


@dataclass(frozen=True, slots=True)
class Entry:
    """A body as the register shows it: with every appointment that was ever written down."""

    body: Body
    appointments: Sequence[Appointment]


async def listed(context: Context, wanted: Wanted, page: int = 1) -> Listed:
    """Bodies by what is wanted, larger ones first."""
    where, params = narrowed(wanted)
    found = await rows(
        f"SELECT {AGENCY_COLUMNS} FROM agencies_agency a {where} ORDER BY {BY_SIZE}, a.place_code, a.name_kk LIMIT $5 OFFSET $6",
        *params,
        PAGE_SIZE,
        (page - 1) * PAGE_SIZE,
    )
    bodies = [agency_from(each) for each in found]
    total = await value(f"SELECT count(*) FROM agencies_agency a {where}", *params)
    return Listed(bodies, await queries.heads_of(context, [each.id for each in bodies]), total)


def narrowed(wanted: Wanted) -> tuple[str, tuple[Any, ...]]:
    """The conditions of a list on ``agencies_agency a``, and their four parameters."""
    kind = wanted.kind.value if wanted.kind else None
    return _WHERE, (patterns_of(wanted.text), kind, wanted.oblast, wanted.with_dissolved)


async def body(context: Context, slug: str) -> Body:
    """Raises NotFound."""
    found = await queries.by_slug(context, slug)
    in_office = await queries.staff(context, found.id)
    return Body(
        agency=found,
        head=next((each for each in in_office if each.role is Post.HEAD), None),
        staff=[each for each in in_office if each.role in PUBLIC_POSTS and each.role is not Post.HEAD],
        line=await territories.line(context, found.place_code) if found.place_code else (),
        superior=await queries.superior(context, found.id),
        successor=await queries.successor(context, found.id) if found.is_dissolved else None,
        predecessors=await queries.predecessors(context, found.id),
        former_names=await queries.former_names(context, found.id),
    )


async def registered(context: Context, wanted: Wanted, page: int = 1) -> Listed:
    """The same list for the console. Raises Forbidden or SignInNeeded."""
    require(context, "agency.see_register")
    return await listed(context, wanted, page)


async def entry(context: Context, slug: str) -> Entry:
    """Raises Forbidden, SignInNeeded or NotFound."""
    require(context, "agency.see_register")
    shown = await body(context, slug)
    return Entry(shown, await queries.appointments_in(context, shown.agency.id))


async def candidates(context: Context, slug: str, text: str) -> tuple[Entry, Sequence[Agency]]:
    """A body, and others that are found by the words: for choosing a successor."""
    shown = await entry(context, slug)
    return shown, [each for each in await queries.search(context, text) if each.id != shown.body.agency.id]


async def remit_register(context: Context) -> tuple[Sequence[Remit], Mapping[UUID, Agency]]:
    """All remits in force with their ministries, for the console."""
    require(context, "agency.see_register")
    remits = await queries.remits(context)
    return remits, await queries.agencies(context, (each.ministry_id for each in remits if each.ministry_id))
