"""What `ucops.yaml` says, after its preset is laid under it."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from ucops.catalog.values import (
    LIST,
    Audience,
    Date,
    Login,
    Maturity,
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


def _inside(value: str) -> str:
    path = PurePosixPath(value)
    if not value.strip() or path.is_absolute() or ".." in path.parts or "\\" in value:
        raise PydanticCustomError("path", "not a path inside the repository")
    return value


InsidePath = Annotated[str, AfterValidator(_inside)]
"""A path inside the repository, relative to its root, with forward slashes."""


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
ProjectName = Annotated[str, Field(pattern=r"^[A-Za-z0-9-]+/[0-9]+$")]


class GitHubSettings(Model):
    """What is kept in step on GitHub, and where."""

    repository: RepositoryName | None = Field(
        None, description="`owner/name`; without it, the environment's GITHUB_REPOSITORY."
    )
    issue_types: IssueTypes = Field(default_factory=IssueTypes)
    project: ProjectName | None = Field(None, description="A Projects board, `owner/number`.")
    dependencies: bool = Field(
        default=True, description="Whether `depends_on` is written as issue dependencies."
    )


class Limits(Model):
    """What one run may do at most; 0 means no limit."""

    creates: int = Field(500, ge=0, description="Issues created.")
    closes: int = Field(5, ge=0, description="Issues closed.")
    close_percent: int = Field(25, ge=0, le=100, description="Closes, % of open managed issues.")
    writes_per_minute: int = Field(80, ge=0, description="Writes in any minute.")
    writes_per_hour: int = Field(500, ge=0, description="Writes in any hour.")


class Milestone(Model):
    """A window of time that items are planned for."""

    title: str
    description: str = ""
    start: Date | None = None
    due: Date | None = None


class Role(Model):
    """A role of the activation team."""

    title: str
    description: str = Field("", description="What the role is responsible for.")
    department: Slug | None = None
    lead: Login | None = Field(None, description="Responsible where a team names nobody.")
    repository: RepositoryName | None = Field(None, description="Where its items are filed.")


class Department(Model):
    """A part of the organisation that roles belong to."""

    title: str


class Persona(Model):
    """Somebody on the customer's side."""

    title: str
    audience: Audience | None = None
    kind: Literal["user", "buyer"] | None = None


class Feature(Model):
    """A capability of a product."""

    title: str
    maturity: Maturity = "ga"


class Product(Model):
    """Something we offer."""

    title: str
    features: dict[Slug, Feature] = Field(default_factory=dict)


class LinkKind(Model):
    """A kind of key link that use cases have."""

    title: str
    tiers: Annotated[tuple[Tier, ...], LIST] = Field(TIERS, description="Where it is expected.")


class CollateralType(Model):
    """A kind of collateral."""

    title: str
    refresh_after: Annotated[int, Field(gt=0)] | None = Field(
        None, description="Days until a finished piece needs a fresh look."
    )


class StandardItem(Model):
    """An item of the standard bill of materials."""

    title: str
    description: str = ""
    type: Slug | None = None
    role: Slug | None = None
    stages: Annotated[tuple[Stage, ...], LIST] = ()
    audiences: Annotated[tuple[Audience, ...], LIST] = ()
    priority: Priority = 3
    quantity: QuantityValue = Quantity(1, 1)
    tiers: Annotated[tuple[Tier, ...], LIST] = TIERS
    checklist: Annotated[tuple[str, ...], LIST] = ()


def _severity(value: object) -> object:
    """YAML 1.1 reads `off` as false; here it means what it says."""
    return "off" if value is False else value


class Config(Model):
    """The whole configuration: `ucops.yaml` laid over its preset, entry by entry."""

    version: Literal[1]
    preset: Literal["gtm", "none"] = "gtm"
    title: str = Field("", description="The programme's name; by default, the folder's.")
    paths: Paths = Field(default_factory=Paths)
    github: GitHubSettings = Field(default_factory=GitHubSettings)
    limits: Limits = Field(default_factory=Limits)
    milestones: dict[Slug, Milestone] = Field(default_factory=dict)
    roles: dict[Slug, Role] = Field(default_factory=dict)
    departments: dict[Slug, Department] = Field(default_factory=dict)
    personas: dict[Slug, Persona] = Field(default_factory=dict)
    industries: dict[Slug, str] = Field(default_factory=dict)
    segments: dict[Slug, str] = Field(default_factory=dict)
    products: dict[Slug, Product] = Field(default_factory=dict)
    link_kinds: dict[Slug, LinkKind] = Field(default_factory=dict)
    collateral_types: dict[Slug, CollateralType] = Field(default_factory=dict)
    bom: dict[Slug, StandardItem] = Field(default_factory=dict)
    rules: dict[str, Annotated[Severity, BeforeValidator(_severity)]] = Field(default_factory=dict)
