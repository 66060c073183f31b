"""Attachments: sent before the question or petition that they belong to, read by whoever may read that."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote
from uuid import UUID

from pydantic import Field
from starlette.responses import FileResponse, Response

from hearing_state.actions import Context
from hearing_state.files import queries
from hearing_state.files.actions.remove import Remove, remove
from hearing_state.files.actions.store import NAME_LENGTH_MAX, Store, store
from hearing_state.files.kinds import BYTES_MAX, MEDIA_TYPES
from hearing_state.files.visibility import hand_out
from mobile_api.endpoint import Endpoint, endpoint
from mobile_api.reading import Asked
from mobile_api.v1 import file_shapes as shapes


class ByFile(Asked):
    file: Annotated[UUID, Field(description="`id` of an attachment")]


class Named(Asked):
    name: Annotated[
        str, Field(min_length=1, max_length=NAME_LENGTH_MAX, description="What its sender calls it")
    ]


async def send_file(context: Context, query: Named, content: bytes) -> shapes.AttachedFile:
    """Send a file to be attached; name it in `files` of what you ask or file next, within two days.

    PDF, JPEG, PNG, WebP, plain text, DOCX, ODT, up to 10 MB. It is cleaned of what its taker did not mean to tell: place and device
    of a picture, properties of a document. A petition takes PDF, JPEG and PNG.
    """
    return shapes.AttachedFile.of(await store(context, Store(name=query.name, content=content)))


async def take_file_back(context: Context, path: ByFile) -> None:
    """Take a file back that is not attached to anything yet."""
    await remove(context, Remove(file=path.file))


async def show_file(context: Context, path: ByFile) -> Response:
    """The content of an attachment that one may see."""
    file, where = await queries.content_path(context, path.file)
    await hand_out(context, file)
    headers = {
        "content-disposition": f"attachment; filename*=UTF-8''{quote(file.name, safe='')}",
        "cache-control": "private, no-cache",
        "vary": "Authorization",
    }
    return FileResponse(where, headers=headers, media_type=file.media_type)


# A little above what one file may have: what is only a little too large is refused in words, beside the field.
_BYTES_MAX = BYTES_MAX + 64 * 1024
ENDPOINTS: tuple[Endpoint, ...] = (
    endpoint(
        "POST",
        "/files",
        send_file,
        acts=store,
        status=201,
        is_keyed=True,
        needs_sign_in=True,
        content_bytes_max=_BYTES_MAX,
    ),
    endpoint(
        "GET", "/files/{file}", show_file, reads=queries.content_path, media_types=tuple(MEDIA_TYPES.values())
    ),
    endpoint("DELETE", "/files/{file}", take_file_back, acts=remove, status=204, needs_sign_in=True),
)
