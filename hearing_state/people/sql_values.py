"""A person's names as a value that other packages ask for in one statement with rows of their own."""

from __future__ import annotations

from collections.abc import Sequence

from hearing_state.people.person import full_name_of, public_name_of


def names_at(person_id: str) -> str:
    """SQL: the names of the person whose number the expression gives; nothing where she is not known. For ``read_name``."""
    return f"(SELECT ROW(given_name, family_name) FROM people_person WHERE id = {person_id})"


def read_name(found: Sequence[str] | None, *, in_full: bool) -> str:
    """In full for those who act in the person's matter and for herself, else the public name; empty where nobody is known."""
    if found is None:
        return ""
    given, family = found
    return full_name_of(given, family) if in_full else public_name_of(given, family)
