"""What one may do with a question after it was asked: follow anybody's; mend, rate, follow up, hide or take back one's own.

`may` of the question says which of these one can do now.
"""

from __future__ import annotations

from hearing_state.actions import Context
from hearing_state.errors import NotFound
from hearing_state.questions import queries
from hearing_state.questions.actions.cure import Cure, cure
from hearing_state.questions.actions.follow import Follow, follow
from hearing_state.questions.actions.follow_up import FollowUp, follow_up
from hearing_state.questions.actions.make_private import MakePrivate, make_private
from hearing_state.questions.actions.make_public import MakePublic, make_public
from hearing_state.questions.actions.mark_unanswered import MarkUnanswered, mark_unanswered
from hearing_state.questions.actions.rate import Rate, rate
from hearing_state.questions.actions.unfollow import Unfollow, unfollow
from hearing_state.questions.actions.withdraw import Withdraw, withdraw
from mobile_api.endpoint import Endpoint, endpoint
from mobile_api.v1 import own_question_shapes as shapes
from mobile_api.v1.questions import ByReference


async def cure_question(
    context: Context, path: ByReference, body: shapes.QuestionAddition
) -> shapes.QuestionState:
    """Add what the body found missing; the rest of the term runs on."""
    ref = await _own(context, path)
    return shapes.QuestionState.of(await cure(context, Cure(question=ref, text=body.text)))


async def withdraw_own_question(
    context: Context, path: ByReference, body: shapes.QuestionWithdrawal
) -> shapes.QuestionState:
    """Take one's own question back before it is decided."""
    ref = await _own(context, path)
    return shapes.QuestionState.of(await withdraw(context, Withdraw(question=ref, reason=body.reason)))


async def rate_answer(context: Context, path: ByReference, body: shapes.AnswerRating) -> shapes.QuestionState:
    """Say how far the answer helped: once for the first answer, once for the one after a follow-up."""
    ref = await _own(context, path)
    return shapes.QuestionState.of(await rate(context, Rate(question=ref, **body.model_dump())))


async def mark_points_unanswered(
    context: Context, path: ByReference, body: shapes.UnansweredPoints
) -> shapes.QuestionState:
    """Say which points the answer did not answer; everybody sees it at the question."""
    ref = await _own(context, path)
    wish = MarkUnanswered(question=ref, numbers=body.numbers)
    return shapes.QuestionState.of(await mark_unanswered(context, wish))


async def follow_question_up(
    context: Context, path: ByReference, body: shapes.QuestionFollowUp
) -> shapes.QuestionState:
    """Say once what is still missing; a short clock runs for those points."""
    ref = await _own(context, path)
    return shapes.QuestionState.of(await follow_up(context, FollowUp(question=ref, **body.model_dump())))


async def make_question_private(context: Context, path: ByReference) -> shapes.QuestionState:
    """Take the consent to publication back: strangers see the clock alone."""
    ref = await _own(context, path)
    return shapes.QuestionState.of(await make_private(context, MakePrivate(question=ref)))


async def make_question_public(
    context: Context, path: ByReference, body: shapes.QuestionConsent
) -> shapes.QuestionState:
    """Agree to publication afterwards; a moderator reads the question first."""
    ref = await _own(context, path)
    return shapes.QuestionState.of(await make_public(context, MakePublic(question=ref, consent=body.consent)))


async def follow_question(context: Context, path: ByReference) -> None:
    """Be told how a public question goes on. Whoever follows already goes on doing so."""
    await follow(context, Follow(question=path.ref))


async def unfollow_question(context: Context, path: ByReference) -> None:
    """Be told no more. Where one does not follow, nothing happens."""
    await unfollow(context, Unfollow(question=path.ref))


async def _own(context: Context, path: ByReference) -> str:
    """The number. Raises NotFound for anybody else's question, as on the site."""
    if not (await queries.shown(context, path.ref)).is_asker:
        raise NotFound("question.not_found")
    return path.ref


_ONE = "/questions/{ref}"
ENDPOINTS: tuple[Endpoint, ...] = (
    endpoint("POST", f"{_ONE}/follow", follow_question, acts=follow, status=204, needs_sign_in=True),
    endpoint("DELETE", f"{_ONE}/follow", unfollow_question, acts=unfollow, status=204, needs_sign_in=True),
    endpoint("POST", f"{_ONE}/cure", cure_question, acts=cure, is_keyed=True, needs_sign_in=True),
    endpoint("POST", f"{_ONE}/withdraw", withdraw_own_question, acts=withdraw, needs_sign_in=True),
    endpoint("POST", f"{_ONE}/rate", rate_answer, acts=rate, is_keyed=True, needs_sign_in=True),
    endpoint("POST", f"{_ONE}/unanswered", mark_points_unanswered, acts=mark_unanswered, needs_sign_in=True),
    endpoint(
        "POST", f"{_ONE}/follow-up", follow_question_up, acts=follow_up, is_keyed=True, needs_sign_in=True
    ),
    endpoint("POST", f"{_ONE}/make-private", make_question_private, acts=make_private, needs_sign_in=True),
    endpoint("POST", f"{_ONE}/make-public", make_question_public, acts=make_public, needs_sign_in=True),
)
