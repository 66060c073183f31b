"""The site as an app on a phone: its manifest, the worker that answers without a line, and the page that says what can be read then."""

from __future__ import annotations

import functools
import hashlib
import json
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Context
from hearing_state.i18n import LOCALES, gettext, pgettext
from hearing_state.site.pages.robots import OWN
from hearing_state.web import Page, context_of, render
from hearing_state.web.rendering import url, url_or_none
from hearing_state.web.static import asset

PAGES_MAX = 60
FILES_MAX = 30
PARTS = (
    "js/worker/messages.js",
    "js/worker/kept-pages.js",
    "js/worker/kept-forms.js",
    "js/worker/requests.js",
)
"""The worker's scripts, in the order in which they need each other."""
NEEDED = (
    "app.css", "js/site.js", "js/line.js", "js/worker-talk.js", "js/without-line.js", "img/favicon.svg", "img/ornament.svg",
    "img/icon-192.png", "fonts/golos-latin.woff2", "fonts/golos-russian.woff2", "fonts/golos-kazakh.woff2",
)  # fmt: skip
"""What the page without a line is made of: taken along when the worker is installed."""
_GROUND, _PAPER = "#0b3a4a", "#ffffff"  # --deep and --page of deploy/assets/scss/_tokens.scss
_FRAME = ("frame/head.html", "frame/brand.html", "frame/menu.html", "frame/line.html", "frame/footer.html")
_TEMPLATES = ("layout.html", *_FRAME, "macros.html", "pages/without_line.html")
_CATALOGUES = Path(__file__).parents[3] / "locales"


async def manifest(context: Context) -> dict[str, Any]:
    """How a telephone names, colours and opens the site once it stands on the first screen, in one language."""
    ways = (("question.ask", gettext("Ask a question")), ("question.mine", gettext("My questions")))
    return {
        "id": "/",
        "name": gettext("Hearing State"),
        "short_name": pgettext("under an icon", "Hearing State"),
        "description": gettext("Questions are answered in public, by the day that the law sets."),
        "lang": context.locale,
        "dir": "ltr",
        "start_url": url("site.home"),
        "scope": "/",
        "display": "standalone",
        "theme_color": _GROUND,
        "background_color": _PAPER,
        "categories": ["government"],
        "icons": [
            _icon("img/icon-192.png", 192),
            _icon("img/icon-512.png", 512),
            _icon("img/icon-maskable-512.png", 512, "maskable"),
            {"src": asset("img/favicon.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"},
        ],
        "shortcuts": [
            {"name": text, "url": address}
            for name, text in ways
            if (address := url_or_none(name)) is not None
        ],
    }


def _icon(name: str, side: int, purpose: str = "any") -> dict[str, str]:
    return {"src": asset(name), "sizes": f"{side}x{side}", "type": "image/png", "purpose": purpose}


async def worker(_context: Context) -> str:
    """The worker's first script: what it takes along, and the parts that it is made of."""
    told = {
        "version": _version(),
        "pages": [url("site.without_line", locale=each) for each in LOCALES],
        "files": [asset(name) for name in NEEDED],
        "own": list(OWN),
        "pagesMax": PAGES_MAX,
        "filesMax": FILES_MAX,
    }
    parts = ", ".join(json.dumps(asset(name)) for name in PARTS)
    return f"self.house = {json.dumps(told)};\nimportScripts({parts});\n"


@functools.cache
def _version() -> str:
    """Another one as soon as the page without a line, a file of it or the worker itself is another."""
    made = hashlib.sha256(" ".join(asset(name) for name in (*NEEDED, *PARTS)).encode())
    sources = [Path(__file__).parents[1] / name for name in _TEMPLATES]
    for path in (*sources, *sorted(_CATALOGUES.glob("*/LC_MESSAGES/site.*"))):
        made.update(path.read_bytes())
    return made.hexdigest()[:12]


async def limits(_context: Context) -> int:
    """How many pages are kept at most."""
    return PAGES_MAX


async def show_manifest(request: Request) -> Response:
    text = json.dumps(await manifest(context_of(request)), ensure_ascii=False)
    headers = {"cache-control": "public, max-age=3600"}
    return Response(text, headers=headers, media_type="application/manifest+json")


async def show_worker(request: Request) -> Response:
    """At the top of the site, for a worker reaches no higher than its own address; always asked for anew."""
    headers = {"cache-control": "no-cache", "service-worker-allowed": "/"}
    return Response(await worker(context_of(request)), headers=headers, media_type="text/javascript")


async def show_without_line(request: Request) -> Response:
    return render(request, "site/pages/without_line.html", pages_max=await limits(context_of(request)))


PAGES = (
    Page.get("site.app", "/manifest.webmanifest", show_manifest, reads=manifest),
    Page.get("site.worker", "/service-worker.js", show_worker, reads=worker, localized=False),
    Page.get("site.without_line", "/without-line", show_without_line, reads=limits, fresh_seconds=10),
)
