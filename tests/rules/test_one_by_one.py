"""What is found is what rules find that are asked about all there is, passing nothing over.

The engine looks only at texts that hold a sign of what is searched, and where only errors count it
asks only the rules that may yield one. Both must make no difference.
"""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from tests.marketer.judge import BASE, cases
from tests.marketer.texts import texts
from tests.rules.test_any_input import CONFIG, USE_CASES, mutated
from tests.rules.test_any_input import written as loaded_from
from tests.rules.test_corpus import EXAMPLES
from tests.rules.test_hostile_input import HEAD, HOSTILE

from ucops.model.values import Severity
from ucops.reading.load import Loaded, load
from ucops.rules.check import check, errors
from ucops.rules.engine.file import Texts

TODAY = dt.date(2026, 11, 22)
SEVERITIES: tuple[dict[str, Severity], ...] = (
    {"template-text": "error", "number-link-in-text": "error", "not-an-address": "warning"},
    {"silence-without-effect": "error", "no-number": "error"},
)


class Everything(Texts):
    """Texts of which all are looked at, signs or no signs."""

    def holding(self, signs: Iterable[str]) -> list[int]:
        """All of them."""
        del signs
        return list(range(len(self.each)))

    def foreign(self) -> list[int]:
        """All of them."""
        return self.holding(())


def assert_same_errors(loaded: Loaded) -> None:
    found = check(loaded, as_of=TODAY)
    assert errors(loaded, as_of=TODAY) == tuple(one for one in found if one.severity == "error")


def assert_same(loaded: Loaded) -> None:
    found = check(loaded, as_of=TODAY)
    with patch("ucops.rules.engine.file.Texts", Everything):
        assert check(loaded, as_of=TODAY) == found


def lay_out(folder: Path) -> None:
    """Every example, every mistake of a marketer, and pasted texts, beside each other."""
    for example in sorted(EXAMPLES.glob("*/*/*.yaml")):
        name = f"{example.parent.parent.name}-{example.parent.name}-{example.stem}.yaml"
        shutil.copy(example, folder / name[:200])
    for number, one in enumerate(cases()):
        (folder / f"mistake-{number}.yaml").write_text(one.text)
    for number, text in enumerate(texts(200)):
        (folder / f"text-{number}.yaml").write_text(f"{BASE}summary: |\n  {text}\n  {text}\n")


@pytest.mark.slow
def test_the_corpus(tmp_path: Path) -> None:
    (tmp_path / "usecases").mkdir()
    (tmp_path / "ucops.yaml").write_text("version: 1\n")
    lay_out(tmp_path / "usecases")
    loaded = load(tmp_path)
    assert_same(loaded)
    assert_same_errors(loaded)
    for severities in SEVERITIES:
        config = loaded.catalog.config.model_copy(update={"rules": severities})
        assert_same_errors(replace(loaded, catalog=replace(loaded.catalog, config=config)))


def test_the_living_example() -> None:
    assert_same(load(EXAMPLES.parents[1]))


@pytest.mark.parametrize("name", ["spaces before a script", "half tags", "signs", "templates"])
def test_hostile_texts(name: str, tmp_path: Path) -> None:
    (tmp_path / "usecases").mkdir()
    (tmp_path / "ucops.yaml").write_text("version: 1\n")
    text = HOSTILE[name].replace("0_000", "0")[:9_000].rstrip("'") + "'\n"
    (tmp_path / "usecases/a.yaml").write_text(HEAD + text)
    assert_same(load(tmp_path))


@settings(max_examples=30)
@given(mutated(USE_CASES))
def test_any_change_to_a_use_case(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        files = {"usecases/a.yaml": text.encode(), "ucops.yaml": CONFIG.encode()}
        if loaded := loaded_from(folder, files):
            assert_same(loaded)
            assert_same_errors(loaded)
