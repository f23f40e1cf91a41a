"""Every word a person reads can be translated, and the extractor finds each of them."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QCoreApplication,
    QEvent,
    QLocale,
    QModelIndex,
    QObject,
    Qt,
    QTranslator,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from smallacts_desktop.app import fill_with_demo
from smallacts_desktop.clock import FixedClock
from smallacts_desktop.domain.acts import SIZE_EXAMPLES
from smallacts_desktop.domain.backups import SnapshotCount
from smallacts_desktop.domain.entries import MOOD_WORDS, Entry
from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.domain.journal_errors import DamagedJournalError
from smallacts_desktop.domain.wording import Labelled
from smallacts_desktop.journal.closing import closing_lines
from smallacts_desktop.journal.vault.own_files import Erased
from smallacts_desktop.journal.vault.vault import Vault
from smallacts_desktop.licences import Licence
from smallacts_desktop.paths import Paths
from smallacts_desktop.ui.kit.actions import every_key
from smallacts_desktop.ui.kit.dialogs import WaitingDialog
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.security.journal_windows import EraseDialog, ErasedWindow
from smallacts_desktop.ui.security.lock_page import LockPage
from smallacts_desktop.ui.shell.about import (
    AboutDialog,
    HelpDialog,
    LicencesDialog,
    read_help_contacts,
)
from smallacts_desktop.ui.shell.main_window import MainWindow
from smallacts_desktop.ui.shell.notices import (
    CrashDialog,
    ElsewhereWindow,
    ProblemWindow,
    StayingDialog,
)
from smallacts_desktop.ui.shell.security_controller import SecurityController
from smallacts_desktop.ui.text import words
from tests.safety_stops import safety_stops

CHECKOUT = Path(__file__).parents[1]
PACKAGE = CHECKOUT / "smallacts_desktop"
SUNDAY = datetime(2026, 11, 22, 10, 12, tzinfo=UTC)
BRITISH = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
# More layouts than this after one click are no layout but a quarrel over a scroll bar.
RESTLESS = 20_000
MARKERS = ("translate", "QT_TRANSLATE_NOOP")
# Files that translate what other files have marked, and so hold no literal themselves.
PASSING_ON = (
    "translate(CONTEXT, text)",
    "translate('Damage', found.template)",
    "translate('Errors', error.template)",
    "translate('Import', row.reason)",
)


# What the extractor finds


def marked_texts(path: Path) -> Iterator[tuple[str, str | None, str]]:
    """Context, text and source of every marked string of a file; the text is None if no literal."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)
        # A painter's method of the same name moves the origin, and a text's own takes one table.
        is_other = ast.unparse(node.func).startswith("painter.") or len(node.args) == 1
        if name not in MARKERS or is_other:
            continue
        texts = [arg.value if isinstance(arg, ast.Constant) else None for arg in node.args[:2]]
        context, text = (str(part) if part is not None else None for part in texts)
        yield context or "", text, ast.unparse(node)


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, str]]:
    """Every context and text that Qt's own extractor finds in the package, without a warning."""
    target = tmp_path_factory.mktemp("ts") / "smallacts.ts"
    sources = sorted(map(str, PACKAGE.rglob("*.py")))
    tool = Path(sys.executable).with_name("pyside6-lupdate")
    done = subprocess.run(
        [tool, *sources, "-ts", target], capture_output=True, text=True, check=False, timeout=100
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "warning" not in done.stdout.lower()
    found = set()
    for context in ET.parse(target).getroot().iter("context"):  # noqa: S314 - made just now
        name = context.findtext("name") or ""
        found |= {(name, m.findtext("source") or "") for m in context.iter("message")}
    return found


def test_every_marked_text_is_extracted(extracted: set[tuple[str, str]]) -> None:
    """A translator is shown each of them, under its own context."""
    marked = {
        (context, text)
        for path in PACKAGE.rglob("*.py")
        for context, text, _ in marked_texts(path)
        if text is not None
    }
    assert len(marked) > 300
    assert marked - extracted == set()


def test_only_literals_are_marked() -> None:
    """A text put together by the program could be neither extracted nor found again."""
    others = [
        source
        for path in PACKAGE.rglob("*.py")
        for _, text, source in marked_texts(path)
        if text is None and not any(known in source for known in PASSING_ON)
    ]
    assert others == []


def test_the_domains_words_are_extracted(extracted: set[tuple[str, str]]) -> None:
    """The domain knows no Qt, and its words reach the translator all the same."""
    labels = [member.label for kind in Labelled.__subclasses__() for member in kind]
    texts = [*MOOD_WORDS, *SIZE_EXAMPLES.values(), *labels]
    assert "Smallest" in labels
    assert "" not in labels
    assert {("Domain", text) for text in texts} - extracted == set()
    assert {("Errors", kind.template) for kind in _kinds(SmallActsError)} - extracted == set()


def _kinds(kind: type[SmallActsError]) -> Iterator[type[SmallActsError]]:
    yield kind
    for below in kind.__subclasses__():
        yield from _kinds(below)


# A made-up language


class Bracketed(QTranslator):
    """Puts every text of the program in brackets, its placeholders untouched."""

    def isEmpty(self) -> bool:
        """False: it has something for every text."""
        return False

    def translate(
        self, context: str, text: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        del disambiguation, n
        # Qt's own texts are Qt's to translate.
        return None if context.startswith("Q") else f"⟦{text}⟧"


@pytest.fixture
def bracketed(theme: Theme) -> Iterator[None]:
    """The made-up language, and British dates."""
    del theme  # it brings the application
    before = QLocale()
    QLocale.setDefault(BRITISH)
    translator = Bracketed()
    assert QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)
    QLocale.setDefault(before)


@pytest.fixture
def right_to_left(qapp: QApplication) -> Iterator[None]:
    """The direction of Hebrew and Arabic."""
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


class LayoutCounter(QObject):
    """Counts how often anything is laid out, and stops a window that would do so for ever."""

    count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count; beyond RESTLESS, let nothing be laid out any more."""
        del watched
        if event.type() not in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            return False
        self.count += 1
        return self.count > RESTLESS


class ShownPage:
    """The window with the made-up year, and the journal behind it."""

    def __init__(self, folder: Path, theme: Theme, qtbot: QtBot) -> None:
        paths = Paths.inside(folder)
        self.vault = Vault(paths, FixedClock(SUNDAY))
        self.journal = self.vault.open()
        fill_with_demo(self.journal)
        self.folder = paths.data
        self.theme, self.qtbot = theme, qtbot
        settings = self.vault.settings
        self.window = MainWindow(theme, settings, paths)
        SecurityController(self.window, self.window, self.vault, theme, settings, paths).begin()
        self.window.resize(1120, 760)
        self._layouts = LayoutCounter()
        QCoreApplication.instance().installEventFilter(self._layouts)  # type: ignore[union-attr]
        with qtbot.waitActive(self.window):
            self.window.show()

    def leave(self) -> None:
        """Clear everything away."""
        QCoreApplication.instance().removeEventFilter(self._layouts)  # type: ignore[union-attr]
        self.window.close()
        self.settle()
        self.window.deleteLater()
        self.vault.lock()

    def settle(self) -> None:
        """Let the background finish and the window catch up."""
        words_shown = self.window.workspace.pages.share.count_line
        if self.window.workspace.stack.currentWidget() is self.window.workspace.pages.share:
            self.qtbot.waitUntil(lambda: bool(words_shown.text()))
        self._layouts.count = 0
        QApplication.processEvents()
        assert self._layouts.count < RESTLESS, "the layout does not come to rest"

    def stops(self) -> Iterator[tuple[str, QWidget]]:
        """Every page and state of the window, and every dialog, one after the other."""
        window, today = self.window, self.window.workspace.pages.today
        yield "choosing", window
        today.card.mood.set_mood(4)  # type: ignore[attr-defined]
        yield "choosing with a mood", window
        today.card.try_button.click()  # type: ignore[attr-defined]
        yield "waiting", window
        today.card.not_button.click()  # type: ignore[attr-defined]
        yield "not this time", window
        today.card.back_button.click()  # type: ignore[attr-defined]
        today.card.done_button.click()  # type: ignore[attr-defined]
        today.card.form.more.set_open(True)  # type: ignore[attr-defined]
        yield "after", window
        today.card.save_button.click()  # type: ignore[attr-defined]
        yield "saved", window
        today.log_on(self.journal.today())
        today.card.form.more.set_open(True)  # type: ignore[attr-defined]
        today.card.save_button.click()  # type: ignore[attr-defined]
        yield "logging, with a problem", window
        today.just_write()
        yield "just words", window
        yield from self._other_pages()
        yield from self._dialogs()

    def _page(self, offset: int, limit: int) -> list[Entry]:
        listed = self.journal.page(offset, limit)
        return [entry for entry in listed if isinstance(entry, Entry)]

    def _other_pages(self) -> Iterator[tuple[str, QWidget]]:
        window = self.window
        window.workspace.show_page("calendar")
        window.workspace.pages.calendar.show_day(self._page(40, 1)[0].date)
        yield "calendar", window
        self._click("See as a table")
        yield "calendar as a table", window
        window.workspace.show_page("journal")
        yield "journal", window
        for entry in self._page(0, 12):
            window.workspace.pages.journal.open_entry(entry.id)
            yield "an entry", window
            window.workspace.pages.journal.edit_open()
            yield "an entry to be edited", window
        window.workspace.pages.journal.entry.delete_it()
        yield "deleted", window
        window.workspace.undo()
        yield "undone", window
        window.workspace.show_page("insights")
        yield "insights", window
        window.workspace.show_page("acts")
        yield "acts", window
        window.workspace.pages.journal.faces_wanted.emit()
        yield "faces", window
        window.workspace.show_page("share")
        yield "share", window
        window.workspace.pages.share.paper_button.click()
        yield "on paper", window
        window.workspace.pages.paper.back_button.click()
        window.workspace.pages.share.import_button.click()
        yield "bringing back", window
        window.workspace.show_page("settings")
        yield "settings", window
        window.workspace.pages.settings.reminder.reminder_on.click()
        window.workspace.pages.settings.reminder.show_surroundings(has_tray=False, starts=True)
        yield "settings with a reminder", window

    def _click(self, part: str) -> None:
        """Press the visible button whose words hold ``part``, whatever the language."""
        buttons = self.window.findChildren(QAbstractButton)
        next(b for b in buttons if part in b.text() and b.isVisible()).click()

    def _dialogs(self) -> Iterator[tuple[str, QWidget]]:
        window = self.window
        yield "help", HelpDialog(self.theme, read_help_contacts(), window)
        yield "about", AboutDialog(self.theme, Paths.inside(self.folder), window)
        licences = LicencesDialog(self.theme, [Licence("1", "2", "3")], "", window)
        yield "licences", licences
        licences.texts_button.click()
        yield "texts of licences", licences
        yield "waiting", WaitingDialog(self.theme, "", lambda _: None, window)
        page = LockPage(self.vault, self.theme)
        yield "locked", page
        page.forgotten_button.click()
        yield "locked, without a recovery file", page
        sentence = words.problem(DamagedJournalError())
        yield "a problem", ProblemWindow(self.theme, sentence, self.folder)
        for in_tray in (True, False):
            yield "staying", StayingDialog(self.theme, window, in_tray=in_tray)
        yield "another computer", ElsewhereWindow(self.theme, lambda: True)
        yield "a crash", CrashDialog(self.theme, "", True, window)
        counting = CrashDialog(self.theme, "", False, window)
        counting.count_another()
        yield "a crash with words not kept", counting
        yield "to delete everything", EraseDialog(self.theme, Paths.inside(self.folder), (), window)
        for erased in (
            Erased(),
            Erased(True, SnapshotCount(2, 1), True, True, (self.folder,), (self.folder,)),
        ):
            yield "deleted everything", ErasedWindow(self.theme, erased)
        yield from safety_stops(self.theme, self.vault, self.folder, window)


@pytest.fixture
def shown(tmp_path: Path, theme: Theme, qtbot: QtBot) -> Iterator[ShownPage]:
    """The window; in the language and the direction that the test asked for before it."""
    made = ShownPage(tmp_path / "data", theme, qtbot)
    yield made
    made.leave()


def texts_of(widget: QWidget) -> Iterator[str]:
    """Everything a widget says by eye, on hovering and to a screen reader."""
    yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    if isinstance(widget, QLineEdit | QPlainTextEdit):
        yield widget.placeholderText()
    if isinstance(widget, QAbstractItemView) and not isinstance(widget, QHeaderView):
        yield from _texts_of_model(widget.model())


def _texts_of_model(model: QAbstractItemModel | None) -> Iterator[str]:
    if model is None:
        return
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
    root = QModelIndex()
    # A list has one column, and its way of saying so is private to Qt.
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(root)
    for column in range(min(columns, 60)):
        for role in roles:
            yield str(model.headerData(column, Qt.Orientation.Horizontal, role) or "")
        for row in range(min(model.rowCount(root), 7)):
            yield str(model.data(model.index(row, column), roles[1]) or "")


def own_words(shown: ShownPage) -> list[str]:
    """What is the person's own or no language's: it stays as it is in every translation."""
    entries = list(shown.journal.entries())
    # What the person wrote, and acts as they saw them.
    texts = {text for e in entries for text in (e.act, " ".join(e.note.split()), e.person)}
    # The catalogue and the closing lines have translations of their own, as files.
    texts |= {text for act in shown.journal.catalogue for text in (act.title, act.hint)}
    texts |= {line.text for line in closing_lines()}
    # Names and numbers of the people to turn to, for one country and in its language.
    contacts = read_help_contacts().contacts
    texts |= {text for c in contacts for text in (c.name, c.call, c.about)}
    # Where the journal, its backups and the log are.
    for folder in (
        shown.folder,
        shown.vault.backups.folder,
        Paths.inside(shown.folder).logs,
    ):
        texts |= {str(folder), words.breakable(folder)}
    # Keys, which Qt itself names.
    texts |= {name for name, _ in every_key()}
    # Dates as the region writes them; the long names come first, as the short ones are in them.
    for form in (QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat):
        texts |= {BRITISH.monthName(month, form) for month in range(1, 13)}
        texts |= {BRITISH.dayName(weekday, form) for weekday in range(1, 8)}
        texts |= {BRITISH.standaloneDayName(weekday, form) for weekday in range(1, 8)}
    return sorted((text for text in texts if text), key=len, reverse=True)


def untranslated(text: str, own: list[str]) -> str:
    """What is left of a text without its translated and its own parts; blank when all is well."""
    before = ""
    while before != text:
        before, text = text, re.sub(r"⟦[^⟦⟧]*⟧", " ", text)
    for part in own:
        text = text.replace(part, " ")
    return text.strip() if re.search(r"[^\W\d_]", text) else ""


def test_every_text_of_the_window_is_translated(bracketed: None, shown: ShownPage) -> None:
    """In every page, state and dialog: nothing is left in English but what is meant to be."""
    del bracketed
    left: dict[str, set[str]] = {}
    seen = 0
    own: list[str] = []
    # Most texts stand at many stops.
    rests: dict[str, str] = {}
    for stop, top in shown.stops():
        shown.settle()
        own = own or own_words(shown)
        for widget in (top, *top.findChildren(QWidget)):
            for text in filter(None, texts_of(widget)):
                seen += 1
                if text not in rests:
                    rests[text] = untranslated(text, own)
                if rest := rests[text]:
                    left.setdefault(stop, set()).add(f"{type(widget).__name__}: {rest}")
    assert seen > 1_000
    assert left == {}


@pytest.mark.parametrize("width", [1120, 640])
def test_every_page_works_from_right_to_left(
    right_to_left: None, shown: ShownPage, width: int
) -> None:
    """Each page and dialog is laid out and painted mirrored; Qt complains of nothing."""
    del right_to_left
    shown.window.resize(width, 700)
    stops = 0
    for _, top in shown.stops():
        shown.settle()
        assert top.layoutDirection() is Qt.LayoutDirection.RightToLeft
        assert not top.grab().isNull()
        stops += 1
    assert stops > 20


def test_dates_follow_the_region(bracketed: None, shown: ShownPage) -> None:
    """The date under the greeting is written as the region of the computer does."""
    del bracketed
    QLocale.setDefault(QLocale(QLocale.Language.German, QLocale.Country.Germany))
    shown.window.workspace.pages.today.on_new_day()
    assert "Sonntag" in shown.window.workspace.pages.today.subtitle.text()
