"""A PDF file of pages, which says nothing about who made it, and the same pages on a printer."""

import re
import uuid
from collections.abc import Callable
from datetime import date
from enum import Enum
from html import escape

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QLocale, QSizeF, Qt, QUuid
from PySide6.QtGui import QGuiApplication, QPagedPaintDevice, QPageSize, QPainter, QPdfWriter
from PySide6.QtPrintSupport import QPrinter

from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.domain.wording import QT_TRANSLATE_NOOP
from smallacts_desktop.sharing.paper.pdf_canvas import (
    POINTS_PER_INCH,
    PdfCanvas,
    use_whole_page,
)

DOTS_PER_INCH = 1200
PROGRAM = "Small Acts"
_MOMENT = re.compile(rb"/(CreationDate|ModDate) \((D:[^)]*)\)")
_ROOT = re.compile(rb"/Root (\d+) 0 R")
_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_SIZE = re.compile(rb"/Size (\d+)")
_XMP = """<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang={lang}>{title}</rdf:li>
<rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<dc:format>application/pdf</dc:format>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmp:CreatorTool="Small Acts" xmp:CreateDate="{moment}" xmp:ModifyDate="{moment}"/>
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 pdfaid:part="1" pdfaid:conformance="B"/>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end='w'?>"""


class Paper(Enum):
    """The sheets a report is made for."""

    A4 = QPageSize.PageSizeId.A4
    LETTER = QPageSize.PageSizeId.Letter

    @property
    def size(self) -> QSizeF:
        """The sheet in points."""
        return QSizeF(QPageSize(self.value).sizePoints())


Draw = Callable[[PdfCanvas], None]


class PageNotDrawnError(SmallActsError):
    """Qt could not begin to draw on the file or the printer."""

    template = QT_TRANSLATE_NOOP("Errors", "The pages could not be drawn. Nothing was saved.")


def pdf_bytes(
    paint: Callable[[QPagedPaintDevice], None],
    *,
    paper: Paper,
    title: str,
    language: str,
    made: date,
) -> bytes:
    """A PDF/A-1b file with the pages that ``paint`` draws, fonts embedded.

    It is dated to the day ``made`` and no closer, names no author, and is the same each time for
    the same pages. ``language`` is a tag such as ``en-GB``. Needs a QGuiApplication.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPdfVersion(QPagedPaintDevice.PdfVersion.PdfVersion_A1b)
    writer.setResolution(DOTS_PER_INCH)
    writer.setPageSize(QPageSize(paper.value))
    use_whole_page(writer)
    writer.setTitle(title)
    writer.setCreator(PROGRAM)
    writer.setDocumentId(QUuid(str(uuid.uuid5(uuid.NAMESPACE_OID, f"{made} {title}"))))
    writer.setDocumentXmpMetadata(QByteArray(_xmp(title, language, made)))
    paint(writer)
    buffer.close()
    return _with_language(_without_clock(bytes(buffer.data().data()), made), language)


def begin(device: QPagedPaintDevice) -> QPainter:
    """A painter at work on the first page. Raises PageNotDrawnError when Qt cannot begin."""
    painter = QPainter()
    if not painter.begin(device):
        raise PageNotDrawnError
    return painter


def pdf_of(draw: Draw, title: str, paper: Paper, made: date) -> bytes:
    """One page as a PDF file, dated ``made``. Raises PageNotDrawnError when Qt cannot begin."""

    def paint(device: QPagedPaintDevice) -> None:
        painter = begin(device)
        _draw(painter, device, draw, paper)
        painter.end()

    return pdf_bytes(paint, paper=paper, title=title, language=QLocale().bcp47Name(), made=made)


def print_on(printer: QPrinter, draw: Draw, paper: Paper) -> bool:
    """Print one page; False when the printer refused.

    It is drawn for the paper the person chose, made smaller where the printer holds smaller paper.
    """
    printer.setFullPage(True)
    painter = QPainter()
    if not painter.begin(printer):
        return False
    _draw(painter, printer, draw, paper)
    return painter.end()


def _draw(painter: QPainter, device: QPagedPaintDevice, draw: Draw, paper: Paper) -> None:
    wanted, real = paper.size, device.pageLayout().fullRectPoints().size()
    fit = min(1.0, real.width() / wanted.width(), real.height() / wanted.height())
    draw(page_canvas(painter, wanted, fit * device.logicalDpiX() / POINTS_PER_INCH))


def page_canvas(painter: QPainter, size: QSizeF, scale: float) -> PdfCanvas:
    """A canvas in the direction of the language: where that begins on the right, so do pages."""
    mirrored = QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft
    return PdfCanvas(painter, size, scale, mirrored=mirrored)


def _xmp(title: str, language: str, made: date) -> bytes:
    moment = f"{made.isoformat()}T00:00:00Z"
    lang = f'"{escape(language)}"'
    text = _XMP.format(title=escape(title), language=escape(language), lang=lang, moment=moment)
    return text.encode("utf-8")


def _without_clock(pdf: bytes, made: date) -> bytes:
    """The file with the day in the place of the second, and of the time zone, it was made in."""

    def dated(found: re.Match[bytes]) -> bytes:
        moment = f"D:{made:%Y%m%d}000000Z".encode()
        # Nothing may move: the table at the end of the file counts bytes.
        padding = b" " * (len(found[2]) - len(moment))
        return b"/" + found[1] + b" (" + moment + b")" + padding

    head, marker, rest = pdf.partition(b"endobj")
    return _MOMENT.sub(dated, head) + marker + rest


def _with_language(pdf: bytes, language: str) -> bytes:
    """The file with its language in the catalogue, which Qt leaves out.

    PDF lets a later part of the file replace an object (an incremental update), so nothing that
    Qt wrote is touched. A file of some other shape than Qt 6 writes is given back as it is.
    """
    trailer = pdf[pdf.rfind(b"trailer") :]
    root, start, size = _ROOT.search(trailer), _START.search(trailer), _SIZE.search(trailer)
    if root is None or start is None or size is None:
        return pdf
    number = root[1].decode()
    old = re.search(rb"\n" + root[1] + rb" 0 obj\s*<<(.*?)>>\s*endobj", pdf, re.DOTALL)
    identity = re.search(rb"/ID \[[^\]]*\]", trailer)
    info = re.search(rb"/Info \d+ 0 R", trailer)
    if old is None:
        return pdf
    tag = re.sub(r"[^A-Za-z0-9-]", "", language)
    added = f"/Lang ({tag})\n/ViewerPreferences <</DisplayDocTitle true>>\n".encode()
    catalogue = f"{number} 0 obj\n<<".encode() + old[1] + added + b">>\nendobj\n"
    base = pdf if pdf.endswith(b"\n") else pdf + b"\n"
    table = f"xref\n{number} 1\n{len(base):010} 00000 n \n".encode()
    keep = b"\n".join(found[0] for found in (info, identity) if found)
    end = f"\nstartxref\n{len(base) + len(catalogue)}\n%%EOF\n".encode()
    pointer = b"trailer\n<<\n/Size " + size[1] + b"\n/Root " + root[0][6:] + b"\n/Prev " + start[1]
    return base + catalogue + table + pointer + b"\n" + keep + b"\n>>" + end
