"""The steps of the self-test that need Qt: paper, drawings and the window with all its pages."""

import importlib
import pkgutil
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QTranslator, qInstallMessageHandler
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QWidget

import smallacts_desktop
from smallacts_desktop import app
from smallacts_desktop.domain.disclosure import Preset, ShareChoice, disclose
from smallacts_desktop.domain.face_drawings import CHOICES, drawing_from
from smallacts_desktop.licences import licences
from smallacts_desktop.paths import resource_path
from smallacts_desktop.self_test.journal_steps import CLOCK, Bench, Step, expect, opened
from smallacts_desktop.sharing.paper.pdf_file import Paper
from smallacts_desktop.sharing.report.html_report import html_report
from smallacts_desktop.sharing.report.model import ReportOptions, report_of
from smallacts_desktop.sharing.report.pdf_report import pdf_report
from smallacts_desktop.tokens import ThemeName
from smallacts_desktop.tour.app_fixture import AppFixture
from smallacts_desktop.ui.kit import icons
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.shell.about import read_help_contacts
from smallacts_desktop.ui.text.window_words import PAGES

ICONS = (
    "app-icon", "app-icon-16", "backup-file", "backup-file-16", "check", "chevron-down",
    "chevron-left", "chevron-right", "close", "copy", "edit", "eye", "eye-off", "folder", "heart",
    "heart-filled", "info", "logo", "logo-dark", "logo-mono", "more", "move-day", "nav-acts",
    "nav-calendar",
    "nav-help", "nav-insights", "nav-journal", "nav-lock", "nav-settings", "nav-share", "nav-today",
    "note", "person", "plus", "print", "restore", "search", "size-small", "size-smaller",
    "size-smallest", "star", "star-filled", "table", "trash", "tray-dark", "tray-light", "undo",
)  # fmt: skip

ILLUSTRATIONS = (
    "act-animal", "act-basket", "act-bench", "act-book", "act-bus", "act-chat", "act-door",
    "act-garden", "act-gift", "act-group", "act-hello", "act-message", "act-paper", "act-phone",
    "act-smile", "act-tea", "act-thanks", "act-wave", "act-window", "done", "empty-acts",
    "empty-calendar", "empty-faces", "empty-insights", "empty-journal", "empty-search",
    "empty-share", "note", "passphrase", "waiting",
)  # fmt: skip


_SIZE = 48


def load_every_part_of_the_program(bench: Bench) -> None:
    """Every module can be imported, whatever it is that loads it otherwise."""
    del bench
    prefix = f"{smallacts_desktop.__name__}."
    names = [module.name for module in pkgutil.walk_packages(smallacts_desktop.__path__, prefix)]
    expect(len(names) > 100)
    for name in names:
        importlib.import_module(name)


def export_a_report(bench: Bench) -> None:
    """The PDF file has at least a page for reading and one of table, the web page all its parts."""
    app.make_application()
    choice = ShareChoice(Preset.WORKER)
    with opened(bench) as journal:
        journal.import_entries(bench.entries(), ())
        disclosure = disclose(journal.entries(), choice)
    report = report_of(disclosure, choice, ReportOptions(), CLOCK.now().date())
    data = pdf_report(report, QCoreApplication.translate, Paper.A4)
    expect(data.startswith(b"%PDF-") and b"%%EOF" in data[-16:])
    expect(data.count(b"/Type /Page\n") >= 2)
    page = html_report(report, QCoreApplication.translate)
    expect(
        page.startswith(b"<!DOCTYPE html>") and page.count(b"<svg ") == page.count(b"</svg>") > 0
    )
    expect(page.endswith(b"</html>\n"))


def draw_every_icon(bench: Bench) -> None:
    """Each icon that the program names is there and leaves ink, and so does any other file."""
    del bench
    app.make_application()
    for name in (*ICONS, *_drawings("icons")):
        expect(_has_ink(icons.pixmap(name, "#000000", _SIZE)))
    expect(not icons.application_icon().isNull())


def draw_every_illustration(bench: Bench) -> None:
    """Likewise, in light and in dark."""
    del bench
    theme = Theme(app.make_application())
    for choice in (ThemeName.LIGHT, ThemeName.DARK):
        theme.set_choice(choice)
        for name in (*ILLUSTRATIONS, *_drawings("illustrations")):
            expect(_has_ink(icons.illustration(name, theme.tokens, _SIZE)))
        plain = drawing_from("")
        for part, codes in CHOICES.items():
            for code in codes:
                expect(_has_ink(icons.face(plain.having(part, code), theme.tokens, _SIZE)))
    theme.leave()


def load_every_translation_and_list(bench: Bench) -> None:
    """Translations of the window and of the acts, whom to turn to, and the licences."""
    del bench
    app.make_application()
    for path in sorted(resource_path("translations").glob("*.qm")):
        translator = QTranslator()
        expect(translator.load(str(path)) and not translator.isEmpty())
    for path in sorted(resource_path("translations").glob("*.toml")):
        expect(bool(tomllib.loads(path.read_text(encoding="utf-8"))))
    expect(bool(read_help_contacts().contacts))
    expect(len(licences()) > 5)


def open_every_page_of_the_window(bench: Bench) -> None:
    """Each page is shown and painted, and nothing inside the window complains."""
    theme = Theme(app.make_application())
    with _troubles() as troubles:
        theme.apply(app.make_application())
        program = AppFixture(bench.paths, theme, CLOCK.now())
        program.journal.import_entries(bench.entries(), ())
        window = program.make_window()
        window.show()
        for name in PAGES:
            window.workspace.show_page(name)
            _look_at(window)
        for page in (program.pages.faces, program.pages.csv_import, program.pages.paper):
            window.workspace.show_beside_rail(page)
            _look_at(window)
        program.leave()
        theme.leave()
        QApplication.processEvents()
    expect(not troubles)


def _look_at(window: QWidget) -> None:
    QApplication.processEvents()
    expect(_has_ink(window.grab()))


def _drawings(folder: str) -> list[str]:
    return sorted(path.stem for path in Path(resource_path(folder)).glob("*.svg"))


def _has_ink(picture: QPixmap) -> bool:
    image = picture.toImage()
    first = image.pixel(0, 0)
    across = range(0, image.width(), 2)
    return any(image.pixel(x, y) != first for y in range(0, image.height(), 2) for x in across)


@contextmanager
def _troubles() -> Iterator[list[str]]:
    """The kinds of errors that Qt hands over, as it does with each that a slot lets through."""
    caught: list[str] = []

    def note(kind: type[BaseException], _: BaseException, __: TracebackType | None) -> None:
        caught.append(kind.__name__)

    before, sys.excepthook = sys.excepthook, note
    # What Qt has to say about a screen, or the lack of one, is no line of this test's.
    talk = qInstallMessageHandler(lambda *_: None)
    try:
        yield caught
    finally:
        qInstallMessageHandler(talk)
        sys.excepthook = before


WINDOW_STEPS: tuple[Step, ...] = (
    load_every_part_of_the_program,
    export_a_report,
    draw_every_icon,
    draw_every_illustration,
    load_every_translation_and_list,
    open_every_page_of_the_window,
)
