"""A square code for paper: the address of a page, as a picture without styles."""

from __future__ import annotations

import functools

import segno
from markupsafe import Markup


@functools.lru_cache(maxsize=256)
def qr(address: str) -> Markup:
    """As SVG, black on white with the quiet edge that readers need."""
    drawn = segno.make(address, error="m", micro=False)
    svg = drawn.svg_inline(
        scale=3, border=4, unit="px", dark="#000", light="#fff", svgclass="hs-qr", lineclass=None
    )
    return Markup(svg)  # noqa: S704  drawn from the code's own squares, the address is not in it
