"""What a file is, told by its content and never by its name. Pure; refuses with a stable word."""

from __future__ import annotations

from enum import StrEnum

from hearing_state.errors import Invalid
from hearing_state.files.videos import is_video

BYTES_MAX = 10 * 1024 * 1024
VIDEO_BYTES_MAX = 60 * 1024 * 1024
"""Three minutes of somebody speaking before a camera; taken from who speaks for a body alone."""
PER_THING_MAX = 5
HEIF_BRANDS = frozenset(
    {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis"}
)
_PDF_HEADER_WITHIN = 1024
"""Readers accept ``%PDF-`` anywhere in the first 1024 bytes; a picture with it there is two files at once."""
_ZIP_END = b"PK\x05\x06"
_ZIP_END_LENGTH = 22
_ZIP_END_WITHIN = 65_535 + _ZIP_END_LENGTH
_PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"%!PS", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")
_MARKUP = ("<!doctype", "<html", "<script", "<svg", "<?xml", "<?php", "{\\rtf")


class Kind(StrEnum):
    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"
    TEXT = "text"
    DOCX = "docx"
    ODT = "odt"
    MP4 = "mp4"


MEDIA_TYPES = {
    Kind.PDF: "application/pdf",
    Kind.JPEG: "image/jpeg",
    Kind.PNG: "image/png",
    Kind.WEBP: "image/webp",
    Kind.TEXT: "text/plain; charset=utf-8",
    Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Kind.ODT: "application/vnd.oasis.opendocument.text",
    Kind.MP4: "video/mp4",
}
EXTENSIONS = {
    Kind.PDF: "pdf",
    Kind.JPEG: "jpg",
    Kind.PNG: "png",
    Kind.WEBP: "webp",
    Kind.TEXT: "txt",
    Kind.DOCX: "docx",
    Kind.ODT: "odt",
    Kind.MP4: "mp4",
}
_FIRST_BYTES = {b"%PDF-": Kind.PDF, b"\xff\xd8\xff": Kind.JPEG, b"\x89PNG\r\n\x1a\n": Kind.PNG}
PICTURES = frozenset({Kind.JPEG, Kind.PNG, Kind.WEBP})
ACCEPT = ".pdf,.jpg,.jpeg,.png,.webp,.txt,.docx,.odt"
"""For the browser's file picker: a courtesy, not a check."""


def kind_of(content: bytes) -> Kind:
    """The one kind that the content is. Raises Invalid: empty, too large, of no kind that is taken, or of two."""
    if not content:
        raise Invalid("file.empty", field="content")
    bytes_max = VIDEO_BYTES_MAX if is_video(content) else BYTES_MAX
    if len(content) > bytes_max:
        raise Invalid("file.too_large", field="content", maximum=bytes_max // 1024 // 1024)
    kind = _by_signature(content)
    if kind not in {Kind.DOCX, Kind.ODT} and _ends_as_zip(content):
        raise Invalid("file.two_kinds", field="content")
    if kind is not Kind.PDF and b"%PDF-" in content[:_PDF_HEADER_WITHIN]:
        raise Invalid("file.two_kinds", field="content")
    return kind


def _by_signature(content: bytes) -> Kind:
    for first, kind in _FIRST_BYTES.items():
        if content.startswith(first):
            return kind
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return Kind.WEBP
    if is_video(content):
        return Kind.MP4
    if content.startswith(b"PK\x03\x04"):
        return _office_kind(content)
    if content[4:8] == b"ftyp" and content[8:12] in HEIF_BRANDS:
        raise Invalid("file.heic", field="content")
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Invalid("file.old_office", field="content")
    if is_plain_text(content):
        return Kind.TEXT
    raise Invalid("file.kind_not_taken", field="content")


def _office_kind(content: bytes) -> Kind:
    """An ODT names itself in its first, uncompressed member; the rest is looked into by the workshop."""
    if content[30:38] == b"mimetype":
        if content[38:].startswith(MEDIA_TYPES[Kind.ODT].encode() + b"PK"):
            return Kind.ODT
        raise Invalid("file.kind_not_taken", field="content")
    if b"word/document.xml" in content:
        return Kind.DOCX
    raise Invalid("file.kind_not_taken", field="content")


def _ends_as_zip(content: bytes) -> bool:
    """Whether archive readers, which look from the end, would find an archive here."""
    at = content.rfind(_ZIP_END, max(0, len(content) - _ZIP_END_WITHIN))
    if at < 0 or at + _ZIP_END_LENGTH > len(content):
        return False
    directory_length = int.from_bytes(content[at + 12 : at + 16], "little")
    return content[max(0, at - directory_length) :].startswith(b"PK\x01\x02")


def is_plain_text(content: bytes) -> bool:
    """Letters and line breaks alone, and not the beginning of a program or of a marked-up page."""
    if content.startswith(_PROGRAMS):
        return False
    text = decoded(content)
    if text is None or any(ord(each) < 32 and each not in "\t\n\r\f" for each in text):  # noqa: PLR2004  control characters
        return False
    return not text.lstrip().lower().startswith(_MARKUP)


def decoded(content: bytes) -> str | None:
    """Text in UTF-8, UTF-16 with its mark, or in the old Russian code page; None where it is none of these."""
    encodings = ["utf-8-sig"]
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        encodings = ["utf-16"]
    elif _looks_like_old_cyrillic(content):
        encodings.append("cp1251")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _looks_like_old_cyrillic(content: bytes) -> bool:
    """In code page 1251 Russian letters lie above 0xC0; a picture or a program has bytes everywhere."""
    high = sum(byte >= 0x80 for byte in content)  # noqa: PLR2004  outside ASCII
    letters = sum(byte >= 0xC0 for byte in content)  # noqa: PLR2004  А to я
    return high > 0 and letters / high > 0.9  # noqa: PLR2004  the rest is Ё, quotation marks, №
