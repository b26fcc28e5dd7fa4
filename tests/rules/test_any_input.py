"""Whatever the files hold, checking them ends with findings that can be shown."""

from __future__ import annotations

import datetime as dt
import json
import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from ucops.errors import UsageError
from ucops.model.values import SLUG
from ucops.pages.findings import REPORTERS
from ucops.pages.findings.report import report
from ucops.pages.findings.summary import render_summary
from ucops.reading.load import Loaded, load
from ucops.rules.check import check
from ucops.rules.engine.finding import Finding

ROOT = Path(__file__).parents[2]
USE_CASES = sorted((path.read_text() for path in (ROOT / "usecases").glob("*.yaml")), key=len)[:3]
CONFIG = (ROOT / "ucops.yaml").read_text()
TODAY = dt.date(2026, 11, 22)
BITS = [
    "\t",
    ":",
    "- ",
    "#",
    "'",
    '"',
    "{",
    "}",
    "[",
    "]",
    "&a ",
    "*a",
    "<<: ",
    "!!str ",
    "~",
    "@",
    "tbd",
    "n/a",
    "null",
    "2026-02-30",
    "9" * 30,
    "\u202e",
    "\ufeff",
    "<!--",
    "\n",
    "\r",
    "%",
    "# ucops: ignore[no-date] x",
    "# ucops: ignore",
    "depends_on: [a]",
    "😀",
]


@st.composite
def mutated(draw: st.DrawFn, texts: list[str]) -> str:
    """A text with some stretches cut out, doubled, or replaced by troublesome bits."""
    text = draw(st.sampled_from(texts))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 60)))
        middle = draw(st.sampled_from([*BITS, "", text[start:end] * 2]))
        text = text[:start] + middle + text[end:]
    return text


def written(folder: str, files: dict[str, bytes]) -> Loaded | None:
    for name, data in files.items():
        path = Path(folder, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    try:
        return load(Path(folder))
    except UsageError:
        return None


def assert_can_be_shown(loaded: Loaded, findings: tuple[Finding, ...]) -> None:
    for finding in findings:
        assert finding.message
        assert (finding.line, finding.column) >= (1, 1)
        assert (finding.line, finding.column) <= (finding.end_line, finding.end_column)
        source = loaded.sources.get(finding.file)
        assert source is None or finding.end_line <= max(1, len(source.lines))
    shown = report(loaded, findings)
    json.loads(REPORTERS["json"](shown))
    json.loads(REPORTERS["sarif"](shown))
    for line in REPORTERS["github"](shown).splitlines()[:-1]:
        assert line.startswith(("::error ", "::warning ", "::notice ")) or " more are " in line
    assert max(map(cell_len, REPORTERS["text"](shown).splitlines())) <= shown.width
    render_summary(shown)


def assert_holds(files: dict[str, bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        loaded = written(folder, {"ucops.yaml": b"version: 1\n", **files})
        if loaded is not None:
            assert_can_be_shown(loaded, check(loaded, as_of=TODAY))


@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    assert_holds({"usecases/a.yaml": data})


@given(mutated(USE_CASES))
def test_any_change_to_a_use_case(text: str) -> None:
    assert_holds({"usecases/a.yaml": text.encode(), "ucops.yaml": CONFIG.encode()})


@given(mutated([CONFIG]))
def test_any_change_to_the_configuration(config: str) -> None:
    use_case = "title: A\nproblem: B.\nstatus: active\nteam: {pmm: octo-pmm}\nbom: {webcast: }\n"
    assert_holds({"usecases/a.yaml": use_case.encode(), "ucops.yaml": config.encode()})


VALUES = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(allow_nan=False, allow_infinity=False),
        st.text(max_size=20),
        st.sampled_from(["tbd", "n/a", "?", "2026-11-30", "a", "pmm", "a/b"]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.one_of(st.from_regex(SLUG, fullmatch=True), st.text(max_size=5)), inner, max_size=3
        ),
    ),
    max_leaves=12,
)
FIELDS = [
    "title",
    "problem",
    "tier",
    "status",
    "previously",
    "issue",
    "value_drivers",
    "personas",
    "analysts",
    "market_requirements",
    "solution",
    "differentiators",
    "message_house",
    "competitors",
    "objections",
    "proof_points",
    "scenarios",
    "team",
    "links",
    "measures",
    "feedback",
    "bom",
]


@given(st.dictionaries(st.sampled_from(FIELDS), VALUES))
def test_any_value_in_any_field(data: dict[str, object]) -> None:
    given_fields = {"title": "A", "problem": "B.", "status": "active", **data}
    assert_holds({"usecases/a.yaml": json.dumps(given_fields).encode()})
