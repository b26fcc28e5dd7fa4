"""What the documentation shows works: files validate, commands and options exist."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import click
import pytest
import yaml
from tests.docs.pages import TOP, Block, blocks

from ucops.cli import COMMANDS, command_of
from ucops.reading.load import load
from ucops.rules.check import check

MINIMAL = "title: Example\nproblem: Every example needs one.\n"
TARGETS = re.compile(r"^([a-z-]+):", re.MULTILINE)


def named(found: list[Block]) -> list[object]:
    return [pytest.param(block, id=block.place) for block in found]


def of_kind(kind: str) -> list[object]:
    return named([block for block in blocks("yaml") if block.kind == kind])


def errors_in(root: Path) -> list[str]:
    found = check(load(root))
    return [f"{one.path}: {one.message}" for one in found if one.severity == "error"]


@pytest.mark.parametrize("block", named(blocks("yaml")))
def test_yaml_parses(block: Block) -> None:
    assert yaml.safe_load(block.text) is not None


@pytest.mark.parametrize("block", of_kind("usecase"))
def test_use_case_has_no_error(block: Block, tmp_path: Path) -> None:
    shutil.copy(TOP / "ucops.yaml", tmp_path)
    (tmp_path / "usecases").mkdir()
    (tmp_path / "usecases" / "example.yaml").write_text(block.text, encoding="utf-8")
    assert errors_in(tmp_path) == []


@pytest.mark.parametrize("block", of_kind("config"))
def test_configuration_has_no_error(block: Block, tmp_path: Path) -> None:
    (tmp_path / "ucops.yaml").write_text(block.text, encoding="utf-8")
    (tmp_path / "usecases").mkdir()
    (tmp_path / "usecases" / "example.yaml").write_text(MINIMAL, encoding="utf-8")
    assert errors_in(tmp_path) == []


@pytest.mark.parametrize("block", named(blocks("sh", "console")))
def test_commands_exist(block: Block) -> None:
    targets = TARGETS.findall((TOP / "Makefile").read_text(encoding="utf-8"))
    for words in map(words_of, block.text.splitlines()):
        match words:
            case ["make", target, *_]:
                assert target in targets
            case ["ucops", name, *arguments]:
                assert left_over(name, arguments) == []


@pytest.mark.parametrize(
    "line", ["ucops plan --no-such-option", "ucops no-such-command", "ucops validate --formt json"]
)
def test_what_does_not_exist_is_found(line: str) -> None:
    _, name, *arguments = words_of(line)
    with pytest.raises((click.NoSuchOption, AssertionError)):
        left_over(name, arguments)


def words_of(line: str) -> list[str]:
    """The words of a command line, without prompt, comment and redirection."""
    words = shlex.split(line.removeprefix("$ "), comments=True)
    ends = [index for index, word in enumerate(words) if word in {">", "|", ">>", "&&"}]
    return words[: ends[0]] if ends else words


def left_over(name: str, arguments: list[str]) -> list[str]:
    """The arguments that a command has no place for; raises NoSuchOption."""
    if name.startswith("-") or name == "COMMAND":
        return []
    assert name in COMMANDS
    command = command_of(name)
    _, rest, _ = command.make_parser(click.Context(command)).parse_args(arguments)
    return rest
