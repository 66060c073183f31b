"""The sentences for this room's refusals."""

WORDS: dict[str, str] = {}
