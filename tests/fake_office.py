"""A soffice for tests without LibreOffice: it has the manners of the real one, the bad ones too.

The name of a document says what happens to it: 打不开 (no PDF, and no complaint), 半个 (half a PDF), 崩溃 (the program
ends), 挂起 (it waits for ever, in a process of its own). Each call leaves a line in `calls`, the documents it was given,
and each that waits one in `waiting`, the number of that process.
"""

from __future__ import annotations

import sys
from pathlib import Path

_PROGRAM = """#!{python}
import subprocess, sys
from pathlib import Path

where, *options = sys.argv[1:]
folder, *documents = map(Path, options[options.index("--outdir") + 1 :])
profile = Path(where.removeprefix("-env:UserInstallation=file://"))
if (profile / "taken").exists():
    sys.exit(0)  # two at once on one profile
(profile / "taken").touch()
here = Path({here!r})
with (here / "calls").open("a") as calls:
    calls.write(" ".join(document.name for document in documents) + "\\n")
for document in documents:
    pdf = folder / (document.stem + ".pdf")
    if "崩溃" in document.name:
        pdf.touch()
        sys.exit(134)
    if "挂起" in document.name:
        real = subprocess.Popen(["sleep", "600"])
        with (here / "waiting").open("a") as waiting:
            waiting.write(f"{{real.pid}}\\n")
        real.wait()
    if "打不开" not in document.name:
        end = "" if "半个" in document.name else "%%EOF"
        font = "<</Type/Font/BaseFont/BAAAAA+FandolFang-Regular>>"
        made_by = "<pdf:Producer>LibreOffice 7.4</pdf:Producer>"
        pdf.write_text("%PDF-1.6\\n" + font + made_by + document.name + "\\n" + end, "utf-8")
"""


def fake_office(folder: Path) -> Path:
    """The program, in this folder."""
    folder.mkdir()
    program = folder / "soffice"
    program.write_text(_PROGRAM.format(python=sys.executable, here=str(folder)), "utf-8")
    program.chmod(0o755)
    return program
