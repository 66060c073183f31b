"""Refusals that only machines meet: of a body's kind and of its size."""

from __future__ import annotations

from hearing_state.errors import Problem


class NotJson(Problem):
    status = 415
    kind = "api.not_json"

    def __init__(self) -> None:
        super().__init__("api.not_json")


class NotBytes(Problem):
    status = 415
    kind = "api.not_bytes"

    def __init__(self) -> None:
        super().__init__("api.not_bytes")


class TooLarge(Problem):
    status = 413
    kind = "body_too_large"

    def __init__(self) -> None:
        super().__init__("body_too_large")
