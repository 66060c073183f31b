"""A form as it was sent: bounded, kept when refused, turned into an action's input."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self, TypeVar
from urllib.parse import parse_qsl

from pydantic import ValidationError
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from hearing_state.actions import Context, Wish
from hearing_state.errors import Fault, Forbidden, Invalid, Problem
from hearing_state.i18n import say
from hearing_state.web.request import context_of
from hearing_state.web.security import form_token_fits

W = TypeVar("W", bound=Wish)
FIELDS_MAX = 200
FILES_MAX = 6
PART_BYTES_MAX = 128 * 1024
HIDDEN = ("_csrf", "_once")
_PLAIN = "application/x-www-form-urlencoded"

_WORDS_BY_TYPE = {
    "missing": "field_missing",
    "string_too_short": "field_too_short",
    "string_too_long": "field_too_long",
    "int_parsing": "field_not_a_number",
    "greater_than_equal": "field_too_small",
    "less_than_equal": "field_too_large",
    "date_from_datetime_parsing": "field_not_a_day",
    "date_parsing": "field_not_a_day",
    "enum": "field_not_offered",
    "literal_error": "field_not_offered",
    "too_long": "field_too_many",
    "too_short": "field_missing",
}


@dataclass(frozen=True)
class Form:
    """What was typed, and what is wrong with it. An empty one shows a fresh page."""

    sent: Mapping[str, Sequence[str]] = field(default_factory=dict)
    files: Mapping[str, Sequence[UploadFile]] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    context: Context = field(default=None, repr=False)  # type: ignore[assignment]  # only a read form has one

    @classmethod
    def empty(cls, **values: str | Sequence[str]) -> Self:
        return cls({name: (v,) if isinstance(v, str) else tuple(v) for name, v in values.items()})

    def value(self, name: str) -> str:
        return next(iter(self.sent.get(name, ())), "")

    def values(self, name: str) -> list[str]:
        return list(self.sent.get(name, ()))

    @property
    def errors(self) -> list[tuple[str, str]]:
        """(field, sentence in the reader's language), in the order of the faults."""
        return [(fault.field, say(fault)) for fault in self.faults]

    def error(self, name: str) -> str | None:
        return next((sentence for field_name, sentence in self.errors if field_name == name), None)

    def refused(self, refusal: Problem) -> Self:
        """The same form with what is wrong: beside what was typed, or above it all where no field is at fault."""
        if isinstance(refusal, Invalid):
            return replace(self, faults=refusal.faults)
        return replace(self, faults=(Fault("", refusal.reason, dict(refusal.values)),))

    def wish(self, shape: type[W], **given: Any) -> W:
        """The action's input: fields of the form by name, and what the page itself gives.

        Empty fields count as not given; a field whose shape is a sequence takes all its values.
        """
        raw: dict[str, Any] = {}
        for name, described in shape.model_fields.items():
            values = [value for value in self.sent.get(name, ()) if value.strip()]
            if name in given or not values:
                continue
            raw[name] = values if _takes_many(described.annotation) else values[-1]
        try:
            return shape.model_validate({**raw, **given})
        except ValidationError as refusal:
            raise invalid_from(refusal) from None


def _takes_many(annotation: Any) -> bool:
    text = str(annotation)
    return text.startswith(("list[", "tuple[", "frozenset[", "set[")) or "typing.Sequence" in text


def invalid_from(refusal: ValidationError) -> Invalid:
    """A shape's refusal in the house's words."""
    return Invalid.many(_fault(error) for error in refusal.errors(include_url=False, include_input=False))


def _fault(error: Mapping[str, Any]) -> Fault:
    where = str(error["loc"][0]) if error["loc"] else ""
    context = error.get("ctx", {})
    limit = next((context[k] for k in ("min_length", "max_length", "ge", "le") if k in context), None)
    cause = context.get("error")
    if isinstance(cause, Invalid):
        return Fault(where, cause.reason, cause.values)
    word = _WORDS_BY_TYPE.get(str(error["type"]), "field_not_understood")
    return Fault(where, word, {"limit": limit} if limit is not None else {})


async def read_form(request: Request) -> Form:
    """Read a sent form, bounded in fields, files and bytes; checks the form token where the browser tells no origin."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() == _PLAIN:
        data = _plain(await request.body())
    else:
        data = await request.form(max_files=FILES_MAX, max_fields=FIELDS_MAX, max_part_size=PART_BYTES_MAX)
    sent, files = _sorted_out(data)
    token = next(iter(sent.pop("_csrf", ())), "")
    once = next(iter(sent.pop("_once", ())), "") or None
    if request.state.csrf == "token-needed" and not form_token_fits(request, token):
        raise Forbidden("form_from_elsewhere")
    return Form(sent, files, (), context_of(request).with_key(once))


def _plain(body: bytes) -> FormData:
    """A form without files, all of it at hand: a parser for what comes in pieces costs five times as much."""
    if any(len(part) > PART_BYTES_MAX for part in body.split(b"&")):
        raise HTTPException(400)
    try:
        pairs = parse_qsl(body.decode("latin-1"), keep_blank_values=True, max_num_fields=FIELDS_MAX)
    except ValueError:
        raise HTTPException(400) from None
    return FormData(list[tuple[str, str | UploadFile]](pairs))


def _sorted_out(data: FormData) -> tuple[dict[str, list[str]], dict[str, list[UploadFile]]]:
    sent: dict[str, list[str]] = {}
    files: dict[str, list[UploadFile]] = {}
    for name, value in data.multi_items():
        if isinstance(value, UploadFile):
            if value.filename:
                files.setdefault(name, []).append(value)
        else:
            sent.setdefault(name, []).append(value.replace("\r\n", "\n").replace("\x00", ""))
    return sent, files
