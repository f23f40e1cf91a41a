"""From the person's settings to the look in force."""

from smallacts_desktop.settings import Settings
from smallacts_desktop.tokens import ThemeName
from smallacts_desktop.ui.kit.theme import Theme


def apply_settings(theme: Theme, settings: Settings) -> None:
    """Let ``theme`` follow the settings; what has not changed is left alone."""
    theme.set_choice(ThemeName(settings.theme))
    theme.set_scale(settings.text_scale)
    theme.set_marks(settings.marks_on_calendar)
    theme.set_week_start(settings.week_start)
    theme.set_reduced_motion(settings.reduced_motion)
