"""How complete the story of a use case is: the field's own twelve tests, read from its file.

Four tests come from sales, three from product, and five define what a use case is. Each is worth
one point; a point that is not earned says what would earn it. A test that cannot be judged, because
nothing is said about it, is told apart from one that is failed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from ucops.model.config import Config
from ucops.model.facts import AVAILABLE
from ucops.model.usecase import UseCase

Group = Literal["sales", "product", "definition"]
STABLE = 180
"""Days after which a use case is stable over time: half a year, in which plans are made anew."""
UNSAID = "not said yet"
"""The reason of a test that cannot be judged."""


@dataclass(frozen=True, slots=True)
class Point:
    """One test and its outcome.

    Attributes:
        test: The test's name.
        group: Who asks it.
        earned: Whether the use case passes.
        reason: What passes it, why it does not pass, or `not said yet`.
        remedy: What would earn the point; empty when it is earned.
        judged: Whether anything is said that it can be judged by.
    """

    test: str
    group: Group
    earned: bool
    reason: str
    remedy: str = ""
    judged: bool = True


@dataclass(frozen=True, slots=True)
class Readiness:
    """All points of one use case.

    Attributes:
        points: The twelve tests, in the order in which they are shown.
    """

    points: tuple[Point, ...]

    @property
    def score(self) -> int:
        """Points earned."""
        return sum(point.earned for point in self.points)

    @property
    def complete(self) -> bool:
        """Whether every point is earned."""
        return self.score == len(self.points)

    @property
    def missing(self) -> tuple[str, ...]:
        """What would earn each missing point."""
        return tuple(point.remedy for point in self.points if not point.earned)


@dataclass(frozen=True, slots=True)
class Told:
    """What the tests are judged by.

    Attributes:
        days: For how many days it has been a use case of ours, or None where nothing says it.
    """

    use_case: UseCase
    config: Config
    days: int | None


@dataclass(frozen=True, slots=True)
class Criterion:
    """One test: its question, and how it is answered; by None where nothing is said about it."""

    name: str
    group: Group
    passes: Callable[[Told], bool | None]
    reason: str
    lack: str
    remedy: str


def readiness(
    use_case: UseCase, config: Config, as_of: dt.date, first_day: dt.date | None = None
) -> Readiness:
    """Put a use case to every test.

    Args:
        use_case: What its file says.
        config: Knows how far each feature is.
        as_of: The day to judge on.
        first_day: The file's first day in git, where that is known; `since` comes before it.
    """
    since = use_case.since or first_day
    told = Told(use_case, config, (as_of - since).days if since else None)
    return Readiness(tuple(_point(test, told) for test in TESTS))


def _point(test: Criterion, told: Told) -> Point:
    passed = test.passes(told)
    if passed:
        return Point(test.name, test.group, earned=True, reason=test.reason)
    reason = UNSAID if passed is None else test.lack
    judged = passed is not None
    return Point(
        test.name, test.group, earned=False, reason=reason, remedy=test.remedy, judged=judged
    )


def _value_driven(told: Told) -> bool | None:
    drivers = told.use_case.value_drivers.values()
    return any(one.metric and one.target for one in drivers) if drivers else None


def _urgent(told: Told) -> bool | None:
    return bool(told.use_case.why_now) or None


def _demonstrable(told: Told) -> bool | None:
    """One story through everything that solves it; which products it shows, it says itself."""
    solution = told.use_case.solution.keys()
    shown = [one for one in told.use_case.scenarios.values() if one.demo]
    if not shown or not solution:
        return None
    if len(solution) == 1 or any(solution <= {*one.products} for one in shown):
        return True
    return False if any(one.products for one in shown) else None


def _testable(told: Told) -> bool | None:
    return any(scenario.timebox for scenario in told.use_case.scenarios.values()) or None


def _happy_path(told: Told) -> bool | None:
    scenarios = told.use_case.scenarios.values()
    return any(s.steps and s.guarantees.success for s in scenarios) if scenarios else None


def _pain(told: Told) -> bool | None:
    house = told.use_case.message_house
    values, today = house.key_values if house else (), told.use_case.status_quo
    if not (values or today):
        return None
    return any(value.pain_points for value in values) or any(way.pain for way in today)


def _possible(told: Told) -> bool | None:
    maturities = [
        product.features[feature].maturity if feature in product.features else None
        for slug, solution in told.use_case.solution.items()
        if (product := told.config.products.get(slug)) is not None
        for feature in solution.features
    ]
    return all(maturity in AVAILABLE for maturity in maturities) if maturities else None


def _budget(told: Told) -> bool | None:
    return bool(told.use_case.budget) or None


def _analysts(told: Told) -> bool | None:
    return bool(told.use_case.analysts) or None


def _stable(told: Told) -> bool | None:
    return None if told.days is None else told.days >= STABLE


def _solved(told: Told) -> bool | None:
    solution = told.use_case.solution.values()
    return any(one.how for one in solution) if solution else None


def _chosen(told: Told) -> bool | None:
    differentiators = told.use_case.differentiators.values()
    return any(one.proof for one in differentiators) if differentiators else None


TESTS = (
    Criterion(
        "Driven by value",
        "sales",
        _value_driven,
        "a value driver has a metric and a target",
        "no value driver says what is measured and what is aimed at",
        "Give a value driver its metric and target",
    ),
    Criterion(
        "Urgent",
        "sales",
        _urgent,
        "it is said why it is needed now",
        "it is not said why it is needed now",
        "Say under `why_now` why it is needed now, and not some day",
    ),
    Criterion(
        "Demonstrable as one story",
        "sales",
        _demonstrable,
        "a scenario with a demo runs through every product of the solution",
        "no scenario with a demo runs through every product of the solution",
        "Link a demo from a scenario whose `products` are all of the solution's",
    ),
    Criterion(
        "Testable in a time box",
        "sales",
        _testable,
        "a scenario has a time box",
        "no scenario says how long a customer needs to test it",
        "Give a scenario its time box",
    ),
    Criterion(
        "A happy path",
        "product",
        _happy_path,
        "a scenario has steps and ends with a guarantee of success",
        "no scenario leads through steps to a guarantee of success",
        "Write a scenario with steps and its guarantee of success",
    ),
    Criterion(
        "The pain is stated",
        "product",
        _pain,
        "it is said what hurts today",
        "it is not said what hurts today",
        "Name the pain points of a key value in the message house, or the pain of the `status_quo`",
    ),
    Criterion(
        "Possible with today's product",
        "product",
        _possible,
        "every feature of the solution can be used today",
        "the solution names no feature, or one that cannot be used today",
        "Base the solution on features that customers can use today",
    ),
    Criterion(
        "A problem with a budget",
        "definition",
        _budget,
        "it is said whose money pays for it",
        "nobody's budget is named",
        "Say whose budget pays for it",
    ),
    Criterion(
        "Analysts cover it",
        "definition",
        _analysts,
        "an analyst's report is named",
        "no analyst's report is named",
        "Name an analyst's report that covers it",
    ),
    Criterion(
        "Stable over time",
        "definition",
        _stable,
        "it has been a use case of ours for half a year or longer",
        "it has been a use case of ours for less than half a year",
        "Say under `since` since when it is a use case of ours: it takes half a year",
    ),
    Criterion(
        "Discrete, and we solve it",
        "definition",
        _solved,
        "it is said how a product of ours solves it",
        "it is not said how a product of ours solves it",
        "Say how a product solves it",
    ),
    Criterion(
        "A reason to choose us",
        "definition",
        _chosen,
        "a differentiator has its proof",
        "no differentiator has a proof",
        "Prove a differentiator",
    ),
)
"""The twelve tests, in the order in which they are shown."""
