"""The workshop: a process of its own that cleans one file under hard bounds and ends.

``python -m hearing_state.files.workshop``: the content comes on standard input; on standard output goes one
line of JSON (``kind`` or ``refused`` with its values, ``peak_bytes``), then the cleaned content. Whatever a hostile file
breaks, it breaks here: no database, no keys, a few seconds, bounded memory.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path

from hearing_state.errors import Invalid
from hearing_state.files.kinds import PICTURES, VIDEO_BYTES_MAX, Kind, decoded, kind_of

SECONDS_MAX = {"pictures": 8, "others": 2}
"""Of processor. Making a picture of 16 million dots anew takes its time; reading a document does not."""
MEGABYTE = 1024 * 1024
BUDGET = {"pictures": 320 * MEGABYTE, "pdf": 60 * MEGABYTE, "videos": 200 * MEGABYTE}
"""Address space beyond what the process has after its start. A picture of 16 million dots is unfolded twice;
what is refused is refused long before (see tests/files/test_nasty_files.py for the figure)."""
READ_MAX = VIDEO_BYTES_MAX + 1


def main() -> None:
    _bound_processor(SECONDS_MAX["others"])
    content = sys.stdin.buffer.read(READ_MAX)
    cleaned = b""
    try:
        kind = kind_of(content)
        cleaned = _cleaned(content, kind)
        said: dict[str, object] = {"kind": kind}
    except Invalid as refusal:
        said = {"refused": refusal.reason, "values": refusal.values}
    except MemoryError:
        said = {"refused": "file.too_deep", "values": {}}
    said["peak_bytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n" + cleaned)


def _cleaned(content: bytes, kind: Kind) -> bytes:
    """Each reader is loaded only when it is needed, and before the bound on memory is set."""
    if kind in PICTURES:
        from hearing_state.files.pictures import clean_picture

        _bound_processor(SECONDS_MAX["pictures"])
        _bound_memory(BUDGET["pictures"])
        return clean_picture(content, kind)
    if kind is Kind.PDF:
        from hearing_state.files.pdfs import clean_pdf

        _bound_memory(BUDGET["pdf"])
        return clean_pdf(content)
    if kind is Kind.MP4:
        from hearing_state.files.videos import clean_video

        _bound_memory(BUDGET["videos"])
        return clean_video(content)
    if kind in {Kind.DOCX, Kind.ODT}:
        from hearing_state.files.documents import clean_document

        _bound_memory(BUDGET["pictures"])
        return clean_document(content, kind)
    text = decoded(content) or ""
    return text.replace("\r\n", "\n").replace("\r", "\n").encode()


def _bound_processor(seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, SECONDS_MAX["pictures"]))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _bound_memory(beyond: int) -> None:
    statm = Path("/proc/self/statm")
    if not statm.exists():  # not Linux: the processor's and the reader's own bounds stay
        return
    present = int(statm.read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (present + beyond, present + beyond))


if __name__ == "__main__":
    main()
