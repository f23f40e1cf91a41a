"""How the window looks: colours, text size, marks and movement."""

from PySide6.QtCore import QCoreApplication

from smallacts_desktop.settings import SettingsStore
from smallacts_desktop.ui.kit.theme import Theme
from smallacts_desktop.ui.settings.card import SettingsCard

TEXT_SCALES = (0.8, 1.0, 1.25, 1.5, 2.0)


class LooksCard(SettingsCard):
    """Each choice is put in force at once."""

    def __init__(self, theme: Theme, settings: SettingsStore) -> None:
        translate = QCoreApplication.translate
        super().__init__(theme, translate("SettingsPage", "How it looks"))
        now = settings.current
        self.look = self.chips(
            translate("SettingsPage", "Colours"),
            [
                ("system", translate("SettingsPage", "Same as the computer")),
                ("light", translate("SettingsPage", "Light")),
                ("dark", translate("SettingsPage", "Dark")),
                ("high_contrast", translate("SettingsPage", "High contrast")),
            ],
            now.theme,
            lambda value: settings.change(theme=value),
        )
        self.scale = self.chips(
            translate("SettingsPage", "Text size"),
            [(scale, f"{round(scale * 100)} %") for scale in TEXT_SCALES],
            min(TEXT_SCALES, key=lambda scale: abs(scale - now.text_scale)),
            lambda value: settings.change(text_scale=value),
        )
        self.marks = self.box(
            translate("SettingsPage", "Marks on the calendar, as well as colours"),
            now.marks_on_calendar,
            lambda on: settings.change(marks_on_calendar=on),
        )
        self.still = self.box(
            translate("SettingsPage", "No movement on the screen"),
            now.reduced_motion is True,
            lambda on: settings.change(reduced_motion=True if on else None),
        )
        self.add(self.look, self.scale, self.marks, self.still)
