"""What a rule is, and the one list of all rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import islice
from textwrap import dedent
from types import ModuleType
from typing import TYPE_CHECKING, Literal, TypedDict, Unpack

from ucops.rules.engine.finding import Level

if TYPE_CHECKING:
    from ucops.model.catalog import Entry
    from ucops.rules.engine.context import Context
    from ucops.text.source import Span

Family = Literal[
    "syntax",
    "traps",
    "form",
    "references",
    "identity",
    "planning",
    "substance",
    "safety",
    "silencing",
]
"""The groups that rules are listed in, in that order."""


MOST = 100
"""The most findings of one rule in one file that are listed."""


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule found, before its severity and its line are known.

    Attributes:
        message: What is wrong, one sentence.
        path: Where in the file's data; what is missing points at what should hold it.
        hint: The way out, or an empty string.
        on_key: Whether the key at `path` is meant rather than its value.
        file: The file, relative to the root; rules over one use case leave it empty.
        soft: A milder case of the rule, which yields at most an info.
        span: Where in the text, for what is a part of a value or stands in none, such as a comment.
    """

    message: str
    path: tuple[str | int, ...] = ()
    hint: str = ""
    on_key: bool = False
    file: str = ""
    soft: bool = False
    span: Span | None = None


Hits = Iterator[Hit]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule with everything that is known about it.

    Attributes:
        name: Its name for ever, which is also the name of its page.
        family: The group it is listed in.
        severity: How bad a finding is in an active use case or in `ucops.yaml`.
        substance: Whether it judges completeness: info for drafts, nothing for retired ones.
        summary: What it finds, in one line.
        why: Why that matters.
        wrong: An example that it finds.
        right: The same example as it should be.
        find: Yields what is wrong, or None where reading the files already does.
    """

    name: str
    family: Family
    severity: Level
    substance: bool
    summary: str
    why: str
    wrong: str
    right: str
    find: Callable[[Context], Hits] | None = None

    @property
    def fixed(self) -> bool:
        """Whether the severity stands: an error can be neither lowered nor silenced."""
        return self.severity == "error"


class Page(TypedDict):
    """What a rule's page says: see `Rule`."""

    summary: str
    why: str
    wrong: str
    right: str


def documented(name: str, family: Family, severity: Level, **page: Unpack[Page]) -> Rule:
    """Describe a rule whose findings arise while the files are read."""
    return Rule(
        name=name,
        family=family,
        severity=severity,
        substance=family == "substance",
        summary=page["summary"],
        why=page["why"],
        wrong=_example(page["wrong"]),
        right=_example(page["right"]),
    )


def catalog_rule(
    family: Family, severity: Level, **page: Unpack[Page]
) -> Callable[[Callable[[Context], Hits]], Rule]:
    """Make a rule of a function that looks at all files at once and names each hit's file."""

    def make(find: Callable[[Context], Hits]) -> Rule:
        name = find.__name__.replace("_", "-")
        return replace(documented(name, family, severity, **page), find=find)

    return make


def use_case_rule(
    family: Family, severity: Level, **page: Unpack[Page]
) -> Callable[[Callable[[Entry, Context], Hits]], Rule]:
    """Make a rule of a function that looks at one use case at a time."""

    def make(find: Callable[[Entry, Context], Hits]) -> Rule:
        name = find.__name__.replace("_", "-")
        rule = documented(name, family, severity, **page)
        return replace(rule, find=partial(_find_in_each, find, rule.substance))

    return make


def _find_in_each(
    find: Callable[[Entry, Context], Hits],
    substance: bool,  # noqa: FBT001 - bound by position, once, above
    context: Context,
) -> Hits:
    for entry in context.living if substance else context.entries:
        for hit in islice(find(entry, context), MOST + 1):
            yield replace(hit, file=entry.file, path=context.written(entry, hit.path))


@cache
def rules() -> Mapping[str, Rule]:
    """Every rule by name, grouped by family."""
    from ucops.rules.families import MODULES  # noqa: PLC0415 - the families import this module

    return {rule.name: rule for module in MODULES for rule in _rules_of(module)}


def _rules_of(module: ModuleType) -> Iterator[Rule]:
    return (value for value in vars(module).values() if isinstance(value, Rule))


def _example(text: str) -> str:
    return dedent(text).strip("\n") + "\n"
