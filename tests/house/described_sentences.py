"""Gathers what the API's description says of its operations and shapes: the docstrings that the pages for makers of apps show."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import IO, Any

from mobile_api.chapters import book_of, sentences

Found = tuple[int, str, str, list[str]]


def extract(
    fileobj: IO[bytes], keywords: Sequence[str], comment_tags: Sequence[str], options: Mapping[str, Any]
) -> Iterator[Found]:
    """For Babel. The document is made from the endpoints (and a test holds it so); the pages read the same book."""
    del keywords, comment_tags, options
    for whose, sentence in sentences(book_of(json.load(fileobj))):
        yield 0, "gettext", sentence, [whose]
