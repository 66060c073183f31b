"""The shape of every refusal (RFC 9457). The edge writes it; here it is only described."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class FieldProblem(BaseModel):
    model_config = ConfigDict(frozen=True)

    field: str = Field(description="The field or parameter; empty where it is the whole")
    reason: str = Field(description="A stable word, for the program")
    title: str = Field(description="A sentence in the reader's language")


class ProblemDocument(BaseModel):
    model_config = ConfigDict(
        frozen=True, json_schema_extra={"required": ["type", "title", "status", "reason"]}
    )

    type: str
    title: str = Field(description="A sentence in the reader's language")
    status: int
    reason: str = Field(description="A stable word, for the program")
    errors: list[FieldProblem] = Field([], description="Each field that cannot be taken, with status 422")
