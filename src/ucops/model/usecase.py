"""What a use-case file says, field by field."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from ucops.model.config import Model
from ucops.model.dates import Date, DueDate, Period, PlannedDate, StartDate
from ucops.model.patterns import EXTENSION
from ucops.model.reference import Names, Section
from ucops.model.values import (
    LIST,
    NAMES_OR_TEXTS,
    Audience,
    ItemKey,
    LinkValues,
    OptionalText,
    Person,
    Priority,
    QuantityValue,
    SeatValue,
    Slug,
    Stage,
    Tier,
)

Sponsor = Literal["product", "design", "engineering", "executive"]
Status = Literal["draft", "active", "paused", "retired"]
Texts = Annotated[tuple[str, ...], LIST]
ItemKeys = Annotated[tuple[ItemKey, ...], LIST]
Requirements = Annotated[tuple[Annotated[Slug, Names("market_requirements")], ...], LIST]
Personas = Annotated[tuple[Annotated[Slug, Names("personas")], ...], LIST]
Industries = Annotated[tuple[Annotated[Slug, Names("industries")], ...], LIST]
Segments = Annotated[tuple[Annotated[Slug, Names("segments")], ...], LIST]
Number = Annotated[float, Field(allow_inf_nan=False)]


class ValueDriver(Model):
    """Why a customer changes, with the number that shows it."""

    title: str | None = Field(None, description="The reason, in words.")
    metric: OptionalText = Field(None, description="What is measured.")
    baseline: OptionalText = Field(None, description="The number before.")
    target: OptionalText = Field(None, description="The number that is wanted.")


class AnalystReport(Model):
    """An analyst's coverage of the use case."""

    firm: str = Field(description="Who published it.")
    report: str = Field(description="What it is called.")
    date: Period = Field(None, description="When it was published: a day, month or year.")
    url: OptionalText = Field(None, description="Where to read it.")


class MarketRequirement(Model):
    """A broad capability that the market expects from any solution."""

    title: str = Field(description="The capability in a few words.")
    description: str = Field("", description="What the market means by it.")
    jobs: Texts = Field((), description="The jobs to be done that it holds.")


class Solution(Model):
    """How one of our products solves the use case."""

    features: Annotated[
        dict[Annotated[Slug, Names("products", inside="features")], str], NAMES_OR_TEXTS
    ] = Field(
        default_factory=dict,
        description="The product's features that are used: a list, or each with what it does here.",
    )
    how: str = Field("", description="How they solve it, in a sentence.")


class Differentiator(Model):
    """A reason why customers choose us."""

    title: str = Field(description="The reason in a few words.")
    value: OptionalText = Field(None, description="What it is worth to the customer.")
    proof: OptionalText = Field(None, description="What shows that it is so.")
    demo: OptionalText = Field(None, description="Where to see it.")
    market_requirements: Requirements = Field(
        (), description="The use case's requirements that the demo shows."
    )


class KeyValue(Model):
    """One of the key values of a message house."""

    promise: str = Field(description="What the customer gets.")
    pain_points: Texts = Field((), description="What it puts an end to.")
    why_us: OptionalText = Field(None, description="Why from us.")


class Variant(Model):
    """The message for somebody in particular."""

    title: str | None = Field(None, description="Whom it is for, such as For the CFO.")
    personas: Personas = Field((), description="For these people, slugs from `personas`.")
    industries: Industries = Field((), description="For these, slugs from `industries`.")
    segments: Segments = Field((), description="For these sizes, slugs from `segments`.")
    positioning: OptionalText = Field(None, description="The one sentence, for them.")
    short: OptionalText = Field(None, description="At most 25 words.")
    long: OptionalText = Field(None, description="At most 100 words.")


class MessageHouse(Model):
    """The one-page frame of the message."""

    positioning: OptionalText = Field(
        None, description="The one sentence that everything else follows from."
    )
    short: OptionalText = Field(None, description="At most 25 words.")
    long: OptionalText = Field(None, description="At most 100 words.")
    key_values: Annotated[tuple[KeyValue, ...], LIST] = Field(
        (), description="Three promises with what stands behind them."
    )
    variants: dict[Slug, Variant] = Field(
        default_factory=dict, description="The same message for somebody in particular."
    )


class Competitor(Model):
    """A product that prospects compare us with."""

    title: str = Field(description="What it is called.")
    comparison: OptionalText = Field(None, description="Where we compare it with ours.")


class Objection(Model):
    """What a prospect holds against us, and what we answer."""

    objection: str = Field(description="What they say.")
    answer: OptionalText = Field(None, description="What we say.")
    competitor: Annotated[Slug, Names("competitors")] | None = Field(
        None, description="The competitor that it is about."
    )


class ProofPoint(Model):
    """A customer's result."""

    customer: str = Field(description="Whose result it is.")
    segment: Annotated[Slug, Names("segments")] | None = Field(
        None, description="The customer's size, a slug from `segments`."
    )
    industry: Annotated[Slug, Names("industries")] | None = Field(
        None, description="The customer's industry, a slug from `industries`."
    )
    problem: OptionalText = Field(None, description="What they had.")
    solution: OptionalText = Field(None, description="What they did.")
    result: OptionalText = Field(None, description="What came of it, with a number.")
    quote: OptionalText = Field(None, description="What they say about it, in their words.")
    by: OptionalText = Field(None, description="Who says so: a role, no name.")
    url: OptionalText = Field(None, description="Where it is told.")
    public: bool = Field(default=False, description="Whether it may be shown outside.")


class Extension(Model):
    """What happens when a step of a scenario goes another way."""

    condition: str = Field(description="When it happens.")
    steps: Texts = Field((), description="What happens then.")


class Guarantees(Model):
    """What a scenario ends with."""

    success: Texts = Field((), description="What holds when it went well.")
    minimal: Texts = Field((), description="What holds in any case.")


class Scenario(Model):
    """A use case in the classic form: actors, trigger, steps, extensions."""

    title: str = Field(description="The goal in a few words.")
    level: Literal["summary", "user-goal", "subfunction"] = Field(
        "user-goal", description="How broad it is."
    )
    scope: OptionalText = Field(None, description="The system that it is about.")
    primary_actor: str | None = Field(None, description="Who wants something.")
    secondary_actors: Texts = Field((), description="Who helps.")
    stakeholders: Texts = Field((), description="Who else has an interest.")
    trigger: OptionalText = Field(None, description="What sets it off.")
    preconditions: Texts = Field((), description="What has to hold before.")
    steps: Texts = Field((), description="The way to the goal when all goes well, in order.")
    extensions: dict[str, Extension] = Field(
        default_factory=dict,
        description="What else may happen, by step and letter: `2a`.",
        json_schema_extra={"propertyNames": {"pattern": f"^(?:{EXTENSION.pattern})$"}},
    )
    guarantees: Guarantees = Field(default_factory=Guarantees, description="What holds at the end.")
    demo: OptionalText = Field(None, description="Where to see it.")
    market_requirements: Requirements = Field(
        (), description="The use case's requirements that the demo shows."
    )
    products: Annotated[tuple[Annotated[Slug, Names("products")], ...], LIST] = Field(
        (), description="The products that its story runs through, slugs from `products`."
    )
    timebox: OptionalText = Field(None, description="How long a customer needs to test it.")


class Measure(Model):
    """How we know that it worked."""

    title: str = Field(description="What is measured.")
    unit: str = Field("", description="In what.")
    target: Number | None = Field(None, description="The number that is wanted.")
    source: OptionalText = Field(None, description="Where the numbers come from.")
    values: dict[Date, Number] = Field(default_factory=dict, description="The numbers by day.")


class Way(Model):
    """How customers cope today."""

    what: str = Field(description="What they have or do.")
    kind: Literal["process", "tool", "solution"] | None = Field(
        None, description="What sort of thing it is."
    )
    pain: OptionalText = Field(None, description="What is bad about it.")


class Funnel(Model):
    """What the use case is used for in sales."""

    pipeline: OptionalText = Field(None, description="How it opens a door.")
    opportunity: OptionalText = Field(None, description="How it wins a deal that is open.")
    expansion: OptionalText = Field(None, description="How it grows a customer.")


class Objective(Model):
    """What we mean to reach with the use case, and when."""

    title: str = Field(description="What is to be reached.")
    period: DueDate = Field(None, description="By when: 2026-Q4, 2026-H1, 2026-11, 2026 or a day.")
    measure: Annotated[Slug, Names("measures")] | None = Field(
        None, description="How it is measured, a slug from `measures`."
    )
    target: Number | None = Field(None, description="The number to reach by then.")


class Feedback(Model):
    """What somebody said about the use case, and what became of it."""

    date: PlannedDate = Field(description="When it was said.")
    source: str = Field(alias="from", description="Who said it, or where.")
    text: str = Field(description="What was said.")
    disposition: OptionalText = Field(None, description="What became of it.")


def _entry(value: object) -> object:
    return {} if value is None else value


class BomEntry(Model):
    """What a use case says about a BOM item: overrides of a standard item, or an item of its own.

    A field that is not set leaves the standard item's value standing.
    """

    title: str | None = Field(
        None, description="What people call it; by default, the key in words."
    )
    description: str | None = Field(None, description="What it is and does, in a sentence.")
    type: Annotated[Slug, Names("collateral_types")] | None = Field(
        None, description="The kind of collateral, a slug from `collateral_types`."
    )
    role: Annotated[Slug, Names("roles")] | None = Field(
        None, description="Who makes it, a slug from `roles`."
    )
    owner: Person = Field(None, description="The person responsible, instead of the team's DRI.")
    stages: Annotated[tuple[Stage, ...], LIST] | None = Field(
        None, description="The stages of the buyer's journey that it serves."
    )
    audiences: Annotated[tuple[Audience, ...], LIST] | None = Field(
        None, description="Whom it is for."
    )
    personas: Personas | None = Field(
        None, description="Made for these people, slugs from `personas`."
    )
    industries: Industries | None = Field(
        None, description="Made for these, slugs from `industries`."
    )
    segments: Segments | None = Field(
        None, description="Made for these sizes of company, slugs from `segments`."
    )
    priority: Priority | None = Field(None, description="1 first, 3 last.")
    quantity: QuantityValue | None = Field(None, description="How many pieces: 3, 2-3 or 1+.")
    start: StartDate = Field(None, description="When work on it starts.")
    due: DueDate = Field(
        None, description="When it has to be done; by default, the milestone's due date."
    )
    milestone: Annotated[Slug, Names("milestones")] | None = Field(
        None, description="The window that it is planned for, a slug from `milestones`."
    )
    depends_on: ItemKeys = Field((), description="`item` or `use-case/item`.")
    market_requirements: Requirements = Field(
        (), description="The use case's requirements that it shows."
    )
    shows: Literal["demo", "comparison", "roi"] | None = Field(
        None, description="What it gives its market requirements."
    )
    checklist: Texts | None = Field(None, description="What has to be done before it is done.")
    previously: ItemKeys = Field((), description="Former keys, `item` or `use-case/item`.")
    issue: Annotated[int, Field(gt=0)] | None = Field(
        None, description="An existing issue to take over."
    )
    deliverable: OptionalText = Field(None, description="The finished piece: the item is done.")
    reviewed: DueDate = Field(None, description="When somebody last checked that it is fresh.")
    retired: Date | None = Field(None, description="No longer wanted, since this day.")
    shared: ItemKey | None = Field(
        None,
        description="The same piece as `use-case/item`: filed and counted once.",
    )
    skip: str | None = Field(None, description="Why this use case does not need the item.")


class UseCase(Model):
    """One use case, as its file says it; `id` is the file's name."""

    title: str = Field(description="What people call it.")
    problem: str = Field(description="The problem in the customer's terms.")
    summary: str = Field("", description="The use case in a sentence.")
    why_now: OptionalText = Field(None, description="Why it is needed now, and not some day.")
    since: StartDate = Field(
        None, description="Since when it is a use case of ours; by default, the file's first day."
    )
    status_quo: Annotated[tuple[Way, ...], LIST] = Field(
        (), description="How customers cope today."
    )
    funnel: Funnel = Field(default_factory=Funnel, description="What it is used for in sales.")
    tier: Tier = Field(3, description="1 key, 2 secondary, 3 situational.")
    status: Status = Field(
        "draft", description="A draft is judged on form only and gets no issues."
    )
    previously: Annotated[tuple[Slug, ...], LIST] = Field((), description="Former ids.")
    issue: Annotated[int, Field(gt=0)] | None = Field(
        None, description="An existing epic to take over."
    )
    motion: Literal["land", "expand"] | None = Field(
        None, description="Whether it wins customers or grows them."
    )
    journey: Literal["executive-led", "staff-led"] | None = Field(
        None, description="Who starts it at the customer."
    )
    budget: OptionalText = Field(None, description="Whose money, in customer terms.")
    value_drivers: Annotated[dict[Slug, ValueDriver], Section("value driver")] = Field(
        default_factory=dict, description="Why a customer changes."
    )
    personas: Personas = Field(
        (), description="Who works with it or pays for it, slugs from `personas`."
    )
    industries: Industries = Field((), description="Where it sells, slugs from `industries`.")
    segments: Segments = Field(
        (), description="The sizes of company that it fits, slugs from `segments`."
    )
    analysts: Annotated[tuple[AnalystReport, ...], LIST] = Field(
        (), description="What analysts say about it."
    )
    market_requirements: Annotated[dict[Slug, MarketRequirement], Section("market requirement")] = (
        Field(default_factory=dict, description="What the market expects: eight to twelve.")
    )
    solution: dict[Annotated[Slug, Names("products")], Solution] = Field(
        default_factory=dict, description="How we meet it: products and their features."
    )
    differentiators: Annotated[dict[Slug, Differentiator], Section("differentiator")] = Field(
        default_factory=dict, description="Why customers choose us: the top three."
    )
    message_house: MessageHouse | None = Field(None, description="The message on one page.")
    competitors: Annotated[dict[Slug, Competitor], Section("competitor")] = Field(
        default_factory=dict, description="Whom we are compared with."
    )
    discovery_questions: Texts = Field(
        (), description="Questions in which a prospect recognises the problem."
    )
    objections: Annotated[tuple[Objection, ...], LIST] = Field(
        (), description="What prospects hold against us, and what we answer."
    )
    proof_points: Annotated[tuple[ProofPoint, ...], LIST] = Field(
        (), description="Results of customers."
    )
    scenarios: Annotated[dict[Slug, Scenario], Section("scenario")] = Field(
        default_factory=dict, description="The use case step by step."
    )
    team: dict[Annotated[Slug, Names("roles")], SeatValue] = Field(
        default_factory=dict,
        description="Role to the person responsible; further logins are backups.",
    )
    sponsors: dict[Sponsor, SeatValue] = Field(
        default_factory=dict, description="Who stands behind it in other departments."
    )
    links: dict[Annotated[Slug, Names("link_kinds")], LinkValues] = Field(
        default_factory=dict, description="Link kind to address, or to a list of several."
    )
    measures: Annotated[dict[Slug, Measure], Section("measure")] = Field(
        default_factory=dict, description="How we know that it worked."
    )
    objectives: Annotated[dict[Slug, Objective], Section("objective")] = Field(
        default_factory=dict, description="What we mean to reach with it, and when."
    )
    feedback: Annotated[tuple[Feedback, ...], LIST] = Field((), description="What people said.")
    bom: dict[
        Annotated[Slug, Names("bom", or_new=True)], Annotated[BomEntry, BeforeValidator(_entry)]
    ] = Field(default_factory=dict, description="Items: overrides of standard ones, or its own.")
