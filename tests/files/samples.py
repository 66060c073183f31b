"""Files made for tests: honest ones, and nasty ones that try to break whoever opens them."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib

import pikepdf
from PIL import Image

CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
    '<Relationship Id="r2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail" Target="docProps/thumbnail.jpeg"/>'
    "</Relationships>"
)
CORE = (
    '<?xml version="1.0"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Айгүл Серікқызы</dc:creator></cp:coreProperties>'
)
DOCUMENT = '<?xml version="1.0"?><w:document xmlns:w="urn:w"><w:body><w:p>Жол қашан жөнделеді?</w:p></w:body></w:document>'
ODT = b"application/vnd.oasis.opendocument.text"


def jpeg(width: int = 40, height: int = 20, *, exif: bool = True) -> bytes:
    """A photograph taken sideways, with the place where it was taken and a camera's name."""
    picture = Image.new("RGB", (width, height), (200, 30, 30))
    told = Image.Exif()
    if exif:
        told[0x0112] = 6  # turned by 90 degrees
        told[0x010F] = "Camera of Ayan"
        told.get_ifd(0x8825).update({1: "N", 2: (51.0, 10.0, 0.0), 3: "E", 4: (71.0, 26.0, 0.0)})
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=told)
    return out.getvalue()


def png(width: int = 8, height: int = 8) -> bytes:
    out = io.BytesIO()
    Image.new("RGBA", (width, height), (1, 2, 3, 4)).save(out, "PNG")
    return out.getvalue()


def webp() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "WEBP")
    return out.getvalue()


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png_bomb(side: int = 19_999) -> bytes:
    """Four hundred million dots in some hundred kilobytes."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
    squeezer = zlib.compressobj(9)
    rows = b"".join(squeezer.compress(b"\x00" * (side * 3 + 1)) for _ in range(200)) + squeezer.flush()
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def png_text_bomb() -> bytes:
    """A small picture whose comment unfolds into 200 MB."""
    made = png()
    comment = chunk(b"zTXt", b"Comment\x00\x00" + zlib.compress(b"\x00" * 200_000_000, 1))
    return made[:33] + comment + made[33:]


def pdf(**more: object) -> bytes:
    made = pikepdf.new()
    made.add_blank_page(page_size=(200, 200))
    for key, value in more.items():
        made.Root[f"/{key}"] = value
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def telling_pdf() -> bytes:
    """A document that says who wrote it, runs a script, starts a program and carries another file."""
    made = pikepdf.new()
    made.add_blank_page(page_size=(200, 200))
    with made.open_metadata() as metadata:
        metadata["dc:creator"] = ["Айгүл Серікқызы"]
    made.docinfo["/Author"] = "Aigul"
    made.attachments["secret.txt"] = b"another file"
    made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('boo')")
    launch = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="calc.exe")
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=launch)
    link = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Link,
        Rect=[0, 0, 9, 9],
        A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://adilet.zan.kz"),
    )
    far = made.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.launchURL('x')"))
    third = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=far)
    made.pages[0].Annots = made.make_indirect(pikepdf.Array([note, made.make_indirect(link), third]))
    made.pages[0].AA = pikepdf.Dictionary(O=launch)
    out = io.BytesIO()
    made.save(out, compress_streams=False)
    return out.getvalue()


def pdf_bomb() -> bytes:
    """The table of objects itself lies in a stream that unfolds into 600 MB."""
    squeezer = zlib.compressobj(1)
    block = b"\x00" * 1_000_000
    packed = b"".join(squeezer.compress(block) for _ in range(600)) + squeezer.flush()
    head = b"%PDF-1.5\n"
    body = (
        b"1 0 obj<</Type/XRef/Size 900000000/W[1 2 1]/Root 2 0 R/Filter/FlateDecode/Length "
        + str(len(packed)).encode()
        + b">>stream\n"
        + packed
        + b"\nendstream endobj\nstartxref\n"
        + str(len(head)).encode()
        + b"\n%%EOF"
    )
    return head + body


def large_pdf() -> bytes:
    """An honest scan of nine megabytes."""
    made = pikepdf.new()
    made.add_blank_page(page_size=(200, 200))
    made.pages[0].Contents = made.make_stream(random.Random(1).randbytes(9_000_000))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def deep_pdf() -> bytes:
    """A document whose root holds a hundred thousand arrays, each in the one before."""
    nested = b"[" * 100_000 + b"]" * 100_000
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/X " + nested + b">>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    )


def archive(members: dict[str, str | bytes], *, stored: tuple[str, ...] = ()) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name, data, zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED)
    return out.getvalue()


def docx(**more: str | bytes) -> bytes:
    """A document; keywords are further members, ``__`` for a slash and ``_xml`` for its ending."""
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": RELATIONS,
        "docProps/core.xml": CORE,
        "docProps/thumbnail.jpeg": jpeg(),
        "word/document.xml": DOCUMENT,
    }
    return archive(members | {_member(name): data for name, data in more.items()})


def _member(name: str) -> str:
    return name.replace("__", "/").replace("_rels_", "_rels.").replace("_DOT_", ".")


def odt(**more: str | bytes) -> bytes:
    members: dict[str, str | bytes] = {
        "mimetype": ODT,
        "content.xml": "<?xml version='1.0'?><office:document-content xmlns:office='urn:o'/>",
        "meta.xml": "<?xml version='1.0'?><m xmlns:dc='urn:dc'><dc:creator>Aigul</dc:creator></m>",
        "META-INF/manifest.xml": '<manifest:manifest xmlns:manifest="urn:m"><manifest:file-entry manifest:full-path="Thumbnails/thumbnail.png" manifest:media-type="image/png"/></manifest:manifest>',
        "Thumbnails/thumbnail.png": png(),
    }
    return archive(members | {_member(name): data for name, data in more.items()}, stored=("mimetype",))


def billion_laughs() -> str:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY l0 "ha">{laughs}]><l>&l9;</l>'


def zip_bomb() -> bytes:
    """Two hundred megabytes of nothing in two hundred kilobytes."""
    return docx(word__media__nothing_DOT_xml=b"\x00" * 200_000_000)


def lying_zip_bomb() -> bytes:
    """The directory says that the member is small."""
    made = bytearray(docx(word__lies_DOT_xml=b"a" * 50_000_000))
    true = struct.pack("<I", 50_000_000)
    while (at := made.find(true)) >= 0:
        made[at : at + 4] = struct.pack("<I", 1000)
    return bytes(made)


def box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(content), kind) + content


def video(*, track: bytes = b"vide", codec: bytes = b"avc1") -> bytes:
    """The frame of an MP4 of a telephone, with its place, its device and its dates; the picture itself is nothing."""
    dated = b"\x00\x00\x00\x00" + struct.pack(">II", 3_900_000_000, 3_900_000_000) + bytes(80)
    handler = box(b"hdlr", bytes(8) + track + bytes(12) + b"track\x00")
    described = box(b"stsd", struct.pack(">II", 0, 1) + box(codec, bytes(78)))
    inner = box(b"minf", box(b"stbl", described))
    media = box(b"mdia", box(b"mdhd", dated) + handler + inner)
    told = box(b"udta", box(b"\xa9xyz", b"+43.2380+076.9450/") + box(b"\xa9mod", b"Camera of Ayan"))
    moov = box(b"moov", box(b"mvhd", dated) + box(b"trak", box(b"tkhd", dated) + media) + told)
    return (
        box(b"ftyp", b"isom\x00\x00\x02\x00isomavc1")
        + moov
        + box(b"uuid", b"hidden")
        + box(b"mdat", b"picture")
    )
