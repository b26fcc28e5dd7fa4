"""Boards (Projects v2) over GraphQL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Any

from ucops.sandbox import ids
from ucops.sandbox.access import check_owner
from ucops.sandbox.acts import boards
from ucops.sandbox.entities import Issue, Owner, Project, ProjectField, ProjectItem, Repository
from ucops.sandbox.graphql.mutations import ALWAYS, Input, Payload, entity, mutation, payload
from ucops.sandbox.graphql.queries import NODE
from ucops.sandbox.graphql.schema import (
    Failed,
    FieldType,
    Scene,
    attribute,
    connection,
    connection_types,
    one,
    scalar,
    types,
)

ENUMS = {
    "ProjectV2CustomFieldType": ("DATE", "ITERATION", "NUMBER", "SINGLE_SELECT", "TEXT"),
    "ProjectV2SingleSelectFieldOptionColor": (
        "BLUE",
        "GRAY",
        "GREEN",
        "ORANGE",
        "PINK",
        "PURPLE",
        "RED",
        "YELLOW",
    ),
}
INPUTS = {
    "CreateProjectV2Input": types(f"ownerId: ID!, title: String!, repositoryId: ID, {ALWAYS}"),
    "CreateProjectV2FieldInput": types(
        "projectId: ID!, name: String!, dataType: ProjectV2CustomFieldType!,"
        f"singleSelectOptions: [ProjectV2SingleSelectFieldOptionInput!], {ALWAYS}"
    ),
    "UpdateProjectV2FieldInput": types(
        "fieldId: ID!, name: String,"
        f"singleSelectOptions: [ProjectV2SingleSelectFieldOptionInput!], {ALWAYS}"
    ),
    "ProjectV2SingleSelectFieldOptionInput": types(
        "id: String, name: String!, color: ProjectV2SingleSelectFieldOptionColor!,"
        "description: String!"
    ),
    "AddProjectV2ItemByIdInput": types(f"projectId: ID!, contentId: ID!, {ALWAYS}"),
    "DeleteProjectV2ItemInput": types(f"projectId: ID!, itemId: ID!, {ALWAYS}"),
    "UpdateProjectV2ItemFieldValueInput": types(
        f"projectId: ID!, itemId: ID!, fieldId: ID!, value: ProjectV2FieldValue!, {ALWAYS}"
    ),
    "ProjectV2FieldValue": types(
        "text: String, number: Float, date: Date, singleSelectOptionId: String,iterationId: String"
    ),
    "ClearProjectV2ItemFieldValueInput": types(
        f"projectId: ID!, itemId: ID!, fieldId: ID!, {ALWAYS}"
    ),
}
VALUE_OF = {
    "TEXT": "text",
    "NUMBER": "number",
    "DATE": "date",
    "SINGLE_SELECT": "singleSelectOptionId",
}


def _project(scene: Scene, owner: Owner | str, given: Mapping[str, Any]) -> Project:
    check_owner(scene.who, "organization_projects", "read")
    login = owner.login if isinstance(owner, Owner) else owner
    for project in scene.world.every(Project):
        if project.owner.lower() == login.lower() and project.number == given["number"]:
            return project
    message = f"Could not resolve to a ProjectV2 with the number {given['number']}."
    raise Failed("NOT_FOUND", message)


def _can_update(scene: Scene, _project: Project, _given: Mapping[str, Any]) -> bool:
    return scene.who.token is not None and scene.who.token.allows("organization_projects", "write")


def _create_project(scene: Scene, given: Input) -> Payload:
    check_owner(scene.who, "organization_projects", "write")
    owner = entity(scene, Owner, given["ownerId"])
    return {"projectV2": boards.create(scene.world, owner.login, given["title"])}


def _create_field(scene: Scene, given: Input) -> Payload:
    project = _writable(scene, given["projectId"])
    taken = {field.name.lower() for field in scene.world.fields(project)}
    if given["name"].lower() in taken:
        raise Failed("UNPROCESSABLE", "Name has already been taken")
    single = given["dataType"] == "SINGLE_SELECT"
    if single and not given.get("singleSelectOptions"):
        raise Failed("UNPROCESSABLE", "Single select options can't be blank")
    field = ProjectField(
        id=scene.world.new_id(),
        project=project.id,
        name=given["name"],
        data_type=given["dataType"],
        options=_options(scene, given) if single else (),
    )
    return {"projectV2Field": scene.world.put(field)}


def _update_field(scene: Scene, given: Input) -> Payload:
    field = entity(scene, ProjectField, given["fieldId"])
    check_owner(scene.who, "organization_projects", "write")
    if given.get("name"):
        field = replace(field, name=given["name"])
    if given.get("singleSelectOptions") is not None:
        field = replace(field, options=_options(scene, given))
        _forget_values(scene, field)
    return {"projectV2Field": scene.world.put(field)}


def _options(scene: Scene, given: Input) -> tuple[tuple[str, str, str, str], ...]:
    options = given.get("singleSelectOptions") or ()
    return tuple(
        (
            option.get("id") or f"{scene.world.new_id():08x}",
            option["name"],
            option["color"],
            option["description"],
        )
        for option in options
    )


def _forget_values(scene: Scene, field: ProjectField) -> None:
    """Clear the values whose option is gone."""
    known = {option[0] for option in field.options}
    for item in scene.world.items(scene.world.the(Project, field.project)):
        if item.values.get(str(field.id), "") not in known:
            rest = {name: value for name, value in item.values.items() if name != str(field.id)}
            scene.world.put(replace(item, values=rest))


def _add_item(scene: Scene, given: Input) -> Payload:
    project = _writable(scene, given["projectId"])
    issue = entity(scene, Issue, given["contentId"])
    for item in scene.world.items(project):
        if item.issue == issue.id:
            return {"item": item}
    made = ProjectItem(id=scene.world.new_id(), project=project.id, issue=issue.id)
    return {"item": scene.world.put(made)}


def _delete_item(scene: Scene, given: Input) -> Payload:
    _writable(scene, given["projectId"])
    item = entity(scene, ProjectItem, given["itemId"])
    scene.world.remove(item)
    return {"deletedItemId": ids.node_id(item)}


def _set_value(scene: Scene, given: Input) -> Payload:
    item, field = _item_and_field(scene, given)
    value = given["value"].get(VALUE_OF.get(field.data_type, ""))
    if value is None or len(given["value"]) != 1:
        raise Failed(
            "UNPROCESSABLE", f"Did not receive a {field.data_type.lower()} value to update"
        )
    known = {option[0] for option in field.options}
    if field.data_type == "SINGLE_SELECT" and value not in known:
        raise Failed("UNPROCESSABLE", "The single select option Id does not belong to the field")
    changed = replace(item, values={**item.values, str(field.id): value})
    return {"projectV2Item": scene.world.put(changed)}


def _clear_value(scene: Scene, given: Input) -> Payload:
    item, field = _item_and_field(scene, given)
    rest = {name: value for name, value in item.values.items() if name != str(field.id)}
    return {"projectV2Item": scene.world.put(replace(item, values=rest))}


def _item_and_field(scene: Scene, given: Input) -> tuple[ProjectItem, ProjectField]:
    project = _writable(scene, given["projectId"])
    item = entity(scene, ProjectItem, given["itemId"])
    field = entity(scene, ProjectField, given["fieldId"])
    if not item.project == field.project == project.id:
        raise Failed("NOT_FOUND", "The item does not exist in the project")
    return item, field


def _writable(scene: Scene, ident: str) -> Project:
    check_owner(scene.who, "organization_projects", "write")
    return entity(scene, Project, ident)


def _issue_items(scene: Scene, issue: Issue, _given: Mapping[str, Any]) -> list[ProjectItem]:
    return [item for item in scene.world.every(ProjectItem) if item.issue == issue.id]


def _repository_boards(scene: Scene, repo: Repository, _given: Mapping[str, Any]) -> list[Project]:
    return [it for it in scene.world.every(Project) if it.owner.lower() == repo.owner.lower()]


def _value_named(scene: Scene, item: ProjectItem, given: Mapping[str, Any]) -> BoardValue | None:
    fields = scene.world.fields(scene.world.the(Project, item.project))
    for field in fields:
        value = item.values.get(str(field.id))
        if field.name == given["name"] and value is not None:
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


def _option_name(value: BoardValue) -> str | None:
    names = {option[0]: option[1] for option in value.field.options}
    return names.get(str(value.value))


FIELD = NODE | {"name": attribute("name"), "dataType": attribute("data_type")}
OPTION = {
    name: scalar(itemgetter(place))
    for place, name in enumerate(("id", "name", "color", "description"))
}
PROJECT: dict[str, FieldType] = NODE | {
    "number": attribute("number"),
    "title": attribute("title"),
    "closed": attribute("closed"),
    "viewerCanUpdate": FieldType("", _can_update),
    "fields": connection("ProjectV2FieldConfiguration", lambda s, it, _a: s.world.fields(it)),
    "items": connection("ProjectV2Item", lambda s, it, _a: s.world.items(it)),
}
ITEM: dict[str, FieldType] = NODE | {
    "isArchived": attribute("archived"),
    "project": one("ProjectV2", lambda s, it, _a: s.world.the(Project, it.project)),
    "content": one("ProjectV2ItemContent", lambda s, it, _a: s.world.the(Issue, it.issue)),
    "fieldValueByName": one("ProjectV2ItemFieldValue", _value_named, "name: String!"),
}
VALUES = {
    "ProjectV2ItemFieldTextValue": {"text": attribute("value")},
    "ProjectV2ItemFieldNumberValue": {"number": attribute("value")},
    "ProjectV2ItemFieldDateValue": {"date": attribute("value")},
    "ProjectV2ItemFieldSingleSelectValue": {
        "optionId": attribute("value"),
        "name": scalar(_option_name),
    },
}
OF_OWNERS = {"projectV2": one("ProjectV2", _project, "number: Int!")}
OF_ISSUES = {"projectItems": connection("ProjectV2Item", _issue_items)}
OF_REPOSITORIES = {"projectsV2": connection("ProjectV2", _repository_boards)}
OBJECTS: dict[str, dict[str, FieldType]] = {
    "ProjectV2": PROJECT,
    "ProjectV2Item": ITEM,
    "ProjectV2Field": FIELD,
    "ProjectV2SingleSelectField": FIELD
    | {"options": one("ProjectV2SingleSelectFieldOption", lambda _s, it, _a: [*it.options])},
    "ProjectV2SingleSelectFieldOption": OPTION,
    **VALUES,
    "CreateProjectV2Payload": payload(projectV2="ProjectV2"),
    "CreateProjectV2FieldPayload": payload(projectV2Field="ProjectV2FieldConfiguration"),
    "UpdateProjectV2FieldPayload": payload(projectV2Field="ProjectV2FieldConfiguration"),
    "AddProjectV2ItemByIdPayload": payload(item="ProjectV2Item"),
    "DeleteProjectV2ItemPayload": payload(deletedItemId=""),
    "UpdateProjectV2ItemFieldValuePayload": payload(projectV2Item="ProjectV2Item"),
    "ClearProjectV2ItemFieldValuePayload": payload(projectV2Item="ProjectV2Item"),
    **connection_types("ProjectV2"),
    **connection_types("ProjectV2Item"),
    **connection_types("ProjectV2FieldConfiguration"),
}
FIELDS = ("ProjectV2Field", "ProjectV2SingleSelectField")
ABSTRACT = {
    "ProjectV2Owner": ("User", "Organization"),
    "ProjectV2FieldCommon": FIELDS,
    "ProjectV2FieldConfiguration": FIELDS,
    "ProjectV2ItemContent": ("Issue",),
    "ProjectV2ItemFieldValue": tuple(VALUES),
}
MUTATIONS = {
    "createProjectV2": mutation(_create_project, "CreateProjectV2"),
    "createProjectV2Field": mutation(_create_field, "CreateProjectV2Field"),
    "updateProjectV2Field": mutation(_update_field, "UpdateProjectV2Field"),
    "addProjectV2ItemById": mutation(_add_item, "AddProjectV2ItemById"),
    "deleteProjectV2Item": mutation(_delete_item, "DeleteProjectV2Item"),
    "updateProjectV2ItemFieldValue": mutation(_set_value, "UpdateProjectV2ItemFieldValue"),
    "clearProjectV2ItemFieldValue": mutation(_clear_value, "ClearProjectV2ItemFieldValue"),
}
