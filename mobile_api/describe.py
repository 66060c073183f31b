"""The API described in OpenAPI 3.1, made from the code: `python -m mobile_api.describe` writes openapi.json."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter

from mobile_api.endpoint import Endpoint
from mobile_api.problem import ProblemDocument
from mobile_api.reading import BYTES, KEY_HEADER, KEY_LENGTH_MAX, KEY_PATTERN

DOCUMENT = Path(__file__).with_name("openapi.json")
_REF = "#/components/schemas/{model}"
_PROBLEM = {
    "content": {"application/problem+json": {"schema": {"$ref": _REF.format(model="ProblemDocument")}}}
}
_FILE = {"type": "string", "format": "binary"}
_WHY = {
    401: "Sign in first, or the token has ended",
    403: "This person may not do this",
    404: "There is no such thing, or none that is public",
    409: "The thing is not in a state that allows this, or the key was used for another request",
    413: "The body is too large",
    415: "The body is not of the kind that is taken here",
    422: "Something given cannot be taken; errors say which and why",
    429: "Too often; `Retry-After` says when to come again",
    503: "Busy or cut off; nothing was lost, come again after `Retry-After`",
}
_ABOUT = (
    "Ask a question of the state and follow it to its legal day; take part in meetings and see what became of what was promised there."
    " Language by Accept-Language (kk, ru, en). Every refusal is application/problem+json with a stable word in `reason`. What it means:"
    " mobile_api/README.md."
)


class Description:
    """Gathers the schemas while the endpoints are described."""

    def __init__(self) -> None:
        self.schemas: dict[str, Any] = {}

    def of(self, endpoints: Iterable[Endpoint]) -> dict[str, Any]:
        paths: dict[str, dict[str, Any]] = {}
        for each in endpoints:
            paths.setdefault(each.address, {})[each.method.lower()] = self._operation(each)
        self._schema(ProblemDocument, "serialization")
        return {
            "openapi": "3.1.0",
            "info": {"title": "Hearing State", "version": "1", "description": _ABOUT},
            "paths": paths,
            "components": {
                "schemas": dict(sorted(self.schemas.items())),
                "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            },
        }

    def _operation(self, each: Endpoint) -> dict[str, Any]:
        summary, _gap, more = inspect.cleandoc(each.serve.__doc__ or "").partition("\n\n")
        operation: dict[str, Any] = {
            "operationId": each.name,
            "tags": [each.serve.__module__.rpartition(".")[2]],
            "summary": " ".join(summary.split()),
            "parameters": self._parameters(each),
            "responses": self._responses(each),
        }
        if more:
            operation["description"] = " ".join(more.split())
        if each.body_shape:
            content = {"application/json": {"schema": self._schema(each.body_shape, "validation")}}
            operation["requestBody"] = {"required": True, "content": content}
        if each.content_bytes_max:
            operation["requestBody"] = {"required": True, "content": {BYTES: {"schema": _FILE}}}
        if each.needs_sign_in:
            operation["security"] = [{"token": []}]
        return operation

    def _parameters(self, each: Endpoint) -> list[dict[str, Any]]:
        found = [*self._from_shape(each.path_shape, "path"), *self._from_shape(each.query_shape, "query")]
        if each.is_keyed:
            schema = {
                "type": "string",
                "minLength": 1,
                "maxLength": KEY_LENGTH_MAX,
                "pattern": KEY_PATTERN,
            }
            about = "A random word of your own. The same word and body again do nothing twice and get the same answer."
            found.append(
                {"name": KEY_HEADER, "in": "header", "required": True, "schema": schema, "description": about}
            )
        return found

    def _from_shape(self, shape: type[BaseModel] | None, where: str) -> list[dict[str, Any]]:
        if shape is None:
            return []
        schema = self._inlined(shape)
        needed = set(schema.get("required", ()))
        return [
            {
                "name": name,
                "in": where,
                "required": where == "path" or name in needed,
                "schema": _bare(described),
            }
            for name, described in schema["properties"].items()
        ]

    def _responses(self, each: Endpoint) -> dict[str, Any]:
        good: dict[str, Any] = {"description": "Done" if each.acts else "Found"}
        if each.media_types:
            good["content"] = {kind.partition(";")[0]: {"schema": _FILE} for kind in each.media_types}
        elif each.result_shape is not type(None):
            good["content"] = {
                "application/json": {"schema": self._schema(each.result_shape, "serialization")}
            }
        responses = {str(each.status): good}
        if each.fresh_seconds:
            responses["304"] = {"description": "You have it already"}
        for status in sorted(_refusals(each)):
            responses[str(status)] = {"description": _WHY[status], **_PROBLEM}
        return responses

    def _inlined(self, shape: type[BaseModel]) -> dict[str, Any]:
        schema = shape.model_json_schema(ref_template=_REF)
        self.schemas |= schema.pop("$defs", {})
        return schema

    def _schema(self, shape: Any, mode: Any) -> dict[str, Any]:
        schema = TypeAdapter(shape).json_schema(mode=mode, ref_template=_REF)
        self.schemas |= schema.pop("$defs", {})
        if isinstance(shape, type) and issubclass(shape, BaseModel):
            known = self.schemas.setdefault(shape.__name__, schema)
            if known != schema:
                raise ValueError(f"two shapes are called {shape.__name__}")
            return {"$ref": _REF.format(model=shape.__name__)}
        return dict(schema)


def _refusals(each: Endpoint) -> set[int]:
    found = {503}
    if each.path_shape or each.needs_sign_in is False:
        found |= {404}
    if each.path_shape or each.query_shape or each.body_shape or each.is_keyed:
        found |= {422}
    if each.body_shape or each.content_bytes_max:
        found |= {413, 415}
    if each.acts:
        found |= {403, 404, 409, 429}
    return found | {401}  # a token that has ended is refused everywhere


def _bare(described: Mapping[str, Any]) -> dict[str, Any]:
    """A parameter's schema without what only a body can say: an address cannot hold null."""
    kept = {name: value for name, value in described.items() if name not in {"title", "default"}}
    choices = [choice for choice in kept.get("anyOf", ()) if choice.get("type") != "null"]
    if len(choices) == 1:
        kept.pop("anyOf")
        kept |= choices[0]
    return kept


def text(endpoints: Iterable[Endpoint]) -> str:
    document = Description().of(endpoints)
    return re.sub(r"[ \t]+\n", "\n", json.dumps(document, ensure_ascii=False, indent=1)) + "\n"


def main() -> None:
    from mobile_api.v1 import ENDPOINTS

    DOCUMENT.write_text(text(ENDPOINTS), encoding="utf-8")
    print(DOCUMENT)  # noqa: T201  a command for developers


if __name__ == "__main__":
    main()
