"""Where a long list goes on, or what changed since: a word that the caller gives back as it is and does not read."""

from __future__ import annotations

import base64
import binascii
import re
from uuid import UUID

from hearing_state.db.marks import Mark
from hearing_state.errors import Invalid
from hearing_state.web.paging import PAGE_MAX

_MARK = "p"
_SINCE = re.compile(r"c(?P<timeline>[0-9A-F]{8})\.(?P<transaction>0|[1-9][0-9]{0,18})\.(?P<id>[0-9a-f]{32})")


def to_page(number: int) -> str:
    return _said(f"{_MARK}{number}")


def to_mark(mark: Mark, timeline: str) -> str:
    return _said(f"c{timeline}.{mark.transaction}.{mark.id.hex}")


def mark_of(cursor: str) -> tuple[Mark, str]:
    """With its timeline. Raises Invalid for one that this service never gave."""
    found = _SINCE.fullmatch(_read(cursor))
    mark = Mark(int(found["transaction"]), UUID(found["id"])) if found else None
    if found is None or mark is None or to_mark(mark, found["timeline"]) != cursor:
        raise Invalid("api.cursor_wrong", field="cursor")
    return mark, found["timeline"]


def page_of(cursor: str | None) -> int:
    """1 without a cursor. Raises Invalid for one that this service never gave."""
    if cursor is None:
        return 1
    text = _read(cursor)
    number = text.removeprefix(_MARK)
    is_ours = text.startswith(_MARK) and number.isdigit() and to_page(int(number or 0)) == cursor
    if not is_ours or not 1 < int(number) <= PAGE_MAX:
        raise Invalid("api.cursor_wrong", field="cursor")
    return int(number)


def _said(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read(cursor: str) -> str:
    """Empty where it is no such word."""
    try:
        return base64.urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4)).decode("ascii")
    except (ValueError, binascii.Error):
        return ""
