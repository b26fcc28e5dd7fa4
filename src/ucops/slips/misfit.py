"""A value that does not fit the model, and what is said about one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from ucops.model.config import Config
from ucops.model.usecase import UseCase
from ucops.text.correction import UNSAID, Certainty, Correction, replacing
from ucops.text.source import CONFIG_NAME, Path, Source

_SHOWN = 40
"""Characters of a value that a message repeats: half a line."""


@dataclass(frozen=True, slots=True)
class Said:
    """A rule that is broken, what to say about it, what to do, and the key that was meant."""

    rule: str
    message: str
    advice: str | Correction = ""
    meant: str = ""


@dataclass(frozen=True, slots=True)
class Misfit:
    """A value that does not fit.

    Attributes:
        path: Where it stands, the keys as text.
        kind: Pydantic's name for the error, or one of the model's own.
        value: The plain value; the mapping where a field of it is missing.
        on_key: Whether the key does not fit rather than its value.
    """

    model: type[BaseModel]
    source: Source
    path: Path
    kind: str
    value: Any
    on_key: bool = False

    @property
    def name(self) -> str:
        """The key, or the key of the list that the value is in."""
        return str(next((step for step in reversed(self.path) if isinstance(step, str)), ""))

    @property
    def raw(self) -> str:
        """The value or key as it is written."""
        return self.source.raw(self.path, key=self.on_key)

    @property
    def beside(self) -> dict[str, Any]:
        """What the mapping that holds the key or value says, by key."""
        found = value_at(self.source.data, self.path[:-1])
        holder = found if isinstance(found, dict) else {}
        return {str(key): value for key, value in holder.items()}

    def write(
        self,
        text: str,
        value: object = UNSAID,
        certainty: Certainty = Certainty.SHOWN,
        *,
        name: str = "",
        before: str = "write: ",
        after: str = "",
    ) -> Correction:
        """The line as it should be, another text in the place of what does not fit.

        Args:
            text: What stands there instead.
            value: What that says.
            certainty: How sure it is.
            name: What the key is called then, where that changes.
            before: What is said in front of the line.
            after: What is said behind it.
        """
        return replacing(
            self.source,
            self.path,
            text,
            key=self.on_key,
            name=name,
            value=value,
            certainty=certainty,
            before=before,
            after=after,
        )


def model_of(source: Source) -> type[BaseModel]:
    """What a file is expected to be."""
    return Config if source.file == CONFIG_NAME else UseCase


def value_at(data: Any, path: Path) -> Any:  # noqa: ANN401 - plain data
    """The plain data at a path, whose keys are text; None where it leads nowhere."""
    for step in path:
        if isinstance(data, dict):
            data = next((value for key, value in data.items() if str(key) == step), None)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return None
    return data


def shown(misfit: Misfit) -> str:
    """The value as written, when that is short."""
    value = misfit.value
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "an entry with `key: value` lines"
    text = " ".join((value if isinstance(value, str) else misfit.raw).splitlines())
    return f"'{text[: _SHOWN - 3]}…'" if len(text) > _SHOWN else f"'{text}'"


def left_edge(misfit: Misfit) -> str:
    """A hint for a part of the file that slipped below another one."""
    return f"{misfit.name} belongs at the left edge, not below {misfit.path[0]}"


def wrong_type(misfit: Misfit) -> Said:
    """What to say where there is nothing better."""
    return Said("wrong-type", f"{shown(misfit)} does not fit here")
