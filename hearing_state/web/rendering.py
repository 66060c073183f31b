"""Templates beside their handlers, rendered strictly: an unknown name is a fault, every value is escaped."""

from __future__ import annotations

import functools
import re
from collections.abc import Hashable, Mapping, MutableMapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from hearing_state import i18n
from hearing_state.actions import STANDING
from hearing_state.ids import new_secret
from hearing_state.web.request import context_of, current_request, has_request
from hearing_state.web.static import asset

_HOUSE = Path(__file__).parent.parent
_PARAMETER = re.compile(r"\{(\w+)(?::\w+)?\}")
Route = tuple[str, bool]

ROUTES: dict[str, Route] = {}
"""Page name -> (path, is localized), filled by the application factory; what templates may link to."""


def url(name: str, /, **values: Any) -> str:
    """The address of a page in the reader's language; values that the path does not name go into the query."""
    frame, named, is_localized = _taken_apart(ROUTES[name])
    locale = values.pop("locale", None) or i18n.locale()
    filled = frame % tuple(quote(str(values[each]), safe="") for each in named)
    made = f"/{locale}{filled}" if is_localized else filled
    if len(values) == len(named):
        return made
    rest = {key: value for key, value in values.items() if key not in named and value not in (None, "")}
    return f"{made}?{urlencode(rest, doseq=True)}" if rest else made


@functools.cache
def _taken_apart(route: Route) -> tuple[str, tuple[str, ...], bool]:
    """(the path with a gap for each parameter, their names, whether the language stands before it)."""
    path, is_localized = route
    return _PARAMETER.sub("%s", path.replace("%", "%%")), tuple(_PARAMETER.findall(path)), is_localized


def url_or_none(name: str, /, **values: Any) -> str | None:
    return url(name, **values) if name in ROUTES else None


def path_in(locale: str) -> str:
    """The page at hand in another language."""
    request = current_request()
    rest = request.url.path.split("/", 2)
    path = f"/{locale}/{rest[2] if len(rest) > 2 else ''}" if rest[1] in i18n.LOCALES else f"/{locale}/"  # noqa: PLR2004
    query = request.url.query
    return f"{path}?{query}" if query and request.method == "GET" else path


def csrf_field() -> Markup:
    """Two hidden fields: the form token, and the key that makes sending twice do the thing once."""
    from hearing_state.web.security import form_token

    token = form_token(current_request())
    return Markup(
        '<input type="hidden" name="_csrf" value="{}"><input type="hidden" name="_once" value="{}">'
    ).format(token, new_secret())


@functools.cache
def environment() -> Environment:
    """Of pages."""
    made = _environment()
    made.globals.update(
        piece=piece, csrf_field=csrf_field, path_in=path_in, house_serves=STANDING, current_path=lambda: current_request().url.path
    )  # fmt: skip
    return made


@functools.cache
def fragments() -> Environment:
    """Of pieces of pages that may be kept: no name in them tells of the request or of its reader."""
    return _environment()


class _Templates(Environment):
    """Templates never change while a process runs: each is looked up, and the names that all know are put together, once."""

    def __init__(self, **told: Any) -> None:
        super().__init__(**told)
        self._found: dict[str, Template] = {}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002  Jinja's own name
    ) -> Template:
        if globals or self.overlayed or not isinstance(name, str):  # an overlay's are made otherwise
            return super().get_template(name, parent, globals)
        found = self._found.get(name)
        if found is None:
            found = super().get_template(name, parent)
            found.globals = dict(found.globals)
            self._found[name] = found
        return found


def _environment() -> Environment:
    made = _Templates(
        loader=FileSystemLoader([_HOUSE, _HOUSE.parent]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols"],
    )
    made.install_gettext_callables(  # type: ignore[attr-defined]
        i18n.gettext, _plain_ngettext, newstyle=True, pgettext=i18n.pgettext, npgettext=_plain_npgettext
    )
    made.globals.update(
        url=url, url_or_none=url_or_none, asset=asset, day=i18n.day, short_day=i18n.short_day, weekday=i18n.weekday,
        moment=i18n.moment, clock_time=i18n.clock_time, number=i18n.number, local_name=i18n.local_name,
        language_names=i18n.LANGUAGE_NAMES, locales=i18n.LOCALES,
    )  # fmt: skip
    return made


def _plain_ngettext(singular: str, plural: str, number: int) -> str:
    return i18n.catalogue(i18n.locale()).ngettext(singular, plural, number)


def _plain_npgettext(context: str, singular: str, plural: str, number: int) -> str:
    return i18n.catalogue(i18n.locale()).npgettext(context, singular, plural, number)


def render_text(template: str, values: Mapping[str, Any]) -> str:
    """A template as text, with what every template may know of the request at hand."""
    known: dict[str, Any] = {"locale": i18n.locale()}
    if has_request():
        request = current_request()
        known |= {"request": request, "context": context_of(request), "chrome": request.state.chrome}
    return environment().get_template(template).render({**known, **values})


def fragment(template: str, **values: Any) -> Markup:
    """A piece of a page, made of these values, the reader's language and the house's addresses, and of nothing else."""
    made = fragments().get_template(template).render(locale=i18n.locale(), **values)
    return Markup(made)  # noqa: S704  a template's own, escaped where it was made


def piece(template: str, **values: Hashable) -> Markup:
    """A fragment that is the same again and again, for templates: made once for each of its values."""
    return _piece(template, i18n.locale(), len(ROUTES), tuple(values.items()))


@functools.lru_cache(maxsize=1000)
def _piece(template: str, locale: str, _routes: int, values: tuple[tuple[str, Hashable], ...]) -> Markup:
    with i18n.speaking(locale):
        return fragment(template, **dict(values)).strip()


def render(request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    response = HTMLResponse(render_text(template, values), status_code=status)
    if context_of(request).actor.is_signed_in or request.state.browser:
        response.headers["cache-control"] = "no-store"
    return response


def see_other(request: Request, name: str, **values: Any) -> Response:
    """After an action: go and look (303), so that reloading does not send again."""
    del request
    return RedirectResponse(url(name, **values), status_code=303)
