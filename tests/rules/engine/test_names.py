from __future__ import annotations

import pytest

from ucops.rules.engine.names import did_you_mean, one_of

ROLES = {"pmm": "Product marketing", "devrel": "Developer evangelism"}


@pytest.mark.parametrize(
    ("word", "known", "expected"),
    [
        ("pnm", ["pmm", "devrel"], "did you mean 'pmm'?"),
        ("dev_rel", ["pmm", "devrel"], "did you mean 'devrel'?"),
        ("product marketing", ROLES, "did you mean 'pmm'?"),
        ("produkt-marketing", ROLES, "did you mean 'pmm'?"),
        ("boss", ROLES, "otherwise"),
        ("boss", [], "otherwise"),
        ("item-17x", [f"item-{n}" for n in range(50)], "did you mean 'item-17'?"),
        ("jtem-17", [f"item-{n}" for n in range(60)], "did you mean 'item-17'?"),
        ("jtem-17", [f"item-{n}" for n in range(61)], "did you mean 'item-17'?"),
        ("itme-17", [f"item-{n}" for n in range(61)], "did you mean 'item-17'?"),
        ("item-17x", [*(f"item-{n}" for n in range(60)), "other"], "did you mean 'item-17'?"),
        ("itme-17-x", [*(f"item-{n}-x" for n in range(60)), "item"], "did you mean 'item-17-x'?"),
        ("itme-17-x", [f"item-{n}-x" for n in range(61)], "did you mean 'item-17-x'?"),
        ("PMM", ["pmm", "devrel"], "did you mean 'pmm'?"),
        ("sprint-2026-12", ["sprint-2026-11"], "otherwise"),
        ("sprint-2026-12", {"sprint-2026-11": "Sprint 2026-11"}, "otherwise"),
        ("sprint-2026-12", {"next": "Sprint 2026 12"}, "did you mean 'next'?"),
        ("sprint3", ["sprint-3"], "did you mean 'sprint-3'?"),
        ("ci2", ["ci"], "otherwise"),
        ("app-dev-manager", ["product-manager"], "otherwise"),
        ("pitch-deck", ["technical-deck"], "otherwise"),
        ("tech-deck", ["technical-deck"], "did you mean 'technical-deck'?"),
        ("developer-lead", ["dev-lead"], "did you mean 'dev-lead'?"),
        ("app-dev-mgr", ["app-dev-manager"], "did you mean 'app-dev-manager'?"),
        ("white-papers", ["white-paper"], "did you mean 'white-paper'?"),
        ("zebra", [f"item-{n}" for n in range(5000)], "otherwise"),
    ],
)
def test_the_nearest_name_is_suggested(word: str, known: list[str], expected: str) -> None:
    assert did_you_mean(word, known, "otherwise") == expected


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([], "none is set up yet"),
        (["b", "a"], "a, b"),
        (list("abcdefgh"), "a, b, c, d, e, f and 2 more"),
        (list("fedcba"), "a, b, c, d, e, f"),
    ],
)
def test_a_choice_is_named(names: list[str], expected: str) -> None:
    assert one_of(names) == expected
