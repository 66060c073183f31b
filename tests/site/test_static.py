"""What browsers load: light, from this house alone, without scripts or styles inside the page."""

import gzip
import hashlib
import json
import re
from pathlib import Path

import pytest

from hearing_state.web.static import STATIC, assets

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted(
    path for top in ("hearing_state", "petitions", "meetings") for path in (ROOT / top).rglob("*.html")
)
FIRST_VISIT = (
    "app.css", "js/site.js", "js/line.js", "js/worker-talk.js", "js/place-search.js", "img/ornament.svg", "img/favicon.svg",
    "fonts/golos-russian.woff2", "fonts/golos-kazakh.woff2", "fonts/golos-latin.woff2",
)  # fmt: skip
PAGE_BYTES = 15_000
KAZAKH = "ӘәҒғҚқҢңӨөҰұҮүҺһІі"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_template_has_no_script_or_style_of_its_own(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:", text)


def test_a_first_visit_stays_below_a_hundred_kilobytes():
    files = assets()
    weight = sum(len(files[name].compressed or files[name].content) for name in FIRST_VISIT)
    assert weight + PAGE_BYTES < 100_000


def test_addresses_inside_the_style_sheet_name_their_content():
    sheet = assets()["app.css"].content.decode()
    inside = re.findall(r'url\("?\.\./([0-9a-f]{12})/([^")]+)', sheet)
    assert len(inside) == 4
    assert [name for version, name in inside if assets()[name].version != version] == []
    assert not re.search(r"(url\(|@import)[^;]*https?:", sheet)


def test_every_kazakh_letter_has_its_font():
    sheet = assets()["app.css"].content.decode()
    ranges = [
        (int(first, 16), int(last or first, 16))
        for first, last in re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", sheet, re.IGNORECASE)
    ]
    assert [letter for letter in KAZAKH if not any(a <= ord(letter) <= b for a, b in ranges)] == []


def test_what_came_from_elsewhere_is_what_vendor_json_says():
    for each in json.loads((STATIC / "vendor.json").read_text(encoding="utf-8")):
        assert (STATIC / each["licence_text"]).exists()
        for name, digest in each["sha256"].items():
            assert hashlib.sha256((STATIC / name).read_bytes()).hexdigest() == digest


def test_nothing_small_is_sent_larger_than_needed():
    assert len(gzip.compress(assets()["app.css"].content, 9)) < 15_000
