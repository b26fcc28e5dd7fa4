"""What a command tells the next steps of a workflow, besides what it prints."""

from __future__ import annotations

from pathlib import Path

from ucops.app.run import Run

VARIABLE = "GITHUB_OUTPUT"


def give_outputs(run: Run, **values: int | str | bool) -> None:
    """Set outputs of the running step; nothing happens where no workflow runs.

    Args:
        run: The surroundings.
        values: By name, with `_` for `-`: numbers, one line of text, or true and false.
    """
    file = run.environment.get(VARIABLE)
    if not file:
        return
    lines = [f"{name.replace('_', '-')}={_text(value)}\n" for name, value in values.items()]
    try:
        with Path(file).open("a", encoding="utf-8") as outputs:
            outputs.writelines(lines)
    except OSError as error:
        run.say(f"the outputs of the step cannot be written: {error.strerror}")


def _text(value: int | str | bool) -> str:  # noqa: FBT001 - a value, not a switch
    if isinstance(value, bool):
        return str(value).lower()
    return str(value).partition("\n")[0]
