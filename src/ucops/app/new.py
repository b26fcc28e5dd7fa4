"""`ucops new`: a new use case's file, of a title or of what an issue proposes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from ucops.app.prepare import connection, so_far
from ucops.app.run import Run
from ucops.app.target import target
from ucops.disk import write_whole
from ucops.errors import UcopsError, UsageError
from ucops.github.examined import Filed
from ucops.github.snapshot import Gone
from ucops.model.catalog import Catalog
from ucops.model.config import Config
from ucops.model.values import SLUG, SLUG_LIMIT, Tier
from ucops.reading.load import read_use_case
from ucops.reading.read import read
from ucops.rules.all import rules
from ucops.setup.draft import Draft, draft_text
from ucops.setup.proposal import answers, fields, proposed
from ucops.setup.scaffold import draft_path
from ucops.setup.texts import FORM, filled


class UnreadableDraftError(UcopsError):
    """What somebody proposed does not make a valid file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A file that is begun.

    Attributes:
        file: Its path, relative to the root.
        draft: What it says.
        text: The same as it stands in the file.
        issue: The number of the issue that proposed it, or None.
        author: The login of who filed that issue, or empty.
    """

    file: str
    draft: Draft
    text: str = ""
    issue: int | None = None
    author: str = ""


def new(
    run: Run, use_case: str | None, title: str | None, tier: Tier | None, issue: int | None
) -> Begun:
    """Write the file of a new use case.

    Args:
        run: The surroundings.
        use_case: Its id; with an issue, made of the title where it is not given.
        title: Its title; with an issue, what that says.
        tier: 1, 2 or 3; by default what the issue says, else 3.
        issue: The number of an issue that was filed with the form *Propose a use case*.

    Raises:
        UsageError: The id or the title are missing or wrong, or there is such a use case already.
    """
    catalog = so_far(run.root)
    begun = _asked(run, catalog.config, use_case, issue) if issue else _named(use_case, title)
    draft = begun.draft
    draft = replace(draft, title=title or draft.title, tier=tier or draft.tier)
    begun = drafted(run.root, catalog, replace(begun, draft=draft))
    write_whole(run.root / begun.file, begun.text)
    return begun


def drafted(root: Path, catalog: Catalog, begun: Begun) -> Begun:
    """The same with its file, of which nothing is written yet.

    Raises:
        UsageError: Its id is wrong or taken.
        UnreadableDraftError: It makes no valid file.
    """
    draft = begun.draft
    _check_id(draft.id, catalog)
    path = draft_path(catalog.config, draft.id)
    text = draft_text(draft, path)
    _check_text(path, text, draft)
    if (root / path).exists():
        raise UsageError(f"{path} is there already", "take another id, or remove the file")
    return replace(begun, file=path, text=text)


def _named(use_case: str | None, title: str | None) -> Begun:
    if not (use_case and title and title.strip()):
        raise UsageError(
            "ID and --title are needed", 'ucops new ci --title "Continuous integration"'
        )
    return Begun(file="", draft=Draft(id=use_case, title=" ".join(title.split())))


def _asked(run: Run, config: Config, use_case: str | None, number: int) -> Begun:
    """What an issue proposes."""
    found = target(run, config)
    asked = connection(run, config).examiner.issue(found.repository, number)
    if isinstance(asked, Gone):
        place = f"{found.repository}#{number}"
        raise UsageError(f"{place} is not there: {asked.how}", "name an issue that is")
    return begun_of(run.root, config, asked, use_case or "")


def begun_of(root: Path, config: Config, asked: Filed, use_case: str = "") -> Begun:
    """What an issue proposes.

    Raises:
        NoProposalError: It was not filed with the form.
    """
    issue = asked.issue
    told = answers(issue.body, fields(_form(root)))
    draft = proposed(issue.title, told, config, origin=issue.url, use_case=use_case)
    return Begun(file="", draft=draft, issue=issue.number, author=asked.author)


def _form(root: Path) -> str:
    """The form as this repository has it, else as it ships."""
    own = root / ".github" / "ISSUE_TEMPLATE" / FORM
    return own.read_text(encoding="utf-8", errors="replace") if own.is_file() else filled(FORM, {})


def _check_id(use_case: str, catalog: Catalog) -> None:
    if not SLUG.fullmatch(use_case) or len(use_case) > SLUG_LIMIT:
        raise UsageError(
            f"{use_case!r} cannot be the id of a use case",
            f"take at most {SLUG_LIMIT} small letters, digits and single hyphens, such as ci or "
            "data-science",
        )
    taken = {name.casefold(): entry.file for name, entry in catalog.entries.items()}
    if there := taken.get(use_case):
        raise UsageError(f"there is a use case {use_case} already: {there}", "take another id")
    claims = (one.id for one in catalog.entries.values() if use_case in one.use_case.previously)
    if claimed := next(claims, None):
        raise UsageError(f"{use_case} is a former id of {claimed}", "take another id")


def _check_text(path: str, text: str, draft: Draft) -> None:
    """Read the file as `validate` would, before anybody has to."""
    source, problems = read(text.encode("utf-8", "replace"), path)
    use_case, more = read_use_case(source, draft.id)
    wrong = [one for one in (*problems, *more) if rules()[one.rule].severity == "error"]
    if wrong or use_case.title != draft.title:
        why = wrong[0].message if wrong else "the title does not stay what it is"
        raise UnreadableDraftError(
            f"no valid file can be made of that: {why}", "write it by hand, in words of your own"
        )
