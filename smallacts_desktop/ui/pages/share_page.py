"""Share: choosing what leaves this computer, beside exactly what leaves."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QHeaderView, QSizePolicy, QVBoxLayout

from smallacts_desktop.domain.disclosure import Disclosure, ShareChoice, disclose
from smallacts_desktop.domain.errors import SmallActsError
from smallacts_desktop.journal.changes import Change
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.sharing.atomic_file import write_beside
from smallacts_desktop.sharing.csv_file import csv_chunks
from smallacts_desktop.ui import words
from smallacts_desktop.ui.background import BackgroundWork, Progress
from smallacts_desktop.ui.dialogs.waiting_dialog import wait_for
from smallacts_desktop.ui.models.share_preview import SharePreviewModel
from smallacts_desktop.ui.theme import Theme
from smallacts_desktop.ui.tokens import SPACE_L, SPACE_S, SPACE_XL
from smallacts_desktop.ui.widgets.basics import (
    Card,
    Label,
    body,
    heading,
    primary_button,
    quiet_button,
)
from smallacts_desktop.ui.widgets.hairline_table import HairlineTable
from smallacts_desktop.ui.widgets.page import TWO_COLUMNS, Page
from smallacts_desktop.ui.widgets.share_choice_form import ShareChoiceForm

_CHOICE_WIDTH = 316


class SharePage(Page):
    """Saves a CSV file where the person says. ``ask_target`` asks them; tests put their own in."""

    def __init__(self, journal: Journal, theme: Theme) -> None:
        super().__init__(theme)
        self._journal = journal
        self._reading: BackgroundWork[Disclosure] | None = None
        self._saved_in: Path | None = None
        self._stale = True
        self.ask_target: Callable[[str], Path | None] = self._ask_with_dialog
        self.form = ShareChoiceForm(theme, journal.today())
        self.model = SharePreviewModel()
        self._make_parts()
        self._arrange()
        self.say_title(
            QCoreApplication.translate("SharePage", "Share with someone you trust"),
            QCoreApplication.translate(
                "SharePage",
                "You choose what leaves this computer. Nothing is sent anywhere: a file is saved "
                "where you say.",
            ),
        )
        self.form.changed.connect(self._choice_changed)
        self.save_button.clicked.connect(self.save)
        self.open_folder.clicked.connect(self._open_folder)

    def on_change(self, change: Change) -> None:
        """Follow the journal; read again when the page is next seen."""
        if change.entries:
            self._stale = True
            if self.isVisible():
                self.refresh()

    def on_new_day(self) -> None:
        """Count the days back from the new day."""
        self.form.set_today(self._journal.today())

    def on_shown(self) -> None:
        """The person came to this page."""
        if self._stale:
            self.refresh()

    def refresh(self) -> None:
        """Read what the choice covers, off the window's thread; a newer choice replaces it."""
        self._stale = False
        choice = self.form.choice()
        if self._reading is not None:
            self._reading.cancel()
        work: BackgroundWork[Disclosure] = BackgroundWork(
            lambda progress: _read(self._journal, choice, progress)
        )
        work.signals.finished.connect(lambda found: self._show(work, found))
        self._reading = work
        work.start()

    def save(self) -> None:
        """Ask where, write the file there, and say what was written."""
        choice = self.form.choice()
        name = f"small-acts-{self._journal.today().isoformat()}.csv"
        target = self.ask_target(name)
        if target is None:
            return
        self.open_folder.hide()
        try:
            disclosure = wait_for(
                self.theme,
                QCoreApplication.translate("SharePage", "Saving your file"),
                lambda progress: _write(self._journal, choice, target, progress),
                self,
            )
        except SmallActsError as error:
            self.show_problem_line(self.outcome, words.problem(error))
        else:
            self._saved_in = target.parent
            self.open_folder.show()
            self.show_problem_line(self.outcome, _saved_sentence(target, disclosure))

    def _show(self, work: BackgroundWork[Disclosure], disclosure: Disclosure) -> None:
        if work is not self._reading:
            return
        self.model.set_disclosure(disclosure)
        header = self.table.horizontalHeader()
        header.setResizeContentsPrecision(60)
        self.table.resizeColumnsToContents()
        for section in range(header.count()):
            if header.sectionSize(section) > self.theme.px(220):
                header.resizeSection(section, self.theme.px(220))
        count = len(disclosure.entries)
        self.count_line.setText(
            words.plural(
                QCoreApplication.translate("SharePage", "Exactly what they will see · 1 entry"),
                QCoreApplication.translate(
                    "SharePage", "Exactly what they will see · {count} entries"
                ),
                count,
            )
        )
        self.withheld.setVisible(disclosure.withheld > 0)
        self.withheld.setText(_withheld_sentence(disclosure.withheld))
        self.table.setVisible(count > 0)
        self.nothing.setVisible(count == 0)

    def _choice_changed(self) -> None:
        self.outcome.hide()
        self.open_folder.hide()
        self.refresh()

    def _ask_with_dialog(self, name: str) -> Path | None:
        folder = Path(
            QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        )
        if not folder.is_dir():
            folder = Path.home()
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            QCoreApplication.translate("SharePage", "Save file"),
            str(folder / name),
            QCoreApplication.translate("SharePage", "CSV files (*.csv)"),
        )
        if not chosen:
            return None
        target = Path(chosen)
        return target if target.suffix else target.with_suffix(".csv")

    def _open_folder(self) -> None:
        if self._saved_in is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._saved_in)))

    def _make_parts(self) -> None:
        theme = self.theme
        self.save_button = primary_button(QCoreApplication.translate("SharePage", "Save file…"))
        self.outcome = Label()
        self.outcome.hide()
        self.open_folder = quiet_button(
            QCoreApplication.translate("SharePage", "Open folder"), small=True
        )
        self.open_folder.hide()
        self.count_line = heading()
        self.withheld = body(soft=True)
        self.withheld.hide()
        self.nothing = body(
            QCoreApplication.translate("SharePage", "There are no entries in these days."),
            soft=True,
        )
        self.nothing.hide()
        self.table = HairlineTable(theme)
        self.table.setModel(self.model)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.table.setMinimumHeight(theme.px(380))
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.table.setAccessibleName(
            QCoreApplication.translate("SharePage", "Exactly what they will see")
        )

    def _arrange(self) -> None:
        theme = self.theme
        self._choice_card = Card(theme, gap=SPACE_L)
        self._choice_card.rows.addWidget(self.form)
        self._choice_card.rows.addWidget(self.save_button, alignment=Qt.AlignmentFlag.AlignLeading)
        self._choice_card.rows.addWidget(self.outcome)
        self._choice_card.rows.addWidget(self.open_folder, alignment=Qt.AlignmentFlag.AlignLeading)
        preview = Card(theme, padding=SPACE_L, gap=SPACE_S)
        for part in (self.count_line, self.withheld, self.nothing):
            preview.rows.addWidget(part)
        preview.rows.addWidget(self.table, 1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        left = QVBoxLayout()
        left.addWidget(self._choice_card)
        left.addStretch(1)
        self._columns.addLayout(left)
        self._columns.addWidget(preview, 1)
        self.rows.addLayout(self._columns, 1)
        self.arrange_for(self.width())

    def arrange_for(self, width: int) -> None:
        """Put the preview beside the choice, or under it where there is no room."""
        if not hasattr(self, "_columns"):
            return
        self._columns.setSpacing(self.theme.px(SPACE_XL))
        wide = width >= self.theme.px(TWO_COLUMNS - 212)
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(direction)
        side = self.theme.px(_CHOICE_WIDTH)
        self._choice_card.setMinimumWidth(side if wide else 0)
        self._choice_card.setMaximumWidth(side if wide else 16_777_215)


def _read(journal: Journal, choice: ShareChoice, progress: Progress) -> Disclosure:
    with journal.worker():
        disclosure = disclose(journal.entries(choice.first, choice.last), choice)
    progress(1, 1)
    return disclosure


def _write(journal: Journal, choice: ShareChoice, target: Path, progress: Progress) -> Disclosure:
    disclosure = _read(journal, choice, progress)
    write_beside(target, csv_chunks(disclosure))
    return disclosure


def _saved_sentence(target: Path, disclosure: Disclosure) -> str:
    rows = words.plural(
        QCoreApplication.translate("SharePage", "1 row"),
        QCoreApplication.translate("SharePage", "{count} rows"),
        len(disclosure.entries),
    )
    saved = QCoreApplication.translate("SharePage", "Saved as “{name}”, with {rows}.")
    kept = _withheld_sentence(disclosure.withheld) if disclosure.withheld else ""
    return f"{saved.format(name=target.name, rows=rows)} {kept}".strip()


def _withheld_sentence(withheld: int) -> str:
    return words.plural(
        QCoreApplication.translate("SharePage", "1 private entry stays here."),
        QCoreApplication.translate("SharePage", "{count} private entries stay here."),
        withheld,
    )
