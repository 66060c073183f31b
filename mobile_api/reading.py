"""What a request says, read strictly: path, query, key and JSON body, each into its typed shape."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar, get_origin

from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request

from hearing_state.errors import Fault, Invalid, NotFound
from hearing_state.web.forms import invalid_from
from mobile_api.refusals import NotBytes, NotJson, TooLarge

M = TypeVar("M", bound=BaseModel)

BODY_BYTES_MAX = 64 * 1024
BYTES = "application/octet-stream"
KEY_HEADER = "Idempotency-Key"
KEY_LENGTH_MAX = 200
KEY_PATTERN = "^[A-Za-z0-9_.-]+$"
_TOO_LARGE = 413


class Asked(BaseModel):
    """What stands in an address. Unknown parameters are refused: a typo is learned of at once."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


def read_path(request: Request, shape: type[M]) -> M:
    """A name that cannot exist is one that does not exist. Raises NotFound."""
    try:
        _refuse_nul(request.path_params)
        return shape.model_validate(request.path_params)
    except (ValidationError, Invalid):
        raise NotFound() from None


def read_query(request: Request, shape: type[M]) -> M:
    """Raises Invalid with a fault for each parameter that is wrong, unknown or given twice."""
    given: dict[str, Any] = {}
    for name in request.query_params:
        values = request.query_params.getlist(name)
        described = shape.model_fields.get(name)
        if described is None:
            raise Invalid("api.unknown_parameter", field=name[:100])
        if get_origin(described.annotation) in {tuple, list}:
            given[name] = values
        elif len(values) == 1:
            given[name] = values[0]
        else:
            raise Invalid("field_too_many", field=name, limit=1)
    _refuse_nul(given)
    return _validated(shape, given)


def read_key(request: Request) -> str:
    """Raises Invalid where the caller does not say how a repeat would be recognised."""
    key = request.headers.get(KEY_HEADER, "").strip()
    if not key:
        raise Invalid("api.key_missing", field=KEY_HEADER)
    if len(key) > KEY_LENGTH_MAX:
        raise Invalid("request_key_wrong", field=KEY_HEADER, maximum=KEY_LENGTH_MAX)
    if not re.fullmatch(KEY_PATTERN, key):
        raise Invalid("api.key_wrong", field=KEY_HEADER)
    return key


async def read_body(request: Request, shape: type[M]) -> M:
    """Raises NotJson, TooLarge, or Invalid with a fault for each field that is wrong."""
    if _kind_of(request) != "application/json":
        raise NotJson()
    raw = await _bytes_of(request, BODY_BYTES_MAX)
    try:
        read = shape.model_validate_json(raw, strict=True)
    except ValidationError as refusal:
        if refusal.errors(include_input=False)[0]["type"] == "json_invalid":
            raise Invalid("api.body_not_understood") from None
        raise _refused(refusal) from None
    _refuse_nul(read.model_dump())
    return read


async def read_content(request: Request, bytes_max: int) -> bytes:
    """The body as it is: a file. Raises NotBytes, TooLarge."""
    if _kind_of(request) != BYTES:
        raise NotBytes()
    return await _bytes_of(request, bytes_max)


def _kind_of(request: Request) -> str:
    return request.headers.get("content-type", "").split(";")[0].strip().lower()


async def _bytes_of(request: Request, bytes_max: int) -> bytes:
    read = bytearray()
    try:
        async for piece in request.stream():
            read += piece
            if len(read) > bytes_max:
                raise TooLarge()
    except HTTPException as fault:
        if fault.status_code == _TOO_LARGE:
            raise TooLarge() from None
        raise
    return bytes(read)


def _validated(shape: type[M], given: Mapping[str, Any]) -> M:
    try:
        return shape.model_validate(given)
    except ValidationError as refusal:
        raise _refused(refusal) from None


def _refused(refusal: ValidationError) -> Invalid:
    unknown = [each for each in refusal.errors(include_input=False) if each["type"] == "extra_forbidden"]
    if unknown:
        return Invalid.many(Fault(str(each["loc"][-1])[:100], "api.unknown_parameter") for each in unknown)
    return invalid_from(refusal)


def _refuse_nul(given: Any) -> None:
    """No name or text has the character that PostgreSQL cannot keep."""
    for where, text in _texts("", given):
        if "\x00" in text:
            raise Invalid("field_not_understood", field=where)


def _texts(where: str, given: Any) -> Iterator[tuple[str, str]]:
    if isinstance(given, str):
        yield where, given
    elif isinstance(given, Mapping):
        for name, value in given.items():
            yield from _texts(where or str(name), value)
    elif isinstance(given, list | tuple | set | frozenset):
        for value in given:
            yield from _texts(where, value)
