"""Questions: search, read, look for the same before asking, ask, follow one's own."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from hearing_state.actions import Context, Wish
from hearing_state.agencies import competence
from hearing_state.agencies import queries as agencies
from hearing_state.questions import queries, readings
from hearing_state.questions.actions.ask import Ask, ask
from hearing_state.questions.question import TEXT_MAX
from mobile_api.cursor import page_of, to_page
from mobile_api.endpoint import Endpoint, endpoint
from mobile_api.reading import Asked
from mobile_api.v1 import question_shapes as shapes


class ByReference(Asked):
    ref: Annotated[str, Field(pattern=r"^Q-[0-9]{4}-[0-9]{6,9}$", description="The slip's number")]


class Filtered(Asked):
    q: Annotated[str, Field(max_length=200, description="Words in Kazakh, Russian or English")] = ""
    place: Annotated[
        str | None, Field(pattern=r"^[1-9][0-9]{8}$", description="With all that lies under it")
    ] = None
    body: Annotated[str | None, Field(max_length=200, description="A body's slug")] = None
    topic: Annotated[str, Field(max_length=40, description="A key of `/topics`")] = ""
    state: Annotated[Literal["open", "answered", "closed"] | None, Field(description="All without it")] = None
    language: shapes.Language | None = None
    overdue: Annotated[bool, Field(description="Only those whose legal day has passed")] = False
    cursor: Annotated[str | None, Field(max_length=40, description="`next` of the page before")] = None


class Wording(Wish):
    """What is about to be asked."""

    text: str = Field(
        min_length=1, max_length=TEXT_MAX, description="Title and text as far as they are written"
    )
    language: shapes.Language
    place: shapes.PlaceCode
    topic: str = Field(min_length=1, max_length=40, description="A key of `/topics`")


class PlaceAndTopic(Asked):
    place: shapes.PlaceCode
    topic: Annotated[str, Field(min_length=1, max_length=40, description="A key of `/topics`")]


async def search_questions(context: Context, query: Filtered) -> shapes.QuestionPage:
    """Public questions: the best match first where words are given, else the newest."""
    number = page_of(query.cursor)
    body = await agencies.by_slug(context, query.body) if query.body else None
    filters = queries.Filters(
        text=query.q,
        place=query.place or "",
        agency=body.id if body else None,
        topic=query.topic,
        state=query.state or "",
        language=query.language or "",
        overdue=query.overdue,
        page=number,
    )
    found = await queries.listed(context, filters)
    return shapes.QuestionPage(
        questions=[shapes.QuestionLine.of(line) for line in found.items],
        total=found.total,
        next=to_page(number + 1) if number < found.pages else None,
    )


async def show_question(context: Context, path: ByReference) -> shapes.QuestionShown:
    """A question with its points, its answers and how its clock stands.

    Of a private one strangers see the clock alone.
    """
    shown = await queries.shown(context, path.ref)
    await readings.note(context, shown, "api")
    return shapes.QuestionShown.of(shown)


async def find_near(context: Context, body: Wording) -> list[shapes.NearQuestion]:
    """Questions like the one being written, to follow instead of asking again."""
    found = await queries.near(context, body.text, body.place, body.topic, body.language)
    return [shapes.NearQuestion.of(each) for each in found]


async def propose_body(context: Context, query: PlaceAndTopic) -> shapes.Proposal:
    """Who should answer about a topic at a place, why, and whom one may choose instead."""
    return shapes.Proposal.of(await competence.competent(context, query.place, query.topic))


async def ask_question(context: Context, body: shapes.Question) -> shapes.Slip:
    """Ask. The slip comes at once, with the legal day; send the same key when you try again."""
    chosen = await agencies.by_slug(context, body.body) if body.body else None
    wish = Ask(**body.model_dump(exclude={"body"}), agency=chosen.id if chosen else None)
    slip = await ask(context, wish)
    return shapes.Slip.of(slip, await agencies.agency(context, slip.agency_id))


async def list_mine(context: Context) -> shapes.MyQuestions:
    """What one asked and follows."""
    return shapes.MyQuestions.of(await queries.mine(context))


ENDPOINTS: tuple[Endpoint, ...] = (
    endpoint("GET", "/questions", search_questions, reads=queries.listed, fresh_seconds=10),
    endpoint("POST", "/questions", ask_question, acts=ask, status=201, is_keyed=True, needs_sign_in=True),
    endpoint("GET", "/questions/{ref}", show_question, reads=queries.shown, fresh_seconds=10),
    endpoint("POST", "/questions/near", find_near, reads=queries.near),
    endpoint("GET", "/competent", propose_body, reads=competence.competent, fresh_seconds=3600),
    endpoint("GET", "/me/questions", list_mine, reads=queries.mine, needs_sign_in=True),
)
