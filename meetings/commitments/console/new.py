"""A promise is written down: quoted, with its owner, its day and the moment at which it was said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Context, permitted, require
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import Agency
from hearing_state.errors import Conflict, Forbidden, Invalid, NotFound
from hearing_state.i18n import LANGUAGE_NAMES, local_name
from hearing_state.territories import queries as territories
from hearing_state.web import Form, Page, context_of, read_form, render, see_other
from meetings.commitments import asked, queries
from meetings.commitments.actions.make import Make, make
from meetings.commitments.commitment import QUOTE_MAX, seconds_from
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import Meeting

CHILDREN_MAX = 40


async def begun(context: Context, ref: str) -> Meeting:
    """The meeting in which promises may be written down by this reader. Raises NotFound, Forbidden, Conflict."""
    require(context, "commitment.see_desk")
    meeting = await schedule.meeting(context, ref)
    if meeting.agency_id not in queries.own_agencies(context):
        raise NotFound("meeting.not_found")
    if not permitted(context, "commitment.make", schedule.subject_of(meeting)):
        raise Forbidden
    if not meeting.has_happened:
        raise Conflict("commitment.meeting_not_begun")
    return meeting


async def show(request: Request) -> Response:
    context = context_of(request)
    meeting = await begun(context, request.path_params["meeting"])
    host = {"owner_name": meeting.host_name, "owner_post_kk": meeting.host_post_kk, "owner_post_ru": meeting.host_post_ru}  # fmt: skip
    form = Form.empty(
        language=meeting.languages[0],
        place=meeting.place_code or "",
        agency=(await agencies.agency(context, meeting.agency_id)).slug,
        **(host if meeting.host_is_deputy else {}),
    )
    return await _page(request, meeting, form, 200)


async def post(request: Request) -> Response:
    form = await read_form(request)
    meeting = await begun(form.context, request.path_params["meeting"])
    try:
        made = await make(form.context, form.wish(Make, meeting=meeting.ref, **_moment(form)))
    except (Invalid, Conflict) as refusal:
        return await _page(request, meeting, form.refused(refusal), refusal.status)
    return see_other(request, "commitment.manage", commitment=made.ref, done="make")


def _moment(form: Form) -> Mapping[str, Any]:
    """As the secretary typed it; nothing typed means now. Raises Invalid."""
    typed = form.value("offset")
    seconds = seconds_from(typed) if typed.strip() else None
    if typed.strip() and seconds is None:
        raise Invalid("commitment.moment_not_read", field="offset")
    return {"offset_seconds": seconds}


async def _page(request: Request, meeting: Meeting, form: Form, status: int) -> Response:
    context = context_of(request)
    bodies = await _bodies(context, meeting)
    heads = await agencies.heads_of(context, [each.id for each in bodies])
    return render(
        request,
        "meetings/commitments/console/new.html",
        status=status,
        meeting=meeting,
        form=form,
        lines=await queries.of_meeting(context, meeting.id),
        bodies=[(each.slug, _named(each, heads.get(each.id))) for each in bodies],
        places=await _places(context, meeting),
        questions=await asked.of_meeting(meeting.id),
        languages=list(LANGUAGE_NAMES.items()),
        quote_max=QUOTE_MAX,
        is_over=meeting.finished_at is not None,
    )


def _named(body: Agency, head: Any) -> str:
    return f"{local_name(body)}: {head.holder_name}" if head else local_name(body)


async def _bodies(context: Context, meeting: Meeting) -> list[Agency]:
    """Who may have promised there: the office of the meeting first, then the others above the place."""
    own = await agencies.agency(context, meeting.agency_id)
    above = [each.agency for each in await agencies.governing(context, meeting.place_code)] if meeting.place_code else []  # fmt: skip
    return [own, *(each for each in above if each.id != own.id)]


async def _places(context: Context, meeting: Meeting) -> list[tuple[str, str]]:
    if meeting.place_code is None:
        return []
    place = await territories.place(context, meeting.place_code)
    inside = (await territories.children(context, place.code))[:CHILDREN_MAX]
    return [(each.code, local_name(each)) for each in (place, *inside)]


PAGES = (
    Page.get("commitment.new", "/meetings/{meeting}/commitments/new", show, reads=queries.of_meeting),
    Page.post("commitment.new", "/meetings/{meeting}/commitments/new", post, acts=make),
)
