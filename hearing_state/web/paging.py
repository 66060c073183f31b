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
COUNTED_MAX = 1_000
"""Of a list that grows for ever no more is counted than this: whoever sees "more than 1,000" narrows the list."""
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
    """One page of a list: its items, its number (from 1), the size of pages and the total of the whole list.

    ``counted_to``: further than this nobody counted; then the list goes on for as long as its pages are full, unless it ``ends_there``.
    """

    items: Sequence[T]
    number: int
    total: int
    size: int = PAGE_SIZE
    address: str = ""
    counted_to: int | None = None
    ends_there: bool = False

    @property
    def is_more(self) -> bool:
        """The list is longer than its total says."""
        return self.counted_to is not None and self.total >= self.counted_to

    @property
    def counted(self) -> int | str:
        """The total where there is room for a number only: ``1000+``."""
        return f"{self.total}+" if self.is_more else self.total

    @property
    def pages(self) -> int:
        counted = min(PAGE_MAX, max(1, -(-self.total // self.size)))
        if not self.is_more or self.ends_there or self.number < counted:
            return counted
        return min(PAGE_MAX, self.number + 1) if len(self.items) == self.size else self.number

    @property
    def is_cut(self) -> bool:
        """There is more than pages lead to: whoever wants to see it narrows the list."""
        return not self.is_more and self.total > PAGE_MAX * self.size

    @property
    def linked(self) -> Sequence[int]:
        """The pages that are linked to from this one: the first and the last, and those beside it."""
        near = {1, self.number - 1, self.number, self.number + 1, self.pages}
        return sorted(each for each in near if 1 <= each <= self.pages)

    @property
    def first(self) -> int:
        return (self.number - 1) * self.size + 1 if self.total else 0

    @property
    def last(self) -> int:
        end = self.number * self.size
        return end - self.size + len(self.items) if self.is_more else min(end, self.total)

    def url(self, number: int) -> str:
        from hearing_state.web.request import current_request

        request = current_request()
        wanted = [(name, value) for name, value in request.query_params.multi_items() if name != "page"]
        return f"{request.url.path}?{urlencode([*wanted, ('page', str(number))])}"
