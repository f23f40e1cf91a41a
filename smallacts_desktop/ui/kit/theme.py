"""The look in force: colours and their contrast, text sizes and measures, given to Qt as one."""

from collections.abc import Sequence
from enum import Enum
from pathlib import Path
from string import Template

from PySide6.QtCore import QLocale, QObject, Qt, QTemporaryDir, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyle, QWidget

from smallacts_desktop.paths import read_resource
from smallacts_desktop.settings import Settings
from smallacts_desktop.tokens import CONTROL_HEIGHT, DARK, LIGHT, ThemeName, Tokens
from smallacts_desktop.ui.kit.jobs import COLLECTOR

# As WCAG measures it.
TEXT_CONTRAST, OUTLINE_CONTRAST = 7.0, 3.0
SMALLEST_BODY = 11.0  # points
SMALLEST_SCALE, LARGEST_SCALE = 0.8, 2.0
FADE_MS = 150


def luminance(colour: str) -> float:
    """The relative luminance of ``#RRGGBB``, from 0 (black) to 1 (white)."""
    shares = (channel / 255 for channel in _channels(colour))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast_ratio(one: str, other: str) -> float:
    """The contrast of two colours given as ``#RRGGBB``, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mix(ground: str, colour: str, share: float) -> str:
    """``ground`` with ``share`` (0 to 1) of ``colour`` in it, as ``#RRGGBB``."""
    pairs = zip(_channels(ground), _channels(colour), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _readable(wanted: str, grounds: Sequence[str], ratio: float, otherwise: str) -> str:
    """``wanted`` where it stands out enough on every ground, else ``otherwise``."""
    stands_out = all(contrast_ratio(wanted, ground) >= ratio for ground in grounds)
    return wanted if stands_out else otherwise


def high_contrast_tokens(palette: QPalette) -> Tokens:
    """Colours from the platform's ``palette``; whatever it leaves too faint becomes black or white.

    Hairlines and outlines take the colour of the text, and no ground is tinted, so that nothing
    depends on a faint difference.
    """
    canvas = _name(palette, QPalette.ColorRole.Window)
    surface = _name(palette, QPalette.ColorRole.Base)
    dark = luminance(canvas) < luminance(_name(palette, QPalette.ColorRole.WindowText))
    extreme = "#FFFFFF" if dark else "#000000"
    opposite = "#000000" if dark else "#FFFFFF"
    canvas, surface = grounds = [
        _readable(ground, (extreme,), TEXT_CONTRAST, opposite) for ground in (canvas, surface)
    ]
    ink = _readable(_name(palette, QPalette.ColorRole.WindowText), grounds, TEXT_CONTRAST, extreme)
    primary = _readable(_name(palette, QPalette.ColorRole.Highlight), grounds, TEXT_CONTRAST, ink)
    on_primary = _name(palette, QPalette.ColorRole.HighlightedText)
    on_primary = _readable(on_primary, (primary,), TEXT_CONTRAST, surface)
    focus = _readable(_name(palette, QPalette.ColorRole.Link), grounds, OUTLINE_CONTRAST, ink)
    steps = {share: mix(surface, ink, share / 100) for share in (25, 30, 45, 70, 80, 95)}
    return Tokens(
        canvas=canvas, surface=surface, sunken=canvas, tint=surface, line=ink, edge=ink,
        ink=ink, ink_soft=ink, primary=primary, on_primary=on_primary, focus=focus,
        danger=ink, sun=ink,
        heat=(surface, steps[25], steps[45], steps[70], steps[95]),
        fell=(steps[30], steps[80]), rose=(steps[30], steps[80]), dark=dark,
    )  # fmt: skip


def _name(palette: QPalette, role: QPalette.ColorRole) -> str:
    colour = palette.color(QPalette.ColorGroup.Active, role)
    return QColor(colour.red(), colour.green(), colour.blue()).name().upper()


class TextRole(Enum):
    """What a text is for; the value is its size as a multiple of body text, and its weight."""

    PAGE_TITLE = (1.7, QFont.Weight.Bold)
    CARD_TITLE = (1.5, QFont.Weight.Bold)
    HEADING = (1.05, QFont.Weight.DemiBold)
    BODY = (1.0, QFont.Weight.Normal)
    BODY_BOLD = (1.0, QFont.Weight.DemiBold)
    CAPTION = (0.87, QFont.Weight.Normal)
    CAPTION_BOLD = (0.87, QFont.Weight.DemiBold)


def platform_is_dark() -> bool:
    """True when the person has set their whole desktop to dark."""
    return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark


class Theme(QObject):
    """The colours, fonts and measures of every widget; tells by ``changed`` when they change.

    Needs a QApplication. The widgets that paint themselves take the theme as their first argument
    and repaint on ``changed``; all others follow the palette and the style sheet, which are set
    anew on the application before ``changed`` is emitted.

    ``changed``: any of the colours, the sizes, the marks, the motion or the first day of
    the week changed.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choice = ThemeName.SYSTEM
        self._scale = 1.0
        self._marks = False
        self._reduced_motion: bool | None = None
        self._week_start: int | None = None
        self._app: QApplication | None = None
        self._applied: tuple[str, QFont, QPalette] | None = None
        self._arrows = QTemporaryDir()
        self._fonts: dict[TextRole, QFont] = {}
        self._platform_palette = QPalette(QGuiApplication.palette())
        self._tokens = self._chosen_tokens()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_platform)

    @property
    def tokens(self) -> Tokens:
        """The colours in force."""
        return self._tokens

    @property
    def scale(self) -> float:
        """The person's text scale, 0.8 to 2.0, on top of the platform's own."""
        return self._scale

    @property
    def high_contrast(self) -> bool:
        """True while the colours come from the platform's palette."""
        return self._choice is ThemeName.HIGH_CONTRAST

    @property
    def marks(self) -> bool:
        """True when the heatmap's levels are to be told by marks as well as by colour."""
        return self._marks or self.high_contrast

    @property
    def first_weekday(self) -> int:
        """The first day of a week, 0 (Monday) to 6: the person's choice or their country's."""
        if self._week_start is not None:
            return self._week_start
        return QLocale().firstDayOfWeek().value - 1

    @property
    def fade_ms(self) -> int:
        """How long a fade takes, in milliseconds; 0 where the person or the platform wants none."""
        reduced = self._reduced_motion
        if reduced is None:
            hint = QStyle.StyleHint.SH_Widget_Animation_Duration
            reduced = QApplication.style().styleHint(hint) == 0
        return 0 if reduced else FADE_MS

    @property
    def control_height(self) -> int:
        """The least height of a control in pixels: never under 40, whatever the text scale."""
        return max(CONTROL_HEIGHT, self.px(CONTROL_HEIGHT))

    def px(self, measure: float) -> int:
        """``measure``, in pixels at 100 % text, as whole pixels at the person's text scale."""
        return max(1, round(measure * self._scale)) if measure > 0 else 0

    def font(self, role: TextRole) -> QFont:
        """The platform's font in the size and weight of ``role``."""
        if role not in self._fonts:
            multiple, weight = role.value
            font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
            font.setPointSizeF(round(self._body_points() * multiple, 1))
            font.setWeight(weight)
            self._fonts[role] = font
        return QFont(self._fonts[role])

    def set_choice(self, choice: ThemeName) -> None:
        """Use the theme ``choice`` from now on."""
        if choice is not self._choice:
            self._choice = choice
            self._renew()

    def set_scale(self, scale: float) -> None:
        """Set the text scale; what lies outside 0.8 to 2.0 is brought to the nearer end."""
        scale = min(LARGEST_SCALE, max(SMALLEST_SCALE, scale))
        if scale != self._scale:
            self._scale = scale
            self._renew()

    def set_marks(self, marks: bool) -> None:
        """Draw marks on the heatmap, or leave them to high contrast alone."""
        if marks != self._marks:
            self._marks = marks
            self._renew()

    def set_week_start(self, day: int | None) -> None:
        """Begin each week on ``day``, 0 (Monday) to 6; None follows the person's country."""
        if day != self._week_start:
            self._week_start = day
            self.changed.emit()

    def set_reduced_motion(self, reduced: bool | None) -> None:
        """Forbid or allow motion; None follows the platform."""
        if reduced != self._reduced_motion:
            self._reduced_motion = reduced
            self.changed.emit()

    def apply(self, app: QApplication) -> None:
        """Dress ``app`` in this theme, now and at every later change."""
        values = _SheetValues(self, Path(self._arrows.path()))
        sheet = Template(read_resource("style.qss")).substitute(values)
        looks = (sheet, self.font(TextRole.BODY), self._palette())
        if self._app is app and app.styleSheet() == sheet and looks == self._applied:
            # Qt would measure every widget of the program again, and find it as it was.
            return
        with COLLECTOR.resting():
            if self._app is None:
                app.setStyle("Fusion")
            self._app, self._applied = app, looks
            sheet, font, palette = looks
            # One sheet after another makes Qt polish each widget once for every widget around it.
            app.setStyleSheet("")
            app.setFont(font)
            app.setPalette(palette)
            app.setStyleSheet(sheet)

    def leave(self) -> None:
        """Take the theme off the application again, and follow the platform no more."""
        QGuiApplication.styleHints().colorSchemeChanged.disconnect(self._follow_platform)
        if self._app is not None:
            with COLLECTOR.resting():
                self._app.setStyleSheet("")
                self._app.setPalette(QPalette())
            self._app = None

    def _body_points(self) -> float:
        platform = QFontInfo(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont))
        return max(SMALLEST_BODY, max(SMALLEST_BODY, platform.pointSizeF()) * self._scale)

    def _follow_platform(self) -> None:
        if self._app is not None:
            # A palette without any colour set gives way to the platform's, which can be read.
            self._app.setPalette(QPalette())
            self._applied = None
        self._platform_palette = QPalette(QGuiApplication.palette())
        self._renew()

    def _renew(self) -> None:
        self._fonts.clear()
        self._tokens = self._chosen_tokens()
        if self._app is not None:
            self.apply(self._app)
        self.changed.emit()

    def _chosen_tokens(self) -> Tokens:
        if self.high_contrast:
            return high_contrast_tokens(self._platform_palette)
        if self._choice is ThemeName.SYSTEM:
            return DARK if platform_is_dark() else LIGHT
        return DARK if self._choice is ThemeName.DARK else LIGHT

    def _palette(self) -> QPalette:
        tokens, role = self._tokens, QPalette.ColorRole
        palette = QPalette()
        for names, colour in (
            ((role.Window,), tokens.canvas),
            ((role.Base, role.Button, role.ToolTipBase), tokens.surface),
            ((role.AlternateBase,), tokens.tint),
            ((role.WindowText, role.Text, role.ButtonText, role.ToolTipText), tokens.ink),
            ((role.PlaceholderText,), tokens.ink_soft),
            ((role.Highlight, role.Accent, role.Link, role.LinkVisited), tokens.primary),
            ((role.HighlightedText, role.BrightText), tokens.on_primary),
            ((role.Light, role.Midlight), tokens.surface),
            ((role.Mid, role.Dark), tokens.edge),
            ((role.Shadow,), tokens.line),
        ):
            for name in names:
                palette.setColor(name, QColor(colour))
        for name in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(tokens.edge))
        return palette


def _arrow_file(folder: Path, direction: str, colour: str) -> str:
    """The path of an arrow in ``colour``: a style sheet takes pictures only from files.

    Empty on a full disk.
    """
    file = folder / f"{direction}-{colour[1:]}.svg"
    drawn = "down" if direction == "up" else direction
    svg = read_resource(f"icons/chevron-{drawn}.svg").replace("currentColor", colour)
    if direction == "up":
        svg = svg.replace("<path ", '<path transform="rotate(180 12 12)" ')
    try:
        file.write_text(svg, encoding="utf-8")
    except OSError:
        return ""
    return file.as_posix()


class _SheetValues(dict[str, object]):
    """What the sheet may name: a token, ``px_12`` (scaled pixels), ``pt_caption`` (points)."""

    def __init__(self, theme: Theme, folder: Path) -> None:
        tokens, height = theme.tokens, theme.control_height
        self._theme, self._folder = theme, folder
        super().__init__(
            # The button under the mouse: a little nearer to the ink, which keeps its text readable.
            primary_under=mix(tokens.primary, tokens.ink, 0.25),
            # Where all outlines have the colour of the text, the line itself has to tell.
            disabled_line="dashed" if theme.high_contrast else "solid",
            # Qt adds three pixels around the text of a field that has arrows.
            spin_height=f"{height - 3}px",
            control_height=f"{height}px",
        )

    def __missing__(self, key: str) -> object:
        kind, _, rest = key.partition("_")
        if kind == "px":
            return f"{self._theme.px(int(rest))}px"
        if kind == "pt":
            return f"{self._theme.font(TextRole[rest.upper()]).pointSizeF():g}pt"
        if kind == "arrow":
            return _arrow_file(self._folder, rest, self._theme.tokens.ink_soft)
        return getattr(self._theme.tokens, key)


def repaint_on_change(theme: Theme, widget: QWidget) -> None:
    """Let ``widget`` measure and paint itself again whenever the theme changes."""
    theme.changed.connect(widget.updateGeometry)
    theme.changed.connect(widget.update)


def apply_settings(theme: Theme, settings: Settings) -> None:
    """Let ``theme`` follow the settings; what has not changed is left alone."""
    theme.set_choice(ThemeName(settings.theme))
    theme.set_scale(settings.text_scale)
    theme.set_marks(settings.marks_on_calendar)
    theme.set_week_start(settings.week_start)
    theme.set_reduced_motion(settings.reduced_motion)
