"""Full-text search over use cases, with SQLite's FTS5, which comes with Python."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ucops.likeness import nearest
from ucops.model.config import Config
from ucops.model.titles import titled
from ucops.model.usecase import UseCase

COLUMNS: Mapping[str, float] = {"title": 8, "problem": 4, "words": 2, "rest": 1}
"""How much a word weighs by where it stands."""
_WORD = re.compile(r"\w+")
_SHORTEST = 4
"""Letters from which a word is looked for by its beginning, and its spelling is forgiven."""
COMMON = frozenset(
    _WORD.findall(
        "a an and are as at be by can do does for from has have how i in is it its me my of on or "
        "our so that the their them they this to too us was we what when where which who why will "
        "with you your"
    )
)
"""Words that say nothing about what is wanted."""


@dataclass(frozen=True, slots=True)
class Hit:
    """How well a use case fits some words, and which of them it says, as it writes them."""

    score: float
    words: tuple[str, ...]


class Search:
    """The texts of use cases, ready to be searched.

    What is not public of a proof point is not among them.
    """

    def __init__(self, use_cases: Mapping[str, UseCase], config: Config) -> None:
        self._ids = list(use_cases)
        self._texts = {slug: texts(one, config) for slug, one in use_cases.items()}
        self._base = sqlite3.connect(":memory:")
        self._base.execute(
            f"CREATE VIRTUAL TABLE library USING fts5({', '.join(COLUMNS)}, "
            "tokenize = 'porter unicode61 remove_diacritics 2')"
        )
        rows = (tuple(self._texts[slug][column] for column in COLUMNS) for slug in self._ids)
        places = ", ".join("?" * len(COLUMNS))
        self._base.executemany(f"INSERT INTO library VALUES ({places})", rows)  # noqa: S608 - only question marks

    def scores(self, query: str) -> dict[str, Hit]:
        """How well each use case fits the words of a question; those that do not are left out."""
        asked = [word for word in _words(query) if word not in COMMON]
        wanted = [self._known(word) for word in dict.fromkeys(asked)]
        if not wanted:
            return {}
        match = " OR ".join(map(_term, wanted))
        weights = ", ".join(map(str, COLUMNS.values()))
        found = self._base.execute(
            f"SELECT rowid, -bm25(library, {weights}) FROM library WHERE library MATCH ?",  # noqa: S608 - only numbers of ours
            (match,),
        )
        scored = {self._ids[row - 1]: score for row, score in found}
        return {
            slug: Hit(self._share(slug, wanted) * max(score, 1e-6), self._said(slug, wanted))
            for slug, score in scored.items()
        }

    def _known(self, word: str) -> str:
        """The word, or the one in the texts that it was meant to be."""
        if len(word) < _SHORTEST or self._occurs(word):
            return word
        return nearest(word, self._vocabulary()) or word

    def _occurs(self, word: str) -> bool:
        found = self._base.execute("SELECT 1 FROM library WHERE library MATCH ?", (_term(word),))
        return found.fetchone() is not None

    def _vocabulary(self) -> list[str]:
        return sorted(
            {
                word
                for one in self._texts.values()
                for text in one.values()
                for word in _words(text)
                if len(word) >= _SHORTEST
            }
        )

    def _share(self, slug: str, wanted: list[str]) -> float:
        """How many of the words a use case says: all of them count more than one of them often."""
        return len(self._said(slug, wanted)) / len(wanted) or 1 / (2 * len(wanted))

    def _said(self, slug: str, wanted: list[str]) -> tuple[str, ...]:
        """The words of a question that a use case says, as FTS5 reads them."""
        return tuple(word for word in wanted if self._says(slug, word))

    def _says(self, slug: str, word: str) -> bool:
        found = self._base.execute(
            "SELECT 1 FROM library WHERE library MATCH ? AND rowid = ?",
            (_term(word), self._ids.index(slug) + 1),
        )
        return found.fetchone() is not None


def texts(use_case: UseCase, config: Config) -> dict[str, str]:
    """The texts of a use case by column; what is not public is left out."""
    house = use_case.message_house
    words = [
        use_case.summary,
        use_case.why_now or "",
        *((house.positioning or "", house.short or "", house.long or "") if house else ()),
        *(one.title for one in use_case.market_requirements.values()),
        *(one.title for one in use_case.competitors.values()),
        *(titled(config.personas.get(one)) for one in use_case.personas),
        *(titled(config.industries.get(one)) for one in use_case.industries),
        *_solution(use_case, config),
    ]
    rest = [
        *use_case.discovery_questions,
        *(f"{one.objection} {one.answer or ''}" for one in use_case.objections),
        *(f"{one.title} {one.value or ''}" for one in use_case.differentiators.values()),
        *(
            f"{one.description} {' '.join(one.jobs)}"
            for one in use_case.market_requirements.values()
        ),
        *(f"{one.what} {one.pain or ''}" for one in use_case.status_quo),
        *(f"{one.title} {' '.join(one.steps)}" for one in use_case.scenarios.values()),
        *(
            f"{one.customer} {one.problem or ''} {one.result or ''}"
            for one in use_case.proof_points
            if one.public
        ),
    ]
    return {
        "title": use_case.title,
        "problem": use_case.problem,
        "words": " ".join(words),
        "rest": " ".join(rest),
    }


def _solution(use_case: UseCase, config: Config) -> Iterator[str]:
    for slug, part in use_case.solution.items():
        product = config.products.get(slug)
        yield titled(product)
        yield part.how
        if product:
            yield from (titled(product.features.get(feature)) for feature in part.features)


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _term(word: str) -> str:
    """A word as FTS5 looks for it: long ones by their beginning, too."""
    return f'"{word}"*' if len(word) >= _SHORTEST else f'"{word}"'
