"""What has just come to be seen fades in, unless movement is unwanted."""

import pytest
from PySide6.QtWidgets import QApplication, QProxyStyle, QStyle, QStyleOption, QWidget

from smallacts_desktop.ui.kit.page import _Veil
from smallacts_desktop.ui.kit.theme import FADE_MS, Theme
from tests.ui.app_fixture import AppFixture


def veils(app: AppFixture) -> list[_Veil]:
    """What fades just now."""
    return app.window.findChildren(_Veil)


def test_a_page_and_a_card_fade_in(app: AppFixture) -> None:
    """Within 150 ms, and a click reaches what is beneath meanwhile."""
    app.window.workspace.show_page("today")
    assert FADE_MS <= 150
    app.theme.set_reduced_motion(False)
    app.window.workspace.show_page("calendar")
    assert [veil.parentWidget() for veil in veils(app)] == [app.window.workspace.pages.calendar]
    app.qtbot.waitUntil(lambda: not veils(app))
    app.window.workspace.show_page("today")
    app.click("I’ll try this")
    assert app.window.workspace.pages.today.card in [veil.parentWidget() for veil in veils(app)]
    app.click("Not this time")
    app.click("Anxious")
    assert len(app.entries()) == 1
    app.qtbot.waitUntil(lambda: not veils(app))


def test_the_fade_can_be_seen(app: AppFixture) -> None:
    """At first the page is its ground alone; then it is whole."""
    app.theme.set_reduced_motion(False)
    app.window.workspace.show_page("journal")
    (veil,) = veils(app)
    before = colours(app.window.workspace.pages.journal)
    veil._thin(0.0)
    assert colours(app.window.workspace.pages.journal) > before


def test_the_setting_turns_it_off(app: AppFixture) -> None:
    """“No movement on the screen”, on the page itself."""
    app.theme.set_reduced_motion(False)
    app.window.workspace.show_page("settings")
    app.qtbot.waitUntil(lambda: not veils(app))
    app.click("No movement on the screen")
    assert app.saved_settings().reduced_motion is True
    app.window.workspace.show_page("today")
    app.click("I’ll try this")
    assert veils(app) == []


class _Still(QProxyStyle):
    """The style of a platform on which nothing moves."""

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: object = None,  # noqa: N803 - Qt's own name
    ) -> int:
        """No time for any animation."""
        if hint == QStyle.StyleHint.SH_Widget_Animation_Duration:
            return 0
        return super().styleHint(hint, option, widget, returnData)  # type: ignore[arg-type]


def test_the_platform_s_setting_turns_it_off(theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the person has said nothing here."""
    theme.set_reduced_motion(None)
    still = _Still()
    monkeypatch.setattr(QApplication, "style", lambda *_: still)
    assert theme.fade_ms == 0


def colours(widget: QWidget) -> int:
    """How many colours a widget shows, at every fifth place."""
    picture = widget.grab().toImage()
    places = ((x, y) for x in range(0, picture.width(), 5) for y in range(0, picture.height(), 5))
    return len({picture.pixel(x, y) for x, y in places})
