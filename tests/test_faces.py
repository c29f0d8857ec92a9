"""Which faces a machine has, and what is told of those it lacks."""

import struct
import subprocess
import sys

import pytest

from perfreport.office.faces import Faces, machine_faces, missing_faces
from perfreport.office.fontfile import faces_in
from perfreport.problem import Place


def font(*names, at=0, others=0):
    """A font file of nothing but a table of names: (platform, encoding, which, name)."""
    texts = [name.encode("utf-16-be" if platform == 3 else "latin-1") for platform, *_, name in names]
    starts = [sum(map(len, texts[:number])) for number in range(len(texts))]
    records = [
        struct.pack(">6H", platform, encoding, 0, which, len(text), start)
        for (platform, encoding, which, _), text, start in zip(names, texts, starts, strict=True)
    ]
    table = struct.pack(">3H", 0, len(names), 6 + 12 * len(names)) + b"".join([*records, *texts])
    directory = [struct.pack(">4s3I", b"glyf", 0, 0, 0)] * others
    behind = at + 12 + 16 * (others + 1)
    directory.append(struct.pack(">4s3I", b"name", 0, behind, len(table)))
    return struct.pack(">I4H", 0x10000, len(directory), 0, 0, 0) + b"".join(directory) + table


def collection(*names):
    """A file of two fonts."""
    head = 12 + 8
    first = font(*names[:1], at=head)
    return struct.pack(">4s2I", b"ttcf", 0x10000, 2) + struct.pack(">2I", head, head + len(first)) + (
        first + font(*names[1:], at=head + len(first))
    )  # fmt: skip


def test_the_faces_of_font_files_are_read_in_all_languages(tmp_path):
    (tmp_path / "fang.TTF").write_bytes(font((3, 1, 1, "仿宋_GB2312"), (3, 1, 1, "FangSong_GB2312"), others=2))
    (tmp_path / "song.ttc").write_bytes(collection((3, 1, 1, "宋体"), (3, 10, 16, "新宋体")))
    (tmp_path / "other.otf").write_bytes(font((1, 0, 1, "Roman"), (3, 1, 4, "Full Name"), (3, 1, 1, "Family")))
    assert sorted(faces_in(tmp_path)) == ["family", "fangsong_gb2312", "仿宋_gb2312", "宋体", "新宋体"]


def test_a_file_that_is_no_font_has_no_faces(tmp_path):
    whole = font((3, 1, 1, "宋体"))
    for number, content in enumerate([b"", b"ttcf", whole[:20], whole[:-30], b"\xff" * 200]):
        (tmp_path / f"{number}.ttf").write_bytes(content)
    (tmp_path / "宋体.txt").write_bytes(whole)
    assert list(faces_in(tmp_path)) == []
    assert list(faces_in(tmp_path / "没有")) == []


def test_a_face_that_is_missing_is_told_where_it_is_used_first():
    faces = Faces(frozenset({"宋体", "simsun"}), {"仿宋_GB2312": "文泉驿"}.get)
    named = [
        (face, Place("模板.docx", spot=f"第{number}段"))
        for number, face in enumerate(["宋体", "SimSun", "仿宋_GB2312", "仿宋_GB2312"])
    ]
    assert list(map(str, missing_faces(named, faces))) == [
        "模板.docx 第2段  提示：这台电脑没有字体“仿宋_GB2312”，在这里打开、转换和打印会用“文泉驿”代替，行数和页数可能不一样。\n"
        "    → 装上“仿宋_GB2312”；不在这台电脑上打印的，不用管。  [lint.missing-face]"
    ]


def test_a_face_drawn_to_the_same_measure_stands_in_unseen():
    faces = Faces(frozenset({"宋体"}), lambda face: "Liberation Serif")
    assert list(missing_faces([("Times New Roman", Place("模板.docx"))], faces)) == []


@pytest.fixture
def machine():
    """Asks anew which faces there are."""
    machine_faces.cache_clear()
    yield machine_faces
    machine_faces.cache_clear()


def fontconfig(listed, match="文泉驿,WenQuanYi\n"):
    def run(command, **options):
        return subprocess.CompletedProcess(command, 0, stdout=listed if command[0] == "fc-list" else match)

    return run


def test_fontconfig_lists_the_faces_of_a_machine_and_says_what_stands_in(machine, monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(subprocess, "run", fontconfig("SimSun,宋体\nAR PL UMing\\-X\n"))
    faces = machine()
    assert faces.names == {"simsun", "宋体", "ar pl uming-x"}
    assert faces.stand_in("没有的") == "文泉驿"


@pytest.mark.parametrize("failure", [FileNotFoundError("fc-list"), subprocess.CalledProcessError(1, "fc-list")])
def test_where_nothing_lists_the_faces_nothing_is_known(machine, monkeypatch, failure):
    def run(command, **options):
        raise failure

    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(subprocess, "run", run)
    assert machine() is None


def test_windows_has_the_faces_of_its_own_folder_and_of_the_users(machine, monkeypatch, tmp_path):
    for folder, name in (("Fonts", "宋体"), ("Microsoft/Windows/Fonts", "仿宋_GB2312")):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "face.ttf").write_bytes(font((3, 1, 1, name)))
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("WINDIR", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    assert machine().names == {"宋体", "仿宋_gb2312"}
    assert "仿宋_GB2312" in machine()
