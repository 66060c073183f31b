"""The first version of the phone's API: every endpoint, in the order of its description."""

from mobile_api.v1 import (
    agencies,
    asking,
    commitments,
    deadlines,
    meetings,
    own_questions,
    people,
    petitions,
    places,
    progress,
    questions,
    receptions,
    records,
    registrations,
)

ENDPOINTS = (
    *places.ENDPOINTS,
    *agencies.ENDPOINTS,
    *questions.ENDPOINTS,
    *own_questions.ENDPOINTS,
    *deadlines.ENDPOINTS,
    *meetings.ENDPOINTS,
    *registrations.ENDPOINTS,
    *asking.ENDPOINTS,
    *records.ENDPOINTS,
    *progress.ENDPOINTS,
    *commitments.ENDPOINTS,
    *receptions.ENDPOINTS,
    *petitions.ENDPOINTS,
    *people.ENDPOINTS,
)
