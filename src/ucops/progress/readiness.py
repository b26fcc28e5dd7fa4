"""How ready a use case is to be sold: the field's own twelve tests, read from its file.

Four tests come from sales, three from product, and five define what a use case is. Each is worth
one point; a point that is not earned says what would earn it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from ucops.model.config import Config
from ucops.model.facts import AVAILABLE, REQUIREMENTS
from ucops.model.usecase import UseCase

Group = Literal["sales", "product", "definition"]


@dataclass(frozen=True, slots=True)
class Point:
    """One test and its outcome.

    Attributes:
        test: The test's name.
        group: Who asks it.
        earned: Whether the use case passes.
        reason: What passes it, or why it does not pass.
        remedy: What would earn the point; empty when it is earned.
    """

    test: str
    group: Group
    earned: bool
    reason: str
    remedy: str = ""


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
    def missing(self) -> tuple[str, ...]:
        """What would earn each missing point."""
        return tuple(point.remedy for point in self.points if not point.earned)


@dataclass(frozen=True, slots=True)
class Criterion:
    """One test: its question, and how the file answers it."""

    name: str
    group: Group
    passes: Callable[[UseCase, Config], bool]
    reason: str
    lack: str
    remedy: str


def readiness(use_case: UseCase, config: Config) -> Readiness:
    """Put a use case to every test."""
    return Readiness(tuple(_point(test, use_case, config) for test in TESTS))


def _point(test: Criterion, use_case: UseCase, config: Config) -> Point:
    earned = test.passes(use_case, config)
    return Point(
        test=test.name,
        group=test.group,
        earned=earned,
        reason=test.reason if earned else test.lack,
        remedy="" if earned else test.remedy,
    )


def _value_driven(use_case: UseCase, _: Config) -> bool:
    return any(driver.metric and driver.target for driver in use_case.value_drivers.values())


def _urgent(use_case: UseCase, _: Config) -> bool:
    baseline = any(driver.baseline for driver in use_case.value_drivers.values())
    return baseline and bool(use_case.discovery_questions)


def _demonstrable(use_case: UseCase, _: Config) -> bool:
    return any(scenario.demo for scenario in use_case.scenarios.values())


def _testable(use_case: UseCase, _: Config) -> bool:
    return any(scenario.timebox for scenario in use_case.scenarios.values())


def _happy_path(use_case: UseCase, _: Config) -> bool:
    return any(s.steps and s.guarantees.success for s in use_case.scenarios.values())


def _pain(use_case: UseCase, _: Config) -> bool:
    house = use_case.message_house
    return house is not None and any(value.pain_points for value in house.key_values)


def _possible(use_case: UseCase, config: Config) -> bool:
    maturities = [
        product.features[feature].maturity if feature in product.features else None
        for slug, solution in use_case.solution.items()
        if (product := config.products.get(slug)) is not None
        for feature in solution.features
    ]
    return bool(maturities) and all(maturity in AVAILABLE for maturity in maturities)


def _budget(use_case: UseCase, _: Config) -> bool:
    return bool(use_case.budget)


def _analysts(use_case: UseCase, _: Config) -> bool:
    return bool(use_case.analysts)


def _stable(use_case: UseCase, _: Config) -> bool:
    return len(use_case.market_requirements) in REQUIREMENTS


def _solved(use_case: UseCase, _: Config) -> bool:
    return any(solution.how for solution in use_case.solution.values())


def _chosen(use_case: UseCase, _: Config) -> bool:
    return any(differentiator.proof for differentiator in use_case.differentiators.values())


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
        "a baseline shows what today costs, and discovery questions bring it up",
        "nothing shows what waiting costs, or no question brings it up",
        "Give a value driver its baseline, and add discovery questions",
    ),
    Criterion(
        "Demonstrable as one story",
        "sales",
        _demonstrable,
        "a scenario has a demo",
        "no scenario has a demo",
        "Link a demo from a scenario",
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
        "the message house names pain points",
        "the message house names no pain point",
        "Name the pain points of a key value in the message house",
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
        "the market's requirements are settled: 8 to 12 of them",
        "the market's requirements are not settled: there should be 8 to 12",
        "Settle on 8 to 12 market requirements",
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
