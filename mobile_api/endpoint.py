"""A typed endpoint: a function with shapes in its signature, put behind an address.

    async def ask_question(context: Context, body: Ask) -> Slip: ...

    endpoint("POST", "/questions", ask_question, acts=ask, status=201, is_keyed=True, needs_sign_in=True)

The function may take ``context``, ``path``, ``query`` and ``body``; each but the first is a pydantic model that says what is
taken. It returns a pydantic model that says what is given. Problems are raised; the edge says them as problem+json.
A ``content`` of bytes is a file as it is, instead of a body; one that returns a Response gives a file, of ``media_types``.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_type_hints

from pydantic import BaseModel, TypeAdapter
from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Action, Context
from hearing_state.errors import SignInNeeded
from hearing_state.web.page import Page
from hearing_state.web.request import context_of
from mobile_api.answering import answer
from mobile_api.reading import (
    BODY_BYTES_MAX,
    read_body,
    read_content,
    read_key,
    read_path,
    read_query,
)

BASE = "/api/v1"
Serve = Callable[..., Awaitable[Any]]
Method = Literal["GET", "POST", "DELETE"]


class ApiPage(Page):
    """A page for machines. A query with more to say than fits an address is asked by POST."""

    def __post_init__(self) -> None:
        if (self.reads is None) == (self.acts is None):
            raise ValueError(f"endpoint {self.name}: exactly one of reads and acts")
        if self.acts is not None and self.method == "GET":
            raise ValueError(f"endpoint {self.name}: a GET changes nothing")


@dataclass(frozen=True)
class Endpoint:
    method: Method
    path: str
    serve: Serve
    reads: Callable[..., Any] | None
    acts: Action[Any, Any] | None
    status: int
    fresh_seconds: int
    is_keyed: bool
    needs_sign_in: bool
    path_shape: type[BaseModel] | None
    query_shape: type[BaseModel] | None
    body_shape: type[BaseModel] | None
    result_shape: Any
    result: TypeAdapter[Any] | None
    content_bytes_max: int
    media_types: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.serve.__name__

    @property
    def address(self) -> str:
        return BASE + self.path

    @property
    def page(self) -> Page:
        return ApiPage(
            f"api.v1.{self.name}",
            self.address,
            self.method,
            self.handle,
            reads=self.reads,
            acts=self.acts,
            is_localized=False,
            body_bytes_max=self.content_bytes_max or BODY_BYTES_MAX,
            fresh_seconds=self.fresh_seconds,
        )

    async def handle(self, request: Request) -> Response:
        context = context_of(request)
        if self.needs_sign_in and not context.actor.is_signed_in:
            raise SignInNeeded()
        if self.is_keyed:
            context = context.with_key(read_key(request))
        given = await self._read(request)
        result = await self.serve(context, **given)
        if isinstance(result, Response):
            return result
        body = b"" if result is None or self.result is None else self.result.dump_json(result)
        return answer(request, body, status=self.status, fresh_seconds=self.fresh_seconds)

    async def _read(self, request: Request) -> dict[str, Any]:
        given: dict[str, Any] = {}
        if self.path_shape:
            given["path"] = read_path(request, self.path_shape)
        if self.query_shape:
            given["query"] = read_query(request, self.query_shape)
        if self.body_shape:
            given["body"] = await read_body(request, self.body_shape)
        if self.content_bytes_max:
            given["content"] = await read_content(request, self.content_bytes_max)
        return given


def endpoint(
    method: Method,
    path: str,
    serve: Serve,
    *,
    reads: Callable[..., Any] | None = None,
    acts: Action[Any, Any] | None = None,
    status: int = 200,
    fresh_seconds: int = 0,
    is_keyed: bool = False,
    needs_sign_in: bool = False,
    content_bytes_max: int = 0,
    media_types: Sequence[str] = (),
) -> Endpoint:
    """Exactly one of ``reads`` (its query) and ``acts`` (its action) is given."""
    hints = get_type_hints(serve)
    if hints.get("context") is not Context or "return" not in hints or not serve.__doc__:
        raise TypeError(f"{serve.__name__}: context, result and a sentence about it belong to an endpoint")
    return Endpoint(
        method,
        path,
        serve,
        reads,
        acts,
        status,
        fresh_seconds,
        is_keyed,
        needs_sign_in,
        hints.get("path"),
        hints.get("query"),
        hints.get("body"),
        hints["return"],
        None if media_types else TypeAdapter(hints["return"]),
        content_bytes_max,
        tuple(media_types),
    )
