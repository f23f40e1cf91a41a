"""The ways from page to page: what one page asks for, and which other page answers."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QObject

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.ui.page_ids import CALENDAR, JOURNAL, SHARE, TODAY

if TYPE_CHECKING:
    from smallacts_desktop.ui.workspace import Workspace


class PageWays(QObject):
    """Joins the signals of the pages of one workspace, none of which knows another."""

    def __init__(self, workspace: "Workspace") -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._join_days()
        self._join_writing()
        self._join_sharing()

    def offer_undo(self, sentence: str) -> None:
        """Say what was done, with the way back."""
        undo = QCoreApplication.translate("Workspace", "Undo")
        self._workspace.message_bar.show_message(sentence, undo, self._workspace.undo)

    def just_write(self) -> None:
        """Words without an act."""
        self._show_today()
        self._workspace.today.just_write()

    def _join_days(self) -> None:
        space = self._workspace
        space.today.day_wanted.connect(self._show_day)
        space.calendar.entry_wanted.connect(self._show_entry)
        space.calendar.add_wanted.connect(self._add_to_day)
        space.calendar.note_wanted.connect(self._note_on_day)
        space.calendar.undoable.connect(self.offer_undo)
        space.calendar.today_wanted.connect(self._show_today)
        space.insights.today_wanted.connect(self._show_today)
        space.insights.told.connect(space.tell)

    def _join_writing(self) -> None:
        space = self._workspace
        space.journal_page.undoable.connect(self.offer_undo)
        space.journal_page.faces_wanted.connect(self._show_faces)
        space.journal_page.today_wanted.connect(self._show_today)
        space.faces.back.connect(self._show_journal)
        space.faces.entries_wanted.connect(self._show_person)
        space.faces.act_wanted.connect(self._note_with)
        space.acts.today_wanted.connect(self._show_card)
        space.acts.undoable.connect(self._offer_way_back)

    def _join_sharing(self) -> None:
        space = self._workspace
        space.share.bring_back_wanted.connect(self._show_bring_back)
        space.bring_back.back.connect(self._show_share)
        space.share.paper_wanted.connect(self._show_paper)
        space.paper.back.connect(self._show_share)

    def _show_today(self) -> None:
        self._workspace.show_page(TODAY)

    def _show_journal(self) -> None:
        self._workspace.show_page(JOURNAL)

    def _show_share(self) -> None:
        self._workspace.show_page(SHARE)

    def _show_bring_back(self) -> None:
        self._workspace.show_aside(self._workspace.bring_back)

    def _show_paper(self) -> None:
        self._workspace.show_aside(self._workspace.paper)

    def _show_faces(self) -> None:
        self._workspace.show_aside(self._workspace.faces)

    def _show_day(self, day: date) -> None:
        self._workspace.calendar.show_day(day)
        self._workspace.show_page(CALENDAR)

    def _show_entry(self, entry_id: UUID) -> None:
        self._show_journal()
        self._workspace.journal_page.open_entry(entry_id)

    def _show_person(self, nickname: str) -> None:
        self._show_journal()
        self._workspace.journal_page.show_person(nickname)

    def _add_to_day(self, day: date) -> None:
        self._show_today()
        self._workspace.today.log_on(day)

    def _note_on_day(self, day: date) -> None:
        self._show_today()
        self._workspace.today.note_on(day)

    def _note_with(self, nickname: str, size: ActSize | None) -> None:
        self._show_today()
        self._workspace.today.log_with(nickname, size)

    def _show_card(self) -> None:
        self._workspace.today.show_start()
        self._show_today()

    def _offer_way_back(self, sentence: str, way_back: Callable[[], None] | None) -> None:
        undo = QCoreApplication.translate("Workspace", "Undo") if way_back else ""
        self._workspace.message_bar.show_message(sentence, undo, way_back)
