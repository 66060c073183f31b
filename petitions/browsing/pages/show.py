"""One petition: what it asks for, how far it is and since when, why its days are what they are, what became of it."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Context
from hearing_state.agencies import queries as agencies
from hearing_state.deadlines import queries as deadlines
from hearing_state.deadlines.law import RULES
from hearing_state.errors import NotFound
from hearing_state.web import Page, context_of, load_panels, render
from hearing_state.web.framed import FRESH_SECONDS
from hearing_state.web.rendering import render_text, url_or_none
from hearing_state.web.share_picture import head
from petitions.browsing import gone, wording
from petitions.browsing.pages.drawn import drawn
from petitions.browsing.progress import Progress
from petitions.drafting import queries as drafting
from petitions.drafting import wording as words
from petitions.drafting.held import is_open_to_all
from petitions.drafting.models import PetitionRow
from petitions.drafting.petition import EARLY_SUPPORTERS, JOINABLE, LIFECYCLE, SIGNATURE_HELD, State
from petitions.drafting.thresholds import LAW, Competence
from petitions.signing import queries as signing


async def show(request: Request) -> Response:
    context, key = context_of(request), request.path_params["petition"]
    try:
        row = await drafting.by_key(context, key)
    except NotFound:
        return await _gone(request, key)
    events = await drafting.events(context, row)
    return render(
        request,
        "petitions/browsing/pages/show.html",
        key=key,
        petition=row,
        body=await agencies.agency(context, row.agency_id),
        timeline=wording.timeline(events),
        continued=gone.continued_as(events),
        hidden=await gone.hidden_because(row),
        is_open=is_open_to_all(row),
        is_own=drafting.is_own(context, row),
        may={
            "sign": row.state in JOINABLE,
            "unsign": row.state in SIGNATURE_HELD,
            "withdraw": LIFECYCLE.allows(row.state, "withdraw"),
        },
        top=await _panels(context, "petition.top", row),
        panels=await _panels(context, "petition", row),
        report=url_or_none("moderation.report", about=row.ref) if is_open_to_all(row) else None,
        head=head(request, row.title, (row.proposal,), "petition", petition=row.ref),
        origin=str(request.base_url).rstrip("/"),
        done=words.done_sentence(request.query_params.get("done", "")),
        words=words,
        **await _votes(context, row),
        **await _law(context, row),
    )


async def _votes(context: Context, row: PetitionRow) -> dict[str, Any]:
    counted = await signing.counted(context, row)
    is_early = row.state in (State.GATHERING, State.LAPSED, State.CHECKING)
    progress = Progress(counted.total, EARLY_SUPPORTERS if is_early else row.needed)
    return {
        "counted": counted,
        "is_early": is_early,
        "progress": progress,
        "signers": await signing.signers(context, row.id),
        "by_proof": await signing.by_proof(context, row.id),
        "own": await signing.own(context, row.id),
        **await drawn(context, row, progress.needed),
    }


async def _law(context: Context, row: PetitionRow) -> dict[str, Any]:
    return {
        "threshold": LAW.threshold(Competence(row.competence), row.edition_on),
        "law": RULES.rule_on("petition.collection", row.edition_on).law.short(context.locale),
        "edition": LAW.edition(row.edition_on),
        "clocks": await deadlines.clocks_of(context, row.ref),
    }


async def _panels(context: Context, slot: str, row: PetitionRow) -> list[str]:
    return [render_text(each.template, each.values) for each in await load_panels(context, slot, row)]


async def _gone(request: Request, key: str) -> Response:
    """What was known once says that it is not to be read any more, and why. Raises NotFound for all else."""
    context = context_of(request)
    found = await gone.gone(context, key)
    return render(
        request,
        "petitions/browsing/pages/gone.html",
        gone=found,
        body=await agencies.agency(context, found.row.agency_id),
        words=words,
    )


PAGES = (
    Page.get(
        "petition.show", "/petitions/{petition}", show, reads=drafting.by_key, fresh_seconds=FRESH_SECONDS
    ),
)
