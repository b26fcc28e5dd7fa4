"""People are called by name where the files give it, whatever the letter case of a login."""

from __future__ import annotations

import pytest
from programme_data import entry, item, programme

from ucops.pages.terminal.layout import laid_out
from ucops.pages.terminal.status import shown

PEOPLE = {"octo-pmm": {"name": "Olivia [b]Example[/b]"}}


@pytest.mark.parametrize("name", [None, "ci"])
def test_a_known_name_stands_for_a_login(name: str | None) -> None:
    items = [item("ci/a", due=None), item("ci/b", responsible="OCTO-PMM")]
    items.append(item("ci/c", responsible="octo-other"))
    whole = programme(entry("ci", *items), people=PEOPLE)
    text = laid_out([shown(whole, name)], color=False, width=100)
    assert "Olivia [b]Example[/b]" in text
    assert "octo-other" in text
    assert "octo-pmm" not in text.lower()
