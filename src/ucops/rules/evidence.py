"""What others can see of it: proof points, finished pieces, what the product can do today."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ucops.model.facts import AVAILABLE, fresh_until, wanted
from ucops.model.values import placeholder
from ucops.prose.words import counted, listed
from ucops.rules.engine.addresses import can_be_opened
from ucops.rules.engine.context import Context, feature_path, item_path
from ucops.rules.engine.everything import Everything
from ucops.rules.engine.rule import Hit, Hits, catalog_rule, use_case_rule

if TYPE_CHECKING:
    from ucops.model.catalog import Entry
    from ucops.rules.engine.facts import CaseFacts, Proof

ENOUGH_PROOFS = 3


@use_case_rule("substance", "warning", needs=("proof_points",))
def few_proof_points(entry: Entry, context: Context) -> Hits:
    """Count the customers of the proof points, as far as they are known."""
    del context
    points = entry.use_case.proof_points
    customers = {one.customer.strip().casefold() for one in points}
    count = sum(placeholder(customer) is None for customer in customers)
    if count < ENOUGH_PROOFS:
        found = counted(len(points), "proof point")
        of_fewer = f" of {counted(count, 'customer')}" if count < len(points) else ""
        message = f"{found}{of_fewer}; a use case needs {ENOUGH_PROOFS}."
        yield Hit(message, ("proof_points",), "ask customer reference for more", on_key=True)


@use_case_rule("substance", "warning")
def proof_point_open(entry: Entry, context: Context) -> Hits:
    """Look for proof points without a result, or with a field that is written and still open."""
    del context
    for index, one in enumerate(entry.use_case.proof_points):
        written = [
            field
            for field in ("problem", "solution", "url")
            if field in one.model_fields_set and getattr(one, field) is None
        ]
        is_anybody = placeholder(one.customer) is not None
        still_open = [
            *(["customer"] if is_anybody else []),
            *(["result"] if one.result is None else []),
            *written,
        ]
        if still_open:
            path = ("proof_points", index, still_open[0])
            words = ["address" if field == "url" else field for field in still_open]
            whose = "A proof point" if is_anybody else f"The proof point of {one.customer}"
            message = f"{whose} has no {listed(words)} yet."
            yield Hit(message, path, "fill it in, or take it out")


@catalog_rule("substance", "warning")
def customer_differs(everything: Everything) -> Hits:
    """Compare the proof points of each customer."""
    for field in ("segment", "industry"):
        said: dict[str, dict[str, list[tuple[CaseFacts, Proof]]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for case in everything.living:
            for proof in case.proofs:
                value = getattr(proof, field)
                if value is not None:
                    said[proof.customer.strip().casefold()][value].append((case, proof))
        for values in said.values():
            yield from _differing(field, values) if len(values) > 1 else ()


def _differing(field: str, values: dict[str, list[tuple[CaseFacts, Proof]]]) -> Iterator[Hit]:
    for value, places in values.items():
        others = listed(
            f"'{other}' in {found[0][0].file}" for other, found in values.items() if other != value
        )
        for case, proof in places:
            message = f"{proof.customer.strip()} has the {field} '{value}' here and {others}."
            path = ("proof_points", proof.number, field)
            yield Hit(message, path, "find out which is right", file=case.file)


@use_case_rule("substance", "warning")
def done_without_link(entry: Entry, context: Context) -> Hits:
    """Look for reviewed items without a deliverable, and deliverables that are no address."""
    del context
    for slug, item in entry.use_case.bom.items():
        path = ("bom", slug, "deliverable")
        if item.deliverable is None and ({"deliverable", "reviewed"} & item.model_fields_set):
            field = "deliverable" if "deliverable" in item.model_fields_set else "reviewed"
            message = f"'{slug}' is said to be finished, but not where it is; it counts as open."
            yield Hit(message, ("bom", slug, field), "give the address under `deliverable`")
        elif item.deliverable is not None and not can_be_opened(item.deliverable):
            message = f"The deliverable of '{slug}' is not an address."
            yield Hit(message, path, "give its https:// address, or its path in this repository")


@use_case_rule("substance", "warning", dated=True)
def stale_collateral(entry: Entry, context: Context) -> Hits:
    """Compare the day of each piece's last review with how long its type stays fresh."""
    if context.as_of is None:
        return
    for item in wanted(entry):
        if item.shared:
            continue
        until = fresh_until(item, context.config) if item.deliverable else None
        if until and item.reviewed and context.as_of > until:
            age, fresh = context.as_of - item.reviewed, until - item.reviewed
            message = f"'{item.title}' was last looked at {age.days} days ago."
            hint = f"look at it at least every {fresh.days} days, and set `reviewed`"
            yield Hit(message, item_path(entry, item, "reviewed"), hint)


@use_case_rule("substance", "warning")
def unavailable_feature(entry: Entry, context: Context) -> Hits:
    """Look at the maturity of each feature; one in beta is only noted."""
    for slug, solution in entry.use_case.solution.items():
        product = context.config.products.get(slug)
        for name in solution.features if product else ():
            feature = product.features.get(name) if product else None
            if feature and feature.maturity not in AVAILABLE:
                word = feature.maturity.replace("_", " ")
                message = f"The feature '{feature.title}' is {word}."
                path = feature_path(context, entry, slug, name)
                hint = "tell the story without it until it is available"
                key = isinstance(path[-1], str)
                yield Hit(message, path, hint, key, soft=feature.maturity == "beta")
