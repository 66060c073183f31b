"""The fraud desk in words: shapes, conditions, where an invalidation stands."""

from __future__ import annotations

from collections.abc import Mapping

from hearing_state.i18n import _l, gettext, moment, number, pgettext
from petitions.drafting.wording import proof_name
from petitions.fraud.conditions import NOT_SAID, Conditions
from petitions.fraud.invalidation import State
from petitions.fraud.models import ShapeRow
from petitions.fraud.shapes import Kind, figures
from petitions.fraud.struck import Struck

BLOCK_LETTERS = 6
_KINDS = {
    Kind.BURST: _l("Far more than in its usual hour"),
    Kind.BLOCK: _l("Many out of one block of addresses"),
    Kind.PROOF: _l("An hour of one proof alone"),
    Kind.YOUNG: _l("An hour of accounts made just before"),
    Kind.PLACE: _l("More than a territory's people could sign"),
}
_STATES = {
    State.PROPOSED: _l("Waits for a second person"),
    State.DROPPED: _l("Dropped, nothing was changed"),
    State.RUNNING: _l("Signatures are being found invalid"),
    State.STOPPED: _l("Stopped halfway"),
    State.DONE: _l("Signatures were found invalid"),
    State.RESTORING: _l("Signatures are being given back"),
    State.HALTED: _l("Giving back was stopped halfway"),
    State.RESTORED: _l("All that could be given back count again"),
}
_MARKS = {
    State.PROPOSED: "due_soon", State.DROPPED: "withdrawn", State.RUNNING: "running", State.STOPPED: "paused", State.DONE: "missed",
    State.RESTORING: "running", State.HALTED: "paused", State.RESTORED: "kept",
}  # fmt: skip


def kind_name(kind: str) -> str:
    return str(_KINDS[Kind(kind)])


def state_name(state: str) -> str:
    return str(_STATES[State(state)])


def mark(state: str) -> str:
    """The shape beside it."""
    return _MARKS[State(state)]


def struck_name(one: Struck) -> str:
    if one.signature_state == "valid":
        return gettext("counts again")
    if one.signature_state != "invalid":
        return gettext("taken back by its signer")
    if not one.is_struck:
        return gettext("counted again, then another invalidation struck it")
    return (
        gettext("signed by another account meanwhile") if one.state == "stays" else gettext("does not count")
    )


def struck_mark(one: Struck) -> str:
    if one.signature_state == "valid":
        return "kept"
    return "missed" if one.signature_state == "invalid" else "withdrawn"


def block_name(digest: str) -> str:
    """Short enough to be told from another one."""
    return digest[:BLOCK_LETTERS]


def shape_said(shape: ShapeRow, places: Mapping[str, str]) -> str:
    """What was found, and what it is held against."""
    n, beside = number(shape.signatures), number(shape.beside)
    if shape.kind == Kind.BURST:
        return gettext("%(n)s signatures in this hour; its usual hour has %(usual)s.", n=n, usual=beside)
    if shape.kind == Kind.BLOCK:
        return gettext("%(n)s signatures out of block %(block)s; that day had %(all)s whose block is known.", n=n, block=block_name((shape.block or b"").hex()), all=beside)  # fmt: skip
    if shape.kind == Kind.PROOF:
        return gettext("%(n)s signatures in this hour %(proof)s, hardly any otherwise; in its other hours these are %(percent)s %%.", n=n, proof=proof_name(shape.proof), percent=beside)  # fmt: skip
    if shape.kind == Kind.YOUNG:
        minutes = figures()["young"]["minutes"]
        return gettext("%(n)s signatures in this hour by accounts less than %(minutes)s minutes old; in its other hours these are %(percent)s %%.", n=n, minutes=minutes, percent=beside)  # fmt: skip
    place = places.get(shape.place_code or "", "")
    return gettext("%(n)s signatures from %(place)s, where %(people)s people live.", n=n, place=place, people=beside)  # fmt: skip


def conditions_said(chosen: Conditions, places: Mapping[str, str]) -> list[tuple[str, str]]:
    """(name, value) of those that are set."""
    said = [
        (gettext("Signed from"), moment(chosen.from_at) if chosen.from_at else ""),
        (gettext("Signed before"), moment(chosen.until_at) if chosen.until_at else ""),
        (gettext("Block of addresses"), block_name(chosen.block)),
        (pgettext("proof", "Proof"), proof_name(chosen.proof) if chosen.proof else ""),
        (gettext("Territory"), place_name(chosen.place, places)),
    ]
    return [(name, value) for name, value in said if value]


def place_name(place: str, places: Mapping[str, str]) -> str:
    return gettext("not said") if place == NOT_SAID else places.get(place, place)
