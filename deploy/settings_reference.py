"""Writes deploy/settings.md from the code: `python -m deploy.settings_reference`. A test holds the page to the code."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from pydantic import SecretStr
from pydantic.fields import FieldInfo

from hearing_state.settings import DEMO_KEY, Settings

PAGE = Path(__file__).parent / "settings.md"
_HEAD = """# Settings

Made from `hearing_state/settings.py` by `python -m deploy.settings_reference`; do not edit it by hand.
Each is an environment variable. Production (`HS_MODE=production`) refuses to start where one is unsafe and says which.

| variable | takes | without it | what it is for |
|---|---|---|---|
"""
_FOOT = """
## What production demands before it starts

"""


def reference() -> str:
    """The whole page."""
    rows = "\n".join(_row(name, field) for name, field in Settings.model_fields.items())
    demands = "\n".join(f"* {why}" for why in _demands())
    return f"{_HEAD}{rows}\n{_FOOT}{demands}\n"


def variables() -> set[str]:
    return {f"HS_{name.upper()}" for name in Settings.model_fields}


def _row(name: str, field: FieldInfo) -> str:
    purpose = (field.description or "How much is written to the log").replace("|", "\\|")
    return f"| `HS_{name.upper()}` | {_kind(field)} | {_default(field)} | {purpose} |"


def _kind(field: FieldInfo) -> str:
    shape: Any = field.annotation
    if get_origin(shape) is Literal:
        return " or ".join(f"`{choice}`" for choice in get_args(shape))
    known = {SecretStr: "secret text", str: "text", bool: "`true` or `false`", Path: "folder"}
    if shape is int:
        return "number" + "".join(_bound(rule) for rule in field.metadata)
    return known.get(shape, getattr(shape, "__name__", str(shape)))


def _bound(rule: Any) -> str:
    if (least := getattr(rule, "ge", None)) is not None:
        return f", {least} or more"
    most = getattr(rule, "le", None)
    return f", at most {most}" if most is not None else ""


def _default(field: FieldInfo) -> str:
    default: Any = field.default
    if isinstance(default, SecretStr):
        return "a demo key" if DEMO_KEY in default.get_secret_value() else "none"
    if isinstance(default, bool):
        return f"`{str(default).lower()}`"
    return f"`{default}`" if str(default) else "empty"


def _demands() -> list[str]:
    """Every demand, as the defaults of the demo mode fail nearly all of them."""
    return [why for _wrong, why in Settings.model_construct()._unsafe()]  # noqa: SLF001  the one list of them


def main() -> None:
    PAGE.write_text(reference(), encoding="utf-8")
    print(PAGE)


if __name__ == "__main__":
    main()
