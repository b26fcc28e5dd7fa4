"""The steps of the demo, each of which says in one line what came out."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping

from ucops.app.demo.people import Act, acts
from ucops.app.demo.scene import TODAY, Scene
from ucops.errors import UcopsError
from ucops.github.saved import load_snapshot
from ucops.progress.programme import measure
from ucops.reading.load import load

SNAPSHOT = "github.json"


def validate(scene: Scene) -> str:
    """Check the use cases."""
    summary = scene.ask("validate", "--as-of", TODAY.isoformat())["summary"]
    return "{use_cases} use cases, {items} items: {errors} errors, {warnings} warnings".format(
        **summary
    )


def plan(scene: Scene) -> str:
    """Show what there is to do, without doing it."""
    planned = scene.ask("plan")
    if _writes(scene):
        raise UcopsError("the plan wrote something")
    return f"{_counted(planned['changes'])} to create"


def sync(scene: Scene) -> str:
    """File everything."""
    done = scene.ask("sync", "--yes")["changes"]
    return f"{_counted(done)}: {_writes(scene)} writes"


def sync_again(scene: Scene) -> str:
    """Show that there is nothing left to do."""
    scene.github.requests.clear()
    left = scene.ask("sync", "--yes")["changes"]
    reads, writes = len(scene.github.requests) - _writes(scene), _writes(scene)
    return f"{len(left) or 'nothing'} to do: {reads} reads, {writes} writes"


def people(scene: Scene) -> str:
    """Let three months of work happen."""
    scene.run("snapshot", "--out", SNAPSHOT)
    held = load_snapshot((scene.folder / SNAPSHOT).read_text(encoding="utf-8"), SNAPSHOT)
    programme = measure(load(scene.folder).catalog, held, TODAY)
    items = [item for use_case in programme.every for item in use_case.items]
    done = acts(items, TODAY)
    for act in done:
        _happen(scene, act)
    count = Counter(act.deed for act in done)
    working = count["in-progress"] + count["in-review"]
    return (
        f"people close {count['done']}, work on {working}, "
        f"drop {count['dropped']}, are held up in {count['blocked']}"
    )


def report(scene: Scene) -> str:
    """Render the roadmap."""
    scene.run("snapshot", "--out", SNAPSHOT)
    scene.run("report", "--snapshot", SNAPSHOT, "--as-of", TODAY.isoformat())
    pages = scene.folder / "roadmap"
    programme = json.loads((pages / "index.json").read_text(encoding="utf-8"))["programme"]
    return (
        f"ROADMAP.md, {len(list(pages.glob('*.md')))} pages: {programme['progress']:.0%} done, "
        f"{programme['overdue']} overdue, {programme['at_risk']} at risk"
    )


STEPS: Mapping[str, Callable[[Scene], str]] = {
    "validate": validate,
    "plan": plan,
    "sync": sync,
    "sync again": sync_again,
    "work": people,
    "report": report,
}
"""Every step by the name under which it is shown, in order."""


def _counted(changes: list[dict[str, str]]) -> str:
    count = Counter(change["kind"] for change in changes if change["action"] == "create")
    names = ("label", "milestone", "epic", "item")
    return ", ".join(f"{count[name]} {name}{'s' * (count[name] != 1)}" for name in names)


def _writes(scene: Scene) -> int:
    return sum(request.wrote for request in scene.github.requests)


def _happen(scene: Scene, act: Act) -> None:
    scene.calendar.day = act.on
    person = scene.github.people.of(act.repository, login=act.login)
    if act.deed == "done":
        person.close(act.number)
    elif act.deed == "dropped":
        person.close(act.number, "not_planned")
    else:
        person.label(act.number, f"status:{act.deed}")
