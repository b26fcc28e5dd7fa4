"""What marketers call things that the format has other words for: fields, values, and places."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, cast

from ucops.likeness import plainly
from ucops.text.source import Path

State = Literal["done", "open", "skip"]
Words = Mapping[str, str]
"""The format's words, each with what people write for it."""


def _known(words: Words) -> dict[str, str]:
    """The format's word for each that people write."""
    return {one: ours for ours, theirs in words.items() for one in theirs.split()}


_TOP = _known(
    {
        "title": "name titel use-case usecase heading",
        "problem": "pain pain-point challenge problem-statement customer-pain customer-problem",
        "summary": "description overview abstract short-description about tagline elevator-pitch "
        "one-liner",
        "tier": "priority prio",
        "status": "state",
        "budget": "budget-owner budget-holder",
        "value_drivers": "benefits business-drivers drivers value values business-value",
        "personas": "persona buyers buyer audience audiences target-audience target-group targets",
        "industries": "industry vertical verticals sector sectors",
        "segments": "segment company-size company-sizes",
        "analysts": "analyst analyst-reports reports",
        "market_requirements": "requirements requirement capabilities",
        "differentiators": "usp usps why-us strengths",
        "message_house": "messaging message messages positioning",
        "competitors": "competition competitor alternatives rivals",
        "discovery_questions": "questions discovery qualifying-questions qualification",
        "objections": "objection objection-handling concerns",
        "proof_points": "customers customer references case-studies customer-stories proof proofs "
        "testimonials quotes success-stories",
        "scenarios": "scenario stories user-stories user-story",
        "team": "people activation-team roles",
        "links": "resources urls addresses",
        "measures": "kpi kpis metric metrics measure success-metrics success-criteria",
        "bom": "collateral collaterals asset assets content deliverables items materials "
        "bill-of-materials",
        "previously": "aliases aka former-ids",
    }
)
_ITEM = _known(
    {
        "title": "name headline heading",
        "description": "notes note comment comments details remarks desc summary about",
        "type": "format kind collateral-type content-type category",
        "owner": "assignee assignees dri responsible person who contact lead author writer made-by "
        "created-by",
        "role": "department function",
        "stages": "stage funnel funnel-stage funnel-stages phase buyer-stage journey-stage",
        "audiences": "audience target target-audience target-group for",
        "priority": "prio importance urgency",
        "quantity": "count qty amount number",
        "start": "start-date begin begins from",
        "due": "deadline eta due-date date when target-date delivery-date delivery end end-date "
        "finish until due-by by",
        "milestone": "sprint release wave ready-for",
        "depends_on": "dependencies dependency depends blocked-by requires needs after "
        "prerequisite",
        "market_requirements": "requirements requirement",
        "checklist": "tasks task todo todos to-dos subtasks steps acceptance-criteria",
        "issue": "ticket github-issue issue-number",
        "deliverable": "link links url address href file asset document location "
        "google-doc doc docs slides drive",
        "reviewed": "last-reviewed review-date last-review",
    }
)
_NAMED = _known({"title": "name headline", "description": "notes note details comment"})
_INSIDE: Mapping[str, Words] = {
    "proof_points": _known(
        {
            "customer": "company client account name organisation organization",
            "result": "outcome outcomes results impact benefit",
            "problem": "challenge pain",
            "url": "link address deliverable",
            "public": "approved",
        }
    ),
    "message_house": _known(
        {
            "positioning": "claim statement positioning-statement headline",
            "short": "tagline elevator-pitch one-liner",
            "long": "boilerplate description text",
            "key_values": "key-messages messages values pillars",
        }
    ),
    "objections": _known(
        {"objection": "question concern", "answer": "response reply rebuttal counter"}
    ),
    "competitors": _NAMED | _known({"comparison": "link url page address battlecard"}),
    "measures": _NAMED | _known({"target": "goal", "unit": "currency", "values": "actuals"}),
    "scenarios": _NAMED
    | _known(
        {
            "title": "name goal",
            "primary_actor": "actor user persona",
            "steps": "flow main-flow",
            "preconditions": "precondition given",
            "trigger": "when",
        }
    ),
    "value_drivers": _NAMED
    | _known(
        {
            "baseline": "before current now today as-is",
            "target": "after goal to-be",
            "metric": "kpi measure",
        }
    ),
    "market_requirements": _NAMED | _known({"jobs": "tasks jobs-to-be-done"}),
    "differentiators": _NAMED | _known({"value": "benefit", "proof": "evidence"}),
    "analysts": _known(
        {
            "firm": "analyst company name",
            "report": "title",
            "url": "link address",
            "date": "published year",
        }
    ),
    "solution": _known({"features": "capabilities", "how": "description summary text"}),
    "feedback": _known({"from": "who source by author", "text": "comment note quote"}),
    "milestones": _NAMED | _known({"start": "begin start-date", "due": "end deadline date"}),
    "roles": _NAMED | _known({"lead": "owner person dri responsible"}),
    "personas": _NAMED,
    "products": _NAMED,
}

_ON_GITHUB = (
    "how far the work is stands on GitHub, at the item's issue; a finished item has a "
    "`deliverable`, its address"
)
_LABELS = "put them on its issue on GitHub as labels: these are yours, and ucops leaves them alone"
_PLACES: Mapping[bool, Words] = {
    True: {
        _ON_GITHUB: "status state done finished completed complete progress percent wip "
        "stage-of-work",
        "`issue` takes the number of an issue on GitHub; name another tool's in `description`": (
            "jira jira-ticket asana trello"
        ),
        "who looks at it before it is done is a line of its `checklist`": "approver approvers "
        "reviewer reviewers approval",
        _LABELS: "tags tag label labels keywords",
    },
    False: {
        _LABELS: "tags tag label labels keywords",
        "days belong to the items below `bom`, as `due`, or to a milestone in ucops.yaml": "due "
        "deadline launch launch-date start date dates timeline go-live eta end",
        "people inside the company stand behind it under `sponsors`: {product: their login}": (
            "sponsor executive-sponsor stakeholder stakeholders"
        ),
        "what is to be reached with it stands under `objectives`": "okr okrs goal goals objective",
        "name them in `industries` or `segments`, as far as ucops.yaml lists them": "region "
        "regions market markets country countries geo geography territory icp "
        "ideal-customer-profile ideal-customer",
        "say it in `message_house`, below `positioning:`": "value-proposition value-prop claim "
        "slogan",
        "products and their features stand under `solution`": "feature features product products",
        "keep it as a comment: a line that starts with #": "note notes comment comments remark "
        "remarks todo",
    },
}
"""What no field holds, by whether it is said of an item, and where it goes."""

_VALUES: Mapping[str, Words] = {
    "priority": _known(
        {
            "1": "high highest critical urgent must must-have p0 p1 top first prio-1 i",
            "2": "medium mid normal should should-have p2 second prio-2 ii",
            "3": "low lowest could nice-to-have p3 third prio-3 iii",
        }
    ),
    "tier": _known(
        {
            "1": "high key top strategic primary t1 must-win i",
            "2": "medium secondary t2 ii",
            "3": "low situational t3 tertiary iii",
        }
    ),
    "stages": _known(
        {
            "awareness": "tofu top top-of-funnel top-of-the-funnel aware discover attract",
            "consideration": "mofu middle middle-of-funnel middle-of-the-funnel consider evaluate "
            "evaluation",
            "decision": "bofu bottom bottom-of-funnel bottom-of-the-funnel decide purchase closing",
        }
    ),
    "audiences": _known(
        {
            "executive": "executives exec execs c-level c-suite cfo ceo cio cto ciso cmo coo vp "
            "vps leadership board",
            "manager": "managers management director directors lead leads team-lead team-leads",
            "contributor": "contributors practitioner practitioners developer developers user "
            "users engineer engineers end-user end-users clerk clerks",
            "internal": "sales field sellers employees",
        }
    ),
    "motion": _known(
        {
            "land": "new-logo new-logos new-business acquisition new-customer new-customers",
            "expand": "upsell up-sell cross-sell expansion growth",
        }
    ),
    "journey": _known(
        {
            "executive-led": "top-down executive executives",
            "staff-led": "bottom-up plg product-led staff",
        }
    ),
    "status": _known(
        {
            "draft": "idea wip planned new proposed",
            "active": "live in-progress ongoing running open launched started",
            "paused": "on-hold hold stopped",
            "retired": "archived closed ended sunset done obsolete",
        }
    ),
    "sponsors": _known(
        {
            "executive": "exec vp vp-sales sales ceo cfo cmo coo chief board sponsor",
            "product": "pm product-management product-manager cpo",
            "engineering": "eng dev development cto",
            "design": "ux designer",
        }
    ),
    "level": _known({"user-goal": "user goal", "summary": "high overview"}),
}
MEANING = {
    "priority": " (1 is made first, 3 last)",
    "tier": " (1 is a key use case, 2 a secondary, 3 a situational one)",
    "stages": "",
}
"""What is said behind a value that only shows a number."""
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MARKS = "*_`#~ "
_ENTRY = 2


def plain(word: str) -> str:
    """A word without its capitals, its emphasis, and the spaces that people write for hyphens."""
    return plainly(_CAMEL.sub("-", word.strip(_MARKS)).strip(_MARKS))


def field(holder: Path, word: str) -> str:
    """The field that is meant by another word for it in a mapping; empty where none is."""
    if holder and len(holder) != (1 if holder[0] == "message_house" else _ENTRY):
        return ""
    part = str(holder[0]) if holder else ""
    words = _TOP if not holder else _ITEM if part == "bom" else _INSIDE.get(part, {})
    said = plain(word)
    forms = (said, said.removesuffix("s"), f"{said}s")
    return next((words[one] for one in forms if one in words), "")


def elsewhere(holder: Path, word: str) -> str:
    """Where that goes what no field of a use case or an item holds; empty where nobody knows."""
    if holder and (holder[0] != "bom" or len(holder) != _ENTRY):
        return ""
    places = _PLACES[bool(holder)].items()
    return next((place for place, words in places if plain(word) in words.split()), "")


_STATES = _known(
    {
        "done": "complete completed done finished live published ready shipped ✓ ✔ ✅ yes x ok",
        "open": "in-progress wip started ongoing in-review blocked open pending draft planned "
        "to-do todo",
        "skip": "no false none not-needed skip skipped out-of-scope",
    }
)


def state(word: str) -> State | None:
    """How far something is by a word for it; None where it says something else."""
    return cast(State | None, _STATES.get(plain(word)))


def value(name: str, word: str) -> str:
    """The value of a field that is meant by another word for it; empty where none is."""
    known = _VALUES.get(name, {})
    return known.get(plain(word)) or known.get(plainly(word.strip(_MARKS)), "")
