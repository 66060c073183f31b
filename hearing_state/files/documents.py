"""DOCX and ODT: archives looked through member by member, written anew from what may stay."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from xml.parsers import expat

from hearing_state.errors import Invalid
from hearing_state.files.kinds import Kind
from hearing_state.files.pictures import clean_picture

MEMBERS_MAX = 1000
MEMBER_BYTES_MAX = 20 * 1024 * 1024
TOTAL_BYTES_MAX = 60 * 1024 * 1024
XML_DEPTH_MAX = 400
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_ACTIVE = re.compile(
    r"(vbaproject|vbadata|activex|/embeddings/|oleobject|^basic/|^scripts/|\.(exe|dll|bin|js|vbs|jar|class)$)",
    re.IGNORECASE,
)
_DROPPED = re.compile(r"^(docProps/thumbnail\.\w+|Thumbnails/.*|Configurations2/.*|.*\.rdf)$", re.IGNORECASE)
_EMPTY = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_BLANK = {
    "docProps/core.xml": _EMPTY
    + '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>',
    "docProps/app.xml": _EMPTY
    + '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
    "docProps/custom.xml": _EMPTY
    + '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>',
    "meta.xml": _EMPTY
    + '<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.2"/>',
}
_THUMBNAIL_RELATION = re.compile(rb'<Relationship\b[^>]*?/thumbnail"[^>]*?(/>|>\s*</Relationship>)')
_THUMBNAIL_ENTRY = re.compile(
    rb'<manifest:file-entry\b[^>]*?manifest:full-path="(Thumbnails/|Configurations2/|[^"]*\.rdf)[^>]*?/>'
)
_RELATION = re.compile(rb"<Relationship\b[^>]*>")
_REACHES_OUT = re.compile(
    rb'<draw:(?:image|object|object-ole|plugin|applet|floating-frame)\b[^>]*?xlink:href="\s*(?:[a-z]+:|//|\\\\)',
    re.IGNORECASE,
)


def clean_document(content: bytes, kind: Kind) -> bytes:
    """The same document without properties, previews and anything that runs or is fetched. Raises Invalid."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _written(archive, kind)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OSError):
        raise Invalid("file.broken", field="content") from None
    except MemoryError:
        raise Invalid("file.too_deep", field="content") from None


def _written(archive: zipfile.ZipFile, kind: Kind) -> bytes:
    members = archive.infolist()
    _check_directory(archive, members, kind)
    out = io.BytesIO()
    left = TOTAL_BYTES_MAX
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as made:
        for member in members:
            if member.is_dir() or _DROPPED.match(member.filename):
                continue
            data = _read(archive, member, left)
            left -= len(data)
            fresh = zipfile.ZipInfo(member.filename, _LONG_AGO)
            is_first_of_odt = member.filename == "mimetype"
            fresh.compress_type = zipfile.ZIP_STORED if is_first_of_odt else zipfile.ZIP_DEFLATED
            made.writestr(fresh, _clean_member(member.filename, data))
    return out.getvalue()


def _check_directory(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], kind: Kind) -> None:
    names = [member.filename for member in members]
    wanted = "word/document.xml" if kind is Kind.DOCX else "content.xml"
    if len(members) > MEMBERS_MAX:
        raise Invalid("file.too_deep", field="content")
    if len(set(names)) != len(names) or any(not _is_plain(name) for name in names) or wanted not in names:
        raise Invalid("file.broken", field="content")
    if archive.comment or min(member.header_offset for member in members) != 0:
        raise Invalid("file.two_kinds", field="content")
    if any(member.flag_bits & 1 for member in members):
        raise Invalid("file.locked", field="content")
    if sum(member.file_size for member in members) > TOTAL_BYTES_MAX:
        raise Invalid("file.too_deep", field="content")
    if any(_ACTIVE.search(name) for name in names):
        raise Invalid("file.active", field="content")


def _is_plain(name: str) -> bool:
    return bool(name) and not name.startswith("/") and "\\" not in name and ".." not in name.split("/")


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo, left: int) -> bytes:
    """The member's bytes. The directory's word about its size is not believed."""
    bound = min(MEMBER_BYTES_MAX, left)
    with archive.open(member) as opened:
        data = opened.read(bound + 1)
    if len(data) > bound:
        raise Invalid("file.too_deep", field="content")
    return data


def _clean_member(name: str, data: bytes) -> bytes:
    if name in _BLANK:
        return _BLANK[name].encode()
    if name.endswith((".xml", ".rels")):
        _check_xml(data)
        if _REACHES_OUT.search(data):
            raise Invalid("file.reaches_out", field="content")
    if name.endswith(".rels"):
        return _THUMBNAIL_RELATION.sub(b"", b"".join(_relations_checked(data)))
    if name == "META-INF/manifest.xml":
        return _THUMBNAIL_ENTRY.sub(b"", data)
    if data.startswith(b"\xff\xd8\xff"):
        return clean_picture(data, Kind.JPEG)
    return data


def _relations_checked(data: bytes) -> Iterator[bytes]:
    """What lies outside may be linked to, never loaded: templates, pictures and objects from elsewhere tell who reads."""
    for relation in _RELATION.findall(data):
        is_outside = re.search(rb'TargetMode\s*=\s*["\']External', relation) is not None
        if is_outside and not re.search(rb'Type\s*=\s*["\'][^"\']*/hyperlink["\']', relation):
            raise Invalid("file.reaches_out", field="content")
    yield data


def _check_xml(data: bytes) -> None:
    """Well-formed, of bounded depth, and without a document type: no entities, so no bombs and no reaching out."""
    parser = expat.ParserCreate()
    depth = 0

    def began(_name: str, _attributes: object) -> None:
        nonlocal depth
        depth += 1
        if depth > XML_DEPTH_MAX:
            raise Invalid("file.too_deep", field="content")

    def ended(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def declared(*_said: object) -> None:
        raise Invalid("file.too_deep", field="content")

    parser.StartElementHandler, parser.EndElementHandler = began, ended
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = declared
    try:
        parser.Parse(data, True)
    except expat.ExpatError:
        raise Invalid("file.broken", field="content") from None
