"""The same words in both languages of the record at once, whatever its reader speaks."""

from __future__ import annotations

from collections.abc import Callable

from hearing_state.i18n import speaking


def in_both(say: Callable[[], str]) -> tuple[str, str]:
    """What is said in Kazakh, and in Russian."""
    with speaking("kk"):
        kazakh = say()
    with speaking("ru"):
        return kazakh, say()
