"""What a use-case file says, field by field."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from ucops.catalog.config import Model
from ucops.catalog.values import (
    LIST,
    Audience,
    Date,
    LinkValue,
    OptionalText,
    Period,
    Person,
    PlannedDate,
    Priority,
    QuantityValue,
    SeatValue,
    Slug,
    Stage,
    Tier,
)

Status = Literal["draft", "active", "paused", "retired"]
Texts = Annotated[tuple[str, ...], LIST]
Number = Annotated[float, Field(allow_inf_nan=False)]


class ValueDriver(Model):
    """Why a customer changes, with the number that shows it."""

    title: str | None = None
    metric: OptionalText = None
    baseline: OptionalText = None
    target: OptionalText = None


class AnalystReport(Model):
    """An analyst's coverage of the use case."""

    firm: str
    report: str
    date: Period | None = None
    url: OptionalText = None


class MarketRequirement(Model):
    """A broad capability that the market expects from any solution."""

    title: str
    description: str = ""
    jobs: Texts = Field((), description="The jobs to be done that it holds.")


class Solution(Model):
    """How one of our products solves the use case."""

    features: Annotated[tuple[Slug, ...], LIST] = ()
    how: str = ""


class Differentiator(Model):
    """A reason why customers choose us."""

    title: str
    value: OptionalText = None
    proof: OptionalText = None
    demo: OptionalText = None


class KeyValue(Model):
    """One of the key values of a message house."""

    promise: str
    pain_points: Texts = ()
    why_us: OptionalText = None


class MessageHouse(Model):
    """The one-page frame of the message."""

    positioning: OptionalText = None
    short: OptionalText = Field(None, description="At most 25 words.")
    long: OptionalText = Field(None, description="At most 100 words.")
    key_values: Annotated[tuple[KeyValue, ...], LIST] = ()


class Competitor(Model):
    """A product that prospects compare us with."""

    title: str
    comparison: OptionalText = None


class Objection(Model):
    """What a prospect holds against us, and what we answer."""

    objection: str
    answer: OptionalText = None
    competitor: Slug | None = None


class ProofPoint(Model):
    """A customer's result."""

    customer: str
    segment: Slug | None = None
    industry: Slug | None = None
    problem: OptionalText = None
    solution: OptionalText = None
    result: OptionalText = None
    url: OptionalText = None
    public: bool = Field(default=False, description="Whether it may be shown outside.")


class Extension(Model):
    """What happens when a step of a scenario goes another way."""

    condition: str
    steps: Texts = ()


class Guarantees(Model):
    """What a scenario ends with."""

    success: Texts = ()
    minimal: Texts = ()


class Scenario(Model):
    """A use case in the classic form: actors, trigger, steps, extensions."""

    title: str
    level: Literal["summary", "user-goal", "subfunction"] = "user-goal"
    scope: OptionalText = None
    primary_actor: str | None = None
    secondary_actors: Texts = ()
    stakeholders: Texts = ()
    trigger: OptionalText = None
    preconditions: Texts = ()
    steps: Texts = ()
    extensions: dict[str, Extension] = Field(default_factory=dict)
    guarantees: Guarantees = Field(default_factory=Guarantees)
    demo: OptionalText = None
    timebox: OptionalText = Field(None, description="How long a customer needs to test it.")


class Measure(Model):
    """How we know that it worked."""

    title: str
    unit: str = ""
    target: Number | None = None
    source: OptionalText = None
    values: dict[Date, Number] = Field(default_factory=dict)


class Feedback(Model):
    """What somebody said about the use case, and what became of it."""

    date: Date
    source: str = Field(alias="from")
    text: str
    disposition: OptionalText = None


def _entry(value: object) -> object:
    return {} if value is None else value


class BomEntry(Model):
    """What a use case says about a BOM item: overrides of a standard item, or an item of its own.

    A field that is not set leaves the standard item's value standing.
    """

    title: str | None = None
    description: str | None = None
    type: Slug | None = None
    role: Slug | None = None
    owner: Person = Field(None, description="The person responsible, instead of the team's DRI.")
    stages: Annotated[tuple[Stage, ...], LIST] | None = None
    audiences: Annotated[tuple[Audience, ...], LIST] | None = None
    priority: Priority | None = None
    quantity: QuantityValue | None = None
    start: PlannedDate = None
    due: PlannedDate = None
    milestone: Slug | None = None
    depends_on: Texts = Field((), description="`item` or `use-case/item`.")
    market_requirements: Annotated[tuple[Slug, ...], LIST] = ()
    shows: Literal["demo", "comparison", "roi"] | None = Field(
        None, description="What it gives its market requirements."
    )
    checklist: Texts | None = None
    previously: Texts = Field((), description="Former keys, `item` or `use-case/item`.")
    issue: Annotated[int, Field(gt=0)] | None = Field(
        None, description="An existing issue to take over."
    )
    deliverable: OptionalText = Field(None, description="The finished piece: the item is done.")
    reviewed: PlannedDate = Field(None, description="When somebody last checked that it is fresh.")
    retired: Date | None = Field(None, description="No longer wanted, since this day.")
    skip: str | None = Field(None, description="Why this use case does not need the item.")


class UseCase(Model):
    """One use case, as its file says it; `id` is the file's name."""

    title: str = Field(description="What people call it.")
    problem: str = Field(description="The problem in the customer's terms.")
    summary: str = ""
    tier: Tier = Field(3, description="1 key, 2 secondary, 3 situational.")
    status: Status = "draft"
    previously: Annotated[tuple[Slug, ...], LIST] = Field((), description="Former ids.")
    issue: Annotated[int, Field(gt=0)] | None = Field(
        None, description="An existing epic to take over."
    )
    motion: Literal["land", "expand"] | None = None
    journey: Literal["executive-led", "staff-led"] | None = None
    budget: OptionalText = Field(None, description="Whose money, in customer terms.")
    value_drivers: dict[Slug, ValueDriver] = Field(default_factory=dict)
    personas: Annotated[tuple[Slug, ...], LIST] = ()
    industries: Annotated[tuple[Slug, ...], LIST] = ()
    segments: Annotated[tuple[Slug, ...], LIST] = ()
    analysts: Annotated[tuple[AnalystReport, ...], LIST] = ()
    market_requirements: dict[Slug, MarketRequirement] = Field(default_factory=dict)
    solution: dict[Slug, Solution] = Field(default_factory=dict)
    differentiators: dict[Slug, Differentiator] = Field(default_factory=dict)
    message_house: MessageHouse | None = None
    competitors: dict[Slug, Competitor] = Field(default_factory=dict)
    discovery_questions: Texts = ()
    objections: Annotated[tuple[Objection, ...], LIST] = ()
    proof_points: Annotated[tuple[ProofPoint, ...], LIST] = ()
    scenarios: dict[Slug, Scenario] = Field(default_factory=dict)
    team: dict[Slug, SeatValue] = Field(default_factory=dict)
    links: dict[Slug, LinkValue] = Field(default_factory=dict)
    measures: dict[Slug, Measure] = Field(default_factory=dict)
    feedback: Annotated[tuple[Feedback, ...], LIST] = ()
    bom: dict[Slug, Annotated[BomEntry, BeforeValidator(_entry)]] = Field(default_factory=dict)
