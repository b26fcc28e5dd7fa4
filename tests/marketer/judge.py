"""What becomes of one mistake of a marketer, told by the four questions that the law asks.

A mistake is found at its line; who follows the printed correction to the letter gets what was
meant, or is asked; it is one finding; and `--fix` makes the same edit, or says why not.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path, PurePosixPath

import yaml

from ucops.model.catalog import Catalog
from ucops.reading.load import Loaded, load, understood
from ucops.reading.mend import Mended, mend, reader
from ucops.rules.all import rules
from ucops.rules.check import check
from ucops.rules.engine.finding import Finding
from ucops.text.correction import Correction, applied
from ucops.text.source import Source

HERE = Path(__file__).parent
FILE = "usecases/invoice-matching.yaml"
BASE = (
    "title: Invoice matching\n"
    "problem: Clerks compare invoices with orders by hand, and pay some of them twice.\n"
)
TEXTS = frozenset({"template-text", "placeholder-as-text", "result-without-number"})
"""What is only said of a draft's texts, but of something that was written all the same."""
TODAY = dt.date(2026, 11, 30)


@dataclass(frozen=True)
class Case:
    """A mistake as it was made.

    Attributes:
        name: Its file.
        text: The whole file that holds it.
        line: The line that it is made in.
        meant: What the file says once it is mended; None where nobody but its author can know.
        asks: Words that tell its author what to decide.
        findings: How many things are wrong.
    """

    name: str
    text: str
    line: int
    meant: object = None
    asks: tuple[str, ...] = ()
    findings: int = 1


def case(path: Path) -> Case:
    raw = yaml.safe_load(path.read_text())
    base = "" if raw.get("whole") else BASE
    meant = raw.get("meant")
    if meant is not None:
        meant = {**yaml.safe_load(base or "{}"), **meant}
    line = raw["line"] + base.count("\n")
    name = path.relative_to(HERE / "cases").with_suffix("").as_posix()
    asks = tuple(map(str, raw.get("asks", ())))
    return Case(name, base + raw["written"], line, meant, asks, raw.get("findings", 1))


def cases() -> list[Case]:
    return [case(path) for path in sorted((HERE / "cases").rglob("*.yaml"))]


@cache
def programme() -> Loaded:
    """The configuration, and the other files, that all mistakes stand beside."""
    return load(HERE / "programme")


def loaded(text: str) -> Loaded:
    """The programme with the file of one mistake."""
    rest = programme()
    config = rest.catalog.config
    entry, source, problems = understood(text.encode(), FILE, PurePosixPath(FILE).stem, config)
    catalog = Catalog(config, {**rest.catalog.entries, entry.id: entry})
    return Loaded(rest.root, catalog, tuple(problems), {**rest.sources, FILE: source})


def is_of_form(finding: Finding) -> bool:
    """Whether a finding is about what was written, not about what is still to come."""
    substance = rules()[finding.rule].substance and finding.rule not in TEXTS
    return finding.file == FILE and not substance


def findings(what: Loaded) -> list[Finding]:
    return [one for one in check(what, as_of=TODAY) if is_of_form(one)]


@dataclass
class Verdict:
    """How a mistake fares.

    Attributes:
        found: Something is said at its line.
        true: What is printed leads to what was meant, or asks.
        once: It is said once.
        mended: `--fix` makes the same edit, or says why not.
        why: What is wrong, in words.
    """

    found: bool = True
    true: bool = True
    once: bool = True
    mended: bool = True
    why: list[str] = field(default_factory=list)


def judged(one: Case) -> Verdict:
    what = loaded(one.text)
    said = findings(what)
    lines = one.text.splitlines()
    below = lines[one.line - 1].endswith(":")
    here = [finding for finding in said if one.line <= finding.line <= one.line + below]
    verdict = Verdict(found=bool(here), once=len(said) == one.findings)
    verdict.why += [f"{f.line}: {f.rule}: {f.message} → {f.hint}" for f in said]
    problems = [problem for problem in what.problems if problem.correction]
    corrections = [problem.correction for problem in problems if problem.correction]
    if one.meant is not None:
        after = followed(what.sources[FILE], corrections)
        verdict.true = holds(after, one, verdict)
    else:
        words = " ".join(f"{f.message} {f.hint}" for f in here)
        missing = [word for word in one.asks if word.casefold() not in words.casefold()]
        verdict.true = not missing and not corrections
        verdict.why += [f"does not say {missing}"] if missing else []
    fixed = mended(one.text)
    if fixed.after.decode() == one.text:
        by_rules = not what.problems
        verdict.mended = bool(here) and bool(fixed.obstacle or fixed.left or by_rules)
    else:
        verdict.mended = one.meant is not None and holds(fixed.after.decode(), one, verdict)
    return verdict


def mended(text: str) -> Mended:
    config = programme().catalog.config

    return mend(text.encode(), reader(HERE / "programme", FILE, config))


def followed(source: Source, corrections: list[Correction]) -> str:
    """The file once everything that is printed is followed to the letter."""
    edits = list(dict.fromkeys(edit for one in corrections for edit in one.edits))
    return applied(source.text, edits)


def holds(text: str, one: Case, verdict: Verdict) -> bool:
    what = loaded(text)
    left = findings(what)
    data = what.sources[FILE].data
    if repr(data) != repr(one.meant):
        verdict.why.append(f"becomes {data}")
        return False
    if left:
        verdict.why.append(f"left: {left[0].rule} {left[0].message}")
    return not left
