"""Share: choosing what leaves this computer, beside exactly what leaves."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from smallacts_desktop.domain.disclosure import ShareWay
from smallacts_desktop.domain.errors import CancelledError, SmallActsError
from smallacts_desktop.journal.changes import Change
from smallacts_desktop.journal.journal import Journal
from smallacts_desktop.sharing.csv.file import table_text
from smallacts_desktop.tokens import SPACE_L, SPACE_S, SPACE_XL
from smallacts_desktop.ui.entry_form.form import DELAY_MS
from smallacts_desktop.ui.kit.basics import Card, quiet_button
from smallacts_desktop.ui.kit.desktop import copy_privately, open_folder
from smallacts_desktop.ui.kit.dialogs import wait_for
from smallacts_desktop.ui.kit.jobs import BackgroundWork, Progress, attempt, ignore
from smallacts_desktop.ui.kit.messages import ProblemLabel
from smallacts_desktop.ui.kit.page import TWO_COLUMNS, Page
from smallacts_desktop.ui.kit.paper_output import ask_printer
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.share import share_work
from smallacts_desktop.ui.share.past_shares_dialog import PastSharesDialog
from smallacts_desktop.ui.share.share_choice_form import Period, ReportOptionsForm, ShareChoiceForm
from smallacts_desktop.ui.share.share_preview_card import MoreCard, ShareButtons, SharePreviewCard
from smallacts_desktop.ui.share.share_work import ReportRequest, ShareResult
from smallacts_desktop.ui.text import words
from smallacts_desktop.ui.text.window_words import SHARE, page_name

_CHOICE_WIDTH = 316


class SharePage(Page):
    """Saves where the person says. ``ask_target`` asks them; tests put their own in.

    Signals: ``paper_wanted`` and ``import_wanted``, to go to those pages.
    """

    paper_wanted = Signal()
    import_wanted = Signal()

    def __init__(self, journal: Journal, theme: Theme) -> None:
        super().__init__(theme)
        self._journal = journal
        self._reading: BackgroundWork[ShareResult] | None = None
        self._saved_in: Path | None = None
        self._stale = True
        # Whether there may be a newer share than the form knows of.
        self._has_shared = True
        self.ask_target: Callable[[str], Path | None] = lambda name: share_work.ask_target(
            self, name
        )
        self.ask_printer: Callable[[], QPrinter | None] = lambda: ask_printer(
            self, QCoreApplication.translate("SharePage", "Print")
        )
        self.form = ShareChoiceForm(theme, journal.today())
        self.options_form = ReportOptionsForm(theme)
        self.options_form.fill(journal.shares.name, journal.shares.talk_about)
        self._unkept = False
        self._keeping = QTimer(self, interval=DELAY_MS, singleShot=True)
        self.preview = SharePreviewCard(theme)
        self.model, self.table = self.preview.model, self.preview.table
        self.count_line, self.withheld = self.preview.count_line, self.preview.withheld
        self._make_parts()
        self._arrange()
        self.show_title(
            page_name(SHARE),
            QCoreApplication.translate(
                "SharePage",
                "For someone you trust. You choose what leaves this computer. Nothing is sent "
                "anywhere: a file is saved where you say.",
            ),
        )
        self._listen()

    # What the window tells this page

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
        if self._has_shared:
            self.form.set_last_share(self._journal.shares.last_day())
            self._has_shared = False
        if self._stale:
            self.refresh()

    def save_words(self) -> None:
        """Keep what was typed for the first page of a report; raises a SmallActsError."""
        self._keeping.stop()
        if self._unkept:
            options = self.options_form.options()
            self._journal.shares.name = options.name
            self._journal.shares.talk_about = options.talk_about
            self._unkept = False

    # The preview

    def refresh(self) -> None:
        """Read what the choice covers, off the window's thread; a newer choice replaces it."""
        self._stale = False
        request = self.form.request()
        if self._reading is not None:
            self._reading.cancel()
        work: BackgroundWork[ShareResult] = BackgroundWork(
            lambda progress: share_work.read(self._journal, request, progress),
            done=lambda found: self._show(work, found),
            failed=lambda error: self._show_unread(work, error),
        )
        self._reading = work
        work.start()

    def _show(self, work: BackgroundWork[ShareResult], shared: ShareResult) -> None:
        if work is not self._reading:
            return
        self.form.show_notes(shared.offered)
        self.options_form.show_notes(shared.offered)
        self.preview.show_disclosure(shared.disclosure)

    def _show_unread(self, work: BackgroundWork[ShareResult], error: SmallActsError) -> None:
        if work is self._reading and not isinstance(error, CancelledError):
            self._stale = True
            self._show_message(words.problem(error), wrong=True)

    # Letting it leave

    def save(self) -> None:
        """Ask where, write the CSV file there, and say what was written."""
        request, delimiter = self.form.request(), self.form.csv_delimiter
        self._save(
            ShareWay.CSV,
            lambda target, progress: share_work.save_csv(
                self._journal, request, delimiter, target, progress
            ),
        )

    def copy(self) -> None:
        """Put the table on the clipboard, to be pasted into a document or a spreadsheet."""
        request = self.form.request()
        what = QCoreApplication.translate("SharePage", "Copying the table")

        def copy(shared: ShareResult) -> None:
            copy_privately(table_text(shared.disclosure))
            self._show_done(ShareWay.COPY, shared, share_work.copied_sentence(shared.disclosure))

        self._wait(what, lambda p: share_work.read(self._journal, request, p), copy)

    def save_report(self, way: ShareWay) -> None:
        """Ask where, and write the report there as a PDF or a web page."""
        wanted, write = self._report_request(), share_work.SAVED_BY[way]
        self._save(way, lambda target, progress: write(self._journal, wanted, target, progress))

    def print(self) -> None:
        """Ask for a printer and print the report."""
        printer = self.ask_printer()
        if printer is None:
            return
        journal, wanted = self._journal, self._report_request()
        what = QCoreApplication.translate("SharePage", "Printing")

        def show(shared: ShareResult) -> None:
            said = share_work.printed_sentence(shared.disclosure)
            self._show_done(ShareWay.PRINT, shared, said)

        self._wait(what, lambda p: share_work.print_report(journal, wanted, printer, p), show)

    def _report_request(self) -> ReportRequest:
        return ReportRequest(
            self.form.request(), self.options_form.options(), self._journal.today()
        )

    def _save(self, way: ShareWay, write: Callable[[Path, Progress], ShareResult]) -> None:
        target = self.ask_target(f"small-acts-{self._journal.today().isoformat()}.{way.value}")
        if target is None:
            return
        what = QCoreApplication.translate("SharePage", "Saving your file")

        def show(shared: ShareResult) -> None:
            self._saved_in = target.parent
            self.open_folder.show()
            said = share_work.saved_sentence(target, shared.disclosure)
            self._show_done(way, shared, said, target)

        self._wait(what, lambda p: write(target, p), show)

    def _wait(
        self,
        what: str,
        work: Callable[[Progress], ShareResult],
        done: Callable[[ShareResult], None],
    ) -> None:
        self.open_folder.hide()
        attempt(
            lambda: wait_for(self.theme, what, work, self),
            done=done,
            failed=lambda error: self._show_message(words.problem(error), wrong=True),
        )

    def _show_done(
        self, way: ShareWay, shared: ShareResult, said: str, target: Path | None = None
    ) -> None:
        """What has left is remembered, and then told; it has left whether or not that works."""
        listed = attempt(
            lambda: self._journal.shares.record(shared.choice, shared.disclosure, way, target),
            failed=ignore,
        )
        if not listed:
            unlisted = QCoreApplication.translate(
                "SharePage", "It could not be added to your past shares."
            )
            said = f"{said} {unlisted}"
        self._has_shared = True
        if self.form.period.value is not Period.SINCE_LAST:
            self.form.set_last_share(self._journal.shares.last_day())
        self._show_message(said)
        # Once the layout has made room for what was said.
        last = self.outcome if target is None else self.open_folder
        QTimer.singleShot(0, last, lambda: self._ensure_visible(last))

    def _show_message(self, sentence: str, *, wrong: bool = False) -> None:
        self.outcome.mark(wrong=wrong)
        self.show_problem_line(self.outcome, sentence)

    def _ensure_visible(self, part: QWidget) -> None:
        self._choice_card.rows.activate()
        self.rows.activate()
        self.ensureWidgetVisible(part)

    def _choice_changed(self) -> None:
        self.outcome.hide()
        self.open_folder.hide()
        self.refresh()

    def _open_folder(self) -> None:
        if self._saved_in is not None:
            open_folder(self._saved_in)

    def _show_past(self) -> None:
        dialog = PastSharesDialog(self.theme, self._journal, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.cleared.connect(lambda: self.form.set_last_share(None))
        dialog.open()

    def _note_words(self) -> None:
        self._unkept = True
        if not self._keeping.isActive():
            self._keeping.start()

    # Making it

    def _make_parts(self) -> None:
        translate = QCoreApplication.translate
        self.buttons = ShareButtons(self.theme)
        self.save_button = self.buttons.csv
        self.outcome = ProblemLabel()
        self.outcome.hide()
        self.open_folder = quiet_button(translate("SharePage", "Open folder"), small=True)
        self.open_folder.hide()
        self.more = MoreCard(self.theme)
        self.import_button, self.paper_button = self.more.csv_import, self.more.paper

    def _arrange(self) -> None:
        theme = self.theme
        self._choice_card = Card(theme, gap=SPACE_L)
        expanders = QVBoxLayout()
        expanders.setSpacing(theme.px(SPACE_S))
        expanders.addWidget(self.form.for_csv)
        expanders.addWidget(self.options_form)
        self._choice_card.rows.addWidget(self.form)
        self._choice_card.rows.addLayout(expanders)
        for part in (self.buttons, self.outcome):
            self._choice_card.rows.addWidget(part)
        self._choice_card.rows.addWidget(self.open_folder, alignment=Qt.AlignmentFlag.AlignLeading)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(self._choice_card)
        left.addStretch(1)
        right.addWidget(self.preview)

        right.addWidget(self.more)
        right.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.addLayout(left)
        self._columns.addLayout(right, 1)
        self.rows.addLayout(self._columns, 1)
        self.arrange_for(self.width())

    def _listen(self) -> None:
        self.form.changed.connect(self._choice_changed)
        self.options_form.written.connect(self._note_words)
        self._keeping.timeout.connect(lambda: self.attempt(self.save_words))
        self.save_button.clicked.connect(self.save)
        self.buttons.pdf.clicked.connect(lambda: self.save_report(ShareWay.PDF))
        self.buttons.html.clicked.connect(lambda: self.save_report(ShareWay.HTML))
        self.buttons.print.clicked.connect(self.print)
        self.buttons.copy.clicked.connect(self.copy)
        self.open_folder.clicked.connect(self._open_folder)
        self.more.past.clicked.connect(self._show_past)
        self.more.csv_import.clicked.connect(self.import_wanted)
        self.more.paper.clicked.connect(self.paper_wanted)

    def arrange_for(self, width: int) -> None:
        """Put the preview beside the choice, or under it where there is no room."""
        self._columns.setSpacing(self.theme.px(SPACE_XL))
        wide = width >= self.theme.px(TWO_COLUMNS - 212)
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(direction)
        side = self.theme.px(_CHOICE_WIDTH)
        self._choice_card.setMinimumWidth(side if wide else 0)
        self._choice_card.setMaximumWidth(side if wide else 16_777_215)
