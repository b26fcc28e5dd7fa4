"""`ucops validate`: check everything, and choose what of it is reported."""

from __future__ import annotations

import datetime as dt
import os
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, TypedDict

from ucops.app.git import changed_since, files_of, find_base
from ucops.app.kept import Kept, kept_for
from ucops.app.last_report import read_index
from ucops.app.outputs import give_outputs
from ucops.app.run import Run
from ucops.app.survey import Survey, Surveyor
from ucops.errors import UsageError
from ucops.pages.findings import REPORTERS
from ucops.pages.findings.report import Report
from ucops.pages.findings.verbose import told
from ucops.preview.findings import compare
from ucops.preview.private import hushed, internal_customers, masked
from ucops.reading.files import leads_out
from ucops.reading.load import Listing, listing, load
from ucops.rules.engine.context import CONFIG_FILE
from ucops.rules.engine.finding import Finding
from ucops.rules.inspect import Inspected
from ucops.text.collecting import no_collecting
from ucops.text.problem import Problem

if TYPE_CHECKING:
    from ucops.app.fix import Difference

RUNNER = "GITHUB_ACTIONS"
"""Set where a workflow runs: what it prints can be read by everybody who sees the repository."""


class Wishes(TypedDict):
    """The options of one `validate`, as its help page explains them."""

    paths: tuple[Path, ...]
    format_: str
    strict: bool
    changed_since: str | None
    as_of: dt.date | None
    fix: bool
    diff: bool
    guess: bool
    snapshot: Path | None
    no_cache: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """What the findings are shown on.

    Attributes:
        color: Whether it shows colours.
        width: Columns.
        quiet: Whether only what stands in the way is shown.
        verbose: Whether it is told what was looked at, too.
    """

    color: bool
    width: int
    quiet: bool
    verbose: bool


@no_collecting()
def validate(run: Run, wishes: Wishes, screen: Screen) -> Difference | tuple[str, bool]:
    """What mending would change; else the findings in one of the formats, and whether to merge.

    Raises:
        UsageError: Options, paths, a commit or the configuration make no sense.
    """
    _check_options(wishes)
    began = time.perf_counter()
    here = listing(run.root)
    ref = wishes["changed_since"]
    more = [*_by_hand(run, here, ref)] if ref else []
    known = {*here.names, *(problem.file for problem in (*here.problems, *more))}
    only = selected(run, wishes["paths"], ref, known)
    files = here.names if only is None else here.names & frozenset(only)
    if wishes["diff"] or wishes["fix"]:
        from ucops.app.fix import difference, fix  # noqa: PLC0415 - it brings all that mends along

    if wishes["diff"]:
        return difference(run, files, guess=wishes["guess"])
    if wishes["fix"]:
        fix(run, files, guess=wishes["guess"])
        here = listing(run.root)
    kept = Kept() if wishes["no_cache"] else kept_for(run.root, run.environment)
    looker = Surveyor(run, here, wishes["as_of"] or run.today, kept)
    found = looker.survey(lambda each: (*more, *_absent(run, here, each, wishes["snapshot"])))
    if screen.verbose:
        for line in told(here, found.checked, files, time.perf_counter() - began):
            run.say(line)
    shown = _report(found, looker, only, wishes, screen)
    if wishes["format_"] == "github":
        _summarise(run, shown)
    give_outputs(run, errors=shown.count("error"), warnings=shown.count("warning"))
    return REPORTERS[wishes["format_"]](shown), shown.mergeable


def _absent(
    run: Run, here: Listing, each: Mapping[str, Inspected], snapshot: Path | None
) -> Iterable[Problem]:
    """What the files name and is not there, where they name anything and it can be told."""
    named = any(case.names_issue for one in each.values() if (case := one.case))
    elsewhere = any(role.repository for role in here.config.roles.values())
    if not (named or elsewhere) or not (snapshot or run.has_token):
        return ()
    from ucops.app.there import absent  # noqa: PLC0415 - it brings all that asks GitHub along

    return absent(run, load(run.root), snapshot)


def _by_hand(run: Run, here: Listing, ref: str) -> Iterator[Problem]:
    """A problem where the report's index was changed by anybody but `ucops report`."""
    file = f"{here.config.paths.pages}/index.json"
    if file not in changed_since(run.root, ref) or not (run.root / file).exists():
        return
    from ucops.progress.index import digest  # noqa: PLC0415 - it brings half of the rooms along

    document = read_index(run.root / file)
    if document.get("digest") != digest(document):
        yield Problem(
            rule="report-by-hand",
            file=file,
            message="the report's index was changed by hand: it is evidence of what was filed",
            # A branch can name the folder of its pages, and somebody copies this line.
            advice=f"take it back with git checkout {quote(ref)} -- {quote(file)}, or write it "
            "with ucops report",
        )


def _check_options(wishes: Wishes) -> None:
    if wishes["guess"] and not (wishes["fix"] or wishes["diff"]):
        raise UsageError("--guess says how to mend", "add --diff to see what it would do, or --fix")
    if wishes["diff"] and wishes["format_"] != "text":
        raise UsageError("--diff shows a diff and no findings", "leave --format out")


def _report(
    found: Survey, looker: Surveyor, only: Collection[str] | None, wishes: Wishes, screen: Screen
) -> Report:
    """What is to be shown; with a commit to compare with, also what breaks in other files."""
    findings, ref, run = found.checked.findings, wishes["changed_since"], looker.run
    if only is not None and ref is not None and not wishes["paths"]:
        elsewhere = frozenset(brought_elsewhere(looker, ref, findings, only))
        findings = tuple(one for one in findings if one.file in only or one in elsewhere)
        only = {*only, *(one.file for one in elsewhere)}
        if wishes["format_"] == "github":
            findings = own_first(looker, ref, findings)
    texts: Mapping[str, str] = Texts(found.here)
    if run.environment.get(RUNNER):
        findings = hushed(findings, found.proofs, texts)
        texts = Texts(found.here, internal_customers(found.proofs, texts.values()))
    kept = tuple(one for one in findings if only is None or one.file in only)
    cases = [case for case in found.cases if only is None or case.file in only]
    left = (one for one in found.checked.findings if only is not None and one.file not in only)
    read = found.here.names - {CONFIG_FILE}
    return Report(
        findings=kept,
        texts=texts,
        files=len(read if only is None else read & frozenset(only)),
        use_cases=len(cases),
        items=sum(item.wanted for case in cases for item in case.items),
        mendable=_mendable(found, only) if wishes["format_"] == "text" else 0,
        strict=wishes["strict"],
        color=screen.color,
        width=screen.width,
        prefix=_prefix(run),
        quiet=screen.quiet,
        notes=screen.verbose,
        elsewhere=sum(one.severity == "error" for one in left),
    )


def _mendable(found: Survey, only: Collection[str] | None) -> int:
    """How many problems mending would put an end to."""
    counts = {
        file: one.mendable
        for file, one in found.each.items()
        if one.mendable and (only is None or file in only)
    }
    if not counts:
        return 0
    from ucops.app.mended_files import count_mendable  # noqa: PLC0415 - as for mending above

    return count_mendable(found.here.root, counts)


class Texts(Mapping[str, str]):
    """The text of each file, which is read when it is asked for: few of them are.

    Attributes:
        here: The files.
        internal: Customers whose names, and whose proof points, are left out of use cases.
    """

    def __init__(self, here: Listing, internal: frozenset[str] | None = None) -> None:
        self.here = here
        self.internal = internal

    def __getitem__(self, file: str) -> str:
        text = self.here.text(file)
        plain = self.internal is None or file == CONFIG_FILE
        return text if plain else masked(text, self.internal or ())

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self.here.names))

    def __len__(self) -> int:
        return len(self.here.names)


def _summarise(run: Run, shown: Report) -> None:
    """Put everything on the summary page of a workflow run, where there is one to write to."""
    if file := run.environment.get("GITHUB_STEP_SUMMARY"):
        from ucops.pages.findings.summary import render_summary  # noqa: PLC0415 - brings Jinja2

        text = render_summary(shown)
        try:
            with Path(file).open("a", encoding="utf-8") as summary:
                summary.write(text)
        except OSError as error:
            run.say(f"the summary of the run cannot be written: {error.strerror}")


def _prefix(run: Run) -> str:
    """The way from the workspace to the root, where the root lies below it."""
    workspace = Path(run.environment.get("GITHUB_WORKSPACE") or Path.cwd()).resolve()
    here = run.root.resolve()
    inside = here != workspace and here.is_relative_to(workspace)
    return f"{here.relative_to(workspace).as_posix()}/" if inside else ""


def selected(
    run: Run, paths: tuple[Path, ...], ref: str | None, known: Collection[str]
) -> Collection[str] | None:
    """The files to report on, relative to the root; None for all of them.

    Args:
        run: The surroundings.
        paths: Files and folders that are asked for; none for all.
        ref: Only what changed since this commit or branch; None for everything.
        known: The files that there is something to say about.

    Raises:
        UsageError: A path is not there or not below the root, or git does not know the commit.
    """
    if not paths and ref is None:
        return None
    named = {file for path in paths for file in _files_in(run, path, known)}
    if ref is None:
        return named
    changed = changed_since(run.root, ref)
    return changed & named if paths else changed


def _files_in(run: Run, path: Path, known: Collection[str]) -> set[str]:
    names = set(_names(run.root, path))
    files = {file for file in known if any(_is_in(file, name) for name in names)}
    if not files:
        run.say(f"{path} holds nothing that is checked")
    return files


def _names(root: Path, path: Path) -> Iterator[str]:
    """What a path is called below the root: by its own name, and where its links lead."""
    if not path.exists():
        raise UsageError(f"there is no {path}", "name a file or folder of this repository")
    written, top = (Path(os.path.normpath(one.absolute())) for one in (path, root))
    inside = written.is_relative_to(top)
    if leads_out(path, root):
        if inside:
            message = f"{path} leads out of {root} by a symbolic link"
            raise UsageError(message, "put a copy in the link's place, or name another file")
        raise UsageError(f"{path} is not below {root}", "name a file or folder there")
    yield path.resolve().relative_to(root.resolve()).as_posix()
    if inside:
        yield written.relative_to(top).as_posix()


def _is_in(file: str, path: str) -> bool:
    return path in (".", file) or file.startswith(f"{path}/")


def brought_elsewhere(
    looker: Surveyor, ref: str, findings: Collection[Finding], changed: Collection[str]
) -> tuple[Finding, ...]:
    """The errors in files that did not change which the change brings all the same.

    Whoever removes what others refer to breaks these, and only a look at the base tells that
    from what was wrong before.
    """
    others = [one for one in findings if one.severity == "error" and one.file not in changed]
    return compare(_before(looker, ref), others, {}, ()).new if others else ()


def own_first(looker: Surveyor, ref: str, findings: Collection[Finding]) -> tuple[Finding, ...]:
    """What the change brings, then what was there before: GitHub shows ten of each severity."""
    own = frozenset(compare(_before(looker, ref), findings, {}, ()).new)
    return tuple(sorted(findings, key=lambda one: one not in own))


def _before(looker: Surveyor, ref: str) -> tuple[Finding, ...]:
    """What was found in the base; nothing where it cannot be read."""
    root = looker.run.root
    with files_of(root, find_base(root, ref)) as folder:
        try:
            return replace(looker, here=listing(folder)).survey().checked.findings
        except UsageError:
            return ()
