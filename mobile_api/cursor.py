"""Where a long list goes on: a word that the caller gives back as it is and does not read."""

from __future__ import annotations

import base64
import binascii

from hearing_state.errors import Invalid
from hearing_state.web.paging import PAGE_MAX

_MARK = "p"


def to_page(number: int) -> str:
    return base64.urlsafe_b64encode(f"{_MARK}{number}".encode()).decode().rstrip("=")


def page_of(cursor: str | None) -> int:
    """1 without a cursor. Raises Invalid for one that this service never gave."""
    if cursor is None:
        return 1
    try:
        text = base64.urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4)).decode("ascii")
    except (ValueError, binascii.Error):
        text = ""
    number = text.removeprefix(_MARK)
    is_ours = text.startswith(_MARK) and number.isdigit() and to_page(int(number or 0)) == cursor
    if not is_ours or not 1 < int(number) <= PAGE_MAX:
        raise Invalid("api.cursor_wrong", field="cursor")
    return int(number)
