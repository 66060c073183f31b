"""What the nightly files hold of questions: published ones alone, masked as everybody reads them, and nobody's name."""

from __future__ import annotations

from hearing_state.i18n import N_
from hearing_state.open_data.datasets import Dataset, columns

_PUBLISHED = "q.screening = 'published' AND q.registered_at <= $2"

QUESTIONS = Dataset(
    "questions",
    N_("Questions"),
    columns(
        "question, title, text, kind, language, state, place, topic, body, channel, registered_at:datetime, registered_on:date,"
        " due_on:date, settled_on:date, outcome, parent, followers:integer"
    ),
    f"""
SELECT q.id AS key, q.ref AS question, q.title, q.text, q.kind, q.language, q.state, q.place_code AS place, q.topic, a.slug AS body,
       q.channel, q.registered_at, q.registered_on, c.due_on, c.settled_on, c.outcome, parent.ref AS parent,
       (SELECT count(*)::int FROM questions_follow f WHERE f.question_id = q.id) AS followers
  FROM questions_question q JOIN questions_clock c ON c.id = q.clock_id JOIN agencies_agency a ON a.id = q.agency_id
  LEFT JOIN questions_question parent ON parent.ref = q.parent_ref AND parent.screening = 'published'
 WHERE {_PUBLISHED} AND q.id > $1 ORDER BY q.id LIMIT $3
""",
)
POINTS = Dataset(
    "question-points",
    N_("Points of questions"),
    columns("question, number:integer, text, state"),
    f"""
SELECT p.id AS key, q.ref AS question, p.number, p.text, p.state FROM questions_point p JOIN questions_question q ON q.id = p.question_id
 WHERE {_PUBLISHED} AND p.id > $1 ORDER BY p.id LIMIT $3
""",
)
EVENTS = Dataset(
    "question-events",
    N_("What happened to questions"),
    columns("question, event, happened_at:datetime, role, body, due_on:date"),
    f"""
SELECT e.id AS key, q.ref AS question, e.kind AS event, e.happened_at, e.role, a.slug AS body, e.facts ->> 'due_on' AS due_on
  FROM questions_event e JOIN questions_question q ON q.id = e.question_id LEFT JOIN agencies_agency a ON a.id = e.agency_id
 WHERE {_PUBLISHED} AND e.is_public AND e.happened_at <= $2 AND e.id > $1 ORDER BY e.id LIMIT $3
""",
)
ANSWERS = Dataset(
    "answers",
    N_("Answers"),
    columns("question, version:integer, language, body, text, law, complaint, published_at:datetime, sha256"),
    f"""
SELECT w.id AS key, q.ref AS question, w.version, w.language, a.slug AS body, w.text, w.law, w.complaint, w.published_at, w.digest AS sha256
  FROM questions_answer w JOIN questions_question q ON q.id = w.question_id JOIN agencies_agency a ON a.id = w.agency_id
 WHERE {_PUBLISHED} AND w.published_at <= $2 AND w.id > $1 ORDER BY w.id LIMIT $3
""",
)
DATASETS = (QUESTIONS, POINTS, EVENTS, ANSWERS)
