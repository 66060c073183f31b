"""What happened to a meeting, put so that a person can follow: a title, when, what changed, the reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from hearing_state.i18n import _l, gettext, moment, ngettext, number
from meetings.schedule import wording
from meetings.schedule.meeting import Change, ChangeKind

_FIELDS: Mapping[str, object] = {
    "title_kk": _l("title in Kazakh"),
    "title_ru": _l("title in Russian"),
    "topic": _l("topic"),
    "address_kk": _l("address"),
    "address_ru": _l("address"),
    "join_kk": _l("how to take part"),
    "join_ru": _l("how to take part"),
    "seats": _l("seats"),
    "mode": _l("form"),
    "languages": _l("languages"),
    "host_is_deputy": _l("who meets the people"),
}
_STATES = {ChangeKind.HELD: "done", ChangeKind.RECORDED: "done", ChangeKind.CANCELLED: "late"}


@dataclass(frozen=True, slots=True)
class Step:
    """``state``: done, late or nothing."""

    title: str
    at: datetime
    facts: Sequence[str]
    reason: str
    state: str


def steps_of(changes: Sequence[Change]) -> list[Step]:
    """For the timeline, oldest first."""
    return [
        Step(
            title=str(wording.CHANGES[each.kind]),
            at=each.made_at,
            facts=_facts(each),
            reason=each.reason,
            state="late" if each.facts.get("is_late") else _STATES.get(each.kind, ""),
        )
        for each in changes
    ]


def _facts(each: Change) -> list[str]:
    said: list[str] = []
    if each.kind is ChangeKind.MOVED and each.before_at and each.after_at:
        said.append(f"{moment(each.before_at)} → {moment(each.after_at)}")
    if each.kind is ChangeKind.ANNOUNCED and isinstance(days := each.facts.get("days_before"), int):
        said.append(wording.days_ahead(days))
    if each.facts.get("is_late"):
        said.append(gettext("later than the law wants"))
    if isinstance(changed := each.facts.get("changed"), list) and changed:
        said.append(", ".join(dict.fromkeys(str(_FIELDS.get(name, name)) for name in changed)))
    if isinstance(minutes := each.facts.get("minutes"), int):
        said.append(wording.lasting(minutes))
    if isinstance(came := each.facts.get("attendance"), int):
        said.append(ngettext("%(num)s person took part", "%(num)s people took part", came, num=number(came)))
    return said
