"""Words of which only some are allowed: a status, a stage, yes or no, a name on GitHub."""

from __future__ import annotations

from ucops.likeness import alike, plainly
from ucops.model import shape
from ucops.slips import numbers
from ucops.slips.misfit import Misfit, Said, shown
from ucops.text.correction import Certainty, Correction


def not_bool(misfit: Misfit) -> Said:
    """What to say about something else where true or false belongs."""
    word = str(misfit.value).casefold()
    text = "true" if word in {"yes", "on", "true", "y"} else "false"  # by guess, nothing is public
    message = f"{misfit.name} is true or false, without quotes"
    return Said("wrong-type", message, misfit.write(text))


def not_listed(misfit: Misfit) -> Said:
    """What to say about a value that is none of those allowed."""
    allowed = shape.choices(misfit.model, misfit.path)
    words = [str(one) for one in allowed]
    clean = misfit.value.strip() if isinstance(misfit.value, str) else ""
    if clean in words and clean.isdigit():
        return numbers.quoted(misfit, clean)
    message = f"{misfit.name} cannot be {shown(misfit)}; it is one of: {', '.join(words)}"
    if (number := numbers.counted(str(misfit.value))) in words:
        return Said("unknown-value", message, misfit.write(number))
    return Said("unknown-value", message, _meant(misfit, str(misfit.value), words))


def _meant(misfit: Misfit, said: str, words: list[str]) -> str | Correction:
    """The word that was meant, where one is like what stands there."""
    close = alike(said, words) if isinstance(misfit.value, str) else []
    if not close:
        return ""
    same = plainly(close[0]) == plainly(said)
    certainty = Certainty.SURE if same else Certainty(len(close) == 1)
    question = f"did you mean '{close[0]}'? Write: "
    return misfit.write(close[0], close[0], certainty, before=question)


def bad_pattern(misfit: Misfit) -> Said:
    """What to say about a name on GitHub that is not written as such."""
    form = {"project": "owner/number", "repository": "owner/name"}.get(misfit.name, "")
    hint = f"write it as {form}" if form else ""
    return Said("bad-pattern", f"{shown(misfit)} is not a {misfit.name}", hint)
