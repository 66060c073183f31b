"""What is kept of a file tells nothing about its sender and does nothing to its reader."""

from __future__ import annotations

import io
import zipfile

import pikepdf
import pytest
from PIL import Image

from hearing_state.errors import Invalid
from hearing_state.files.cleaning import clean
from hearing_state.files.kinds import Kind
from tests.files import samples


async def test_a_photograph_loses_place_and_camera_and_stands_upright() -> None:
    cleaned = await clean(samples.jpeg(40, 20))

    with Image.open(io.BytesIO(cleaned.content)) as picture:
        assert picture.size == (20, 40)
        assert not picture.getexif()
    assert cleaned.kind is Kind.JPEG
    assert b"Exif" not in cleaned.content
    assert b"Ayan" not in cleaned.content


@pytest.mark.parametrize("made", [samples.png(), samples.webp()])
async def test_other_pictures_are_made_anew_from_their_dots(made: bytes) -> None:
    behind = b"<script>alert(1)</script>" * 50
    cleaned = await clean(made + behind)
    with Image.open(io.BytesIO(cleaned.content)) as picture:
        assert picture.size == (8, 8)
    assert b"script" not in cleaned.content


async def test_a_very_large_photograph_is_read_smaller() -> None:
    cleaned = await clean(samples.jpeg(8000, 6000, exif=False))
    with Image.open(io.BytesIO(cleaned.content)) as picture:
        assert picture.size == (4000, 3000)


async def test_a_pdf_keeps_its_pages_and_links_and_loses_what_tells_and_acts() -> None:
    cleaned = await clean(samples.telling_pdf())

    with pikepdf.open(io.BytesIO(cleaned.content)) as document:
        assert len(document.pages) == 1
        assert "/Info" not in document.trailer
        assert not {"/Metadata", "/OpenAction", "/AA"} & set(document.Root.keys())
        assert not document.attachments
        notes = document.pages[0].Annots
        assert [str(note.A.S) for note in notes if "/A" in note] == ["/URI"]
        assert "/AA" not in document.pages[0]
        plain = io.BytesIO()
        document.save(plain, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.all,
                      object_stream_mode=pikepdf.ObjectStreamMode.disable)  # fmt: skip
    for trace in (
        b"JavaScript",
        b"Launch",
        b"calc.exe",
        b"Aigul",
        b"another file",
        b"app.alert",
        b"launchURL",
    ):
        assert trace not in plain.getvalue()


async def test_cleaning_the_same_pdf_twice_gives_the_same_bytes() -> None:
    made = samples.telling_pdf()
    assert (await clean(made)).content == (await clean(made)).content


async def test_a_docx_loses_its_properties_preview_and_the_places_of_its_pictures() -> None:
    cleaned = await clean(samples.docx(word__media__photo_DOT_jpeg=samples.jpeg()))

    with zipfile.ZipFile(io.BytesIO(cleaned.content)) as archive:
        assert archive.testzip() is None
        assert "Айгүл" not in archive.read("docProps/core.xml").decode()
        assert "docProps/thumbnail.jpeg" not in archive.namelist()
        assert b"thumbnail" not in archive.read("_rels/.rels")
        assert b"word/document.xml" in archive.read("_rels/.rels")
        assert b"Exif" not in archive.read("word/media/photo.jpeg")
        assert "Жол қашан" in archive.read("word/document.xml").decode()


async def test_an_odt_loses_its_properties_and_still_names_itself_first() -> None:
    cleaned = await clean(samples.odt())

    with zipfile.ZipFile(io.BytesIO(cleaned.content)) as archive:
        assert archive.namelist()[0] == "mimetype"
        assert b"Aigul" not in archive.read("meta.xml")
        assert b"Thumbnails" not in archive.read("META-INF/manifest.xml")
    assert cleaned.content[38:].startswith(samples.ODT)
    assert (await clean(cleaned.content)).kind is Kind.ODT


async def test_old_russian_text_becomes_unicode() -> None:
    cleaned = await clean("Когда отремонтируют\r\nдорогу?".encode("cp1251"))
    assert cleaned.content.decode() == "Когда отремонтируют\nдорогу?"


async def test_a_locked_pdf_is_refused() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(samples.pdf())) as document:
        document.save(out, encryption=pikepdf.Encryption(owner="o", user="u"))
    with pytest.raises(Invalid) as refusal:
        await clean(out.getvalue())
    assert refusal.value.reason == "file.locked"
