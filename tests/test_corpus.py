"""Every folder of tests/corpus: its template rendered with its data gives the whole of its expected.txt.

data.yaml holds the names as plain values: a number with a point is a Decimal, `!time 08:30` a time,
`!duration 26:30:00` a length of time, `!picture iVBO…` a picture file in base64.
"""

import re
import sys
from base64 import b64decode
from datetime import time, timedelta
from decimal import Decimal
from difflib import unified_diff
from pathlib import Path

import pytest
import yaml
from dump import dump, parts

from perfreport.office import Picture, open_template

CORPUS = Path(__file__).parent / "corpus"
FOLDERS = sorted(path.parent for path in CORPUS.glob("*/data.yaml"))
FOLLOWS = re.compile(  # parts that say which rows they mean, or hold what the cells say
    r"xl/(workbook|styles|sharedStrings|comments\d*|worksheets/sheet\d+|tables/table\d+|charts/chart\d+"
    r"|drawings/drawing\d+)\.xml|xl/drawings/vmlDrawing\d+\.vml"
)
LISTS = re.compile(r"\[Content_Types\]\.xml|xl/(\w+/)?_rels/.*|docProps/app\.xml")  # of parts and sheets
NEW = re.compile(r"xl/(worksheets|drawings)/_rels/.*|xl/media/.*")  # what sheets and pictures bring along

every = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)


class Loader(yaml.CSafeLoader):
    pass


Loader.add_constructor("tag:yaml.org,2002:float", lambda _, node: Decimal(node.value))
Loader.add_constructor("!time", lambda _, node: time.fromisoformat(node.value))
Loader.add_constructor("!duration", lambda _, node: duration(node.value))
Loader.add_constructor("!picture", lambda _, node: Picture(b64decode(node.value)))


def duration(text):
    hours, minutes, seconds = map(int, text.split(":"))
    return timedelta(hours=hours, minutes=minutes, seconds=seconds)


def template(folder):
    (path,) = folder.glob("template.xls?")
    return path


def render(folder):
    names = yaml.load((folder / "data.yaml").read_text("utf-8"), Loader)
    return open_template(template(folder)).render(names)


@every
def test_the_document_is_the_expected_one(folder):
    shown = dump(render(folder), template(folder).read_bytes()).splitlines()
    expected = (folder / "expected.txt").read_text("utf-8").splitlines()
    different = list(unified_diff(expected, shown, "expected.txt", "the document", lineterm=""))
    if different:
        pytest.fail("\n".join(different), pytrace=False)


@every
def test_the_same_names_give_the_same_bytes(folder):
    assert render(folder) == render(folder)


@every
def test_parts_that_say_nothing_of_rows_arrive_byte_for_byte(folder):
    before, after = parts(template(folder).read_bytes()), parts(render(folder))
    new = after.keys() - before.keys()
    still = {part for part in before if not FOLLOWS.fullmatch(part) and b"{{" not in before[part]}
    still -= {part for part in still if new and LISTS.fullmatch(part)}
    assert {part: after.get(part) for part in still} == {part: before[part] for part in still}
    assert not [part for part in new if not FOLLOWS.fullmatch(part) and not NEW.fullmatch(part)]


def test_every_folder_is_in_the_table_of_the_readme():
    listed = re.findall(r"^\| \[([\w-]+)\]", (CORPUS / "README.md").read_text("utf-8"), re.MULTILINE)
    assert listed == [folder.name for folder in FOLDERS]


if __name__ == "__main__":
    for name in sys.argv[1:]:
        text = dump(render(CORPUS / name), template(CORPUS / name).read_bytes())
        (CORPUS / name / "expected.txt").write_text(text, "utf-8")
