"""A file is taken in: cleaned in the workshop, laid on the shelf, noted in a row."""

from __future__ import annotations

import asyncio
import base64
import binascii
from typing import Any

from pydantic import ConfigDict, Field, field_validator

from hearing_state.actions import Context, Wish, action, permitted
from hearing_state.errors import Invalid
from hearing_state.files.cleaning import clean
from hearing_state.files.kinds import VIDEO_BYTES_MAX
from hearing_state.files.models import Attachment
from hearing_state.files.names import cleaned_name
from hearing_state.files.shelf import Shelf
from hearing_state.files.videos import is_video
from hearing_state.files.visibility import StoredFile

NAME_LENGTH_MAX = 1000
"""As sent; what is kept of it is shorter."""


class Store(Wish):
    """``content``: bytes, or base64 text where it comes as JSON."""

    model_config = ConfigDict(str_strip_whitespace=False, ser_json_bytes="base64", val_json_bytes="base64")

    name: str = Field(max_length=NAME_LENGTH_MAX)
    content: bytes = Field(max_length=VIDEO_BYTES_MAX, repr=False)

    @field_validator("content", mode="before")
    @classmethod
    def from_text(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        try:
            return base64.b64decode(value, validate=True)
        except (binascii.Error, ValueError):
            raise ValueError("base64") from None


@action("file.store", entry="file.stored", public=False)
async def store(context: Context, wish: Store) -> StoredFile:
    """Raises Invalid where the content is not taken; the shelf keeps it before the row is committed."""
    if is_video(wish.content) and not permitted(context, "file.store_video"):
        raise Invalid("file.kind_not_taken", field="content")
    cleaned = await clean(wish.content)
    digest = await asyncio.to_thread(Shelf(context.settings.data_dir).keep, cleaned.content)
    row = await Attachment.create(
        digest=digest,
        kind=cleaned.kind,
        size=len(cleaned.content),
        name=cleaned_name(wish.name, cleaned.kind),
        owner_id=context.actor.person_id,
        stored_at=context.now,
    )
    context.record("file.stored", str(row.id), form=cleaned.kind, size=row.size)
    return StoredFile(
        id=row.id,
        digest=digest,
        kind=cleaned.kind,
        size=row.size,
        name=row.name,
        stored_at=context.now,
        owner_id=row.owner_id,
    )
