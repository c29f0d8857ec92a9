"""The wheel works by itself: pack and sample travel in it."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent


def run(*command: str, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": "", "PYTHONUTF8": "1", **variables}
    return subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8", check=True
    )


def test_an_unpacked_wheel_renders_its_sample_in_any_folder(tmp_path):
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), cwd=ROOT)
    [wheel] = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    somewhere = tmp_path / "somewhere"
    somewhere.mkdir()
    # PYTHONPATH comes before the development install, whose dependencies are used
    done = run(
        sys.executable, "-c", "import sys, perfreport.cli; print(perfreport.__file__); sys.exit(perfreport.cli.main())",
        "render", cwd=somewhere, PYTHONPATH=str(tmp_path / "installed"),
    )  # fmt: skip
    printed = done.stdout.splitlines()
    assert printed[0] == str(tmp_path / "installed" / "perfreport" / "__init__.py")
    assert sorted(path.name for path in somewhere.glob("output/2021/*/*")) == [
        "乌尔禾区民政局2021年部门整体支出绩效目标表.docx",
        "乌尔禾区民政局2021年部门整体支出绩效目标表.xlsx",
        "乌尔禾区民政局2021年部门整体支出绩效自评报告.docx",
        "乌尔禾区民政局2021年部门整体支出绩效自评表.docx",
        "乌尔禾区民政局2021年部门整体支出绩效自评表.xlsx",
    ]
