"""What a rule is, and what makes one of a function."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import wraps
from itertools import islice
from typing import TYPE_CHECKING

from ucops.rules.engine.finding import Family, Level
from ucops.text.source import CONFIG_NAME

if TYPE_CHECKING:
    from ucops.model.catalog import Entry
    from ucops.model.usecase import Status
    from ucops.model.values import Severity
    from ucops.rules.engine.context import Context
    from ucops.rules.engine.everything import Everything
    from ucops.rules.engine.file import File
    from ucops.text.source import Path, Span

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
        at: Where the path leads, for a hit whose place is known.
    """

    message: str
    path: Path = ()
    hint: str = ""
    on_key: bool = False
    file: str = ""
    soft: bool = False
    span: Span | None = None
    at: Span | None = None


Hits = Iterator[Hit]
InFile = Callable[["File", "Context"], Hits]
InAll = Callable[["Everything"], Hits]
InUseCase = Callable[["Entry", "Context"], Hits]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What is known about a rule besides its page, `docs/rules/<name>.md`.

    Attributes:
        name: Its name for ever, which is also the name of its page.
        family: The group it is listed in.
        severity: How bad a finding is in an active use case or in `ucops.yaml`.
        in_file: Yields what is wrong in one file, whatever the others say.
        in_all: Yields what is wrong in the facts of all files beside each other, and names each
            hit's file. A rule that has neither is one whose findings reading yields.
        needs: For a rule that misses something, the parts of the file besides the hit's own place
            whose errors may be why it is missing, or its fields below that place, written `.field`;
            None for all other rules.
        yields_to: The rule that says all there is to say about a value, where both find fault.
        dated: Whether it judges by the day on which it is asked.
    """

    name: str
    family: Family
    severity: Level
    in_file: InFile | None = None
    in_all: InAll | None = None
    needs: tuple[str, ...] | None = None
    yields_to: str = ""
    dated: bool = False

    def may_be_error(self, configured: Mapping[str, Severity]) -> bool:
        """Whether a finding may be an error under the severities of `ucops.yaml`."""
        return self.fixed or configured.get(self.name) == "error"

    @property
    def fixed(self) -> bool:
        """Whether the severity stands: an error can be neither lowered nor silenced."""
        return self.severity == "error"

    @property
    def substance(self) -> bool:
        """Whether it judges completeness: info for drafts, nothing for retired ones."""
        return self.family == "substance"


def severity_of(
    rule: Rule, status: Status, configured: Mapping[str, Severity], *, soft: bool = False
) -> Level | None:
    """The severity of one finding, or None when it is not reported.

    An error stays an error, whatever the configuration says. Rules of substance ask nothing of a
    retired use case and only inform about a draft.

    Args:
        rule: The rule that found something.
        status: Of the use case, `active` for `ucops.yaml`.
        configured: Severities by rule name, from `rules:` in `ucops.yaml`.
        soft: Whether the finding is a milder case, an info at most.
    """
    if rule.fixed:
        return "error"
    level = configured.get(rule.name, rule.severity)
    if level == "off" or (rule.substance and status == "retired"):
        return None
    if soft or (rule.substance and status == "draft"):
        return "info"
    return level


def catalog_rule(
    family: Family,
    severity: Level,
    *,
    yields_to: str = "",
    in_use_case: InUseCase | None = None,
) -> Callable[[InAll], Rule]:
    """Make a rule of a function that looks at the facts of all files and names each hit's file.

    Args:
        family: The group that it is listed in.
        severity: How bad a finding is.
        yields_to: The rule that says all there is to say.
        in_use_case: What the same rule looks for within each use case.
    """

    def make(find: InAll) -> Rule:
        return Rule(
            name=_named(find),
            family=family,
            severity=severity,
            in_file=in_use_case and _of_entry(in_use_case),
            in_all=find,
            yields_to=yields_to,
        )

    return make


def settings_rule(
    family: Family, severity: Level, *, in_use_case: InUseCase | None = None
) -> Callable[[Callable[[Context], Hits]], Rule]:
    """Make a rule of a function that looks at `ucops.yaml` alone."""

    def make(find: Callable[[Context], Hits]) -> Rule:
        @wraps(find)
        def find_in_all(everything: Everything) -> Hits:
            return (replace(hit, file=CONFIG_NAME) for hit in find(everything.settings))

        return catalog_rule(family, severity, in_use_case=in_use_case)(find_in_all)

    return make


def text_rule(
    family: Family, severity: Level, *, yields_to: str = ""
) -> Callable[[Callable[[File], Hits]], Rule]:
    """Make a rule of a function that looks at nothing but what one file says at a time."""

    def make(find: Callable[[File], Hits]) -> Rule:
        @wraps(find)
        def beside(file: File, context: Context) -> Hits:
            del context
            return find(file)

        return file_rule(family, severity, yields_to=yields_to)(beside)

    return make


def file_rule(family: Family, severity: Level, *, yields_to: str = "") -> Callable[[InFile], Rule]:
    """Make a rule of a function that looks at one file at a time beside the settings."""

    def make(find: InFile) -> Rule:
        def find_in_file(file: File, context: Context) -> Hits:
            return (replace(hit, file=file.name) for hit in find(file, context))

        return Rule(
            name=_named(find),
            family=family,
            severity=severity,
            in_file=find_in_file,
            yields_to=yields_to,
        )

    return make


def use_case_rule(
    family: Family,
    severity: Level,
    *,
    needs: tuple[str, ...] | None = None,
    yields_to: str = "",
    dated: bool = False,
) -> Callable[[InUseCase], Rule]:
    """Make a rule of a function that looks at one use case at a time."""

    def make(find: InUseCase) -> Rule:
        return Rule(
            name=_named(find),
            family=family,
            severity=severity,
            in_file=_of_entry(find, living=family == "substance"),
            needs=needs,
            yields_to=yields_to,
            dated=dated,
        )

    return make


def _of_entry(find: InUseCase, *, living: bool = False) -> InFile:
    """What looks at a file for its use case, perhaps only for one that is not retired."""

    def find_in_file(file: File, context: Context) -> Hits:
        entry = file.entry
        if entry and not (living and entry.use_case.status == "retired"):
            for hit in islice(find(entry, context), MOST + 1):
                yield replace(hit, file=entry.file, path=context.written(entry, hit.path))

    return find_in_file


def _named(find: Callable[..., Hits]) -> str:
    return find.__name__.replace("_", "-")
