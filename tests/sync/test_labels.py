"""Our labels fit what GitHub takes, whatever the files say."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError
from sync_catalogs import catalog, desired, entry, item

from ucops.github.labels import COLORS, STATUS, described, vocabulary
from ucops.model.values import SLUG_LIMIT, STAGES, Slug

NAME, DESCRIPTION = 50, 100
"""What GitHub takes, in characters."""
LONGEST = "a" * SLUG_LIMIT


def test_a_key_cannot_be_longer() -> None:
    slugs = TypeAdapter(Slug)
    assert slugs.validate_python(LONGEST) == LONGEST
    with pytest.raises(ValidationError):
        slugs.validate_python(f"{LONGEST}a")


def test_no_label_is_longer_than_github_takes() -> None:
    assert max(len(f"{kind}:") for kind in COLORS) + SLUG_LIMIT <= NAME
    demo = item(f"{LONGEST}/{LONGEST}", role=LONGEST, stages=STAGES)
    whole = catalog(entry(LONGEST, demo, title="T" * 250), roles={LONGEST: {"title": "配" * 300}})
    names = vocabulary(whole)
    assert {f"usecase:{LONGEST}", f"role:{LONGEST}"} <= names
    assert max(map(len, {*names, *STATUS})) == len(f"usecase:{LONGEST}") == 48
    assert max(len(described(whole, name).description) for name in names) == DESCRIPTION
    assert max(map(len, STATUS.values())) <= DESCRIPTION


def test_a_milestones_title_fits() -> None:
    milestones = {"long": {"title": "M" * 256}, "fits": {"title": "M" * 255}}
    titles = [one.title for one in desired(entry("ci"), milestones=milestones).milestones.values()]
    assert titles == [f"{'M' * 254}…", "M" * 255]
