"""A file's name as it is shown: without what could deceive a reader. Pure."""

from __future__ import annotations

import re
import unicodedata

from hearing_state.files.kinds import EXTENSIONS, Kind

LENGTH_MAX = 100
_FORBIDDEN = re.compile(r'[<>:"|?*\\/]')
_KNOWN_ENDING = re.compile(r"\.(pdf|jpe?g|png|webp|txt|docx|odt|mp4|m4v)$", re.IGNORECASE)


def cleaned_name(name: str, kind: Kind) -> str:
    """The last part of a path, without control, invisible and direction-turning characters, with the true ending.

    A PDF that calls itself a picture keeps that as a part of its name: the ending tells what it is.
    """
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    visible = "".join(each for each in last if not unicodedata.category(each).startswith("C"))
    stem = _KNOWN_ENDING.sub("", " ".join(_FORBIDDEN.sub(" ", visible).split())).strip(" .")
    ending = f".{EXTENSIONS[kind]}"
    return (stem[: LENGTH_MAX - len(ending)].rstrip(" .") or "file") + ending
