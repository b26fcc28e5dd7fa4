from __future__ import annotations

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ucops.github import marker
from ucops.github.marker import BEGIN, END, Marker, compose, split

KEYS = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,5}){0,2}(/[a-z0-9]{1,8})?", fullmatch=True)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
MARKERS = st.builds(Marker, KEYS, st.dictionaries(st.text(), VALUES, max_size=4))
# Text as people type it, line ends of all kinds and unbalanced fences included.
PIECES = st.sampled_from(
    ["\n", "\r\n", "\n\n", "```\n", "~~~", "> ", "    ", "<!-- note -->", "- [ ] x", "  \n", "\r"]
)
PROSE = st.lists(PIECES | st.text(max_size=12), max_size=12).map("".join)
OURS = "<!-- ucops:"
KEYED = Marker("ci/demo-video", {"assignees": ["octo-tmm"]})


def kept(text: str) -> bool:
    return OURS not in text


@given(MARKERS)
def test_a_marker_reads_back_as_written(given_marker: Marker) -> None:
    assert marker.parse(marker.render(given_marker)) == given_marker


@given(MARKERS, PROSE)
def test_what_follows_the_first_line_does_not_matter(given_marker: Marker, rest: str) -> None:
    body = f"{marker.render(given_marker)}\n{rest}"
    assert marker.parse(body) == given_marker
    assert marker.parse(body.replace("\n", "\r\n")) == given_marker


@given(MARKERS)
def test_nothing_in_a_marker_ends_its_comment(given_marker: Marker) -> None:
    line = marker.render(given_marker)
    assert line.index("-->") == len(line) - 3
    assert line.count("<") == 1
    assert "\n" not in line
    assert "--" not in line[4:-3]


def test_the_form_is_stable() -> None:
    line = marker.render(Marker("ci", {"milestone": "sprint-3", "assignees": ["octo-tmm"]}))
    assert line == (
        '<!-- ucops:v1 key=ci was={"assignees":["octo-tmm"],"milestone":"sprint-3"} -->'
    )


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Use case",
        "> <!-- ucops:v1 key=ci was={} -->",
        "    <!-- ucops:v1 key=ci was={} -->",
        "text <!-- ucops:v1 key=ci was={} -->",
        "<!-- ucops:v1 key=Ci was={} -->",
        "<!-- ucops:v1 key=ci/a/b was={} -->",
        "<!-- ucops:v1 key=ci was={} --> text",
        "<!-- ucops:vx key=ci was={} -->",
    ],
)
def test_what_is_no_marker(line: str) -> None:
    assert marker.parse(line) is None


@pytest.mark.parametrize("was", ["{", "[1]", "nothing", '{"a":1}}', "[" * 100_000])
def test_a_record_spoiled_by_hand_leaves_the_key(was: str) -> None:
    assert marker.parse(f"<!-- ucops:v1 key=ci was={was} -->") == Marker("ci")


def test_a_marker_without_a_record_and_one_of_a_later_form() -> None:
    assert marker.parse("<!-- ucops:v1 key=ci -->\r\n") == Marker("ci")
    later = marker.parse("<!-- ucops:v12 key=ci was={} -->")
    assert later == Marker("ci", {}, 12)


LINE = marker.render(KEYED)
OTHER = marker.render(Marker("cd"))


@pytest.mark.parametrize(
    ("body", "key"),
    [
        (f"Hello\n{LINE}\n", "ci/demo-video"),
        (f"\n{LINE}", "ci/demo-video"),
        (f"Hello\r\n{LINE}\r\nmore", "ci/demo-video"),
        (f"Hello\n{LINE}\n{LINE}\n", "ci/demo-video"),
        (f"Hello\n> {LINE}\n", None),
        (f"Hello\n    {LINE}\n", None),
        (f"Hello\n- {LINE}\n", None),
        (f"Hello `{LINE}`\n", None),
        (f"```\n{LINE}\n```\n", None),
        (f"~~~~ html\n{LINE}\n```\n~~~~\n", None),
        (f"```\n{LINE}\n", None),
        (f"```\n```\n{LINE}\n", "ci/demo-video"),
        (f"``` a`b\n{LINE}\n", "ci/demo-video"),
        (f"Hello\n{LINE}\n{OTHER}\n", None),
        (f"{OTHER}\n{LINE}\n", None),
    ],
)
def test_a_marker_further_down(body: str, key: str | None) -> None:
    found = marker.stray(body)
    assert (found.key if found else None) == key


@given(MARKERS, PROSE.filter(kept), PROSE.filter(kept), PROSE.filter(kept))
def test_text_of_people_survives_byte_for_byte(
    given_marker: Marker, before: str, region: str, after: str
) -> None:
    before = f"{before}\n" if before else ""
    body = compose(given_marker, before, region, after)
    parts = split(body)
    assert (parts.marker, parts.before, parts.after) == (given_marker, before, after)
    assert parts.region is not None
    assert marker.same_text(parts.region, region)


@given(MARKERS, PROSE.filter(kept), PROSE.filter(kept), st.booleans())
def test_writing_again_changes_nothing(
    given_marker: Marker,
    before: str,
    after: str,
    web: bool,
) -> None:
    body = compose(given_marker, before, "region", after)
    body = body.replace("\r\n", "\n").replace("\n", "\r\n") if web else body
    parts = split(body, "region")
    again = compose(given_marker, parts.before, "region", parts.after)
    parts_again = split(again, "region")
    assert (parts_again.before, parts_again.after) == (parts.before, parts.after)
    assert compose(given_marker, parts_again.before, "region", parts_again.after) == again


ENDS = st.sampled_from(["\n", "\r\n", "\r\r\n", "\n\n", ""])
LINES = st.sampled_from([BEGIN, END, "<!-- ucops:v1 key=ci -->", "```", "~~~", "text", f"{END} x"])


@given(
    st.lists(st.tuples(LINES | PROSE, ENDS), max_size=4), ENDS, st.sampled_from([END, f"{END}\n"])
)
def test_a_body_of_ours_alone_is_not_searched_and_read_the_same(
    middle: list[tuple[str, str]], end: str, last: str
) -> None:
    region = "".join(part for pair in middle for part in pair)
    body = f"<!-- ucops:v1 key=ci -->{end or chr(10)}{BEGIN}{end or chr(10)}{region}\n{last}"
    searched = pytest.MonkeyPatch()
    with searched.context() as patch:
        patch.setattr(marker, "_as_written", lambda _body: None)
        expected = split(body)
    assert split(body) == expected


def test_a_web_editor_s_line_ends_are_no_change() -> None:
    body = compose(KEYED, "above\n", "one\ntwo", "\n\nbelow").replace("\n", "\r\n")
    parts = split(body)
    assert parts.region == "one\ntwo"
    assert (parts.before, parts.after) == ("above\r\n", "\r\n\r\nbelow")
    assert marker.same_text("one\r\ntwo\r\n", "one\ntwo")
    assert not marker.same_text("one two", "one\ntwo")


FOREIGN = st.lists(
    st.sampled_from([BEGIN, END, LINE, "```", "region", "kept one", "kept two", "", "> quote"]),
    max_size=12,
)


@given(FOREIGN)
@example(["kept one", BEGIN, "> quote", END, BEGIN, "> quote", END, "> quote"])
@example(["```", BEGIN, END, BEGIN, "region", END])
def test_however_broken_no_text_is_lost_and_the_second_time_is_empty(lines: list[str]) -> None:
    body = "\n".join(lines)
    parts = split(body, "region")
    written = compose(KEYED, parts.before, "region", parts.after)
    again = split(written, "region")
    assert again.region == "region"
    assert compose(KEYED, again.before, "region", again.after) == written
    inside = parts.region or ""
    copies = 0
    for text in ("kept one", "kept two", "> quote"):
        lost = body.count(text) - (written + inside).count(text)
        copies = copies or (lost // inside.count(text) if text in inside else 0)
        assert lost == copies * inside.count(text), "copies of the region, and nothing else"
    assert 0 <= copies < max(1, body.count(BEGIN))


def broken(*lines: str) -> str:
    return "\n".join([marker.render(KEYED), *lines])


@pytest.mark.parametrize(
    ("lines", "before", "after"),
    [
        pytest.param([], "", "", id="everything deleted"),
        pytest.param(["mine"], "", "\n\nmine", id="region deleted"),
        pytest.param(["mine", BEGIN, "region", "yours"], "mine\n", "\nyours", id="no end"),
        pytest.param(["mine", "region", END, "yours"], "mine\n", "\nyours", id="no beginning"),
        pytest.param(["mine", "region", "yours"], "mine\n", "\nyours", id="no delimiters"),
        pytest.param(["mine", END, "yours", BEGIN], "mine\n", "\n\nyours", id="swapped"),
        pytest.param(["a", BEGIN, "edited", "b"], "a\n", "\n\nedited\nb", id="no end, edited"),
    ],
)
def test_a_region_that_is_not_whole(lines: list[str], before: str, after: str) -> None:
    parts = split(broken(*lines), "region")
    assert (parts.before, parts.region, parts.after) == (before, None, after)


def test_a_region_in_crlf_without_its_end() -> None:
    body = broken("mine", BEGIN, "one", "two", "yours").replace("\n", "\r\n")
    parts = split(body, "one\ntwo")
    assert (parts.before, parts.region, parts.after) == ("mine\r\n", None, "\r\nyours")


@pytest.mark.parametrize(
    ("lines", "before", "region", "after"),
    [
        pytest.param(
            [BEGIN, "r", END, "x", BEGIN, "r", END, "y"], "", "r", "\nx\n\ny", id="a copy below"
        ),
        pytest.param(
            [BEGIN, "r", END, BEGIN, "other", END], "", "r", "\nother", id="another region below"
        ),
        pytest.param([BEGIN, "a", BEGIN, "r", END, "b", END], "a\n", "r", "\nb", id="nested"),
        pytest.param([BEGIN, "r", f"{END}tail"], "", "r", "tail", id="text behind the end"),
        pytest.param(["x", LINE, BEGIN, "r", END], "x\n", "r", "", id="our marker twice"),
        pytest.param(["x", OTHER, BEGIN, "r", END], f"x\n{OTHER}\n", "r", "", id="a foreign one"),
        pytest.param(
            ["```", BEGIN, "q", END, "```", BEGIN, "r", END],
            f"```\n{BEGIN}\nq\n{END}\n```\n",
            "r",
            "",
            id="one quoted in a code fence",
        ),
        pytest.param(["```", BEGIN, "r", END], "```\n", "r", "", id="below an open code fence"),
        pytest.param([BEGIN, "```", "r", END, "x"], "", "```\nr", "\nx", id="an open fence inside"),
        pytest.param([BEGIN, "r", END, f"{END} y"], "", "r", "\n y", id="two ends"),
    ],
)
def test_regions_doubled_nested_and_quoted(
    lines: list[str], before: str, region: str, after: str
) -> None:
    parts = split(broken(*lines))
    assert (parts.before, parts.region, parts.after) == (before, region, after)


def test_a_stray_marker_is_taken_out_when_it_goes_back_on_top() -> None:
    parts = split(f"mine\n{LINE}\n{BEGIN}\nr\n{END}")
    assert (parts.marker, parts.before, parts.region) == (None, "mine\n", "r")


def test_text_put_before_the_region_ends_its_line() -> None:
    assert (
        compose(Marker("ci"), "mine", "r", "")
        == f"{marker.render(Marker('ci'))}\nmine\n{BEGIN}\nr\n{END}"
    )


def test_the_record_is_plain_json() -> None:
    line = marker.render(Marker("ci", {"closed": "a --> <b>"}))
    assert json.loads(line.split("was=")[1].removesuffix(" -->")) == {"closed": "a --> <b>"}
