"""Attachments as the API gives them."""

from __future__ import annotations

from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from hearing_state.files.visibility import StoredFile
from hearing_state.questions.question import FILES_MAX
from mobile_api.v1.shapes import Shape

SentFiles = Annotated[
    tuple[UUID, ...],
    Field(max_length=FILES_MAX, description="Sent before by `POST /files`, each attached once; five at most"),
]


class AttachedFile(Shape):
    """Its content: `GET /files/{id}`."""

    id: UUID
    name: str = Field(description="As its sender called it, cleaned")
    media_type: str = Field(description="What its content is; its name is not asked")
    size: int = Field(description="In bytes, after cleaning")

    @classmethod
    def of(cls, file: StoredFile) -> Self:
        return cls(id=file.id, name=file.name, media_type=file.media_type, size=file.size)
