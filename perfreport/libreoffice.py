"""LibreOffice: where it is, and how it turns documents into PDF without anybody watching.

It exits with 0 when there is no PDF, prints anything it takes for text, fetches what a document links to, prints
hidden sheets, and two at once on one profile fail. So each run has a profile of its own, and only a whole PDF counts.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from perfreport.office.package import Package

VARIABLE: Final = "PERFREPORT_SOFFICE"  # a portable LibreOffice is neither on the PATH nor in a usual place
PATIENCE = 120.0  # seconds for one more PDF; an old machine needs half a minute to start

_LOOK = 0.05  # seconds between two looks at what is done
_OPTIONS = ("--headless", "--norestore", "--nologo", "--nodefault", "--nofirststartwizard", "--convert-to", "pdf")
_SETTINGS = (
    ("Office.Common/Filter/PDF/Export", "SelectPdfVersion", "2"),  # PDF/A-2b, for Word and for Excel
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),  # nothing linked is fetched
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Misc", "UseLocking", "false"),  # a lock's name is longer than the document's
    ("Office.Common/History", "PickListSize", "0"),
    ("Office.Writer/Content/Update", "Link", "2"),  # never
    ("Office.Calc/Content/Update", "Link", "2"),
    ("Inet/Settings", "ooInetProxyType", "2"),  # what would reach for the network all the same reaches port 9, nobody
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)


def find_office() -> Path | None:
    """The program `soffice`: the one that the environment variable names, else one that is found; None without any."""
    told = os.environ.get(VARIABLE)
    if told:
        return Path(told) if os.access(told, os.X_OK) and Path(told).is_file() else None
    found = shutil.which("soffice")
    return Path(found) if found else next(filter(Path.is_file, _usual_places()), None)


def _usual_places() -> Iterator[Path]:
    if sys.platform == "win32":
        for variable in ("ProgramW6432", "ProgramFiles", "ProgramFiles(x86)"):
            if folder := os.environ.get(variable):
                yield Path(folder, "LibreOffice", "program", "soffice.com")  # soffice.exe does not wait
    elif sys.platform == "darwin":
        for applications in (Path("/Applications"), Path.home() / "Applications"):
            yield applications / "LibreOffice.app/Contents/MacOS/soffice"
    else:
        yield from sorted(Path("/opt").glob("libreoffice*/program/soffice"), reverse=True)
        yield from (Path(folder, "libreoffice/program/soffice") for folder in ("/usr/lib", "/usr/lib64", "/opt"))


def is_whole(pdf: Path) -> bool:
    """Whether a PDF is there from its first sign to its last."""
    try:
        content = pdf.read_bytes()
    except OSError:
        return False
    return content.startswith(b"%PDF-") and content.rstrip().endswith(b"%%EOF")


def print_pdfs(office: Path, documents: Sequence[Path], folder: Path, stop: Event) -> str:
    """PDFs of the documents, whose stems differ, into `folder`. "" where LibreOffice has tried each, else why not.

    Once `stop` is set, or no further PDF comes for `PATIENCE` seconds, LibreOffice and all it started is ended.
    """
    with tempfile.TemporaryDirectory(prefix="perfreport-", ignore_cleanup_errors=True) as profile:
        _write_settings(Path(profile))
        where = f"-env:UserInstallation={Path(profile).as_uri()}"
        command = [str(office), where, *_OPTIONS, "--outdir", str(folder), *map(str, documents)]
        begun = monotonic()
        try:
            process = _start(command, profile)
        except OSError as error:
            return f"不能启动（{error.strerror or error}）"
        try:
            return _watch(process, [folder / f"{document.stem}.pdf" for document in documents], begun, stop)
        finally:
            _end(process)


def as_printed(workbook: Package, content: bytes) -> bytes:
    """The content of a workbook as it is to be printed: LibreOffice 7.4 prints hidden sheets that have a print area."""
    from lxml import etree

    from perfreport.office.relations import main_part

    main = main_part(workbook)
    root = workbook.xml(main)
    sheets = enumerate(root.iterfind("{*}sheets/{*}sheet"))
    hidden = {str(number) for number, sheet in sheets if sheet.get("state", "visible") != "visible"}
    areas = root.findall("{*}definedNames/{*}definedName[@name='_xlnm.Print_Area']")
    areas = [area for area in areas if area.get("localSheetId") in hidden]
    for area in areas:
        area.getparent().remove(area)
    return workbook.write({main: etree.tostring(root)}) if areas else content


def _write_settings(profile: Path) -> None:
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}">'
        f'<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    namespace = 'xmlns:oor="http://openoffice.org/2001/registry"'
    (profile / "user").mkdir()
    (profile / "user" / "registrymodifications.xcu").write_text(f"<oor:items {namespace}>{items}</oor:items>", "utf-8")


def _start(command: list[str], folder: str) -> subprocess.Popen[bytes]:
    """A process in a group of its own: Ctrl+C reaches us only, and we end all of it. Its own files go to `folder`."""
    nothing = subprocess.DEVNULL
    return subprocess.Popen(
        command,
        stdin=nothing,
        stdout=nothing,
        stderr=nothing,
        env={**os.environ, "TMPDIR": folder, "TEMP": folder, "TMP": folder},
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
    )


def _watch(process: subprocess.Popen[bytes], awaited: list[Path], progress: float, stop: Event) -> str:
    """ "" once the program has ended by itself; `progress`: when it began, or made its last PDF."""
    while process.poll() is None:
        if stop.wait(_LOOK):
            return "被中止"
        done = [pdf for pdf in awaited if is_whole(pdf)]
        if done:
            awaited = [pdf for pdf in awaited if pdf not in done]
            progress = monotonic()
        elif monotonic() - progress > PATIENCE:
            return "没有反应"
    return f"中途退出（{process.returncode}）" if process.returncode else ""


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program, which is a small one that has started the real one, with all of its group."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True)
    else:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
