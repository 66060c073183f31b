"""A file made to break whoever opens it is refused in 2 seconds and 64 MB."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable

import pytest

from hearing_state.errors import Invalid
from hearing_state.files.cleaning import clean
from tests.files import samples

SECONDS = 2.2
"""Of processor: two, and what starting a process costs."""
MEGABYTES = 64
OUTSIDE = '<Relationships xmlns="urn:r"><Relationship Id="x" Type="urn:x/{kind}" Target="http://evil.example/t" TargetMode="External"/></Relationships>'

NASTY: dict[str, tuple[Callable[[], bytes], str]] = {
    "a picture of 400 million dots": (samples.png_bomb, "file.too_many_dots"),
    "a picture cut off": (lambda: samples.jpeg()[:300], "file.broken"),
    "a picture with a comment of 200 MB": (samples.png_text_bomb, "file.broken"),
    "a PDF whose table unfolds into 600 MB": (samples.pdf_bomb, ""),
    "a PDF nested a hundred thousand deep": (samples.deep_pdf, ""),
    "a PDF of noise": (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 4000, "file.broken"),
    "an archive of 200 MB": (samples.zip_bomb, "file.too_deep"),
    "an archive that lies about its size": (samples.lying_zip_bomb, ""),
    "a billion laughs": (lambda: samples.docx(word__styles_DOT_xml=samples.billion_laughs()), "file.too_deep"),
    "XML a hundred thousand deep": (
        lambda: samples.docx(word__deep_DOT_xml="<a>" * 100_000 + "</a>" * 100_000),
        "file.too_deep",
    ),
    "a document with a program": (lambda: samples.docx(word__vbaProject_DOT_bin=b"x"), "file.active"),
    "a document with a file inside": (lambda: samples.docx(word__embeddings__a_DOT_xlsx=b"x"), "file.active"),
    "a document that loads its template": (
        lambda: samples.docx(word___rels__s_DOT_xml_DOT_rels=OUTSIDE.format(kind="attachedTemplate")),
        "file.reaches_out",
    ),
    "a document that climbs out of its folder": (
        lambda: samples.docx(word__x=b"") .replace(b"word/x", b"../../"),
        "file.broken",
    ),
    "an ODT that loads a picture": (
        lambda: samples.odt(styles_DOT_xml='<draw:image xmlns:draw="d" xmlns:xlink="x" xlink:href="http://evil.example/p"/>'),
        "file.reaches_out",
    ),
    "an archive behind a picture": (lambda: samples.jpeg() + samples.docx(), "file.two_kinds"),
    "a picture before an archive's members": (lambda: samples.docx() + b"\xff\xd8\xff" * 90_000, "file.broken"),
}  # fmt: skip


@pytest.mark.parametrize("name", NASTY)
async def test_it_is_refused_quickly_and_in_little_memory(name: str) -> None:
    make, word = NASTY[name]
    content = make()
    with pytest.raises(Invalid) as refusal:
        await clean(content)
    assert refusal.value.reason.startswith("file.")
    assert not word or refusal.value.reason == word
    seconds, peak = _cost(content)
    assert seconds < SECONDS
    assert peak - _cost(b"nothing nasty")[1] < MEGABYTES * 1024 * 1024


def _cost(content: bytes) -> tuple[float, int]:
    """Seconds of processor and bytes at the fullest that the workshop took, as the system counts them."""
    script = (
        "import json, resource, subprocess, sys\n"
        "subprocess.run([sys.executable, '-I', '-m', 'hearing_state.files.workshop'],"
        " stdin=sys.stdin, capture_output=True)\n"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(json.dumps([used.ru_utime + used.ru_stime, used.ru_maxrss * 1024]))"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", script], input=content, capture_output=True, check=True
    )
    seconds, peak = json.loads(done.stdout)
    return seconds, peak


@pytest.mark.parametrize("made", [samples.large_pdf(), samples.jpeg(4000, 3900), samples.png(4000, 3900)])
async def test_a_large_honest_file_is_taken(made: bytes) -> None:
    assert len((await clean(made)).content) > 0


async def test_a_link_to_the_outside_is_no_danger() -> None:
    cleaned = await clean(samples.docx(word___rels__d_DOT_xml_DOT_rels=OUTSIDE.format(kind="hyperlink")))
    assert cleaned.kind == "docx"
