"""The questions that people ask again and again, each by a name that is remembered.

An answer is what its JMESPath expression finds in the facts, `index.json`. Words that begin with a
dollar sign stand for a day or for what is asked about; `app/query.py` puts them in.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    Attributes:
        text: What it asks.
        expression: What answers it, in JMESPath.
        about: What has to be said with it, such as `ITEM`; empty where nothing has.
    """

    text: str
    expression: str
    about: str = ""


def _items(condition: str, *columns: str, by: str = "due || 'z'") -> str:
    """Items that a condition holds for, in order, with their keys and these facts."""
    shown = ", ".join(f"{name}: {name}" for name in ("key", "title", *columns))
    return f"use_cases[].items[] | [?{condition}] | sort_by(@, &({by})) | [].{{{shown}}}"


def _use_cases(condition: str, *columns: str) -> str:
    shown = ", ".join(["use_case: id", *columns])
    return f"use_cases[?{condition}].{{{shown}}}"


_WORK = ("due", "responsible", "state")

QUESTIONS = {
    "due-this-month": Question(
        "What is due this month?",
        _items("open && starts_with(due || '', $month)", *_WORK),
    ),
    "due-soon": Question(
        "What is due within two weeks?",
        _items("open && due >= $today && due <= $in_two_weeks", *_WORK),
    ),
    "late": Question("What is late?", _items("open && health == 'overdue'", *_WORK)),
    "at-risk": Question("What may come late?", _items("open && health == 'at-risk'", *_WORK)),
    "late-since-monday": Question(
        "What became late since Monday?",
        _items("open && due >= $before_monday && due < $today", *_WORK),
    ),
    "blocked": Question(
        "What is blocked, and by what?",
        _items("state == 'blocked'", "responsible", "waits_for"),
    ),
    "waits-for": Question(
        "What waits for this item?",
        _items("contains(waits_for, $about)", *_WORK),
        "ITEM",
    ),
    "of": Question(
        "What does this person still have to do?",
        _items("open && responsible == $about", "due", "state", "waits_for"),
        "LOGIN",
    ),
    "workload": Question(
        "Who has how much to do?", "people[].{person: login, open: open, overdue: overdue}"
    ),
    "without-person": Question(
        "What is nobody responsible for?", _items("open && !responsible", "role", "due")
    ),
    "without-date": Question(
        "What has no date?", _items("open && !due", "responsible", "priority", by="priority")
    ),
    "in-milestone": Question(
        "What is left to do in this milestone?",
        _items("open && milestone == $about", *_WORK),
        "MILESTONE",
    ),
    "forecast": Question(
        "When will each use case be done?",
        _use_cases(
            "forecast.remaining > `0`",
            "remaining: forecast.remaining",
            "even_odds: forecast.p50",
            "sure: forecast.p85",
            "reason: forecast.reason",
        ),
    ),
    "finished-last-quarter": Question(
        "What did we finish last quarter?",
        _items(
            "finished >= $last_quarter && finished < $quarter", "finished", by="finished || 'z'"
        ),
    ),
    "changed-since-monday": Question(
        "What was filed or finished since Monday?",
        _items("filed >= $monday || finished >= $monday", "filed", "finished", by="key"),
    ),
    "open-seats": Question(
        "Whose seat is open?",
        _use_cases("seats.open > `0`", "tier: tier", "open: team[?state == 'open'].role"),
    ),
    "open-seats-tier-1": Question(
        "Whose seat is open on tier 1?",
        _use_cases("tier == `1` && seats.open > `0`", "open: team[?state == 'open'].role"),
    ),
    "without-demo": Question(
        "Which requirement has no demo, not even a planned one?",
        "use_cases[].{use_case: id, requirements: requirements[?demo == 'missing'].title}"
        " | [?requirements]",
    ),
    "stale": Question(
        "Which collateral is stale?",
        _items("state == 'needs-refresh'", "fresh_until", "responsible", by="fresh_until || 'z'"),
    ),
    "gaps": Question("Which audience is served by nothing, at which stage?", "gaps"),
    "open-links": Question(
        "Which key links are missing?",
        _use_cases("links.tbd > `0`", "open: key_links[?state == 'tbd'].kind"),
    ),
    "for-persona": Question(
        "Which use cases are for this persona?",
        _use_cases("contains(personas, $about)", "title: title", "tier: tier"),
        "PERSONA",
    ),
    "for-industry": Question(
        "Which use cases are for this industry?",
        _use_cases("contains(industries, $about)", "title: title", "tier: tier"),
        "INDUSTRY",
    ),
    "with-feature": Question(
        "Which use cases touch this feature?",
        _use_cases("contains(values(solution)[], $about)", "title: title", "tier: tier"),
        "FEATURE",
    ),
    "story": Question(
        "What does each use case's story still need?",
        _use_cases("readiness.missing", "score: readiness.score", "missing: readiness.missing"),
    ),
    "to-decide": Question(
        "What has somebody to decide?", "remarks[].{what: kind, key: key, issue: issue, url: url}"
    ),
}
"""Every question by its name, those about work first."""
