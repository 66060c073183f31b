"""The minutes and the list of issues as the public will read them: proposed, approved by a second person, published."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Wish
from hearing_state.errors import NotFound
from hearing_state.web import Form, Page, context_of, render
from meetings.record import wording
from meetings.record.actions.approve_minutes import ApproveMinutes, approve_minutes
from meetings.record.actions.correct_minutes import CorrectMinutes, correct_minutes
from meetings.record.actions.propose_minutes import ProposeMinutes, propose_minutes
from meetings.record.actions.publish_results import PublishResults, publish_results
from meetings.record.actions.send_back_minutes import SendBackMinutes, send_back_minutes
from meetings.record.console.sent import sent
from meetings.record.desk import desk
from meetings.record.issue import issue_from
from meetings.record.minutes import State as MinutesState
from meetings.record.minutes import faults_of, sections_in
from meetings.record.pages.minutes import section_titles

REVIEW = "minutes.review"


async def show(request: Request) -> Response:
    return await page(request, Form.empty(), 200)


async def page(request: Request, form: Form, status: int) -> Response:
    found = await desk(context_of(request), request.path_params["meeting"])
    if found.in_work is None:
        raise NotFound("minutes.not_drafted")
    is_draft = found.in_work.state is MinutesState.DRAFTED
    issues = found.issues if is_draft else [issue_from(each) for each in found.in_work.issues]
    return render(
        request,
        "meetings/record/console/review.html",
        status=status,
        own=found,
        meeting=found.meeting,
        minutes=found.in_work,
        issues=issues,
        chapters=sections_in(found.in_work.texts),
        titles=section_titles(),
        gaps=len(faults_of(found.in_work.texts)),
        form=form,
        done=wording.done_sentence(request.query_params.get("done", "")),
        words=wording,
    )


async def propose(request: Request) -> Response:
    ref = request.path_params["meeting"]
    return await sent(
        request, propose_minutes, lambda _form: ProposeMinutes(meeting=ref), page, REVIEW, "proposed"
    )


async def approve(request: Request) -> Response:
    ref = request.path_params["meeting"]

    def wished(form: Form) -> Wish:
        return form.wish(ApproveMinutes, meeting=ref)

    return await sent(request, approve_minutes, wished, page, REVIEW, "approved")


async def send_back(request: Request) -> Response:
    ref = request.path_params["meeting"]

    def wished(form: Form) -> Wish:
        return form.wish(SendBackMinutes, meeting=ref)

    return await sent(request, send_back_minutes, wished, page, REVIEW, "sent-back")


async def publish(request: Request) -> Response:
    ref = request.path_params["meeting"]
    return await sent(
        request, publish_results, lambda _form: PublishResults(meeting=ref), page, "record.show", "published"
    )


async def show_correction(request: Request) -> Response:
    return await correction_page(request, Form.empty(), 200)


async def correction_page(request: Request, form: Form, status: int) -> Response:
    found = await desk(context_of(request), request.path_params["meeting"])
    return render(
        request,
        "meetings/record/console/correct.html",
        status=status,
        own=found,
        meeting=found.meeting,
        form=form,
        words=wording,
    )


async def correct(request: Request) -> Response:
    ref = request.path_params["meeting"]

    def wished(form: Form) -> Wish:
        return form.wish(CorrectMinutes, meeting=ref)

    return await sent(request, correct_minutes, wished, correction_page, "minutes.edit", "correction")


_AT = "/meetings/{meeting}/record"
PAGES = (
    Page.get(REVIEW, f"{_AT}/review", show, reads=desk),
    Page.post("minutes.propose", f"{_AT}/review/propose", propose, acts=propose_minutes),
    Page.post("minutes.approve", f"{_AT}/review/approve", approve, acts=approve_minutes),
    Page.post("minutes.send_back", f"{_AT}/review/send-back", send_back, acts=send_back_minutes),
    Page.post("results.publish", f"{_AT}/review/publish", publish, acts=publish_results),
    Page.get("minutes.correct", f"{_AT}/correct", show_correction, reads=desk),
    Page.post("minutes.correct", f"{_AT}/correct", correct, acts=correct_minutes),
)
