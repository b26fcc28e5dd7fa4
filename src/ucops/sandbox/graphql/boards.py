"""Boards (Projects v2) over GraphQL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ucops.sandbox.access import check_owner
from ucops.sandbox.entities import Issue, Owner, Project, ProjectField, ProjectItem
from ucops.sandbox.graphql.mutations import Input, Payload, entity, mutation
from ucops.sandbox.graphql.scene import Info, Resolvers, Scene, failed

VALUE_OF: Mapping[str, str] = {
    "TEXT": "text",
    "NUMBER": "number",
    "DATE": "date",
    "SINGLE_SELECT": "singleSelectOptionId",
}
AREA = "organization_projects"


def _project(owner: Owner | str, info: Info, number: int) -> Project:
    here = info.context
    check_owner(here.who, AREA, "read")
    login = owner.login if isinstance(owner, Owner) else owner
    for project in here.world.every(Project):
        if project.owner.lower() == login.lower() and project.number == number:
            return project
    raise failed("NOT_FOUND", f"Could not resolve to a ProjectV2 with the number {number}.")


def _can_update(_project: Project, info: Info) -> bool:
    token = info.context.who.token
    return token is not None and token.allows(AREA, "write")


def _create_field(here: Scene, given: Input) -> Payload:
    project = _writable(here, given["projectId"])
    taken = {field.name.lower() for field in here.world.fields(project)}
    if given["name"].lower() in taken:
        raise failed("UNPROCESSABLE", "Name has already been taken")
    single = given["dataType"] == "SINGLE_SELECT"
    if single and not given.get("singleSelectOptions"):
        raise failed("UNPROCESSABLE", "Single select options can't be blank")
    field = ProjectField(
        id=here.world.new_id(),
        project=project.id,
        name=given["name"],
        data_type=given["dataType"],
        options=_options(here, given) if single else (),
    )
    return {"projectV2Field": here.world.put(field)}


def _update_field(here: Scene, given: Input) -> Payload:
    field = entity(here, ProjectField, given["fieldId"])
    check_owner(here.who, AREA, "write")
    if given.get("name"):
        field = replace(field, name=given["name"])
    if given.get("singleSelectOptions") is not None:
        field = replace(field, options=_options(here, given))
        _forget_values(here, field)
    return {"projectV2Field": here.world.put(field)}


def _options(here: Scene, given: Input) -> tuple[tuple[str, str, str, str], ...]:
    options = given.get("singleSelectOptions") or ()
    return tuple(
        (
            option.get("id") or f"{here.world.new_id():08x}",
            option["name"],
            option["color"],
            option["description"],
        )
        for option in options
    )


def _forget_values(here: Scene, field: ProjectField) -> None:
    """Clear the values whose option is gone."""
    known = {option[0] for option in field.options}
    for item in here.world.items(here.world.the(Project, field.project)):
        if item.values.get(str(field.id), "") not in known:
            rest = {name: value for name, value in item.values.items() if name != str(field.id)}
            here.world.put(replace(item, values=rest))


def _add_item(here: Scene, given: Input) -> Payload:
    project = _writable(here, given["projectId"])
    issue = entity(here, Issue, given["contentId"])
    for item in here.world.items(project):
        if item.issue == issue.id:
            return {"item": item}
    made = ProjectItem(id=here.world.new_id(), project=project.id, issue=issue.id)
    return {"item": here.world.put(made)}


def _set_value(here: Scene, given: Input) -> Payload:
    item, field = _item_and_field(here, given)
    value = given["value"].get(VALUE_OF.get(field.data_type, ""))
    if value is None or len(given["value"]) != 1:
        raise failed(
            "UNPROCESSABLE", f"Did not receive a {field.data_type.lower()} value to update"
        )
    known = {option[0] for option in field.options}
    if field.data_type == "SINGLE_SELECT" and value not in known:
        raise failed("UNPROCESSABLE", "The single select option Id does not belong to the field")
    changed = replace(item, values={**item.values, str(field.id): value})
    return {"projectV2Item": here.world.put(changed)}


def _clear_value(here: Scene, given: Input) -> Payload:
    item, field = _item_and_field(here, given)
    rest = {name: value for name, value in item.values.items() if name != str(field.id)}
    return {"projectV2Item": here.world.put(replace(item, values=rest))}


def _item_and_field(here: Scene, given: Input) -> tuple[ProjectItem, ProjectField]:
    project = _writable(here, given["projectId"])
    item = entity(here, ProjectItem, given["itemId"])
    field = entity(here, ProjectField, given["fieldId"])
    if not item.project == field.project == project.id:
        raise failed("NOT_FOUND", "The item does not exist in the project")
    if item.archived:
        raise failed("UNPROCESSABLE", "The item is archived and cannot be updated")
    return item, field


def _writable(here: Scene, ident: str) -> Project:
    check_owner(here.who, AREA, "write")
    return entity(here, Project, ident)


def _issue_items(issue: Issue, info: Info) -> list[ProjectItem]:
    return [item for item in info.context.world.every(ProjectItem) if item.issue == issue.id]


def _value_named(item: ProjectItem, info: Info, name: str) -> BoardValue | None:
    world = info.context.world
    for field in world.fields(world.the(Project, item.project)):
        value = item.values.get(str(field.id))
        if field.name == name and value is not None:
            return BoardValue(field, value)
    return None


@dataclass(frozen=True, slots=True)
class BoardValue:
    """A field's value on an item."""

    field: ProjectField
    value: str | float


def value_type(value: BoardValue) -> str:
    """The name of a value's GraphQL type."""
    kind = {"SINGLE_SELECT": "SingleSelect"}.get(
        value.field.data_type, value.field.data_type.capitalize()
    )
    return f"ProjectV2ItemField{kind}Value"


def _option_name(value: BoardValue, _info: Info) -> str | None:
    names = {option[0]: option[1] for option in value.field.options}
    return names.get(str(value.value))


FIELD = {"dataType": lambda field, _info: field.data_type}
BOARD_OF_AN_OWNER = {"projectV2": _project}
RESOLVERS: Resolvers = {
    "User": BOARD_OF_AN_OWNER,
    "Organization": BOARD_OF_AN_OWNER,
    "Issue": {"projectItems": _issue_items},
    "ProjectV2": {
        "viewerCanUpdate": _can_update,
        "fields": lambda board, info: info.context.world.fields(board),
        "items": lambda board, info: info.context.world.items(board),
    },
    "ProjectV2Item": {
        "isArchived": lambda item, _info: item.archived,
        "project": lambda item, info: info.context.world.the(Project, item.project),
        "content": lambda item, info: info.context.world.the(Issue, item.issue),
        "fieldValueByName": _value_named,
    },
    "ProjectV2SingleSelectFieldOption": {
        name: lambda option, _info, place=place: option[place]
        for place, name in enumerate(("id", "name", "color", "description"))
    },
    "ProjectV2ItemFieldTextValue": {"text": lambda it, _info: it.value},
    "ProjectV2ItemFieldNumberValue": {"number": lambda it, _info: it.value},
    "ProjectV2ItemFieldDateValue": {"date": lambda it, _info: it.value},
    "ProjectV2ItemFieldSingleSelectValue": {
        "optionId": lambda it, _info: it.value,
        "name": _option_name,
    },
    "Mutation": {
        "createProjectV2Field": mutation(_create_field),
        "updateProjectV2Field": mutation(_update_field),
        "addProjectV2ItemById": mutation(_add_item),
        "updateProjectV2ItemFieldValue": mutation(_set_value),
        "clearProjectV2ItemFieldValue": mutation(_clear_value),
    },
}
