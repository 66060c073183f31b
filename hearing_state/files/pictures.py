"""Pictures made anew from their dots: no EXIF, no place, no thumbnail, no second file behind the first."""

from __future__ import annotations

import io

from PIL import Image, ImageFile, ImageOps, JpegImagePlugin, PngImagePlugin, WebPImagePlugin

from hearing_state.errors import Invalid
from hearing_state.files.kinds import Kind

DOTS_MAX = 16_000_000
"""Of a PNG or WebP, which must be unfolded whole: 64 MB at four bytes a dot."""
JPEG_DOTS_MAX = 120_000_000
"""A JPEG is read at a half or a quarter of its size when it is larger than DOTS_MAX."""
SIDE_MAX = 20_000
SHORTER_JPEG = 2
_FORMATS = {Kind.JPEG: "JPEG", Kind.PNG: "PNG", Kind.WEBP: "WEBP"}
_READERS = (JpegImagePlugin, WebPImagePlugin)
_KEPT_MODES = {
    "JPEG": {"L", "RGB"},
    "PNG": {"1", "L", "LA", "P", "RGB", "RGBA"},
    "WEBP": {"RGB", "RGBA"},
}

Image.MAX_IMAGE_PIXELS = None  # our own bounds are asked before anything is unfolded
ImageFile.LOAD_TRUNCATED_IMAGES = False
PngImagePlugin.MAX_TEXT_MEMORY = 4 * 1024 * 1024


def clean_picture(content: bytes, kind: Kind) -> bytes:
    """The same picture, turned upright, without anything but its dots. Raises Invalid."""
    form = _FORMATS[kind]
    try:
        with Image.open(io.BytesIO(content), formats=[form]) as picture:
            _bounded(picture, form)
            upright = ImageOps.exif_transpose(picture)
            return _written(upright, form)
    except Invalid:
        raise
    except MemoryError:
        raise Invalid("file.too_many_dots", field="content", millions=DOTS_MAX // 1_000_000) from None
    except Exception:  # noqa: BLE001  decoders raise nearly anything on what is not a picture
        raise Invalid("file.broken", field="content") from None


def _bounded(picture: Image.Image, form: str) -> None:
    width, height = picture.size
    dots_max = JPEG_DOTS_MAX if form == "JPEG" else DOTS_MAX
    if width * height > dots_max or max(width, height) > SIDE_MAX:
        raise Invalid("file.too_many_dots", field="content", millions=dots_max // 1_000_000)
    if form != "JPEG":
        return
    divisor = 1
    while (width // divisor) * (height // divisor) > DOTS_MAX:
        divisor *= SHORTER_JPEG
    if divisor > 1:
        picture.draft(None, (width // divisor, height // divisor))


def _written(picture: Image.Image, form: str) -> bytes:
    if picture.mode not in _KEPT_MODES[form]:
        has_alpha = form != "JPEG" and ("A" in picture.mode or "transparency" in picture.info)
        picture = picture.convert("RGBA" if has_alpha else "RGB")
    kept = {"transparency": picture.info["transparency"]} if "transparency" in picture.info else {}
    picture.info.clear()
    out = io.BytesIO()
    if form == "JPEG":
        picture.save(out, form, quality=88, optimize=True)
    elif form == "WEBP":
        picture.save(out, form, quality=86, method=3)
    else:
        picture.save(out, form, compress_level=5, **kept)
    return out.getvalue()
