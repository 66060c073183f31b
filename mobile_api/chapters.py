"""The description read for people: operations by chapter, each with its fields; shapes, each with theirs. Nothing is written twice."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hearing_state.actions import Context
from hearing_state.errors import NotFound
from mobile_api.describe import DOCUMENT
from mobile_api.reading import BYTES, KEY_HEADER

_JSON = "application/json"
_BOUNDS = ("minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems", "pattern")
_REFUSED_FROM = 300


@dataclass(frozen=True, slots=True)
class Piece:
    """A word of a kind; ``shape`` where it names one."""

    text: str
    shape: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    kind: tuple[Piece, ...]
    is_needed: bool
    about: str
    bounds: str


@dataclass(frozen=True, slots=True)
class Operation:
    """``takes`` and ``gives``: kinds of what is sent and answered. ``refusals``: status and why."""

    name: str
    method: str
    address: str
    summary: str
    about: str
    needs_sign_in: bool
    is_keyed: bool
    parameters: tuple[Field, ...]
    takes: tuple[Piece, ...]
    status: str
    gives: tuple[Piece, ...]
    refusals: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ShapeTold:
    name: str
    about: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Book:
    chapters: Mapping[str, Sequence[Operation]]
    operations: Mapping[str, Operation]
    shapes: Mapping[str, ShapeTold]


@functools.cache
def book() -> Book:
    return book_of(json.loads(DOCUMENT.read_text(encoding="utf-8")))


def book_of(document: Mapping[str, Any]) -> Book:
    chapters: dict[str, list[Operation]] = {}
    for address, item in document["paths"].items():
        for method, told in item.items():
            chapters.setdefault(told["tags"][0], []).append(_operation(method.upper(), address, told))
    shapes = document["components"]["schemas"]
    return Book(
        chapters,
        {each.name: each for found in chapters.values() for each in found},
        {
            name: ShapeTold(name, _prose(told.get("description")), tuple(_fields(told)))
            for name, told in shapes.items()
        },
    )


def sentences(book: Book) -> Iterator[tuple[str, str]]:
    """(whose, sentence): all that is said of operations and shapes, in the English that the catalogues translate."""
    for operation in book.operations.values():
        whys = (why for _status, why in operation.refusals)
        yield from ((operation.name, said) for said in (operation.summary, operation.about, *whys) if said)
        yield from ((operation.name, each.about) for each in operation.parameters if each.about)
    for shape in book.shapes.values():
        said_of_fields = (each.about for each in shape.fields)
        yield from ((shape.name, said) for said in (shape.about, *said_of_fields) if said)


async def chapters(context: Context) -> Book:
    """All of it. It is everybody's."""
    del context
    return book()


async def operation(context: Context, name: str) -> Operation:
    """Raises NotFound."""
    found = (await chapters(context)).operations.get(name)
    if found is None:
        raise NotFound()
    return found


async def shape(context: Context, name: str) -> ShapeTold:
    """Raises NotFound."""
    found = (await chapters(context)).shapes.get(name)
    if found is None:
        raise NotFound()
    return found


def _operation(method: str, address: str, told: Mapping[str, Any]) -> Operation:
    good = next(status for status in told["responses"] if int(status) < _REFUSED_FROM)
    return Operation(
        name=told["operationId"],
        method=method,
        address=address,
        summary=_prose(told["summary"]),
        about=_prose(told.get("description")),
        needs_sign_in="security" in told,
        is_keyed=any(each["name"] == KEY_HEADER for each in told["parameters"]),
        parameters=tuple(_parameter(each) for each in told["parameters"]),
        takes=_content(told.get("requestBody", {}).get("content", {})),
        status=good,
        gives=_content(told["responses"][good].get("content", {})),
        refusals=tuple(
            (status, _prose(each["description"]))
            for status, each in told["responses"].items()
            if int(status) >= _REFUSED_FROM
        ),
    )


def _parameter(told: Mapping[str, Any]) -> Field:
    schema = told["schema"]
    about = _prose(told.get("description") or schema.get("description"))
    return Field(told["name"], tuple(_kind(schema)), bool(told["required"]), about, _bounds(schema))


def _fields(told: Mapping[str, Any]) -> Iterator[Field]:
    needed = set(told.get("required", ()))
    for name, schema in told.get("properties", {}).items():
        about = _prose(schema.get("description"))
        yield Field(name, tuple(_kind(schema)), name in needed, about, _bounds(schema))


def _content(content: Mapping[str, Any]) -> tuple[Piece, ...]:
    if _JSON in content:
        return tuple(_kind(content[_JSON]["schema"]))
    if BYTES in content:
        return (Piece(BYTES),)
    return (Piece(", ".join(content)),) if content else ()


def _kind(schema: Mapping[str, Any]) -> Iterator[Piece]:
    choices = schema.get("anyOf") or schema.get("oneOf")
    if "$ref" in schema:
        yield Piece(schema["$ref"].rpartition("/")[2], shape=True)
    elif choices:
        for number, each in enumerate(choices):
            yield from (*([Piece(" | ")] if number else []), *_kind(each))
    elif "enum" in schema or "const" in schema:
        values = schema.get("enum") or [schema["const"]]
        yield Piece(" | ".join(json.dumps(each, ensure_ascii=False) for each in values))
    elif schema.get("type") == "array":
        yield Piece("[")
        yield from _kind(schema.get("items", {}))
        yield Piece("]")
    elif isinstance(schema.get("additionalProperties"), Mapping):
        yield Piece("{string: ")
        yield from _kind(schema["additionalProperties"])
        yield Piece("}")
    else:
        made = schema.get("type", "any")
        yield Piece(f"{made} ({schema['format']})" if "format" in schema else made)


def _bounds(schema: Mapping[str, Any]) -> str:
    inner = [schema, *schema.get("anyOf", ())]
    return ", ".join(f"{name} {each[name]}" for each in inner for name in _BOUNDS if name in each)


def _prose(text: str | None) -> str:
    """On one line: how a docstring is broken is no part of what it says, and a catalogue holds what is said."""
    return " ".join((text or "").split())
