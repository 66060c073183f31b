"""Long lists in pages that can be linked to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urlencode

from starlette.requests import Request

T = TypeVar("T")
PAGE_SIZE = 20
PAGE_MAX = 500
DIGITS_MAX = 6


def page_number(request: Request) -> int:
    """The page asked for: 1 where the address says nothing sensible."""
    text = request.query_params.get("page", "1")
    return (
        min(max(int(text), 1), PAGE_MAX)
        if text.isascii() and text.isdigit() and len(text) <= DIGITS_MAX
        else 1
    )


@dataclass(frozen=True)
class Paged(Generic[T]):
    """One page of a list: its items, its number (from 1), the size of pages and the total of the whole list."""

    items: Sequence[T]
    number: int
    total: int
    size: int = PAGE_SIZE
    address: str = ""

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))

    @property
    def first(self) -> int:
        return (self.number - 1) * self.size + 1 if self.total else 0

    @property
    def last(self) -> int:
        return min(self.number * self.size, self.total)

    def url(self, number: int) -> str:
        from hearing_state.web.request import current_request

        request = current_request()
        wanted = [(name, value) for name, value in request.query_params.multi_items() if name != "page"]
        return f"{request.url.path}?{urlencode([*wanted, ('page', str(number))])}"
