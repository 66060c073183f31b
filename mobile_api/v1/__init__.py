"""The first version of the phone's API: every endpoint, in the order of its description."""

from mobile_api.v1 import agencies, deadlines, people, places, questions

ENDPOINTS = (
    *places.ENDPOINTS,
    *agencies.ENDPOINTS,
    *questions.ENDPOINTS,
    *deadlines.ENDPOINTS,
    *people.ENDPOINTS,
)
