"""Pages that explain: help, how it works, what is kept about people, how the site can be used by everybody."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.site import queries
from hearing_state.site.kept import columns_by_area
from hearing_state.web import Page, context_of, render


async def show_help(request: Request) -> Response:
    topics = await queries.help_topics(context_of(request))
    return render(request, "site/pages/help.html", topics=topics)


async def show_how_it_works(request: Request) -> Response:
    return render(request, "site/pages/how_it_works.html")


async def show_accessibility(request: Request) -> Response:
    return render(request, "site/pages/accessibility.html")


async def show_privacy(request: Request) -> Response:
    kept = await queries.kept_about_people(context_of(request))
    return render(request, "site/pages/privacy.html", kept=kept, areas=columns_by_area())


PAGES = (
    Page.get("site.help", "/help", show_help, reads=queries.help_topics, fresh_seconds=10),
    Page.get(
        "site.how_it_works", "/how-it-works", show_how_it_works, reads=queries.help_topics, fresh_seconds=10
    ),
    Page.get(
        "site.accessibility",
        "/accessibility",
        show_accessibility,
        reads=queries.help_topics,
        fresh_seconds=10,
    ),
    Page.get("site.privacy", "/privacy", show_privacy, reads=queries.kept_about_people, fresh_seconds=10),
)
