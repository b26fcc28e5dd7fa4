"""What a field names is declared once, and found everywhere that it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel

from ucops.model.config import SECTIONS, Config
from ucops.model.reference import (
    Names,
    annotation,
    named_by,
    reference_at,
    references,
    section_named,
    sections,
)
from ucops.model.usecase import UseCase
from ucops.model.values import Slug

WHOLE = {
    "title": "CI",
    "problem": "Every change waits.",
    "personas": ["dev-lead", "cfo"],
    "proof_points": [{"customer": "A"}, {"customer": "B", "segment": "smb"}],
    "solution": {"ci": {"features": ["pipelines"]}},
    "team": {"pmm": "octo-pmm"},
    "bom": {"deck": {"role": "tmm", "market_requirements": ["easy-start"]}, "own": None},
    "objections": [{"objection": "It is free.", "competitor": "jenkins"}],
}
IDENTITIES = {
    "previously": "former ids",
    "features": "the keys of the features of a product",
    "variants": "the keys of the variants of a message",
    "aliases": "other names of the role itself",
    **{name: "the keys of a section" for model in (Config, UseCase) for name in sections(model)},
}
"""Fields whose slugs name nothing else: they are what is named."""


def test_every_name_is_found_with_its_place_and_what_it_stands_for() -> None:
    found = {path: (one.names.section, name) for one, path, name in named_by(whole())}
    assert found == {
        ("personas", 0): ("personas", "dev-lead"),
        ("personas", 1): ("personas", "cfo"),
        ("proof_points", 1, "segment"): ("segments", "smb"),
        ("solution", "ci"): ("products", "ci"),
        ("solution", "ci", "features", "pipelines"): ("products", "pipelines"),
        ("team", "pmm"): ("roles", "pmm"),
        ("bom", "deck"): ("bom", "deck"),
        ("bom", "own"): ("bom", "own"),
        ("bom", "deck", "role"): ("roles", "tmm"),
        ("bom", "deck", "market_requirements", 0): ("market_requirements", "easy-start"),
        ("objections", 0, "competitor"): ("competitors", "jenkins"),
    }
    assert [path for _, path, _ in named_by(whole(), "roles")] == [
        ("team", "pmm"),
        ("bom", "deck", "role"),
    ]


def whole() -> UseCase:
    return UseCase.model_validate(WHOLE)


def test_a_place_tells_what_is_named_there() -> None:
    assert reference_at(UseCase, ("bom", "deck", "type")) == Names("collateral_types")
    assert reference_at(UseCase, ("solution", "ci", "features", 3)) == Names(
        "products", inside="features"
    )
    assert reference_at(UseCase, ("title",)) is None
    assert section_named(UseCase, ("personas",)) == "personas"
    assert section_named(Config, ("roles", "pmm", "department")) == "departments"
    assert section_named(UseCase, ("problem",)) == ""


def test_every_reference_leads_to_a_section() -> None:
    known = {**SECTIONS, **sections(UseCase)}
    for model in (UseCase, Config):
        for one in references(model):
            assert one.names.section in known, one
            assert one.on_key == (one.pattern[-1] == "*" and _is_mapping(model, one.pattern)), one


def _is_mapping(model: type[BaseModel], pattern: tuple[str | int, ...]) -> bool:
    features = pattern[-2:] == ("features", "*")
    return features or (
        len(pattern) == 2 and model.model_fields[str(pattern[0])].default_factory is dict
    )


def test_a_slug_that_says_not_what_it_names_is_an_identity() -> None:
    for model in (UseCase, Config):
        assert set(undeclared(model, "")) <= IDENTITIES.keys()


def undeclared(kind: Any, field: str) -> Iterator[str]:
    """The fields of a type that hold slugs and do not say what these name."""
    if kind == Slug:
        yield field
    elif isinstance(kind, type) and issubclass(kind, BaseModel):
        for name, one in kind.model_fields.items():
            yield from undeclared(annotation(one), name)
    elif not any(isinstance(one, Names) for one in get_args(kind)):
        for one in get_args(kind):
            yield from undeclared(one, field)
