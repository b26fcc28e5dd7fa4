"""The reference names every field that the model has."""

from __future__ import annotations

from fields_reference import render_reference, sections

from ucops.model.config import Config
from ucops.model.usecase import UseCase


def test_every_field_is_there_with_its_meaning() -> None:
    text = render_reference()
    for section in [*sections(Config), *sections(UseCase)]:
        assert section.description.splitlines()[0] in text
        for field in section.fields:
            assert f"| `{field.key}` | {field.kind} |" in text.replace("\\|", "|")
            assert field.description


def test_mappings_are_found_wherever_they_are() -> None:
    names = [section.name for section in sections(UseCase)]
    assert names[0] == ""
    assert "scenarios.<slug>.extensions.<slug>" in names
    assert "message_house.key_values[]" in names
    assert "bom.<slug>" in names


def test_fields_say_how_they_are_written() -> None:
    by_name = {section.name: section for section in sections(UseCase)}
    item = {field.key: field.kind for field in by_name["bom.<slug>"].fields}
    assert item["type"] == "slug"
    assert item["due"] == "date or span, its last day counts, or placeholder"
    assert item["quantity"] == "quantity"
    assert item["priority"] == "`1`, `2`, `3`"
    assert item["checklist"] == "list of: text"
    top = {field.key: (field.kind, field.default) for field in by_name[""].fields}
    assert top["title"] == ("text", "required")
    assert top["tier"] == ("`1`, `2`, `3`", "3")
    assert top["team"] == ("slug → seat", "")
    assert top["links"] == ("slug → link or list of links", "")


def test_it_is_the_same_every_time() -> None:
    assert render_reference() == render_reference()
    assert "| `demo-video` | Use case demo video | video | tmm | 1 |" in render_reference()
