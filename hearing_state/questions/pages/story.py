"""What a question's page tells, as HTML: put together anew only when something of it changed.

Kept is only what a visitor sees, and only beside all that it was made of: the question as the database tells it now (``Told.plain``),
what the panels say, the language and the addresses. It is shown again while all of that is the very same; whoever sees more of the
question, or has a part in it, is never shown a kept one, and none is made of hers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from hearing_state.i18n import local_name, locale
from hearing_state.questions.lru_cache import LruCache
from hearing_state.questions.pages.steps_taken import closing_reason, held_since, steps_of
from hearing_state.questions.pages.wording import cited, kind_name, outcome_name, state_name
from hearing_state.questions.question import ENDED_WITHOUT, MASK
from hearing_state.questions.views import AnswerPointShown, AnswerShown, Shown, Told
from hearing_state.web.page import LoadedPanel
from hearing_state.web.rendering import ROUTES, fragment

LONGEST = 200_000
"""Letters of a story that is still kept."""
_KEPT: LruCache[tuple[str, str], tuple[Shown, object, Markup]] = LruCache(500)


def story_of(told: Told, panels: Sequence[LoadedPanel]) -> Markup:
    """In the reader's language."""
    if told.plain is None:
        return _story(told, told.shown, panels)
    key, beside = (told.plain.ref, locale()), (panels, len(ROUTES))
    kept = _KEPT.get(key)
    if kept is not None and kept[0] is told.plain and kept[1] == beside:
        return kept[2]
    made = _story(told, told.plain, panels)
    if len(made) <= LONGEST:
        _KEPT.put(key, (told.plain, beside, made))
    return made


def _story(told: Told, shown: Shown, panels: Sequence[LoadedPanel]) -> Markup:
    return fragment(
        "questions/pages/story.html",
        q=shown,
        steps=steps_of(told.events, told.bodies),
        since=held_since(told.events) or shown.registered_at,
        closing=closing_reason(told.events) if shown.state in ENDED_WITHOUT else None,
        said=said_to_points(shown.answers),
        is_one_point=len(shown.points) == 1 and shown.points[0].text == shown.title,
        has_mask=MASK in "".join((shown.title, shown.text, *(each.text for each in shown.points))),
        mask=MASK,
        superior=told.superior,
        topic_name=local_name(told.topic) if told.topic else "",
        kind_name=kind_name(shown.kind.value),
        state_name=state_name,
        outcome_name=outcome_name,
        cited=cited,
        panels=[_panel(each) for each in panels],
    )


def _panel(loaded: LoadedPanel) -> Markup:
    values: Mapping[str, Any] = loaded.values
    return fragment(loaded.template, **values)


def said_to_points(answers: Sequence[AnswerShown]) -> dict[int, tuple[AnswerPointShown, AnswerShown]]:
    """What holds for each point: the newest version that speaks of it."""
    found: dict[int, tuple[AnswerPointShown, AnswerShown]] = {}
    for answer in answers:
        for point in answer.points:
            found.setdefault(point.number, (point, answer))
    return found
