"""The picture that stands beside a link where people pass it on: a title, whose it is, and how far it has come. 1200 × 630 dots, PNG."""

from __future__ import annotations

import functools
import hashlib
import io
import threading
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

import anyio
from anyio.lowlevel import RunVar
from PIL import Image, ImageDraw, ImageFont
from starlette.requests import Request
from starlette.responses import Response

from hearing_state.errors import Unavailable
from hearing_state.web.rendering import url
from hearing_state.web.request import context_of
from hearing_state.web.static import STATIC

WIDTH, HEIGHT, MARGIN = 1200, 630, 72
DRAWN_OTHERWISE = "2"
"""Counted on when the look changes: copies that others keep are then old."""
PICTURES_KEPT = 200
TITLE_MAX = 300
"""Letters: more than ever fit."""
DESCRIPTION_MAX = 400
"""Letters: those who show them cut them anyway."""
WAITING_MAX = 40
"""Pictures that are waited for at once; more is turned away, for each costs the processor some tenths of a second."""
FRESH_SECONDS = 300
_INK, _PAGE, _QUIET, _GOLD, _REST = "#ffffff", "#0b3a4a", "#bcd3da", "#fec50c", "#2a5a6b"
_REGULAR, _BOLD = 400, 700
_SIZES = (68, 58, 50, 44)
_LINES_MAX = 4
_LEADING = 1.2
_ELLIPSIS = "…"

# The house's own letters lie in three files (deploy/assets/fonts.mjs).
KAZAKH = frozenset("ӘәҒғҚқҢңӨөҮүҺһ")
RUSSIAN = frozenset(map(chr, range(0x0410, 0x0450))) | frozenset("ЁёІіҰұ№")
LATIN = frozenset(map(chr, range(0x20, 0x7F))) | frozenset("\u00a0§«»°±·×÷–—‘’‚“”„•…‹›−↑↓")
_HYPHENS = str.maketrans("‐‑‒█", "---•")
"""Also: words that were covered are seen to be covered."""
_drawing = threading.Lock()
"""FreeType's faces are not for two threads at once."""
_NUMBER_SIZES = (64, 54, 46, 38)


@dataclass(slots=True)
class _Turns:
    """Of one running loop: one draws, so many wait."""

    limiter: anyio.CapacityLimiter
    wished: int = 0


_turns: RunVar[_Turns] = RunVar("share_picture_turns")


@dataclass(frozen=True, slots=True)
class Share:
    """Words in the reader's language. ``number`` stands large, ``beside`` it what it is of. Below them a bar (``part``: 0 to 1) or
    a line of words (``between``).
    """

    site: str
    above: str
    title: str
    below: str
    number: str = ""
    beside: str = ""
    part: float | None = None
    between: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """What ``site/sharing.html`` writes into the head of the page whose picture this is; addresses are whole."""

    title: str
    description: str
    address: str
    picture: str


def head(request: Request, title: str, said: Iterable[str], noun: str, **at: str) -> Head:
    """``noun``: of the pages ``<noun>.show`` and ``<noun>.picture``. ``said``: sentences without their stops."""
    site = context_of(request).settings.site_url.rstrip("/")
    description = ". ".join(" ".join(each.split()) for each in said if each)[:DESCRIPTION_MAX]
    return Head(
        title, description, f"{site}{url(f'{noun}.show', **at)}", f"{site}{url(f'{noun}.picture', **at)}"
    )


async def share_answer(request: Request, share: Share) -> Response:
    """The picture, or that the reader's copy is still right. For pages of other sites too. Raises Unavailable in a rush of new ones."""
    tag = f'"{hashlib.sha256(f"{DRAWN_OTHERWISE}{share!r}".encode()).hexdigest()[:32]}"'
    keep = "private" if context_of(request).actor.is_signed_in else "public"
    headers = {
        "etag": tag,
        "cache-control": f"{keep}, max-age={FRESH_SECONDS}",
        "cross-origin-resource-policy": "cross-origin",
    }
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(await _drawn(share), headers=headers, media_type="image/png")


async def _drawn(share: Share) -> bytes:
    """One at a time: those that wait hold none of the threads that others need."""
    turns = _turns.get(None)
    if turns is None:
        turns = _Turns(anyio.CapacityLimiter(1))
        _turns.set(turns)
    if turns.wished > WAITING_MAX:
        raise Unavailable("house_full")
    turns.wished += 1
    try:
        return await anyio.to_thread.run_sync(png, share, limiter=turns.limiter)
    finally:
        turns.wished -= 1


@functools.lru_cache(maxsize=PICTURES_KEPT)
def png(share: Share) -> bytes:
    """Drawn once for the same words."""
    with _drawing:
        picture = Image.new("RGB", (WIDTH, HEIGHT), _PAGE)
        draw = ImageDraw.Draw(picture)
        _frame(draw, share.site)
        _put(draw, (MARGIN, 178), _one_line(share.above, 30, _REGULAR), 30, _REGULAR, _QUIET)
        size, lines = wrapped(share.title)
        for number, line in enumerate(lines):
            _put(draw, (MARGIN, 178 + size * _LEADING * (number + 1)), line, size, _BOLD, _INK)
        _foot(draw, share)
        written = io.BytesIO()
        picture.quantize(64, dither=Image.Dither.NONE).save(written, "PNG", optimize=True)
        return written.getvalue()


def wrapped(title: str) -> tuple[int, list[str]]:
    """(size, lines): as large as it fits into four lines; what is longer than that ends in an ellipsis."""
    words = drawable(title)[:TITLE_MAX].split()
    for size in _SIZES:
        lines = _lines(words, size)
        if len(lines) * size * _LEADING <= 4 * _SIZES[-1] * _LEADING + 40 and len(lines) <= _LINES_MAX:
            return size, lines
    kept = lines[:_LINES_MAX]
    return size, [*kept[:-1], _one_line(f"{kept[-1]} {_ELLIPSIS * 3}", size, _BOLD)]


def _lines(words: list[str], size: int) -> list[str]:
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size, _BOLD) <= WIDTH - 2 * MARGIN:
            lines[-1] = longer
        else:
            lines.append(_one_line(word, size, _BOLD))
    return lines


def _one_line(text: str, size: int, weight: int, width: float = WIDTH - 2 * MARGIN) -> str:
    """What does not fit is cut, and says so."""
    text = drawable(text)
    if width_of(text, size, weight) <= width:
        return text
    shortened = range(len(text) + 1)
    fits = bisect_right(shortened, width, key=lambda n: width_of(text[:n] + _ELLIPSIS, size, weight))
    return text[: max(0, fits - 1)].rstrip(f" {_ELLIPSIS}.,") + _ELLIPSIS


def drawable(text: str) -> str:
    """In letters that the house has: other marks above and below letters are left away, pictures too.

    >>> drawable("Şymkent 🚌 Қазына  Ұлттық")
    'Symkent Қазына Ұлттық'
    """
    known = KAZAKH | RUSSIAN | LATIN
    plain = (
        each if each in known else unicodedata.normalize("NFKD", each)[:1]
        for each in " ".join(text.translate(_HYPHENS).split())
    )
    return " ".join("".join(each for each in plain if each in known).split())


def width_of(text: str, size: int, weight: int) -> float:
    return sum(face.getlength(run) for face, run in _runs(text, size, weight))


def _frame(draw: ImageDraw.ImageDraw, site: str) -> None:
    """The sign of the house, its name, a golden edge."""
    x, y, r = MARGIN + 22, 90, 20
    draw.ellipse((x - r, y - r, x + r, y + r), outline=_GOLD, width=4)
    for off in (-6, 6):
        draw.line((x + off, y - r, x + off, y + r), fill=_GOLD, width=3)
        draw.line((x - r, y + off, x + r, y + off), fill=_GOLD, width=3)
    _put(draw, (MARGIN + 62, 101), _one_line(site, 32, _BOLD, WIDTH - 2 * MARGIN - 62), 32, _BOLD, _INK)
    draw.rectangle((0, HEIGHT - 14, WIDTH, HEIGHT), fill=_GOLD)


def _foot(draw: ImageDraw.ImageDraw, share: Share) -> None:
    if share.number:
        size = number_size(share.number, share.beside)
        number = _one_line(share.number, size, _BOLD)
        _put(draw, (MARGIN, 500), number, size, _BOLD, _GOLD)
        across = MARGIN + width_of(number, size, _BOLD) + 20
        _put(draw, (across, 500), _one_line(share.beside, 34, _REGULAR, WIDTH - MARGIN - across), 34, _REGULAR, _INK)  # fmt: skip
    if share.part is not None:
        draw.rounded_rectangle((MARGIN, 522, WIDTH - MARGIN, 538), 8, fill=_REST)
        filled = MARGIN + (WIDTH - 2 * MARGIN) * min(1.0, max(0.0, share.part))
        if filled > MARGIN + 16:
            draw.rounded_rectangle((MARGIN, 522, filled, 538), 8, fill=_GOLD)
    elif share.between:
        _put(draw, (MARGIN, 546), _one_line(share.between, 30, _REGULAR), 30, _REGULAR, _INK)
    _put(draw, (MARGIN, 586), _one_line(share.below, 30, _REGULAR), 30, _REGULAR, _QUIET)


def number_size(number: str, beside: str) -> int:
    """As large as both stand in one line; of words that never do, the smallest."""
    for size in _NUMBER_SIZES:
        taken = width_of(drawable(number), size, _BOLD) + 20 + width_of(drawable(beside), 34, _REGULAR)
        if taken <= WIDTH - 2 * MARGIN:
            return size
    return _NUMBER_SIZES[-1]


def _put(
    draw: ImageDraw.ImageDraw, at: tuple[float, float], text: str, size: int, weight: int, colour: str
) -> None:
    across, baseline = at
    for face, run in _runs(drawable(text), size, weight):
        draw.text((across, baseline), run, fill=colour, font=face, anchor="ls")
        across += face.getlength(run)


def _runs(text: str, size: int, weight: int) -> Iterator[tuple[ImageFont.FreeTypeFont, str]]:
    for name, letters in groupby(text, key=file_of):
        yield _face(name, size, weight), "".join(letters)


def file_of(letter: str) -> str:
    """Which of the three files has the letter."""
    return "kazakh" if letter in KAZAKH else "russian" if letter in RUSSIAN else "latin"


@functools.cache
def _face(name: str, size: int, weight: int) -> ImageFont.FreeTypeFont:
    face = ImageFont.truetype(
        str(STATIC / "fonts" / f"golos-{name}.woff2"), size, layout_engine=ImageFont.Layout.BASIC
    )
    face.set_variation_by_axes([weight])
    return face
