"""Words, numbers and dates that YAML reads where people mean text."""

from __future__ import annotations

import datetime as dt
import re

from ucops.model.values import SLUG
from ucops.slips.misfit import Misfit, Said
from ucops.text.correction import Certainty, Correction, sure
from ucops.text.scalars import maker


def odd_number(raw: str) -> str | None:
    """The rule that a number's spelling breaks, or None for digits as people write them."""
    digits = raw.lstrip("+-")
    if ":" in raw:
        return "sexagesimal"
    if digits[:2] in {"0x", "0b"}:
        return "hex-number"
    if re.match(r"0[0-9_]", digits):
        return "octal-number"
    return "underscore-number" if "_" in raw else None


def misread(value: object, raw: str) -> str | None:
    """The rule that a value breaks which was meant as text, or None for what is no scalar."""
    if isinstance(value, bool):
        return "yes-no-word"
    if isinstance(value, int | float):
        return odd_number(raw) or "bare-number"
    return "bare-date" if isinstance(value, dt.date) else None


EXPLAINED = {
    "yes-no-word": "YAML reads {raw} as {value}, not as a word",
    "sexagesimal": "YAML reads {raw} as the number {value}, counted in sixties",
    "octal-number": "YAML reads {raw} as the number {value}, counted in eights",
    "hex-number": "YAML reads {raw} as the number {value}",
    "underscore-number": "YAML reads {raw} as the number {value}",
    "bare-number": "YAML reads {raw} as the number {value}, but this is a text",
    "bare-date": "YAML reads {raw} as a date, but this is a text",
}


def explained(rule: str, raw: str, value: object) -> str:
    """One sentence on what YAML makes of what somebody wrote."""
    shown = {True: "true", False: "false"}.get(value) if isinstance(value, bool) else value
    return EXPLAINED[rule].format(raw=raw, value=shown)


def quoted(misfit: Misfit) -> Correction:
    """The value or key in quotes, which makes a text of what YAML takes for something else."""
    raw = misfit.raw
    certain = sure(maker(raw) is not None)
    if misfit.on_key and not SLUG.fullmatch(raw):
        certain = Certainty.SHOWN
    if misfit.on_key:
        return misfit.write(f'"{raw}"', certainty=certain, name=raw)
    return misfit.write(f'"{raw}"', raw, certain)


def trapped(rule: str, misfit: Misfit) -> Said:
    """What to say about a text that YAML takes for something else."""
    return Said(rule, explained(rule, misfit.raw, misfit.value), quoted(misfit))
