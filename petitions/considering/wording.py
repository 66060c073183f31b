"""Kinds of steps and outcomes in words."""

from __future__ import annotations

from hearing_state.i18n import gettext, pgettext
from petitions.considering.commission import Part


def kind_options() -> list[tuple[str, str]]:
    return [
        ("visit", gettext("Visit to the place")),
        ("commission", gettext("Commission or working group")),
        ("discussion", gettext("Public discussion of the draft decision")),
        ("other", gettext("Another step")),
    ]


def step_options() -> list[tuple[str, str]]:
    """What is put down as a step; a discussion comes with its draft."""
    return [each for each in kind_options() if each[0] != "discussion"]


def part_options() -> list[tuple[str, str]]:
    return [
        (Part.CHAIR, pgettext("commission", "Chair")),
        (Part.SECRETARY, pgettext("commission", "Secretary")),
        (Part.MEMBER, pgettext("commission", "Member")),
    ]


def outcome_options() -> list[tuple[str, str]]:
    return [
        ("granted", gettext("Granted")),
        ("partly", gettext("Granted in part")),
        ("refused", gettext("Refused")),
    ]
