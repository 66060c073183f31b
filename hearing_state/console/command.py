"""``hearing-state switch``: the operator's switch, for the case that nobody can sign in."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from hearing_state.actions import Context, Step
from hearing_state.console.actions.switch_service import SwitchService, switch_service

NAMES = {step.name.lower().replace("_", "-"): step for step in Step}


def add_arguments(word: ArgumentParser) -> None:
    word.add_argument("step", choices=sorted(NAMES, key=NAMES.__getitem__))


async def switch(args: Namespace, context: Context) -> int:
    """Sets it as the house itself; every process hears it within a second."""
    await switch_service(context, SwitchService(step=int(NAMES[args.step])))
    print(f"the house serves: {args.step}")  # noqa: T201  the answer of a command
    return 0
