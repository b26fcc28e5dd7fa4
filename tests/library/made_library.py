"""Made libraries of use cases, and questions about them with known best answers."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ucops.library.find import Prospect

WORD = re.compile(r"\w+")
TOPICS = WORD.findall(
    """
invoice approval ledger payroll overtime warehouse picking forklift telemetry tachograph tyre
route claim adjuster fraud triage referral discharge ward pharmacy dosage irrigation harvest
silo tenant lease boiler meter outage turbine blade permit inspection scaffold crane tender
supplier contract renewal churn coupon loyalty basket refund courier parcel customs tariff
pallet freezer recipe allergen menu booking cabin crew roster glider runway baggage passport
visa library archive scan deed court witness tax audit pension fund broker quote premium
actuary lender mortgage escrow donor pledge grant volunteer shelter species reef drone survey
pixel codec subtitle studio choir ticket turnstile stadium referee league fixture helmet
saddle
"""
)
NOISE = (
    "teams wait for answers and nobody sees who does what because the work is kept in many places"
)
INDUSTRIES = ("retail", "health", "energy", "public", "media")
SEGMENTS = ("enterprise", "mid-market", "smb")
PERSONAS = ("cfo", "cio", "lead", "nurse", "planner", "clerk")
PRODUCTS = ("alpha", "beta", "gamma")


@dataclass(frozen=True)
class Question:
    prospect: Prospect
    answer: str


def files(rng: random.Random, count: int) -> dict[str, str]:
    """Use cases, each with three topics of its own among words that all of them use."""
    topics = rng.sample(TOPICS, count * 3) if count * 3 <= len(TOPICS) else None
    made = {}
    for number in range(count):
        own = topics[number * 3 : number * 3 + 3] if topics else rng.sample(TOPICS, 3)
        made[f"case-{number}"] = _file(rng, own)
    return made


def _file(rng: random.Random, own: list[str]) -> str:
    industries, personas = rng.sample(INDUSTRIES, 2), rng.sample(PERSONAS, 2)
    return (
        f"title: Better {own[0]}\n"
        f"problem: Our {own[1]} takes too long, {NOISE}.\n"
        f"summary: {own[2].capitalize()} in one place.\n"
        "status: active\n"
        f"industries: [{', '.join(industries)}]\n"
        f"segments: [{rng.choice(SEGMENTS)}]\n"
        f"personas: [{', '.join(personas)}]\n"
        f"solution: {{{rng.choice(PRODUCTS)}: {{how: It keeps {NOISE}.}}}}\n"
        f"# topics: {' '.join(own)}\n"
    )


def questions(rng: random.Random, made: dict[str, str], count: int) -> Iterator[Question]:
    """Questions in a prospect's words: two topics of a use case, with slips, and who they are."""
    for _ in range(count):
        answer = rng.choice(sorted(made))
        lines = dict(line.lstrip("# ").split(": ", 1) for line in made[answer].splitlines())
        words = rng.sample(lines["topics"].split(), 2)
        said = [_slip(rng, word) if rng.random() < 0.3 else word for word in words]
        some = {
            "industry": _one(rng, lines["industries"]),
            "persona": _one(rng, lines["personas"]),
            "segment": _one(rng, lines["segments"]),
        }
        asked = {name: value for name, value in some.items() if rng.random() < 0.6}
        query = f"we need help with our {said[0]} and the {said[1]}"
        yield Question(Prospect(query=query, **asked), answer)


def _one(rng: random.Random, listed: str) -> str:
    return rng.choice(listed.strip("[]").split(", "))


def _slip(rng: random.Random, word: str) -> str:
    """A word with two of its inner letters swapped; short ones stay."""
    if len(word) < 6:
        return word
    at = rng.randrange(1, len(word) - 2)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
