"""What every command begins with that asks GitHub: valid files, a connection, a snapshot."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ucops import resources
from ucops.app.kept import kept_for
from ucops.app.kept_entries import KeptEntries
from ucops.app.last_report import read_index
from ucops.app.run import SERVER_URL, Run
from ucops.app.target import Target, target
from ucops.errors import UcopsError
from ucops.github.client import Client, Exchange, Surroundings
from ucops.github.connect import Connection, open_client
from ucops.github.connect import connect as connect_to
from ucops.github.errors import StaleListingError
from ucops.github.known import Known, known_issues
from ucops.github.protocols import Reader
from ucops.github.shapes import one_spelling
from ucops.github.snapshot import Snapshot
from ucops.github.transport import open_transport
from ucops.model.catalog import Catalog
from ucops.model.config import Config, Limits
from ucops.pages.findings import REPORTERS
from ucops.pages.findings.report import Report, report
from ucops.pages.issue.bodies import bodies
from ucops.pages.templating import Templates, templates
from ucops.preview.private import hushed, internal_customers, masked, points_of
from ucops.prose.words import listed
from ucops.reading.files import find
from ucops.reading.load import Loaded, listing, load, whole
from ucops.reading.settings import load_config
from ucops.rules.check import errors
from ucops.sync.desired import Desired, desired_state
from ucops.sync.plan import files_anything, plan
from ucops.text.source import CONFIG_NAME


class InvalidFilesError(UcopsError):
    """There are errors in the files, and nothing is to be concluded from them."""

    def __init__(self, consequence: str, findings: str) -> None:
        super().__init__(f"{consequence}: correct the files first (ucops validate)")
        self.details = findings


@dataclass(frozen=True, kw_only=True)
class Files:
    """Valid files, and where their issues are."""

    root: Path
    catalog: Catalog
    repository: str

    @property
    def places(self) -> Iterable[tuple[str, int | None]]:
        """Where issues are filed, each with the number of an existing one that the files name."""
        for item in self.catalog.items:
            yield item.repository or self.repository, item.issue
        for entry in self.catalog.entries.values():
            yield self.repository, entry.use_case.issue

    def would_file(self, snapshot: Snapshot) -> bool:
        """Whether something would be filed anew beside a snapshot."""
        del snapshot
        return False

    @property
    def named(self) -> frozenset[tuple[str, int]]:
        """Existing issues that the files name."""
        return frozenset((place, number) for place, number in self.places if number is not None)

    @property
    def repositories(self) -> tuple[str, ...]:
        """Every repository that issues are or were filed in, the main one first."""
        main = self.repository
        filed = {name for name, _ in self.places}
        roles = {role.repository for role in self.catalog.config.roles.values() if role.repository}
        spelled = one_spelling([main, *sorted(filed), *sorted(roles)])
        return (main, *sorted({*spelled.values()} - {main}))

    @cached_property
    def reported(self) -> Mapping[str, Any]:
        """The facts behind the committed report, or nothing."""
        return read_index(self.root / self.catalog.config.paths.pages / "index.json")

    @cached_property
    def known(self) -> Mapping[str, Known]:
        """Issues that the committed report knows, orphans included, in our repositories.

        The report is evidence and no setting: where it names another repository, nothing is asked.
        """
        if str(self.reported.get("repository")).casefold() != self.repository.casefold():
            return {}
        ours = {name.casefold() for name in self.repositories}
        found = known_issues(self.reported)
        return {key: place for key, place in found.items() if place[0].casefold() in ours}


@dataclass(frozen=True, kw_only=True)
class Prepared(Files):
    """Valid files, and what they want."""

    desired: Desired

    @property
    def places(self) -> Iterable[tuple[str, int | None]]:
        """Where the files want issues, each with the number of one that they take over."""
        return ((issue.repository, issue.adopt) for issue in self.desired.issues)

    def would_file(self, snapshot: Snapshot) -> bool:
        """Whether carrying out the plan for a snapshot would create an issue."""
        return files_anything(plan(self.desired, snapshot))


def plan_templates() -> Templates:
    """What a plan is shown with: the shipped ones, as the repository's own may be proposed."""
    return templates([resources.templates()])


def valid_catalog(
    root: Path,
    consequence: str,
    *,
    public: bool = False,
    environment: Mapping[str, str] = MappingProxyType({}),
) -> Catalog:
    """What the files say.

    Args:
        root: The folder with `ucops.yaml`.
        consequence: What is not done because of errors, such as "nothing was planned".
        public: Whether everybody may read what is wrong, as on a runner.
        environment: Says where what use cases say is kept between runs; empty for nowhere.

    Raises:
        InvalidFilesError: There are errors in them.
    """
    loaded = _loaded(root, environment)
    shown = report(loaded, errors(loaded))
    if public and shown.findings:
        shown = hushed_report(loaded, shown)
    if shown.findings:
        raise InvalidFilesError(consequence, REPORTERS["text"](shown))
    return loaded.catalog


def _loaded(root: Path, environment: Mapping[str, str]) -> Loaded:
    """What the files say; those that did not change since an earlier run are not read again."""
    here = listing(root)
    entries = KeptEntries(here, kept_for(root, environment, "entries"))
    loaded = whole(here, entries)
    entries.keep(loaded)
    return loaded


def hushed_report(loaded: Loaded, shown: Report) -> Report:
    """What is wrong, without the customers that only we may know."""
    points = tuple(points_of((loaded.catalog,)))
    texts = {name: source.text for name, source in loaded.sources.items()}
    customers = internal_customers(points, texts.values())
    quiet = {
        name: text if name == CONFIG_NAME else masked(text, customers)
        for name, text in shown.texts.items()
    }
    return replace(shown, findings=hushed(shown.findings, points, texts), texts=quiet)


def so_far(root: Path) -> Catalog:
    """What the files say, right or wrong, also before there is a use case.

    Raises:
        UsageError: `ucops.yaml` is missing, unreadable or of an unknown version.
    """
    config, _, _ = load_config(root)
    files, wrong = find(root, config.paths.usecases)
    return load(root).catalog if files or wrong else Catalog(config, {})


def prepare(
    root: Path, repository: str, server_url: str = SERVER_URL, *, public: bool = False
) -> Prepared:
    """Read the files and derive what they want of a repository."""
    catalog = valid_catalog(root, "nothing was planned", public=public)
    return prepared(root, catalog, repository, server_url)


def prepared(root: Path, catalog: Catalog, repository: str, server_url: str) -> Prepared:
    """Derive what valid files want of a repository."""
    desired = desired_state(catalog, bodies(root, catalog, repository, server_url), repository)
    return Prepared(root=root, catalog=catalog, repository=repository, desired=desired)


def aim(run: Run, *, aloud: bool = False) -> tuple[Target, Prepared]:
    """Read the files, and find out which repository they are for.

    Args:
        run: The surroundings.
        aloud: Whether the repository is said, with who names it, before anything else.
    """
    catalog = valid_catalog(
        run.root, "nothing was planned", public=run.on_runner, environment=run.environment
    )
    found = target(run, catalog.config)
    if aloud:
        run.say(f"{found}, as {found.source} says")
    return found, prepared(run.root, catalog, found.repository, found.server_url)


def connect(run: Run, files: Files, cache: Path | None = None) -> Connection:
    """Connect to GitHub; pauses are said with their reason, requests traced."""
    return connection(run, files.catalog.config, cache)


def connection(run: Run, config: Config, cache: Path | None = None) -> Connection:
    """The same for whoever has read nothing but `ucops.yaml`.

    Args:
        run: The surroundings, which may name a listing to start from.
        config: Says how fast to write.
        cache: The file in which the listing is kept; None for one that is only read.
    """
    if cache is not None:
        cache.parent.mkdir(parents=True, exist_ok=True)
    return connect_to(
        run.environment,
        config.limits,
        surroundings(run),
        cache=cache or run.listing,
        read_only=cache is None,
        trusted=config.github.trusted,
        transport=run.transport or open_transport,
    )


def connect_alone(run: Run) -> Client:
    """Connect to GitHub without any files."""
    return open_client(
        run.environment, Limits(), surroundings(run), transport=run.transport or open_transport
    )


def surroundings(run: Run) -> Surroundings:
    """The time and a way to wait; pauses are said with their reason, requests traced."""

    def waiting(reason: str, seconds: float) -> None:
        if seconds >= 1:
            run.say(f"waiting {seconds:.0f} s: {reason}")

    def observed(exchange: Exchange) -> None:
        request = exchange.request
        run.trace(f"{request.verb} {request.path} {exchange.status} {exchange.seconds:.2f} s")

    return Surroundings(clock=run.now, sleep=run.sleep, waiting=waiting, observer=observed)


def say_who(run: Run, connection: Connection) -> str:
    """Say whose token it is, where GitHub told; the same as words that follow a place."""
    viewer = connection.examiner.viewer()
    if viewer:
        run.say(f"as {viewer}")
    return f" as {viewer}" if viewer else ""


def read_snapshot(
    files: Files,
    reader: Reader,
    *,
    say: Callable[[str], None] = lambda _text: None,
    everything: bool = False,
    trusting: bool = False,
) -> Snapshot:
    """Read what GitHub holds, and once more where it cannot be sure and something would be filed.

    Args:
        files: Say what to read.
        reader: Reads it.
        say: Told where the last report is about another repository.
        everything: Whether to keep issues that are none of ours.
        trusting: Whether very many known issues are taken for gone when some of them are.

    Raises:
        StaleListingError: It lacks an issue that is there.
    """

    def read(*, thorough: bool) -> Snapshot:
        return reader.snapshot(
            files.repositories,
            known=files.known,
            named=files.named,
            everything=everything,
            thorough=thorough,
            trusting=trusting,
        )

    snapshot = read(thorough=False)
    if snapshot.unsure and files.would_file(snapshot):
        snapshot = read(thorough=True)
    stop_if_all_gone(snapshot, files.known)
    _mention_other_report(files, snapshot, say)
    _mention_elsewhere(files, say)
    return snapshot


def _mention_elsewhere(files: Files, say: Callable[[str], None]) -> None:
    """Say so where the report names issues in repositories that the files do not name."""
    there = str(files.reported.get("repository")).casefold() == files.repository.casefold()
    found = known_issues(files.reported).items() if there else ()
    elsewhere = sorted({place[0] for key, place in found if key not in files.known})
    if elsewhere:
        say(
            f"the last report knows issues in {listed(elsewhere)}, which ucops.yaml does not name: "
            "they are left alone"
        )


def _mention_other_report(files: Files, snapshot: Snapshot, say: Callable[[str], None]) -> None:
    """Say so where the report is about another repository, and this one holds nothing of ours."""
    there, here = files.reported.get("repository"), files.repository
    other = str(there).casefold() != here.casefold()
    if there and other and not any(issue.key for issue in snapshot.issues):
        count = len(known_issues(files.reported))
        say(f"the last report is about {there} and its {count} issues; {here} has none of them yet")


def stop_if_all_gone(snapshot: Snapshot, known: Mapping[str, Known]) -> None:
    """Refuse to take an empty listing for an empty programme.

    Raises:
        StaleListingError: None of the issues that an earlier report knew in this repository is
            in the snapshot, and none of them was looked at and found to be gone.
    """
    here = {place for place in known.values() if place[0] == snapshot.repository}
    listed = {(issue.repository, issue.number) for issue in snapshot.issues}
    gone = {(issue.repository, issue.number) for issue in snapshot.gone}
    if here and not here & (listed | gone):
        raise StaleListingError(
            f"{snapshot.repository} shows none of the {len(here)} issues that the last report knew",
            "look whether the repository and the token are the right ones; if the issues are "
            "really gone, remove index.json from the folder of the report's pages",
        )
