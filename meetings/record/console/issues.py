"""The list of problem issues: questions grouped, what was decided, who is responsible and by when."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.errors import Conflict, Forbidden, Invalid, NotFound
from hearing_state.web import Form, Page, context_of, read_form, render, see_other
from meetings.record import wording
from meetings.record.actions.put_issue import PutIssue, put_issue
from meetings.record.actions.remove_issue import RemoveIssue, remove_issue
from meetings.record.console.sent import sent
from meetings.record.desk import Desk, desk
from meetings.record.issue import Decision, Issue
from meetings.record.minutes import State as MinutesState
from meetings.record.pages.poll import number_in
from meetings.record.sight import own_meeting
from meetings.schedule.meeting import State

NEW = "new"
WORDS_OF_A_QUESTION = 160


async def show_list(request: Request) -> Response:
    return await list_page(request, Form.empty(), 200)


async def list_page(request: Request, form: Form, status: int) -> Response:
    found = await desk(context_of(request), request.path_params["meeting"])
    return render(
        request,
        "meetings/record/console/issues.html",
        status=status,
        own=found,
        meeting=found.meeting,
        form=form,
        is_open=_is_open(found),
        done=wording.done_sentence(request.query_params.get("done", "")),
        words=wording,
    )


def _is_open(found: Desk) -> bool:
    """The list changes while the minutes are written, and not while they wait or are public."""
    if found.in_work is None:
        return found.meeting.state is State.HELD and "write" in found.may
    return found.in_work.state is MinutesState.DRAFTED and "write" in found.may


async def show(request: Request) -> Response:
    found = await desk(context_of(request), request.path_params["meeting"])
    known = _issue(request, found)
    form = _begun(known) if known else _of_question(request, found)
    return _page(request, found, known, form, 200)


async def post(request: Request) -> Response:
    form, ref = await read_form(request), request.path_params["meeting"]
    found = await desk(form.context, ref)
    known = _issue(request, found)
    given = {
        "issue": known.number if known else None,
        "needs_funding": form.value("needs_funding") == "yes",
    }
    try:
        await put_issue(form.context, form.wish(PutIssue, meeting=ref, **given))
    except (Invalid, Conflict) as refusal:
        return _page(request, found, known, form.refused(refusal), refusal.status)
    except Forbidden:
        await own_meeting(form.context, ref)
        raise
    return see_other(request, "issue.list", meeting=ref, done="issue")


async def remove(request: Request) -> Response:
    ref, number = request.path_params["meeting"], number_in(request, "issue")
    return await sent(
        request,
        remove_issue,
        lambda _form: RemoveIssue(meeting=ref, issue=number),
        list_page,
        "issue.list",
        "issue",
    )


def _issue(request: Request, found: Desk) -> Issue | None:
    """None for a new one. Raises NotFound."""
    if request.path_params["issue"] == NEW:
        return None
    number = number_in(request, "issue")
    known = next((each for each in found.issues if each.number == number), None)
    if known is None:
        raise NotFound("issue.not_found")
    return known


def _begun(issue: Issue) -> Form:
    return Form.empty(
        title_kk=issue.title_kk,
        title_ru=issue.title_ru,
        decision=issue.decision.value,
        questions=issue.question_refs,
        commitment=issue.commitment_ref or "",
        responsible_kk=issue.responsible_kk,
        responsible_ru=issue.responsible_ru,
        due_on=issue.due_on.isoformat() if issue.due_on else "",
        needs_funding="yes" if issue.needs_funding else "",
    )


def _of_question(request: Request, found: Desk) -> Form:
    """A new issue, perhaps begun from a question of the list."""
    asked = request.query_params.get("question", "")
    chosen = next((each for each in found.questions if each.ref == asked), None)
    if chosen is None:
        return Form.empty()
    decision = Decision.ANSWERED if chosen.state == "answered" else Decision.TAKEN_AWAY
    title = chosen.text[:WORDS_OF_A_QUESTION]
    return Form.empty(
        title_kk=title if chosen.language == "kk" else "",
        title_ru=title if chosen.language == "ru" else "",
        decision=decision.value,
        questions=(chosen.ref,),
    )


def _page(request: Request, found: Desk, known: Issue | None, form: Form, status: int) -> Response:
    others = {ref for each in found.issues if each is not known for ref in each.question_refs}
    return render(
        request,
        "meetings/record/console/issue.html",
        status=status,
        own=found,
        meeting=found.meeting,
        known=known,
        form=form,
        decisions=[(each.value, words) for each, words in wording.DECISIONS.items()],
        questions=[
            (each.ref, f"{each.ref}: {each.text[:WORDS_OF_A_QUESTION]}", wording.OUTCOMES[each.state])
            for each in found.questions
            if each.ref not in others
        ],
        commitments=[
            (each.commitment.ref, f"{each.commitment.ref}: {each.commitment.quote[:WORDS_OF_A_QUESTION]}")
            for each in found.promises
        ],
        is_open=_is_open(found),
        words=wording,
    )


_AT = "/meetings/{meeting}/record/issues"
PAGES = (
    Page.get("issue.list", _AT, show_list, reads=desk),
    Page.get("issue.edit", f"{_AT}/{{issue}}", show, reads=desk),
    Page.post("issue.edit", f"{_AT}/{{issue}}", post, acts=put_issue),
    Page.post("issue.remove", f"{_AT}/{{issue}}/remove", remove, acts=remove_issue),
)
