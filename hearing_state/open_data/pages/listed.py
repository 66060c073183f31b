"""Open data: the files of the last nights with their sizes, their manifest, and their description for catalogues."""

from __future__ import annotations

import json

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from hearing_state.errors import NotFound
from hearing_state.i18n import gettext
from hearing_state.open_data import queries
from hearing_state.open_data.catalogue import described
from hearing_state.open_data.datasets import LICENCE
from hearing_state.web import Page, context_of, render
from hearing_state.web.sources import of_everything
from hearing_state.web.taken import EVERYBODY, JSON, taken

_FOR_EVER = "public, max-age=31536000, immutable"


async def show(request: Request) -> Response:
    context = context_of(request)
    night = await queries.newest(context)
    return render(
        request,
        "open_data/pages/listed.html",
        night=night,
        days=(await queries.days(context))[1:],
        titles={each.name: gettext(each.title) for each in night.sets} if night else {},
        licence=LICENCE,
        sources=of_everything(),
    )


async def show_manifest(request: Request) -> Response:
    return taken(request, await queries.manifest(context_of(request)), JSON)


async def show_description(request: Request) -> Response:
    context = context_of(request)
    night = await queries.newest(context)
    if night is None:
        raise NotFound("open_data.not_written")
    content = json.dumps(described(context.settings.site_url.rstrip("/"), night), ensure_ascii=False)
    return taken(request, content, "application/ld+json", changed_at=night.made_at)


async def show_manifest_of(request: Request) -> Response:
    return taken(request, await queries.manifest(context_of(request), request.path_params["day"]), JSON)


async def show_file(request: Request) -> Response:
    """A night never changes: its files may be kept for ever, and fetched piece by piece."""
    asked = request.path_params
    path, found = await queries.file(context_of(request), asked["day"], asked["name"])
    headers = {**EVERYBODY, "cache-control": _FOR_EVER, "etag": f'"{found.sha256[:32]}"'}
    if headers["etag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return FileResponse(
        path, headers=headers, media_type="application/gzip", filename=f"{asked['day']}-{found.name}"
    )


PAGES = (
    Page.get("open_data.list", "/open-data", show, reads=queries.newest),
    Page.get("open_data.manifest", "/open-data/manifest.json", show_manifest, reads=queries.manifest, localized=False),
    Page.get("open_data.dcat", "/open-data/dcat.jsonld", show_description, reads=queries.newest, localized=False),
    Page.get("open_data.manifest_of", "/open-data/{day}/manifest.json", show_manifest_of, reads=queries.manifest, localized=False),
    Page.get("open_data.file", "/open-data/{day}/{name}", show_file, reads=queries.file, localized=False),
)  # fmt: skip
