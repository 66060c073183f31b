"""The terms of this package, read once when the process starts."""

from __future__ import annotations

from pathlib import Path

from hearing_state.rulebook import Rulebook, read_rules

RULES: Rulebook = read_rules(Path(__file__).with_name("rules.toml"))
