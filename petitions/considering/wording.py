"""Kinds of steps and outcomes in words."""

from __future__ import annotations

from hearing_state.i18n import gettext


def kind_options() -> list[tuple[str, str]]:
    return [
        ("visit", gettext("Visit to the place")),
        ("commission", gettext("Commission or working group")),
        ("discussion", gettext("Public discussion of the draft decision")),
        ("other", gettext("Another step")),
    ]


def outcome_options() -> list[tuple[str, str]]:
    return [
        ("granted", gettext("Granted")),
        ("partly", gettext("Granted in part")),
        ("refused", gettext("Refused")),
    ]
