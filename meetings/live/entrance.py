"""Who came in with which ticket. Pure."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from pydantic import BaseModel, ConfigDict


class Role(StrEnum):
    """``stage`` may publish at any time; ``audience`` only with the floor."""

    STAGE = "stage"
    AUDIENCE = "audience"


class Admitted(BaseModel):
    """``seat`` stays through all comings back; ``me`` is how the person is called on the wire; ``token`` lets her come back once."""

    model_config = ConfigDict(frozen=True)

    seat: str
    me: str
    ref: str
    meeting: UUID
    person: UUID | None
    session: UUID | None
    language: str
    agrees: bool
    token: str
