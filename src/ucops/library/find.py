"""The two or three use cases that fit a prospect, with the reasons for their rank.

A use case gains points for each thing that is asked for and that its file says (`WEIGHTS`), and for
the words of a question by how well they fit (BM25 of SQLite's FTS5, see
https://sqlite.org/fts5.html#the_bm25_function). What says nothing gains nothing: a use case that
names no industry is not refused, but one that names the prospect's stands above it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ucops.library.search import Search
from ucops.model.config import Config
from ucops.model.usecase import ProofPoint, UseCase, Variant
from ucops.model.values import Audience, Stage
from ucops.progress.programme import Programme, UseCaseProgress
from ucops.progress.standing import Standing
from ucops.prose.words import counted, listed

WEIGHTS: Mapping[str, float] = {
    "persona": 3,
    "industry": 2,
    "product": 2,
    "segment": 1,
    "funnel": 1,
    "stage": 1,
    "proof": 1,
}
"""Points for what fits: whom one talks to says most, a proof from their field breaks a tie."""
QUERY = 6.0
"""Points of the use case that fits a question's words best; the others get their share of it."""
ASKED = 3
SHOWN = 5
PROVEN = 3
"""How many questions, pieces and proofs come with a use case: what a call of ten minutes holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospect:
    """What is known of a prospect: slugs from `ucops.yaml`, and words.

    Attributes:
        funnel: What the use case is wanted for: pipeline, opportunity or expansion.
        stage: The stage of the buyer's journey they are in.
        query: Words of theirs, in any order; slips in spelling are forgiven.
    """

    industry: str | None = None
    segment: str | None = None
    persona: str | None = None
    stage: Stage | None = None
    product: str | None = None
    funnel: str | None = None
    query: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A finished piece that can be sent.

    Attributes:
        key: `<use case>/<item>`.
        deliverable: Its address, or None where only its issue says that it is done.
    """

    key: str
    title: str
    deliverable: str | None


@dataclass(frozen=True, slots=True)
class Proof:
    """A customer's result that may be told."""

    customer: str
    result: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Fit:
    """A use case that fits, and what to do with it.

    Attributes:
        score: Points; they say only which of two fits better.
        reasons: Why it stands where it does, a true sentence each.
        say: The short message, that for this prospect where there is one.
        ask: Questions in which they recognise the problem.
        show: Finished pieces, those for them first.
        proof: Public results, those from their field first.
    """

    id: str
    title: str
    score: float
    reasons: tuple[str, ...]
    say: str
    ask: tuple[str, ...]
    show: tuple[Piece, ...]
    proof: tuple[Proof, ...]


@dataclass(slots=True)
class _Judged:
    """Points and reasons while they are gathered."""

    score: float = 0.0
    reasons: list[str] = field(default_factory=list)

    def add(self, points: float, reason: str) -> None:
        self.score += points
        self.reasons.append(reason)


def find(programme: Programme, prospect: Prospect, limit: int = 3) -> tuple[Fit, ...]:
    """The use cases that fit best, at most `limit`; none where nothing that is asked for fits.

    Drafts and retired ones are left out. Of two with the same points the one of the higher tier
    comes first, then the one with more finished pieces.
    """
    every = programme.use_cases
    search = Search({one.entry.id: one.entry.use_case for one in every}, programme.config)
    found = search.scores(prospect.query)
    best = max((hit.score for hit in found.values()), default=0.0)
    judged = [(one, _Judged()) for one in every]
    for one, points in judged:
        _judge(one, prospect, programme.config, points)
        if hit := found.get(one.entry.id):
            points.add(QUERY * hit.score / best, f"says {listed(hit.words)}")
    fitting = [pair for pair in judged if pair[1].score > 0 or not _asks(prospect)]
    fitting.sort(key=_rank)
    return tuple(_fit(one, points, prospect, programme.config) for one, points in fitting[:limit])


def _asks(prospect: Prospect) -> bool:
    return prospect != Prospect()


def _rank(pair: tuple[UseCaseProgress, _Judged]) -> tuple[float, int, int, str]:
    one, points = pair
    return -round(points.score, 6), one.entry.use_case.tier, -one.count.done, one.entry.id


def _judge(one: UseCaseProgress, prospect: Prospect, config: Config, points: _Judged) -> None:
    use_case = one.entry.use_case
    if prospect.persona in use_case.personas:
        points.add(WEIGHTS["persona"], f"is for {_title(config.personas[prospect.persona])}")
    if prospect.industry in use_case.industries:
        points.add(WEIGHTS["industry"], f"sells in {config.industries[prospect.industry]}")
    if prospect.segment in use_case.segments:
        points.add(WEIGHTS["segment"], f"fits {config.segments[prospect.segment]}")
    if prospect.product in use_case.solution:
        points.add(
            WEIGHTS["product"], f"is solved with {_title(config.products[prospect.product])}"
        )
    if prospect.funnel and getattr(use_case.funnel, prospect.funnel):
        points.add(WEIGHTS["funnel"], f"is used for {prospect.funnel}")
    if proof := [one for one in _public(use_case) if _of_their_field(one, prospect)]:
        said = counted(len(proof), "public result")
        points.add(WEIGHTS["proof"], f"has {said} from their field")
    if prospect.stage and (pieces := _for_stage(one, prospect.stage)):
        points.add(
            WEIGHTS["stage"],
            f"has {counted(len(pieces), 'finished piece')} for {prospect.stage}",
        )


def _title(entry: object) -> str:
    return str(getattr(entry, "title", entry))


def _for_stage(one: UseCaseProgress, stage: Stage) -> list[Standing]:
    return [piece for piece in one.items if piece.finished and stage in piece.item.stages]


def _public(use_case: UseCase) -> list[ProofPoint]:
    return [proof for proof in use_case.proof_points if proof.public]


def _of_their_field(proof: ProofPoint, prospect: Prospect) -> bool:
    """Whether a proof is from the prospect's industry, or else from companies of their size."""
    if prospect.industry:
        return proof.industry == prospect.industry
    return prospect.segment is not None and proof.segment == prospect.segment


def _fit(one: UseCaseProgress, points: _Judged, prospect: Prospect, config: Config) -> Fit:
    use_case = one.entry.use_case
    return Fit(
        id=one.entry.id,
        title=use_case.title,
        score=round(points.score, 2),
        reasons=tuple(points.reasons),
        say=message(use_case, prospect),
        ask=use_case.discovery_questions[:ASKED],
        show=tuple(_pieces(one, prospect, config))[:SHOWN],
        proof=tuple(_proofs(use_case, prospect))[:PROVEN],
    )


def message(use_case: UseCase, prospect: Prospect) -> str:
    """The short message: the variant for this prospect, else the general one, else the summary."""
    house = use_case.message_house
    if house is None:
        return use_case.summary
    fitting = [one for one in house.variants.values() if one.short and _is_for(one, prospect)]
    return next((one.short for one in fitting if one.short), house.short or use_case.summary)


def _is_for(variant: Variant, prospect: Prospect) -> bool:
    """Whether a variant is for the prospect: it names them, and nobody else in any respect."""
    named = [
        (prospect.persona, variant.personas),
        (prospect.industry, variant.industries),
        (prospect.segment, variant.segments),
    ]
    written = [(asked, names) for asked, names in named if names]
    return bool(written) and all(asked in names for asked, names in written)


def _pieces(one: UseCaseProgress, prospect: Prospect, config: Config) -> Iterator[Piece]:
    """Finished pieces for a customer, the ones with an address and for this prospect first."""
    persona = config.personas.get(prospect.persona or "")
    audience = persona.audience if persona else None
    pieces = [piece for piece in one.items if piece.finished and _can_be_sent(piece)]
    pieces.sort(key=lambda piece: _closeness(piece, prospect, audience))
    for piece in pieces:
        yield Piece(piece.item.key, piece.item.title, piece.item.deliverable)


def _can_be_sent(piece: Standing) -> bool:
    return set(piece.item.audiences) != {"internal"}


def _closeness(
    piece: Standing, prospect: Prospect, audience: Audience | None
) -> tuple[bool, bool, bool, bool, int]:
    item = piece.item
    named = (
        prospect.persona in item.personas
        or prospect.industry in item.industries
        or prospect.segment in item.segments
    )
    return (
        item.deliverable is None,
        not named,
        prospect.stage is not None and prospect.stage not in item.stages,
        audience is not None and audience not in item.audiences,
        item.priority,
    )


def _proofs(use_case: UseCase, prospect: Prospect) -> Sequence[Proof]:
    public = sorted(_public(use_case), key=lambda proof: not _of_their_field(proof, prospect))
    return [Proof(one.customer, one.result, one.url) for one in public]
