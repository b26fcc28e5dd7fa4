from __future__ import annotations

from sync_catalogs import desired, entry, item
from sync_fake import Fake

from ucops.sync.apply import apply
from ucops.sync.plan import plan


def test_a_second_run_has_nothing_to_do() -> None:
    github = Fake()
    wanted = desired(
        entry(
            "ci",
            item("ci/demo", milestone="sprint-3"),
            item("ci/deck", depends_on=("ci/demo", "cd/demo")),
        ),
        entry("cd", item("cd/demo", responsible="octo-tmm", repository="acme/web")),
    )
    first = plan(wanted, github.snapshot())
    done = apply(first, github, github)
    assert done.exit_code == 0, [o for o in done.outcomes if o.status != "done"]
    assert plan(wanted, github.snapshot()).changes == ()
