"""How the window looks: colours, text size, marks and movement."""

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Signal

from smallacts_desktop.settings import Settings
from smallacts_desktop.ui.theme import Theme
from smallacts_desktop.ui.widgets.settings_card import SettingsCard

TEXT_SCALES = (0.8, 1.0, 1.25, 1.5, 2.0)


class LooksCard(SettingsCard):
    """``chosen``: a function from the settings to the settings with the choice."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, settings: Settings) -> None:
        translate = QCoreApplication.translate
        super().__init__(theme, translate("SettingsPage", "How it looks"))
        self.look = self.chips(
            translate("SettingsPage", "Colours"),
            [
                ("system", translate("SettingsPage", "Same as the computer")),
                ("light", translate("SettingsPage", "Light")),
                ("dark", translate("SettingsPage", "Dark")),
                ("high_contrast", translate("SettingsPage", "High contrast")),
            ],
            settings.theme,
            lambda value: self._choose(theme=value),
        )
        self.scale = self.chips(
            translate("SettingsPage", "Text size"),
            [(scale, f"{round(scale * 100)} %") for scale in TEXT_SCALES],
            min(TEXT_SCALES, key=lambda scale: abs(scale - settings.text_scale)),
            lambda value: self._choose(text_scale=value),
        )
        self.marks = self.box(
            translate("SettingsPage", "Marks on the calendar, as well as colours"),
            settings.marks_on_calendar,
            lambda on: self._choose(marks_on_calendar=on),
        )
        self.still = self.box(
            translate("SettingsPage", "No movement on the screen"),
            settings.reduced_motion is True,
            lambda on: self._choose(reduced_motion=True if on else None),
        )
        self.add(self.look, self.scale, self.marks, self.still)

    def _choose(self, **changes: object) -> None:
        self.chosen.emit(lambda settings: replace(settings, **changes))
