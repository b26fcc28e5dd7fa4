"""Writes programmes of any size: `python benchmarks/catalogs.py DIR USE_CASES ITEMS`.

Their files look like people's: the header line that editors want, comments, texts of a paragraph,
quotes, signs beyond ASCII, links, 17 KB with 25 items. Half of them have findings of the kinds that
people leave open, none has an error. The same number always gives the same file.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from textwrap import fill

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

HERE = Path(__file__).parent
PRESET = HERE.parent / "src/ucops/model/presets/gtm.yaml"
SEED = 2026
STAGES = ("awareness", "consideration", "decision")
AUDIENCES = ("executive", "manager", "contributor")
TYPES = ("video", "deck", "white-paper", "demo", "page", "case-study", "roi-calculator")
ROLES = ("pmm", "tmm", "content", "devrel", "reference", "campaign", "enablement")
OTHERS = ("pm", "compete", "digital", "field", "sa", "tam", "partner", "alliances", "ar", "pr")
LATE = 21
"""A piece that is due in the second quarter, and so may wait for one of another use case."""
SHOWS = ("demo", "comparison", "roi")
REQUIREMENTS = (
    *("automation", "visibility", "security", "compliance"),
    *("easy-start", "integration", "analytics", "scale"),
)
PHRASES = yaml.safe_load((HERE / "phrases.yaml").read_text())

CONFIG = """\
version: 1
preset: gtm
title: A programme of {use_cases} use cases
limits: {{creates: none, closes: none, close_percent: none,
  writes_per_minute: none, writes_per_hour: none}}
personas:
  dev-lead: {{title: Team lead, audience: manager, kind: user}}
  analyst: {{title: Analyst, audience: contributor, kind: user}}
  director: {{title: Director of operations, audience: executive, kind: buyer}}
  cio: {{title: Chief information officer, audience: executive, kind: buyer}}
industries: {{fintech: Payments, retail: Retail, health: Health, public: Public sector,
  energy: Energy}}
products:
  suite:
    title: The suite
    features: {{pipelines: {{title: Pipelines}}, boards: {{title: Boards}}}}
milestones:
  quarter-1: {{title: First quarter, start: 2027-01-01, due: 2027-03-31}}
  quarter-2: {{title: Second quarter, start: 2027-04-01, due: 2027-06-30}}
{removed}"""


@dataclass(frozen=True)
class Item:
    """What one piece says beside its text."""

    slug: str
    title: str
    type: str
    role: str
    stage: str
    audience: str
    priority: int
    start: date
    due: date
    milestone: str
    requirements: tuple[str, ...]
    shows: str
    depends_on: str


class Writer:
    """Finds the words of one file."""

    def __init__(self, number: int) -> None:
        self.chance = random.Random(f"{SEED}-{number}")  # noqa: S311 - no secret is made of it
        self.number = number
        self.names = ["".join(self.chance.choices(PHRASES["syllables"], k=3)) for _ in range(6)]
        self.topic = PHRASES["topics"][number % len(PHRASES["topics"])]
        self.city = PHRASES["cities"][number % len(PHRASES["cities"])]

    def word(self) -> str:
        return self.chance.choice(PHRASES["words"])

    def job(self) -> str:
        return f"Find the {self.word()} of each {self.word()}"

    def sentence(self) -> str:
        """What may stand anywhere in a file, without the signs that mean something to YAML."""
        opening, middle = (self.chance.choice(PHRASES[part]) for part in ("openings", "middles"))
        return self._filled(f"{opening}, {middle}.")

    def clause(self) -> str:
        """A shorter one."""
        return self._filled(f"{self.chance.choice(PHRASES['openings'])}.")

    def _filled(self, form: str) -> str:
        words = self.chance.sample(PHRASES["words"], 4)
        for index in (0, 2):
            words[index] = f"{self.chance.choice(self.names)} {words[index]}"
        return form.format(*words, city=self.city, topic=self.topic)

    def folded(self, sentences: int, indent: int) -> str:
        """A paragraph over several lines."""
        text = " ".join(self.sentence() for _ in range(sentences))
        return fill(text, 98, initial_indent=" " * indent, subsequent_indent=" " * indent)

    def literal(self, sentences: int, indent: int) -> str:
        """Paragraphs, with a list and emphasis as Markdown has them."""
        first, last = self.folded(sentences - 1, indent), self.folded(1, indent)
        points = "\n".join(f"{' ' * indent}- **{self.word()}** → {self.job()}" for _ in range(2))
        return f"{first}\n\n{points}\n\n{last}"

    def items(self, count: int) -> Iterator[Item]:
        for index in range(1, count + 1):
            begins = date(2027, 1, 1) + timedelta(days=index % 28)
            yield Item(
                slug=f"item-{index:03}",
                title=f"{self.word().capitalize()} {index} of {self.topic} no. {self.number}",
                type=TYPES[index % len(TYPES)],
                role=ROLES[index % len(ROLES)],
                stage=STAGES[index % 3],
                audience=AUDIENCES[(index // 3) % 3],
                priority=index % 3 + 1,
                start=begins,
                due=begins + timedelta(days=40),
                milestone="quarter-2" if index % 7 == 0 else "quarter-1",
                requirements=(REQUIREMENTS[index % 8], REQUIREMENTS[(index + 3) % 8]),
                shows=SHOWS[index // 2 % 3] if index % 2 else "",
                depends_on=self._needed(index),
            )

    def _needed(self, index: int) -> str:
        """What a piece waits for, now and then in the use case before."""
        if index == LATE and self.number % 5 == 0:
            return f"use-case-{self.number - 1:04}/item-003"
        return f"item-{index - 2:03}" if index % 6 == 0 else ""


def use_case(number: int, items: int) -> str:
    """The text of one use-case file; those of even numbers have findings."""
    writer = Writer(number)
    return _template().render(
        number=number,
        name=f"{writer.topic.capitalize()} without waiting, no. {number}",
        slug=f"use-case-{number:04}",
        sloppy=number % 2 == 0,
        topic=writer.topic,
        city=writer.city,
        word=writer.word,
        job=writer.job,
        sentence=writer.sentence,
        clause=writer.clause,
        folded=writer.folded,
        literal=writer.literal,
        people=_people(number),
        requirements=REQUIREMENTS,
        items=list(writer.items(items)),
    )


def _people(number: int) -> Mapping[str, str]:
    """Who makes the pieces of one use case, and who helps with ten of them."""
    makers = {role: f"octo-{role}-{number}" for role in ROLES}
    return makers | {role: f"octo-{role}-{number // 10}" for role in OTHERS}


@cache
def _template() -> Template:
    environment = Environment(  # noqa: S701 - YAML, from our own text
        loader=FileSystemLoader(HERE), undefined=StrictUndefined, trim_blocks=True
    )
    return environment.get_template("use-case.yaml.j2")


def write_catalog(root: Path, use_cases: int, items: int) -> None:
    """Write `ucops.yaml` and that many use cases with that many items each below `root`."""
    folder = root / "usecases"
    folder.mkdir(parents=True, exist_ok=True)
    preset = yaml.safe_load(PRESET.read_text())
    removed = yaml.safe_dump({"bom": dict.fromkeys(preset["bom"])}, sort_keys=False)
    (root / "ucops.yaml").write_text(CONFIG.format(use_cases=use_cases, removed=removed))
    for number in range(1, use_cases + 1):
        (folder / f"use-case-{number:04}.yaml").write_text(use_case(number, items))


if __name__ == "__main__":
    write_catalog(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
