"""What `ucops.yaml` says, after its preset is laid under it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from ucops import DOCUMENTATION
from ucops.model.dates import DueDate, StartDate
from ucops.model.reference import Names, Section, sections
from ucops.model.values import (
    LIST,
    Audience,
    Identity,
    InsidePath,
    Login,
    Maturity,
    Person,
    Priority,
    Quantity,
    QuantityValue,
    Severity,
    Slug,
    Stage,
    Tier,
)

TIERS: tuple[Tier, ...] = (1, 2, 3)


class Model(BaseModel):
    """A mapping in a file: unknown keys are errors, and nothing is converted silently."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, strict=True, arbitrary_types_allowed=True
    )


class Paths(Model):
    """Where things lie, relative to the root of the repository."""

    usecases: InsidePath = Field("usecases", description="The folder of the use-case files.")
    templates: InsidePath = Field(
        "templates", description="Templates that override the shipped ones."
    )
    report: InsidePath = Field("ROADMAP.md", description="The rendered roadmap.")
    pages: InsidePath = Field("roadmap", description="The folder of the rendered pages and charts.")


class IssueTypes(Model):
    """The organisation's issue types to set, by name."""

    epic: str | None = Field(None, description="The type of a use case's epic.")
    item: str | None = Field(None, description="The type of a BOM item's issue.")


RepositoryName = Annotated[str, Field(pattern=r"^[A-Za-z0-9-]+/[A-Za-z0-9._-]+$")]
WebAddress = Annotated[str, Field(pattern=r"^https?://[^\s/]+(/\S*)?$")]
ProjectName = Annotated[str, Field(pattern=r"^[A-Za-z0-9-]+/[0-9]+$")]


class GitHubSettings(Model):
    """What is kept in step on GitHub, and where."""

    repository: RepositoryName | None = Field(
        None, description="`owner/name`; without it, the environment's GITHUB_REPOSITORY."
    )
    issue_types: IssueTypes = Field(
        default_factory=IssueTypes, description="The organisation's issue types to set."
    )
    project: ProjectName | None = Field(None, description="A Projects board, `owner/number`.")
    umbrella: str | None = Field(
        None, description="The title of one issue above all epics; without it there is none."
    )
    trusted: Annotated[tuple[Identity, ...], LIST] = Field(
        (),
        description=(
            "Further identities whose hidden markers in issues are believed; an app's is in "
            'quotes, such as "acme-ucops[bot]".'
        ),
    )
    dependencies: bool = Field(
        default=True, description="Whether `depends_on` is written as issue dependencies."
    )


def _limit(value: object) -> object:
    """A limit; `none` takes it away, and so `0` is no number of anything."""
    if isinstance(value, str) and value.strip().casefold() == NO_LIMIT:
        return None
    if value is None:
        raise PydanticCustomError("int_type", "not a whole number")
    if value.__class__ is int and value == 0:
        raise PydanticCustomError("zero_limit", "no limit is written none")
    return value


NO_LIMIT = "none"


def limit_schema(most: int | None = None) -> WithJsonSchema:
    """The schema of a limit of at most so many."""
    number = {"type": "integer", "minimum": 1} | ({"maximum": most} if most else {})
    return WithJsonSchema({"anyOf": [number, {"const": NO_LIMIT}]})


LIMIT = BeforeValidator(_limit)
"""Marks a number that `none` takes away: then it is None."""


Limit = Annotated[Annotated[int, Field(gt=0)] | None, LIMIT, limit_schema()]
Percent = Annotated[Annotated[int, Field(gt=0, le=100)] | None, LIMIT, limit_schema(100)]


class Limits(Model):
    """What one run may do at most; `none` takes a limit away."""

    creates: Limit = Field(500, description="Issues created.")
    closes: Limit = Field(5, description="Issues closed.")
    close_percent: Percent = Field(
        25, description="Closes, % of all managed issues, open and closed; ten always pass."
    )
    writes_per_minute: Limit = Field(80, description="Writes in any minute.")
    writes_per_hour: Limit = Field(500, description="Writes in any hour.")


class Milestone(Model):
    """A window of time that items are planned for."""

    title: str = Field(description="What it is called.")
    description: str = Field("", description="What it is about.")
    start: StartDate = Field(None, description="Its first day, or the span that it begins with.")
    due: DueDate = Field(None, description="Its last day, or the span that it ends with.")


class Role(Model):
    """A role of the activation team."""

    title: str = Field(description="What it is called.")
    description: str = Field("", description="What the role is responsible for.")
    department: Annotated[Slug, Names("departments")] | None = Field(
        None, description="The department that it belongs to."
    )
    lead: Person = Field(None, description="Responsible where a team names nobody.")
    aliases: Annotated[tuple[Slug, ...], LIST] = Field(
        (), description="Other names under which a team may fill its seat."
    )
    repository: RepositoryName | None = Field(None, description="Where its items are filed.")


class Department(Model):
    """A part of the organisation that roles belong to."""

    title: str = Field(description="What it is called.")


class Persona(Model):
    """Somebody on the customer's side."""

    title: str = Field(description="What they are called.")
    audience: Audience | None = Field(None, description="The audience that they belong to.")
    kind: Literal["user", "buyer"] | None = Field(
        None, description="Whether they work with it or decide about it."
    )


class Feature(Model):
    """A capability of a product."""

    title: str = Field(description="What it is called.")
    maturity: Maturity = Field("ga", description="Whether it can be used today.")


class Product(Model):
    """Something we offer."""

    title: str = Field(description="What it is called.")
    stage: Annotated[Slug, Names("product_stages")] | None = Field(
        None, description="Where it belongs, a slug from `product_stages`."
    )
    features: dict[Slug, Feature] = Field(default_factory=dict, description="What it can do.")


class ProductStage(Model):
    """A second axis beside use cases: where in the customer's work products belong."""

    title: str = Field(description="What it is called.")


class Somebody(Model):
    """What pages show instead of a login."""

    name: str | None = Field(None, description="What people call them.")
    github: Literal["none"] | None = Field(
        None, description="`none`: holds a seat, but has no account that could be assigned."
    )


class LinkKind(Model):
    """A kind of key link that use cases have."""

    title: str = Field(description="What it is called.")
    tiers: Annotated[tuple[Tier, ...], LIST] = Field(TIERS, description="Where it is expected.")


class CollateralType(Model):
    """A kind of collateral."""

    title: str = Field(description="What it is called.")
    refresh_after: Annotated[int, Field(gt=0)] | None = Field(
        None, description="Days until a finished piece needs a fresh look."
    )


class StandardItem(Model):
    """An item of the standard bill of materials."""

    title: str = Field(description="What people call it.")
    description: str = Field("", description="What it is and does, in a sentence.")
    type: Annotated[Slug, Names("collateral_types")] | None = Field(
        None, description="The kind of collateral, a slug from `collateral_types`."
    )
    role: Annotated[Slug, Names("roles")] | None = Field(
        None, description="Who makes it, a slug from `roles`."
    )
    stages: Annotated[tuple[Stage, ...], LIST] = Field(
        (), description="The stages of the buyer's journey that it serves."
    )
    audiences: Annotated[tuple[Audience, ...], LIST] = Field((), description="Whom it is for.")
    priority: Priority = Field(3, description="1 first, 3 last.")
    quantity: QuantityValue = Field(Quantity(1, 1), description="How many pieces: 3, 2-3 or 1+.")
    tiers: Annotated[tuple[Tier, ...], LIST] = Field(
        TIERS, description="Use cases of these tiers get it by default."
    )
    checklist: Annotated[tuple[str, ...], LIST] = Field(
        (), description="What has to be done before it is done."
    )


def _severity(value: object) -> object:
    """YAML 1.1 reads `off` as false; here it means what it says."""
    return "off" if value is False else value


class Config(Model):
    """The whole configuration: `ucops.yaml` laid over its preset, entry by entry."""

    version: Literal[1] = Field(description="The version of this format.")
    preset: Literal["gtm", "none"] = Field("gtm", description="What the rest is laid over.")
    title: str = Field("", description="The programme's name; by default, the folder's.")
    home: WebAddress = Field(
        DOCUMENTATION,
        description="Where people find explanations; by default, the documentation of ucops.",
    )
    paths: Paths = Field(default_factory=Paths, description="Where things lie.")
    github: GitHubSettings = Field(
        default_factory=GitHubSettings, description="What is kept in step on GitHub."
    )
    limits: Limits = Field(default_factory=Limits, description="What one run may do at most.")
    milestones: Annotated[dict[Slug, Milestone], Section("milestone")] = Field(
        default_factory=dict, description="Windows of time."
    )
    roles: Annotated[dict[Slug, Role], Section("role")] = Field(
        default_factory=dict, description="Who is in an activation team."
    )
    departments: Annotated[dict[Slug, Department], Section("department")] = Field(
        default_factory=dict, description="Parts of the organisation."
    )
    personas: Annotated[dict[Slug, Persona], Section("persona")] = Field(
        default_factory=dict, description="People on the customer's side."
    )
    industries: Annotated[dict[Slug, str], Section("industry")] = Field(
        default_factory=dict, description="Industries and their names."
    )
    segments: Annotated[dict[Slug, str], Section("segment")] = Field(
        default_factory=dict, description="Sizes of company and their names."
    )
    products: Annotated[dict[Slug, Product], Section("product")] = Field(
        default_factory=dict, description="What we offer."
    )
    product_stages: Annotated[dict[Slug, ProductStage], Section("product stage")] = Field(
        default_factory=dict, description="A second axis beside use cases, for products."
    )
    people: dict[Login, Somebody] = Field(
        default_factory=dict, description="What pages show instead of a login."
    )
    link_kinds: Annotated[dict[Slug, LinkKind], Section("kind of link")] = Field(
        default_factory=dict, description="The key links that a use case has."
    )
    collateral_types: Annotated[dict[Slug, CollateralType], Section("type of collateral")] = Field(
        default_factory=dict, description="The kinds of collateral."
    )
    bom: Annotated[dict[Slug, StandardItem], Section("standard item")] = Field(
        default_factory=dict, description="The standard bill of materials."
    )
    rules: dict[str, Annotated[Severity, BeforeValidator(_severity)]] = Field(
        default_factory=dict, description="The severity of rules by name."
    )


SECTIONS = sections(Config)
"""The parts that hold entries by slug, and what is said of each, in the order of the file."""
