"""The small windows in which the program speaks for itself: a sentence and ways on."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from smallacts_desktop.tokens import SPACE_L, SPACE_S, SPACE_XL
from smallacts_desktop.ui.kit.basics import (
    Drawing,
    Label,
    body,
    caption,
    card_title,
    heading,
    primary_button,
    secondary_button,
)
from smallacts_desktop.ui.kit.desktop import open_folder
from smallacts_desktop.ui.kit.dialogs import ScrollingDialog, stack_above
from smallacts_desktop.ui.kit.flow_layout import FlowRow
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.text import words

_STAYING_WIDTH = 440


class StayingDialog(ScrollingDialog):
    """Accepted: the window may stay, in the tray or minimised. Rejected: it stays open as it is.

    ``wants_to_quit`` tells, after a rejection, that the person would rather end the program.
    """

    def __init__(self, theme: Theme, parent: QWidget, *, in_tray: bool) -> None:
        translate = QCoreApplication.translate
        super().__init__(theme, translate("StayingDialog", "Small Acts"), parent)
        self.wants_to_quit = False
        self.sentence = body(
            translate(
                "StayingDialog",
                "Its window is hidden. A click on its icon in the tray brings it back, "
                "and “Quit” in the icon’s menu ends it. You can change this in Settings.",
            )
            if in_tray
            else translate(
                "StayingDialog",
                "Its window is minimised, so that a reminder can come. Ctrl+Q ends Small Acts. "
                "You can change this in Settings.",
            )
        )
        self.stay_button = primary_button(translate("StayingDialog", "Keep it running"))
        self.quit_button = secondary_button(translate("StayingDialog", "Quit"))
        self.add(card_title(translate("StayingDialog", "Small Acts keeps running")), self.sentence)
        self.add_buttons(self.stay_button, self.quit_button)
        self.fit_to_words(_STAYING_WIDTH)
        self.stay_button.clicked.connect(self.accept)
        self.quit_button.clicked.connect(self._quit)
        self.stay_button.setFocus()

    def _quit(self) -> None:
        self.wants_to_quit = True
        self.reject()


_ELSEWHERE_WIDTH = 480


class ElsewhereWindow(ScrollingDialog):
    """Two sentences, and a choice: look again, open it all the same, or close.

    ``is_still_open`` is asked when the person wants another look. Accepted means: open it.
    """

    def __init__(self, theme: Theme, is_still_open: Callable[[], bool]) -> None:
        translate = QCoreApplication.translate
        super().__init__(theme, translate("ElsewhereWindow", "Small Acts"))
        self._is_still_open = is_still_open
        self.accepted_other = False
        self.sentence = body(
            translate(
                "ElsewhereWindow",
                "It was in use there within the last few minutes. When two computers write in one "
                "journal at the same time, words can be lost. Close it there, give the folder a "
                "moment to catch up, and look again.",
            )
        )
        self.again_button = primary_button(translate("ElsewhereWindow", "Look again"))
        self.open_button = secondary_button(translate("ElsewhereWindow", "Open it all the same"))
        self.close_button = secondary_button(translate("ElsewhereWindow", "Close"))
        self._build_layout(theme)
        self.again_button.clicked.connect(self._look_again)
        self.open_button.clicked.connect(self._open_all_the_same)
        self.close_button.clicked.connect(self.reject)
        self.again_button.setFocus()

    def _build_layout(self, theme: Theme) -> None:
        self.rows.addWidget(Drawing(theme, "waiting"), alignment=Qt.AlignmentFlag.AlignHCenter)
        self.rows.addWidget(
            card_title(
                QCoreApplication.translate(
                    "ElsewhereWindow", "Your journal seems to be open on another computer"
                )
            )
        )
        self.add(self.sentence)
        self.add_buttons(self.again_button, self.open_button, self.close_button)
        self.fit_to_words(_ELSEWHERE_WIDTH)

    def ask(self) -> bool:
        """Show the window; True when the journal is to be opened.

        ``accepted_other`` then tells whether the person accepted the other computer.
        """
        return self.exec() == QDialog.DialogCode.Accepted

    def _look_again(self) -> None:
        if not self._is_still_open():
            self.accept()
            return
        self.sentence.setText(
            QCoreApplication.translate(
                "ElsewhereWindow",
                "It still seems to be open there. After it was closed it can take a few minutes "
                "until this computer can tell. When two computers write in one journal at the "
                "same time, words can be lost.",
            )
        )

    def _open_all_the_same(self) -> None:
        self.accepted_other = True
        self.accept()


_PROBLEM_WIDTH = 480


class ProblemWindow(ScrollingDialog):
    """One sentence, a way to try again, and a way to the folder."""

    def __init__(self, theme: Theme, sentence: str, folder: Path) -> None:
        super().__init__(theme, QCoreApplication.translate("ProblemWindow", "Small Acts"))
        self.sentence = body(sentence)
        self.again_button = primary_button(QCoreApplication.translate("ProblemWindow", "Try again"))
        self.close_button = secondary_button(QCoreApplication.translate("ProblemWindow", "Close"))
        self.folder_button = secondary_button(
            QCoreApplication.translate("ProblemWindow", "Open folder")
        )
        self.rows.addWidget(Drawing(theme, "waiting"), alignment=Qt.AlignmentFlag.AlignHCenter)
        self.rows.addWidget(
            card_title(
                QCoreApplication.translate("ProblemWindow", "Your journal could not be opened")
            )
        )
        self.add(self.sentence)
        self.add_buttons(self.again_button, self.close_button, self.folder_button)
        self.fit_to_words(_PROBLEM_WIDTH)
        self.again_button.clicked.connect(self.accept)
        self.close_button.clicked.connect(self.reject)
        self.folder_button.clicked.connect(lambda: open_folder(folder))
        self.again_button.setFocus()

    def ask_to_try_again(self) -> bool:
        """Show the window; True when the person wants another try."""
        return self.exec() == QDialog.DialogCode.Accepted


_WIDTH, _REPORT_LINES = 560, 7


class CrashDialog(QDialog):
    """One calm sentence, the report in full, and a way on.

    ``kept`` tells whether what was half-written has reached the disk.

    Signals: ``close_wanted``, the person would rather close the program.
    """

    close_wanted = Signal()

    def __init__(self, theme: Theme, report: str, kept: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._report, self._further, self._gap = report, 0, theme.px(SPACE_L)
        translate = QCoreApplication.translate
        self.setWindowTitle(translate("CrashDialog", "Small Acts"))
        self.sentence = body(_sentence(kept))
        self.further = body(soft=True)
        self.further.hide()
        self.box = self._make_box(theme)
        self.go_on_button = primary_button(translate("CrashDialog", "Go on"))
        self.copy_button = secondary_button(translate("CrashDialog", "Copy report"))
        self.close_button = secondary_button(translate("CrashDialog", "Close Small Acts"))
        self._build_layout(theme)
        self.go_on_button.clicked.connect(self.accept)
        self.copy_button.clicked.connect(self._copy)
        self.close_button.clicked.connect(self._close)
        self.go_on_button.setFocus()

    @property
    def report(self) -> str:
        """What would be copied just now."""
        return self.box.toPlainText()

    def count_another(self) -> None:
        """Another error came while the dialog was open."""
        self._further += 1
        translate = QCoreApplication.translate
        one = translate("CrashDialog", "Something went wrong once more in the meantime.")
        many = translate("CrashDialog", "Something went wrong {count} more times in the meantime.")
        self.further.setText(words.plural(one, many, self._further))
        if self.further.isHidden():
            self.further.show()
            self._grow_by(self.further)
        self.box.setPlainText(f"{self._report}\n\nFurther errors: {self._further}")

    def _grow_by(self, label: Label) -> None:
        window = self.parentWidget()
        needed = self.height() + label.heightForWidth(self.width()) + self._gap
        most = needed if window is None else window.window().height()
        self.resize(self.width(), min(needed, most))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report + "\n")
        self.copy_button.setText(QCoreApplication.translate("CrashDialog", "Copied"))

    def _close(self) -> None:
        self.accept()
        self.close_wanted.emit()

    def _make_box(self, theme: Theme) -> QPlainTextEdit:
        box = QPlainTextEdit(self._report)
        box.setReadOnly(True)
        box.setTabChangesFocus(True)
        box.setAccessibleName(QCoreApplication.translate("CrashDialog", "Report"))
        box.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(self.font().pointSizeF())
        box.setFont(font)
        box.setMinimumHeight(box.fontMetrics().lineSpacing() * _REPORT_LINES + theme.px(SPACE_XL))
        return box

    def _build_layout(self, theme: Theme) -> None:
        translate = QCoreApplication.translate
        buttons = FlowRow(
            self.go_on_button, self.copy_button, self.close_button, gap=theme.px(SPACE_S)
        )
        parts = (
            card_title(translate("CrashDialog", "Something went wrong")),
            self.sentence,
            self.further,
            heading(translate("CrashDialog", "Report"), self.box),
            caption(
                translate(
                    "CrashDialog",
                    "It helps those who look after Small Acts, if you choose to send it to them. "
                    "It holds nothing that you wrote, and goes nowhere by itself.",
                )
            ),
            self.box,
        )
        stack_above(self, theme, parts, buttons, theme.px(_WIDTH))


def _sentence(kept: bool) -> str:
    if kept:
        return QCoreApplication.translate(
            "CrashDialog",
            "Small Acts made a mistake of its own. What you saved is safe, and what you were "
            "writing has been kept. You can go on.",
        )
    return QCoreApplication.translate(
        "CrashDialog",
        "Small Acts made a mistake of its own. What you saved is safe. What you were writing "
        "could not be kept just now, so copy it before you close the window.",
    )
