"""Conditions as they stand in a form or an address: day and time as clocks in Kazakhstan show them."""

from __future__ import annotations

from datetime import datetime

from hearing_state.clock import ALMATY, local
from hearing_state.errors import Fault, Invalid
from hearing_state.web import Form
from petitions.fraud.conditions import EARLIEST, LATEST, Conditions
from petitions.fraud.models import ShapeRow
from petitions.fraud.shapes import Kind

FIELDS = ("from", "until", "block", "proof", "place")
TEXT_MAX = 40


def chosen_in(form: Form) -> Conditions:
    """Raises Invalid beside the field."""
    moments: dict[str, datetime | None] = {}
    faults = []
    for name in ("from", "until"):
        try:
            moments[name] = _moment(form.value(name))
        except ValueError:
            faults.append(Fault(name, "petition.moment_not_understood"))
    begins, ends = moments.get("from"), moments.get("until")
    if begins and ends and ends <= begins:
        faults.append(Fault("until", "petition.moments_crosswise"))
    if faults:
        raise Invalid.many(faults)
    wish = form.wish(Conditions, from_at=begins, until_at=ends)
    if not wish.is_narrowed:
        raise Invalid("petition.narrow_it", field="from")
    return wish


def query_of(shape: ShapeRow) -> dict[str, str]:
    """The conditions that a shape is made of. A block bears its name for one day only: it needs no hours."""
    if shape.kind == Kind.BLOCK:
        return {"block": bytes(shape.block or b"").hex()}
    if shape.kind == Kind.PLACE:
        return {"place": shape.place_code or ""}
    hours = {"from": _typed(shape.from_at), "until": _typed(shape.until_at)}
    return {**hours, "proof": shape.proof} if shape.proof else hours


def _moment(text: str) -> datetime | None:
    if not text.strip():
        return None
    found = datetime.fromisoformat(text.strip()[:TEXT_MAX])
    found = found if found.tzinfo else found.replace(tzinfo=ALMATY)
    if not EARLIEST <= found <= LATEST:
        raise ValueError(text)
    return found


def _typed(moment: datetime | None) -> str:
    return local(moment).strftime("%Y-%m-%dT%H:%M") if moment else ""
