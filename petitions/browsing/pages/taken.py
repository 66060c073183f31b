"""A petition elsewhere: its count for programs, its history as a table, and a small page that other sites may show in a frame."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.agencies import queries as agencies
from hearing_state.i18n import gettext, local_name, number
from hearing_state.web import Page, context_of
from hearing_state.web.framed import FRESH_SECONDS, counter, framed
from hearing_state.web.share_picture import Share, share_answer
from hearing_state.web.taken import CSV, taken
from petitions.browsing import open_data, table
from petitions.browsing.progress import Progress


async def as_count(request: Request) -> Response:
    row, counted = await open_data.count(context_of(request), request.path_params["petition"])
    said = {
        "petition": row.ref,
        "state": row.state,
        "signatures": counted.total,
        "needed": row.needed,
        "counted_at": counted.counted_at.isoformat(timespec="seconds"),
        "collect_until": row.collect_until_on.isoformat() if row.collect_until_on else None,
    }
    return counter(request, said)


async def as_history(request: Request) -> Response:
    row, steps = await open_data.history(context_of(request), request.path_params["petition"])
    content = table.history(row.ref, steps)
    return taken(request, content, CSV, file_name=f"{row.ref}-signatures.csv", seconds=FRESH_SECONDS)


async def in_a_frame(request: Request) -> Response:
    row, counted = await open_data.count(context_of(request), request.path_params["petition"])
    progress = Progress(counted.total, row.needed)
    return framed(
        request, "petitions/browsing/pages/frame.html", petition=row, counted=counted, progress=progress
    )


async def as_picture(request: Request) -> Response:
    """What stands beside the link where people pass it on."""
    row, counted = await open_data.count(context_of(request), request.path_params["petition"])
    body = await agencies.agency(context_of(request), row.agency_id)
    share = Share(
        site=gettext("Hearing State"),
        above=f"{gettext('Petition')} {row.ref}",
        title=row.title,
        below=local_name(body),
        number=number(counted.total),
        beside=gettext("of %(needed)s", needed=number(row.needed)) if row.needed else gettext("Votes"),
        part=counted.total / row.needed if row.needed else None,
    )
    return await share_answer(request, share)


PAGES = (
    Page.get(
        "petition.count", "/petitions/{petition}/count.json", as_count, reads=open_data.count, localized=False, fresh_seconds=FRESH_SECONDS
    ),
    Page.get(
        "petition.history", "/petitions/{petition}/signatures.csv", as_history, reads=open_data.history, localized=False, fresh_seconds=FRESH_SECONDS
    ),
    Page.get("petition.frame", "/petitions/{petition}/frame", in_a_frame, reads=open_data.count, fresh_seconds=FRESH_SECONDS),
    Page.get("petition.picture", "/petitions/{petition}/share.png", as_picture, reads=open_data.count, fresh_seconds=60),
)  # fmt: skip
