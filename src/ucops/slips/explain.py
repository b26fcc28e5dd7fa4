"""What to say about a value that does not fit the model, by the kind of error."""

from __future__ import annotations

from collections.abc import Callable

from ucops.slips import (
    dates,
    invisible,
    keys,
    links,
    lists,
    mappings,
    names,
    numbers,
    people,
    words,
)
from ucops.slips.misfit import Misfit, Said, wrong_type
from ucops.slips.quotes import not_text


def explained(misfit: Misfit) -> Said:
    """What to say about a value that does not fit."""
    if misfit.value is None and not misfit.on_key:
        return keys.empty(misfit)
    unseen = None if misfit.kind in _OF_TEXT else invisible.in_word(misfit)
    return unseen or _EXPLAINED.get(misfit.kind, wrong_type)(misfit)


_OF_TEXT = frozenset({"extra_forbidden", "invalid_key", "missing", "tuple_type", "dict_type"})
"""The errors that no character in a text is the reason of."""

_EXPLAINED: dict[str, Callable[[Misfit], Said]] = {
    "extra_forbidden": keys.unknown,
    "invalid_key": keys.unknown,
    "missing": keys.missing,
    "string_type": not_text,
    "int_type": numbers.not_number,
    "float_type": numbers.not_number,
    "finite_number": numbers.not_number,
    "bool_type": words.not_bool,
    "literal_error": words.not_listed,
    "tuple_type": lists.not_list,
    "dict_type": mappings.not_mapping,
    "model_type": mappings.not_mapping,
    "slug": names.bad_slug,
    "date_type": dates.not_date,
    "date_impossible": dates.impossible,
    "period": dates.not_period,
    "login": people.not_login,
    "link": links.not_link,
    "quantity": numbers.not_quantity,
    "zero_limit": numbers.out_of_range,
    "greater_than": numbers.out_of_range,
    "greater_than_equal": numbers.out_of_range,
    "less_than_equal": numbers.out_of_range,
    "string_pattern_mismatch": words.bad_pattern,
    "path": links.outside,
}
"""What explains each kind of error."""
