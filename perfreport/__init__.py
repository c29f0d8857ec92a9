"""perfreport: one data file per bureau and year becomes its performance documents in Word and Excel.

import perfreport

result = perfreport.render("data/2021/乌尔禾区民政局.yaml", pack="templates/通用", output="output")
result.documents, result.problems
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from perfreport.produced import Produced

__version__ = "0.1.0"


def render(data: str | Path, pack: str | Path = "通用", output: str | Path = "output") -> Produced:
    """Write the documents of one data file; problems in the data come back in the result.

    Raises problem.Problems when the pack itself is faulty.
    """
    from perfreport.files import find_pack
    from perfreport.produce import open_pack, produce

    return produce(Path(data), open_pack(find_pack(str(pack))), Path(output))
