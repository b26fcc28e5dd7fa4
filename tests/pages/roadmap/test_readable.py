"""What others make of the pages: Mermaid reads every diagram, markdownlint every page."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from hostile import EVERY_FIELD, HOSTILE, everywhere
from items_by_hand import entry
from programme_data import TODAY, catalog, closed, day, item, programme, snapshot
from report_data import MILESTONES, rendered, sample

from ucops.pages.roadmap.shelves import CARDS
from ucops.progress.programme import measure
from ucops.reading.load import load

TOOLS = Path(__file__).parents[3] / "tools"
NODE = shutil.which("node")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        NODE is None or not (TOOLS / "node_modules").is_dir(),
        reason="needs node, and what `npm install --prefix tools` brings",
    ),
]


def hostile() -> dict[str, str]:
    """A report in which every text is one that could break out of its place."""
    cases = []
    for number, text in enumerate(HOSTILE):
        key = f"case-{number}"
        one = item(
            f"{key}/a", title=text, due=day("2026-12-01"), milestone="sprint-3", description=text
        )
        late = item(f"{key}/b", title=text, due=day("2026-10-01"), depends_on=(f"{key}/a",))
        cases.append(
            entry(
                key,
                one,
                late,
                title=text,
                problem=text,
                why_now=text,
                message_house={"short": text, "long": f"{text}\n\n{text}"},
                discovery_questions=[text],
                objections=[{"objection": text, "answer": text}],
                feedback=[{"date": "2026-11-01", "from": text, "text": text}],
                measures={"m": {"title": text, "unit": text, "values": {"2026-10-31": 1}}},
                scenarios={
                    "one": {
                        "title": text,
                        "primary_actor": text,
                        "steps": [text, text],
                        "trigger": text,
                        "extensions": {"1a": {"condition": text, "steps": [text]}},
                        "guarantees": {"success": [text]},
                    }
                },
            )
        )
    whole = catalog(*cases, title=HOSTILE[0], milestones=MILESTONES)
    return rendered(measure(whole, snapshot(), TODAY))


def many() -> dict[str, str]:
    """A report of more use cases than one page of the library holds, in three sprints."""
    days = {"a": "2026-10-30", "b": "2026-11-27", "c": "2026-12-18"}
    sprints = {slug: {"title": f"Sprint {slug}", "due": due} for slug, due in days.items()}
    cases = [
        entry(
            f"case-{n}",
            *(
                item(f"case-{n}/item-{slug}", milestone=slug, due=day(due))
                for slug, due in days.items()
            ),
            title=f"Use case {n}; # of: many",
            tier=1 + n % 3,
            status="active",
            industries=["bank"],
            discovery_questions=["What happens when it is down?"],
            proof_points=[{"customer": "A bank", "result": "Half the time", "public": True}],
        )
        for n in range(CARDS + 1)
    ]
    done = [closed(f"case-{n}/item-a", n + 1, on=f"2026-10-{1 + n % 28:02}") for n in range(60)]
    whole = catalog(*cases, title="Many", milestones=sprints, industries={"bank": "Banks"})
    return rendered(measure(whole, snapshot(*done), TODAY))


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    texts = [everywhere(text, tmp_path_factory.mktemp("hostile")) for text in HOSTILE]
    return {
        "sample": rendered(sample()),
        "hostile": hostile(),
        **{
            f"hostile-{n}": rendered(measure(one, snapshot(), TODAY)) for n, one in enumerate(texts)
        },
        "every": rendered(measure(load(EVERY_FIELD).catalog, snapshot(), TODAY)),
        "many": many(),
        "one": rendered(programme(entry("ci", item("ci/demo")), title="One")),
        "none": rendered(programme(entry("ci", status="draft"), title="None")),
    }


def pages(reports: dict[str, dict[str, str]]) -> dict[str, str]:
    return {
        f"{name}/{path}": text
        for name, files in reports.items()
        for path, text in files.items()
        if path.endswith(".md")
    }


def test_mermaid_reads_every_diagram(reports: dict[str, dict[str, str]]) -> None:
    command = [str(NODE), str(TOOLS / "mermaid.mjs")]
    given = json.dumps(pages(reports))
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=True)
    assert done.stdout == ""
    assert int(done.stderr) > 20


def test_markdownlint_finds_nothing(reports: dict[str, dict[str, str]], tmp_path: Path) -> None:
    mine = {path: text for path, text in pages(reports).items() if not path.startswith("hostile")}
    for path, text in mine.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    config = TOOLS / "pages.markdownlint-cli2.jsonc"
    program = TOOLS / "node_modules/markdownlint-cli2/markdownlint-cli2-bin.mjs"
    command = [str(NODE), str(program), "--config", str(config), "**/*.md"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
