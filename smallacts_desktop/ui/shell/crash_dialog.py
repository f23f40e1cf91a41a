"""What is shown after an unexpected error: that all is safe, and a report one may copy."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from smallacts_desktop.tokens import SPACE_L, SPACE_S, SPACE_XL
from smallacts_desktop.ui.kit.basics import (
    Label,
    body,
    caption,
    card_title,
    heading,
    primary_button,
    secondary_button,
)
from smallacts_desktop.ui.kit.dialogs import stack_above
from smallacts_desktop.ui.kit.flow_layout import FlowRow
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.text import words

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
