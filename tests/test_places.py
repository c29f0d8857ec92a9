"""Where a piece of a text stands in the data file: marked here by «», however the text is written."""

from __future__ import annotations

import re

import pytest
import yaml
from rule_examples import SOUND

from perfreport.load import Places
from perfreport.yaml.file import parse_yaml
from perfreport.yaml.tree import List, Map, Node, Text


def _marked(text: str, place) -> str:
    """The text with «» around what stands at the place."""
    lines = re.split("\r\n?|\n", text)
    line, at = lines[place.line - 1], place.column - 1
    lines[place.line - 1] = f"{line[:at]}«{line[at : at + place.width]}»{line[at + place.width :]}"
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("marked", "piece"),
    [
        ("甲: 发放«补贴»，发放补贴", "补贴"),
        ("甲: «发放补贴»  # 补助", "补助"),  # comes of a link
        ("乙: 补贴\n甲: «发放»\n丙: 补贴", "补贴"),
        ("甲: {三级指标: «发放», 指标值: 补贴}", "补贴"),
        ('甲: "发放«补贴»"', "补贴"),
        ("甲: «'it''s 补贴'»", "it's"),
        ('甲: «"他说\\"发放\\""»', '说"发'),
        ("甲: 发放\n  老年人«补贴»", "补贴"),
        ("甲: 发放«老年»\n  人补贴", "老年人"),
        ("甲: «发放老年»\n  人补贴", ""),
        ('甲: "发放«老年»\n  人补贴"', "老年人"),
        ("甲: |\n  «发放补贴»\n  救助", ""),
        ("甲: |\n  发放补贴\n  «救助»老年人\n乙: 救助", "救助"),
        ("甲: >-\n\n  «发放补贴»\n", "救助"),
        ("甲: |\n  发放补贴\n# 救助\n乙: 救助".replace("发放补贴", "«发放补贴»"), "救助"),
        ("甲: 👩‍🌾１２«农户»", "农户"),
        ("«甲»:\n乙: 甲", "甲"),
        ("乙: 1\n«甲»: []", ""),
    ],
)
def test_a_piece_is_marked_where_it_stands_else_the_first_line_of_its_value(marked, piece):
    text = re.sub("[«»]", "", marked)
    path = ("甲", "三级指标") if "{" in text else ("甲",)
    assert _marked(text, Places(parse_yaml(text.encode(), "甲.yaml")).quoting(piece, *path)) == marked


@pytest.mark.parametrize(
    ("marked", "path"),
    [
        ("甲: «12万»", ["甲"]),
        ('甲: «"12万"»  # 元', ["甲"]),
        ("甲: «{乙: 1}»", ["甲"]),
        ("甲:\n  - «»乙: 1\n    丙: 2", ["甲", 0]),
        ("甲: «{乙: 1»", ["甲"]),  # its } is missing
        ("甲: «>=95%»", ["甲"]),  # read as if it stood in quotes
    ],
)
def test_a_value_is_marked_as_far_as_it_has_signs_around_it(marked, path):
    text = re.sub("[«»]", "", marked)
    assert _marked(text, Places(parse_yaml(text.encode(), "甲.yaml"))(*path)) == marked


@pytest.mark.parametrize(
    "marked",
    [
        "甲: «>=95%»",
        "甲: {乙: 1, 丙: «@丁»}",
        "甲: «%»",
        "甲: «“乙”»",
        f"甲: «>{'示例' * 19}»{'示例' * 9}",  # as far as the message quotes it
    ],
)
def test_what_cannot_be_read_is_marked_as_far_as_it_is_quoted(marked):
    [found] = parse_yaml(re.sub("[«»]", "", marked).encode(), "甲.yaml").problems
    assert _marked(re.sub("[«»]", "", marked), found.place) == marked


STYLES = {
    "as typed": SOUND,
    "by Windows": "\ufeff" + SOUND.replace("\n", "\r\n"),
    "with comments": re.sub("(?m)(.+)$", r"\1  # \1", SOUND),
    **{
        f"dumped {style}": yaml.safe_dump(
            yaml.load(SOUND, yaml.BaseLoader), allow_unicode=True, **{"width": 1000, **style}
        )
        for style in (
            {"default_style": '"'},
            {"default_style": "'"},
            {"default_style": '"', "width": 12},
            {"default_style": "|"},
            {"default_style": ">"},
            {"default_flow_style": True, "default_style": '"', "width": 40},
        )
    },
}


def _texts(node: Node, *path):
    if isinstance(node, Map):
        children = list(node.entries.items())
    else:
        children = list(enumerate(node.items)) if isinstance(node, List) else []
    if isinstance(node, Text) and node.value:
        yield path, node.value
    for step, child in children:
        yield from _texts(child, *path, step)


@pytest.mark.parametrize("style", STYLES)
def test_every_piece_of_every_text_is_found_in_its_own_value(style):
    file = parse_yaml(STYLES[style].encode(), "甲.yaml")
    lines = re.split("\r\n|\n", STYLES[style].removeprefix("\ufeff"))
    places = Places(file)
    last = (0, 0)
    for path, value in _texts(file.root):
        for piece in (value, value[1:4], value[-2:]):
            place = places.quoting(piece, *path)
            marked = lines[place.line - 1][place.column - 1 :][: place.width]
            typed = marked.strip('"\\')
            assert typed and (piece.startswith(typed) or value.startswith(typed))
            assert (place.line, place.column) > last
        last = place.line, place.column


def test_where_a_place_is_can_be_asked_of_thousands():
    """Three thousand problems took half a minute."""
    file = parse_yaml(b"".join(f"- {{a: {number}}}\n".encode() for number in range(3000)), "甲.yaml")
    places = Places(file)
    asked = [places(number, "a") for number in range(3000)]
    reads = 0

    class Counted(list):
        def __getitem__(self, at):
            nonlocal reads
            reads += 1
            return super().__getitem__(at)

    file.root.items = Counted(file.root.items)
    assert [places.spoken(place)[1] for place in asked] == [str(number) for number in range(3000)]
    assert 3000 < reads < 3000 * 20
