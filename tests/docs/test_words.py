"""What the documentation mentions in passing exists: commands, options, files."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from anchors import anchors, inner_links
from tests.docs.pages import RULES, TOP, pages

from ucops.cli import COMMANDS, command_of

INLINE = re.compile(r"`(?:ucops )?([a-z]+) ([^`\n]*--[a-z][^`\n]*)`")
COMMAND = re.compile(r"`ucops ([a-z]+)")
OPTION = re.compile(r"--[a-z][a-z-]+")
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)(?:#[^)]*)?\)")
IMAGE = re.compile(r'src(?:set)?="([^":]+)"')
ALL = [pytest.param(page, id=str(page.relative_to(TOP))) for page in pages()]


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def options_of(name: str) -> set[str]:
    command = command_of(name)
    return {option for parameter in command.params for option in parameter.opts} | {"--help"}


@pytest.mark.parametrize("page", ALL)
def test_commands_in_the_text_exist(page: Path) -> None:
    assert set(COMMAND.findall(text_of(page))) <= {*COMMANDS, "is"}


@pytest.mark.parametrize("page", ALL)
def test_options_in_the_text_exist(page: Path) -> None:
    for name, rest in INLINE.findall(text_of(page)):
        if name in COMMANDS:
            assert set(OPTION.findall(rest)) <= options_of(name), name


@pytest.mark.parametrize("page", [one for one in ALL if RULES not in one.values[0].parents])
def test_links_lead_somewhere(page: Path) -> None:
    text = text_of(page)
    targets = LINK.findall(text) + IMAGE.findall(text)
    assert [to for to in targets if not (page.parent / to).exists()] == []


@cache
def anchors_of(page: Path) -> frozenset[str]:
    return anchors(text_of(page))


@pytest.mark.parametrize("page", [one for one in ALL if RULES not in one.values[0].parents])
def test_links_lead_to_a_part_that_is_there(page: Path) -> None:
    found = [(page.parent / file if file else page, at) for file, at in inner_links(text_of(page))]
    in_pages = [(file.resolve(), at) for file, at in found if file.suffix == ".md"]
    assert [(file.name, at) for file, at in in_pages if at not in anchors_of(file)] == []
