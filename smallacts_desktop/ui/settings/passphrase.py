"""Whether the journal has a passphrase, and the ways to set, change and remove it."""

from PySide6.QtCore import QCoreApplication, Signal

from smallacts_desktop.domain.passphrase import PassphraseTask
from smallacts_desktop.tokens import SPACE_S
from smallacts_desktop.ui.kit.basics import body, quiet_button, secondary_button
from smallacts_desktop.ui.kit.flow_layout import FlowRow
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.settings.card import SettingsCard


class PassphraseCard(SettingsCard):
    """``wanted``: a PassphraseTask of the person."""

    wanted = Signal(object)

    def __init__(self, theme: Theme, *, has_passphrase: bool) -> None:
        translate = QCoreApplication.translate
        super().__init__(theme, translate("SettingsPage", "Passphrase"))
        self.state = body()
        self.set_button = secondary_button(translate("SettingsPage", "Set a passphrase…"))
        self.change_button = secondary_button(translate("SettingsPage", "Change…"))
        self.remove_button = quiet_button(translate("SettingsPage", "Remove…"))
        row = FlowRow(gap=theme.px(SPACE_S))
        for button, task in (
            (self.set_button, PassphraseTask.SET),
            (self.change_button, PassphraseTask.CHANGE),
            (self.remove_button, PassphraseTask.REMOVE),
        ):
            row.flow.addWidget(button)
            button.clicked.connect(lambda _=False, wanted=task: self.wanted.emit(wanted))
        self.add(self.state, row)
        self.show_state(has_passphrase=has_passphrase)

    def show_state(self, *, has_passphrase: bool) -> None:
        """Say whether there is one, and offer what can be done then."""
        translate = QCoreApplication.translate
        self.state.setText(
            translate("SettingsPage", "Your journal and its backups are locked with a passphrase.")
            if has_passphrase
            else translate(
                "SettingsPage",
                "Your journal has no passphrase: anybody who uses this computer under your name "
                "can open it.",
            )
        )
        # Hide before showing, so that the keyboard is not passed on to another button.
        self.set_button.setVisible(not has_passphrase)
        self.change_button.setVisible(has_passphrase)
        self.remove_button.setVisible(has_passphrase)
