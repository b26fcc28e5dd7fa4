"""What to say about a value that does not fit the model, by the kind of error."""

from __future__ import annotations

from collections.abc import Callable

from ucops.slips import invisible, wrong_shape, wrong_value
from ucops.slips.misfit import Misfit, Said, empty, wrong_type


def described(misfit: Misfit) -> Said:
    """What to say about a value that does not fit."""
    if misfit.value is None and not misfit.on_key:
        return empty(misfit)
    unseen = None if misfit.kind in _OF_TEXT else _unseen(misfit)
    return unseen or _DESCRIBED.get(misfit.kind, wrong_type)(misfit)


_OF_TEXT = frozenset({"extra_forbidden", "invalid_key", "missing", "tuple_type", "dict_type"})
"""The errors that no character in a text is the reason of."""


def _unseen(misfit: Misfit) -> Said | None:
    """What to say about a word with a character in or behind it that cannot be seen."""
    if not isinstance(misfit.value, str):
        return None
    clean = invisible.without(misfit.value).strip()
    if clean == misfit.value.strip(" \t\n") or not clean or " " in clean:
        return None
    sign = next(one for one in misfit.value if one not in clean)
    message = f"a {invisible.name(sign)} stands in {misfit.name}, which cannot be seen"
    return Said("control-character", message, f"delete the whole value and type: {clean}")


_DESCRIBED: dict[str, Callable[[Misfit], Said]] = {
    "extra_forbidden": wrong_shape.unknown_key,
    "invalid_key": wrong_shape.unknown_key,
    "missing": wrong_shape.missing,
    "string_type": wrong_shape.not_text,
    "int_type": wrong_value.not_number,
    "float_type": wrong_value.not_number,
    "finite_number": wrong_value.not_number,
    "bool_type": wrong_value.not_bool,
    "literal_error": wrong_value.not_listed,
    "tuple_type": wrong_shape.not_list,
    "dict_type": wrong_shape.not_mapping,
    "model_type": wrong_shape.not_mapping,
    "slug": wrong_shape.bad_slug,
    "date_type": wrong_value.not_date,
    "date_impossible": wrong_value.impossible_date,
    "period": wrong_value.not_period,
    "login": wrong_value.not_login,
    "link": wrong_value.not_link,
    "quantity": wrong_value.not_quantity,
    "greater_than": wrong_value.out_of_range,
    "greater_than_equal": wrong_value.out_of_range,
    "less_than_equal": wrong_value.out_of_range,
    "string_pattern_mismatch": wrong_value.bad_pattern,
    "path": wrong_value.outside,
}
"""What explains each kind of error."""
