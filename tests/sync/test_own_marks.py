"""A template that prints our own marks is refused: each sync would write the issues anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from sync_catalogs import catalog, entry, item

from ucops.errors import UsageError
from ucops.github import marker
from ucops.pages.issue.bodies import bodies


@pytest.mark.parametrize("mark", [marker.BEGIN, marker.END, "<!-- ucops:v1 key=ci -->"])
def test_a_mark_of_ours_in_a_template_is_refused(tmp_path: Path, mark: str) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/item.md.j2").write_text(f"above\n{mark}\nbelow\n")
    whole = catalog(entry("ci", item("ci/demo")))
    rendered = bodies(tmp_path, whole, "acme/gtm", "https://github.com")
    with pytest.raises(UsageError, match=r"item\.md\.j2 prints '<!-- ucops:'") as error:
        rendered.item(whole, whole.entries["ci"].items[0])
    assert error.value.hint.startswith("take the mark out of it")
