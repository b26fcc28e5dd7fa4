"""How the library is laid out: on one page, or on as many as a large programme needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ucops.pages.roadmap.parts import Here, shelf_path
from ucops.progress.facets import Facets
from ucops.progress.programme import UseCaseProgress
from ucops.prose.words import cut

CARDS = 150
"""The most use cases in a few lines each on one page: with 2,000 bytes for each it stays well below
512,000, from which on GitHub shows a page no more."""
IN_ROW = 12
"""The most use cases in one row of the library, a screen of a phone; where there are more, the row
leads to a page."""
LABEL = 24
"""The most signs of a title by which a page of the library is named."""
SHOWN = ("industries", "segments", "personas", "products", "funnel")
"""The facets that the library has a table for."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """A page of the library: what `shelf.md.j2` gets as `shelf`.

    Attributes:
        name: Of the page's file: a number, or a facet and a slug with a dot between them.
        path: The page, from the root.
        label: What leads to it: the titles of its first and last use case; empty for a facet's.
        facet, slug: What its use cases have in common, such as `industries` and `fintech`; empty
            where they only follow each other.
        cases: Its use cases.
    """

    name: str
    path: str
    label: str
    facet: str
    slug: str
    cases: tuple[UseCaseProgress, ...]


def shelves(here: Here, facets: Facets) -> tuple[Shelf, ...]:
    """The pages that the library needs beside its own: none for a programme of usual size."""
    cases = here.programme.use_cases
    by_id = {one.entry.id: one for one in cases}
    return (*_in_order(here, cases), *_of_facets(here, facets, by_id))


def _in_order(here: Here, cases: Sequence[UseCaseProgress]) -> Iterator[Shelf]:
    """All use cases by their titles, so many on a page; none where one page holds them."""
    if len(cases) <= CARDS:
        return
    ordered = sorted(cases, key=lambda one: (_title(one).casefold(), one.entry.id))
    for number, at in enumerate(range(0, len(ordered), CARDS), 1):
        these = tuple(ordered[at : at + CARDS])
        label = " – ".join(cut(_title(one), LABEL) for one in (these[0], these[-1]))
        path = shelf_path(here.programme.config, str(number))
        yield Shelf(str(number), path, label, "", "", these)


def _of_facets(here: Here, facets: Facets, by_id: Mapping[str, UseCaseProgress]) -> Iterator[Shelf]:
    """A page for each row that would be too long; what does not fit on it is on those in order."""
    for facet in SHOWN:
        for slug, ids in facets[facet].items():
            if len(ids) > IN_ROW:
                name = f"{facet}.{slug}"
                cases = tuple(by_id[ident] for ident in ids)
                yield Shelf(name, shelf_path(here.programme.config, name), "", facet, slug, cases)


def _title(one: UseCaseProgress) -> str:
    return one.entry.use_case.title
