from __future__ import annotations

from programme_data import day, entry, programme

from ucops.progress.measured import Measured, measured


def arr(unit: str, values: dict[str, float], target: float | None = None) -> dict[str, object]:
    said: dict[str, object] = {"title": "New ARR", "unit": unit, "values": values}
    return said | ({"target": target} if target is not None else {})


def test_numbers_of_one_unit_are_added_up_as_of_the_oldest_of_them() -> None:
    found = programme(
        entry("ci", measures={"arr": arr("kUSD", {"2026-09-30": 100, "2026-10-31": 180}, 500)}),
        entry("cd", measures={"arr": arr("kUSD", {"2026-08-31": 20}, 100), "wins": arr("", {})}),
    )
    assert measured(found.use_cases) == (
        Measured("arr", "New ARR", "kUSD", 200, 600, day("2026-08-31"), ("ci", "cd")),
    )


def test_two_units_are_no_sum_and_a_missing_target_makes_none() -> None:
    found = programme(
        entry(
            "ci",
            measures={"arr": arr("kUSD", {"2026-10-31": 1}), "mql": arr("", {"2026-10-31": 2}, 4)},
        ),
        entry(
            "cd", measures={"arr": arr("EUR", {"2026-10-31": 1}), "mql": arr("", {"2026-10-31": 3})}
        ),
    )
    (mql,) = measured(found.use_cases)
    assert (mql.slug, mql.latest, mql.target, mql.share) == ("mql", 5, None, None)


def test_a_share_is_of_the_target() -> None:
    one = entry("ci", measures={"arr": arr("kUSD", {"2026-10-31": 150}, 500)})
    (found,) = measured(programme(one).use_cases)
    assert found.share == 0.3
