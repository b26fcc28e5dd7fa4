"""The preset says what the field's standard says."""

from __future__ import annotations

from pathlib import Path

from programme import CONFIG, USE_CASE, loaded

ROLES = (
    "pmm tmm pm content devrel reference compete campaign digital field sa tam enablement "
    "partner alliances ar pr"
)
ITEMS = (
    "demo-video click-through-demo getting-started-videos technical-blog-plan "
    "technical-white-paper technical-deck differentiator-demos proof-of-value-tasks partner-demo "
    "quick-start-guide resource-page message-house market-requirements-table seo-keywords "
    "topic-page solution-page campaign-page webcast problem-white-paper infographic pitch-deck "
    "discovery-questions roi-calculator migration-guide battlecard objection-handling "
    "analyst-report case-studies sales-training partner-brief"
)
TYPES = (
    "white-paper infographic analyst-report webinar troubleshooting-guide incident-analysis "
    "case-study video demo checklist comparison roi-calculator implementation-guide "
    "migration-guide getting-started reference blog deck battlecard page message-house table "
    "questions training brief keyword-list"
)


def test_names_and_their_order(tmp_path: Path) -> None:
    found = loaded(tmp_path)
    config = found.catalog.config
    assert found.problems == ()
    assert " ".join(config.roles) == ROLES
    assert " ".join(config.bom) == ITEMS
    assert " ".join(config.collateral_types) == TYPES
    assert " ".join(config.departments) == "pmm tmm comp mrci pcm"
    assert " ".join(config.link_kinds) == (
        "resource-page solution-page topic-page campaign-page webcast-page chat epic"
    )
    assert config.segments == {"enterprise": "Enterprise", "mid-market": "Mid-Market", "smb": "SMB"}


def test_everything_points_at_something(tmp_path: Path) -> None:
    config = loaded(tmp_path).catalog.config
    assert {item.type for item in config.bom.values()} <= set(config.collateral_types)
    assert {item.role for item in config.bom.values()} <= set(config.roles)
    assert {role.department for role in config.roles.values()} - {None} == set(config.departments)
    assert all(role.description for role in config.roles.values())
    assert all(item.description for item in config.bom.values())


def test_priority_says_which_tiers_get_an_item(tmp_path: Path) -> None:
    bom = loaded(tmp_path).catalog.config.bom
    tiers = {1: (1, 2, 3), 2: (1, 2), 3: (1,)}
    assert all(item.tiers == tiers[item.priority] for item in bom.values())
    technical = [item for item in bom.values() if item.role == "tmm"][:10]
    assert [item.priority for item in technical] == [1, 1, 1, 1, 2, 2, 2, 3, 3, 3]
    assert sum(item.quantity.low for item in technical) == 13


def test_a_first_line_of_personas_is_valid(tmp_path: Path) -> None:
    found = loaded(
        tmp_path,
        f"{USE_CASE}personas: [developer, cfo]\nindustries: [retail]\nsegments: [smb]\n",
    )
    assert found.problems == ()
    personas = found.catalog.config.personas.values()
    assert {persona.kind for persona in personas} == {"user", "buyer"}
    assert {persona.audience for persona in personas} == {"contributor", "manager", "executive"}


def test_what_the_preset_begins_with_can_be_taken_out(tmp_path: Path) -> None:
    without = f"{CONFIG}personas: {{cfo: null}}\nindustries: {{retail: null}}\n"
    config = loaded(tmp_path, config=without).catalog.config
    assert "cfo" not in config.personas
    assert "retail" not in config.industries
