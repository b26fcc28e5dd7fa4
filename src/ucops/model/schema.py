"""JSON Schemas for editors, made from the model, with the repository's own names to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, get_args

from ucops.model.config import SECTIONS, Config
from ucops.model.preset import preset
from ucops.model.reference import ANY, Reference, references
from ucops.model.titles import aliases, titles
from ucops.model.usecase import UseCase
from ucops.model.values import SLUG, SLUG_LIMIT, Severity

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
SLUG_SCHEMA: Schema = {"pattern": f"^{SLUG.pattern}$", "maxLength": SLUG_LIMIT}
NOTHING: Schema = {"type": "null"}


def usecase_schema(config: Config) -> Schema:
    """The schema of a use-case file, with the names that `ucops.yaml` knows."""
    schema = _schema(UseCase, "A use case", nothing=False)
    _filled(schema)
    definitions, fields = schema["$defs"], schema["properties"]
    for name in ("BomEntry", "AnalystReport", "Feedback"):
        _never_empty(definitions[name]["properties"])
    _offer(schema, UseCase, config)
    fields["solution"] = _solution(config, definitions["Solution"])
    return schema


def config_schema(config: Config | None = None) -> Schema:
    """The schema of `ucops.yaml`, with the names of the preset and of a configuration."""
    schema = _schema(Config, "The configuration of ucops", nothing=True)
    definitions, fields = schema["$defs"], schema["properties"]
    base = preset("gtm")
    for part in SECTIONS:
        fields[part] = _part(fields[part], base.get(part, {}), definitions)
    fields["rules"]["additionalProperties"] = {"enum": [*get_args(Severity), False]}
    if config is not None:
        _offer(schema, Config, config)
    return schema


def _schema(model: type[UseCase | Config], title: str, *, nothing: bool) -> Schema:
    made = _cleaned(model.model_json_schema(by_alias=True), nothing=nothing)
    return {"$schema": DIALECT, "title": title, **made}


def _cleaned(schema: Any, *, nothing: bool) -> Any:  # noqa: ANN401 - any part of a schema
    """A schema without generated titles and, unless wanted, without null as a value."""
    if isinstance(schema, list):
        return [_cleaned(part, nothing=nothing) for part in schema]
    if not isinstance(schema, dict):
        return schema
    parts = {
        key: _cleaned(part, nothing=nothing)
        for key, part in schema.items()
        if not (key == "title" and isinstance(part, str)) and (key, part) != ("default", None)
    }
    kinds = parts.get("anyOf", [])
    if not nothing and NOTHING in kinds:
        kinds = [kind for kind in kinds if kind != NOTHING]
        del parts["anyOf"]
        parts |= kinds[0] if len(kinds) == 1 else {"anyOf": kinds}
    return _slug_keys(parts)


def _filled(schema: Any) -> None:  # noqa: ANN401 - any part of a schema
    """Let no list be empty and no text blank, unless something else is said of it."""
    if isinstance(schema, dict):
        if schema.get("type") == "array":
            schema.setdefault("minItems", 1)
        if schema.get("type") == "string" and not {"enum", "const", "format"} & schema.keys():
            schema.setdefault("pattern", "\\S")
    for part in schema.values() if isinstance(schema, dict) else schema:
        if isinstance(part, dict | list):
            _filled(part)


def _never_empty(fields: Schema) -> None:
    """Let fields hold a placeholder but not nothing at all."""
    for field in fields.values():
        if isinstance(field.get("type"), list):
            kinds = [kind for kind in field["type"] if kind != "null"]
            field["type"] = kinds if len(kinds) > 1 else kinds[0]


def _slug_keys(schema: Schema) -> Schema:
    """A mapping by slug in the form that editors complete best."""
    patterns = schema.pop("patternProperties", None)
    if patterns:
        schema["propertyNames"] = dict(SLUG_SCHEMA)
        schema["additionalProperties"] = next(iter(patterns.values()))
    return schema


def _one_of(names: Mapping[str, str]) -> Schema:
    """One of some names, each shown with its title; nothing else, and nothing if there is none."""
    return {"oneOf": [{"const": slug, "title": title} for slug, title in names.items()] or [False]}


def _offer(schema: Schema, model: type[UseCase | Config], config: Config) -> None:
    """Let every name that stands for an entry of `ucops.yaml` be one of those."""
    for one in sorted(references(model), key=lambda one: one.on_key):
        if one.names.section in SECTIONS and not one.names.inside:
            entries = getattr(config, one.names.section)
            others = aliases(entries) if one.on_key else {}
            _limit(schema, one, {**titles(entries), **others})


def _limit(schema: Schema, reference: Reference, names: Mapping[str, str]) -> None:
    *way, last = reference.pattern
    holder = _at(schema, way)
    if reference.on_key:
        (_name_items if reference.names.or_new else _name)(holder, names)
    elif last == ANY:
        holder["items"] = _one_of(names)
    else:
        kept = {
            key: text for key, text in holder["properties"][last].items() if key == "description"
        }
        holder["properties"][last] = kept | _one_of(names)


def _at(schema: Schema, way: Iterable[str | int]) -> Schema:
    """The part of a schema that a way leads to."""
    here = schema
    for step in way:
        if step != ANY:
            here = here["properties"][step]
        else:
            here = here["items"] if "items" in here else here["additionalProperties"]
        here = _resolved(here, schema["$defs"])
    return here


def _name(mapping: Schema, names: Mapping[str, str]) -> None:
    """Let the keys of a mapping be some names and no others."""
    value = mapping["additionalProperties"]
    mapping["properties"] = {slug: value | {"title": title} for slug, title in names.items()}
    mapping["additionalProperties"] = False
    mapping.pop("propertyNames", None)


def _name_items(mapping: Schema, names: Mapping[str, str]) -> None:
    """Let the standard items be completed, next to items of the use case's own."""
    entry = {"anyOf": [mapping["additionalProperties"], NOTHING]}
    mapping["additionalProperties"] = entry
    mapping["properties"] = {slug: entry | {"title": title} for slug, title in names.items()}


def _solution(config: Config, definition: Schema) -> Schema:
    """Products, and for each of them its own features."""
    products: Schema = {}
    for slug, product in config.products.items():
        features = _names_or_texts(titles(product.features))
        fields = definition["properties"] | {"features": features}
        products[slug] = definition | {"title": product.title, "properties": fields}
    return {"type": "object", "properties": products, "additionalProperties": False}


def _names_or_texts(names: Mapping[str, str]) -> Schema:
    """A list of names, or what is said of each of them."""
    said = {slug: {"type": "string", "title": title} for slug, title in names.items()}
    return {
        "anyOf": [
            {"type": "array", "minItems": 1, "items": _one_of(names)},
            {"type": "object", "properties": said, "additionalProperties": False},
        ]
    }


def _part(part: Schema, base: Mapping[str, Any], definitions: Mapping[str, Schema]) -> Schema:
    """A part of the configuration whose preset entries may be overridden in part, or removed."""
    entry = part["additionalProperties"]
    below = {
        key: value for key, value in _resolved(entry, definitions).items() if key != "required"
    }
    known = {slug: {"anyOf": [below, NOTHING]} for slug in base}
    return part | {"type": ["object", "null"], "properties": known}


def _resolved(schema: Schema, definitions: Mapping[str, Schema]) -> Schema:
    name = schema.get("$ref", "").rpartition("/")[2]
    return definitions[name] if name else schema
