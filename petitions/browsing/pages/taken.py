"""A petition elsewhere: its count for programs, its history as a table, and a small page that other sites may show in a frame."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from hearing_state.agencies import queries as agencies
from hearing_state.i18n import gettext, local_name, number
from hearing_state.web import Page, context_of, render
from hearing_state.web.share_picture import Share, share_answer
from petitions.browsing import open_data, table
from petitions.browsing.progress import Progress

EVERYBODY = {
    "access-control-allow-origin": "*",
    "cross-origin-resource-policy": "cross-origin",
    "cache-control": "public, max-age=10",
}
"""Public figures, read without any cookie: pages of other sites may ask for them."""
IN_A_FRAME = {
    "content-security-policy": "default-src 'none'; style-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *",
    "cross-origin-resource-policy": "cross-origin",
    "cache-control": "public, max-age=10",
}
"""The one page that may stand in another site's frame: it holds no form and no script, so nobody can be led to press anything."""


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
    return JSONResponse(said, headers=EVERYBODY)


async def as_history(request: Request) -> Response:
    row, steps = await open_data.history(context_of(request), request.path_params["petition"])
    headers = {**EVERYBODY, "content-disposition": f'attachment; filename="{row.ref}-signatures.csv"'}
    return Response(table.history(row.ref, steps), media_type="text/csv; charset=utf-8", headers=headers)


async def in_a_frame(request: Request) -> Response:
    row, counted = await open_data.count(context_of(request), request.path_params["petition"])
    answer = render(
        request,
        "petitions/browsing/pages/frame.html",
        petition=row,
        counted=counted,
        progress=Progress(counted.total, row.needed),
    )
    answer.headers.update(IN_A_FRAME)
    return answer


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
        "petition.count", "/petitions/{petition}/count.json", as_count, reads=open_data.count, localized=False, fresh_seconds=10
    ),
    Page.get(
        "petition.history", "/petitions/{petition}/signatures.csv", as_history, reads=open_data.history, localized=False, fresh_seconds=10
    ),
    Page.get("petition.frame", "/petitions/{petition}/frame", in_a_frame, reads=open_data.count, fresh_seconds=10),
    Page.get("petition.picture", "/petitions/{petition}/share.png", as_picture, reads=open_data.count, fresh_seconds=60),
)  # fmt: skip
