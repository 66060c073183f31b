"""Meetings of a draft by hand: added, moved, changed, taken out, put back, fixed. Conflicts are told before anything is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Action
from hearing_state.errors import Conflict, Invalid, NotFound
from hearing_state.ids import new_id
from hearing_state.web import Form, Page, context_of, read_form, see_other
from hearing_state.web.hours import moment_from, typed
from meetings.planning import checking, queries
from meetings.planning.actions.add_entry import AddEntry, add_entry
from meetings.planning.actions.change_entry import change_entry
from meetings.planning.actions.fix_entry import fix_entry
from meetings.planning.actions.move_entry import MoveEntry, move_entry
from meetings.planning.actions.remove_entry import remove_entry
from meetings.planning.actions.restore_entry import restore_entry
from meetings.planning.conflicts import Trouble
from meetings.planning.console import wording
from meetings.planning.console.stepping import (
    back_to_plan,
    done,
    opened,
    plan_in,
    refused,
    request_parts,
    step_page,
)
from meetings.planning.plan import Entry, Plan
from meetings.planning.queries import PlanShown

EVENING = "18:00"


async def show(request: Request) -> Response:
    """One meeting of a draft, with what stands against it."""
    found = await opened(request)
    entry = found.entry(_planned(request))
    return _entry_page(request, found, entry)


def _planned(request: Request) -> UUID:
    try:
        return UUID(request.path_params["planned"])
    except ValueError:
        raise NotFound("plan.no_such_entry") from None


def _begun(entry: Entry) -> Form:
    on, time = typed(entry.starts_at)
    return Form.empty(
        on=on, time=time, minutes=str(entry.minutes), mode=entry.mode.value, is_deputy="true" if entry.is_deputy else "", note=entry.note
    )  # fmt: skip


def _entry_page(
    request: Request,
    found: PlanShown,
    entry: Entry,
    *,
    moving: Form | None = None,
    changing: Form | None = None,
    status: int = 200,
    tried: Sequence[Trouble] | None = None,
) -> Response:
    """Two forms on one page: what was typed into one of them is kept, the other shows the meeting as it stands.

    ``tried``: what would stand against the hour that was typed, where it was only to be checked.
    """
    begun = _begun(entry)
    return step_page(
        request,
        "entry",
        found,
        moving or changing or begun,
        status=status,
        moving=moving or begun,
        changing=changing or begun,
        entry=entry,
        tried=tried,
        found_troubles=found.checked.troubles.get(entry.id, ()) if found.checked else (),
        modes=wording.mode_options(),
    )


async def move(request: Request) -> Response:
    form, found = await read_form(request), await opened(request)
    entry, plan = found.entry(_planned(request)), plan_in(found)
    try:
        wish = form.wish(MoveEntry, plan=plan.ref, entry=entry.id, starts_at=moment_from(form))
        if form.value("check"):
            tried = replace(entry, starts_at=wish.starts_at, minutes=wish.minutes)
            against = await checking.checked_with(form.context, plan, tried)
            return _entry_page(request, found, entry, moving=form, tried=against)
        await move_entry(form.context, wish)
    except (Invalid, Conflict) as refusal:
        fresh = await opened(request)
        return _entry_page(
            request, fresh, fresh.entry(entry.id), moving=refused(form, refusal), status=refusal.status
        )
    return see_other(request, "plan.show", **request_parts(request), done="moved")


async def change(request: Request) -> Response:
    form, found = await read_form(request), await opened(request)
    entry = found.entry(_planned(request))
    given = {"entry": entry.id, "is_deputy": form.value("is_deputy") == "true"}
    try:
        await change_entry(form.context, form.wish(change_entry.wish, plan=plan_in(found).ref, **given))
    except (Invalid, Conflict) as refusal:
        fresh = await opened(request)
        return _entry_page(
            request, fresh, fresh.entry(entry.id), changing=refused(form, refusal), status=refusal.status
        )
    return see_other(request, "plan.show", **request_parts(request), done="changed")


async def remove(request: Request) -> Response:
    form = await read_form(request)
    return await done(request, form, remove_entry, "removed", {"entry": _planned(request)})


async def restore(request: Request) -> Response:
    form = await read_form(request)
    return await done(request, form, restore_entry, "restored", {"entry": _planned(request)})


async def fix(request: Request) -> Response:
    form = await read_form(request)
    is_fixed = form.value("is_fixed") == "true"
    given = {"entry": _planned(request), "is_fixed": is_fixed}
    return await done(request, form, fix_entry, "fixed" if is_fixed else "let_go", given)


async def new(request: Request) -> Response:
    """``place`` in the address begins the form."""
    context, found = context_of(request), await opened(request)
    if "edit" not in found.may:
        return back_to_plan(request)
    first = max(context.today, plan_in(found).from_on)
    form = Form.empty(
        place=request.query_params.get("place", ""), on=first.isoformat(), time=EVENING, minutes=str(plan_in(found).wanted.minutes), mode="online"
    )  # fmt: skip
    return _new_page(request, found, form)


def _new_page(
    request: Request,
    found: PlanShown,
    form: Form,
    *,
    status: int = 200,
    tried: Sequence[Trouble] | None = None,
) -> Response:
    codes = dict.fromkeys(each.duty.place_code for each in found.owed)
    places = [(code or "", wording.place_name(found.places.get(code or ""))) for code in codes]
    return step_page(
        request,
        "new_entry",
        found,
        form,
        status=status,
        places=places,
        tried=tried,
        modes=wording.mode_options(),
    )


async def add(request: Request) -> Response:
    form, found = await read_form(request), await opened(request)
    plan = plan_in(found)
    try:
        given = {"starts_at": moment_from(form), "is_deputy": form.value("is_deputy") == "true"}
        wish = form.wish(AddEntry, plan=plan.ref, **given)
        if form.value("check"):
            tried = await checking.checked_with(form.context, plan, _candidate(plan, wish))
            return _new_page(request, found, form, tried=tried)
        await add_entry(form.context, wish)
    except (Invalid, Conflict) as refusal:
        return _new_page(request, await opened(request), refused(form, refusal), status=refusal.status)
    return see_other(request, "plan.show", **request_parts(request), done="added")


def _candidate(plan: Plan, wish: AddEntry) -> Entry:
    """As it would stand in the plan."""
    given: dict[str, Any] = wish.model_dump(include={"starts_at", "minutes", "mode", "is_deputy", "note"})
    return Entry(
        id=new_id(), plan_id=plan.id, rule_key=None, place_code=wish.place, period_key=plan.part, visit_key=None, is_fixed=False,
        previous_at=None, version=1, meeting_id=None, **given,
    )  # fmt: skip


def _post(verb: str, path: str, handler: Any, acts: Action[Any, Any]) -> Page:
    return Page.post(
        f"plan.{verb}_entry", f"/plans/{{slug}}/{{year}}/entries/{{planned}}/{path}", handler, acts=acts
    )


PAGES = (
    Page.get("plan.add_entry", "/plans/{slug}/{year}/entries/new", new, reads=queries.shown),
    Page.post("plan.add_entry", "/plans/{slug}/{year}/entries/new", add, acts=add_entry),
    Page.get("plan.entry", "/plans/{slug}/{year}/entries/{planned}", show, reads=queries.shown),
    _post("move", "move", move, move_entry),
    _post("change", "change", change, change_entry),
    _post("remove", "remove", remove, remove_entry),
    _post("restore", "restore", restore, restore_entry),
    _post("fix", "fix", fix, fix_entry),
)
