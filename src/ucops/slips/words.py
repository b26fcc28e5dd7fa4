"""Words of which only some are allowed: a status, a stage, yes or no, a name on GitHub."""

from __future__ import annotations

import re

from ucops.likeness import alike, plainly
from ucops.model import shape
from ucops.slips import numbers, terms
from ucops.slips.misfit import Misfit, Said, shown, value_at
from ucops.text.correction import Certainty, Correction, replacing


def not_bool(misfit: Misfit) -> Said:
    """What to say about something else where true or false belongs."""
    word = str(misfit.value).strip().casefold()
    message = f"{misfit.name} is true or false, without quotes"
    if word in {"yes", "on", "true", "y", "no", "off", "false", "n"}:
        text = "true" if word in {"yes", "on", "true", "y"} else "false"
        return Said("wrong-type", message, misfit.write(text, certainty=Certainty.SURE))
    hint = "write true once they have agreed to be named in public, and false until then"
    return Said("wrong-type", message, hint if misfit.name == "public" else "write true or false")


def not_listed(misfit: Misfit) -> Said:
    """What to say about a value that is none of those allowed."""
    allowed = shape.choices(misfit.model, misfit.path, key=misfit.on_key)
    words = [str(one) for one in allowed]
    clean = misfit.value.strip() if isinstance(misfit.value, str) else ""
    if clean in words and clean.isdigit():
        return numbers.quoted(misfit, clean)
    name = str(misfit.path[-2]) if misfit.on_key else misfit.name
    what = f"an entry of {name}" if misfit.on_key else name
    message = f"{what} cannot be {shown(misfit)}; it is one of: {', '.join(words)}"
    if isinstance(misfit.path[-1], int) and (whole := _whole_list(misfit, words)):
        return Said("unknown-value", message, whole)
    if (number := numbers.counted(str(misfit.value))) in words:
        return Said("unknown-value", message, misfit.write(number, certainty=Certainty.LIKELY))
    if meant := terms.value(name, str(misfit.value)):
        after = terms.MEANING.get(name, "")
        advice = misfit.write(meant, certainty=Certainty.LIKELY, after=after)
        return Said("unknown-value", message, advice)
    return Said("unknown-value", message, _meant(misfit, str(misfit.value), words))


def _whole_list(misfit: Misfit, words: list[str]) -> Correction | None:
    """A list between brackets with each of its words as it should be."""
    source, holder = misfit.source, misfit.path[:-1]
    entries = value_at(source.data, holder)
    if not isinstance(entries, list) or not source.raw(holder).startswith("["):
        return None
    meant = [_one(misfit.name, str(entry), words) for entry in entries]
    if not all(meant):
        return None
    same = all(
        plainly(one) == plainly(str(entry)) for one, entry in zip(meant, entries, strict=True)
    )
    value = list(dict.fromkeys(meant))
    certainty = Certainty.SURE if same else Certainty.LIKELY
    return replacing(source, holder, f"[{', '.join(value)}]", value=value, certainty=certainty)


def _one(name: str, said: str, words: list[str]) -> str:
    """The allowed word that another one means; empty where none is alike."""
    if plainly(said) in words:
        return plainly(said)
    return terms.value(name, said) or next(iter(alike(said, words)), "")


APART = re.compile(r"\s*(?:->|[,;/&+|→>])\s*|\s+(?:and|or|und|et|y)\s+")
"""What stands between several names or words, and in none."""


def several(name: str, text: str, words: list[str]) -> list[str]:
    """The allowed words that one text names; empty where it names anything else."""
    found = [_one(name, one, words) for one in APART.split(text.strip()) if one]
    return found if all(found) else []


def _meant(misfit: Misfit, said: str, words: list[str]) -> str | Correction:
    """The word that was meant, where one is like what stands there."""
    close = alike(said, words) if isinstance(misfit.value, str) else []
    if not close:
        return "write one of these, or leave the line out while it is open"
    same = plainly(close[0]) == plainly(said)
    certainty = Certainty.SURE if same else Certainty(len(close) == 1)
    question = f"did you mean '{close[0]}'? Write: "
    return misfit.write(close[0], close[0], certainty, before=question)


def bad_pattern(misfit: Misfit) -> Said:
    """What to say about a name on GitHub that is not written as such."""
    form = {"project": "owner/number", "repository": "owner/name"}.get(misfit.name, "")
    hint = f"write it as {form}" if form else ""
    return Said("bad-pattern", f"{shown(misfit)} is not a {misfit.name}", hint)
