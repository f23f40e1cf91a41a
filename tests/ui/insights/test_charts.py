"""Charts draw the numbers of their tables, anywhere, and say them in words."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter

from smallacts_desktop.domain.days import Period, PeriodKind
from smallacts_desktop.domain.groups import Dimension, MoodPair, Tallies
from smallacts_desktop.domain.insights import InsightsReport, report_of
from smallacts_desktop.journal.overviews import InsightsReader
from smallacts_desktop.tokens import ThemeName
from smallacts_desktop.ui.insights.bars import expectation_chart, week_chart
from smallacts_desktop.ui.insights.chart import Chart, ChartStyle, Table
from smallacts_desktop.ui.insights.chart_view import PNG_SCALE, ChartPicture
from smallacts_desktop.ui.insights.dumbbell import MOST_ROWS, mood_chart
from smallacts_desktop.ui.kit.theme import TEXT_CONTRAST, TextRole, Theme, contrast_ratio
from smallacts_desktop.ui.text import insight_words
from tests.ui.insights.conftest import TODAY

MakeChart = Callable[[InsightsReport], Chart]
ALL: dict[str, MakeChart] = {
    "size": lambda report: mood_chart(report, Dimension.SIZE),
    "place": lambda report: mood_chart(report, Dimension.PLACE),
    "response": lambda report: mood_chart(report, Dimension.RESPONSE),
    "time": lambda report: mood_chart(report, Dimension.TIME_OF_DAY),
    "expectation": expectation_chart,
    "weeks": week_chart,
}
each_chart = pytest.mark.parametrize("make", ALL.values(), ids=ALL)


def _places(**pairs: tuple[MoodPair, ...]) -> InsightsReport:
    every = tuple(pair for found in pairs.values() for pair in found)
    grouped = {Dimension.PLACE: pairs}
    return report_of(Tallies(pairs=every, grouped=grouped), Period(), TODAY)


def _svg(chart: Chart, style: ChartStyle, width: float = 800) -> str:
    return ChartPicture(chart, style, width).svg().decode("utf-8")


def _texts(svg: str) -> list[str]:
    found = ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")  # noqa: S314 - our own
    return ["".join(text.itertext()).strip() for text in found]


def _pixels(chart: Chart, style: ChartStyle, width: int = 600) -> QImage:
    height = max(1, round(chart.height(style, width)))
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    chart.paint(painter, style, QRectF(0, 0, width, height))
    painter.end()
    return image


def test_the_moods_drawn_are_the_moods_of_the_table(
    report: InsightsReport, style: ChartStyle
) -> None:
    """Each row's name, count and two numbers stand in the drawing as in the table."""
    chart = mood_chart(report, Dimension.SIZE)
    drawn = _texts(_svg(chart, style))
    assert len(chart.table.rows) == 3
    for name, count, before, after, *_ in chart.table.rows:
        place = drawn.index(name)
        assert drawn[place + 1 : place + 4] == [f"{count} acts", before, after]


def test_the_shares_drawn_are_the_shares_of_the_table(
    report: InsightsReport, style: ChartStyle
) -> None:
    """Each answer stands with its share."""
    chart = expectation_chart(report)
    drawn = _texts(_svg(chart, style))
    assert len(chart.table.rows) == 5
    for answer, _, share in chart.table.rows:
        assert drawn[drawn.index(answer) + 1] == share


def test_each_week_has_a_bar_as_high_as_its_number(
    report: InsightsReport, style: ChartStyle
) -> None:
    """The bars in the drawing are in proportion to the acts in the table."""
    chart = week_chart(report)
    image = _pixels(chart, style)
    acts = [int(cells[1]) for cells in chart.table.rows]
    columns = [_ink(image, x) for x in _middles(len(acts), style)]
    tallest = max(columns)
    for number, height in zip(acts, columns, strict=True):
        assert height == pytest.approx(tallest * number / max(acts), abs=2.5)


def test_a_week_that_is_not_whole_is_an_outline(style: ChartStyle) -> None:
    """A bar that may still grow looks unfinished, and the chart says what that means."""
    monday = TODAY - timedelta(days=6)
    tallies = Tallies(acts=15, weeks={monday - timedelta(weeks=1): 15, monday: 15})
    chart = week_chart(report_of(tallies, Period(), TODAY - timedelta(days=1)))
    image = _pixels(chart, style)
    whole, part = (_ink(image, x) for x in _middles(2, style))
    assert whole > 50
    assert part < 10
    assert "outlined" in chart.note
    assert [row[2] for row in chart.table.rows] == ["yes", "in part"]


def _middles(weeks: int, style: ChartStyle) -> list[int]:
    start = style.metrics(TextRole.CAPTION).horizontalAdvance("15") + 10
    pitch = (600 - start) / weeks
    return [round(start + (number + 0.5) * pitch) for number in range(weeks)]


def _ink(image: QImage, x: int) -> int:
    """How many pixels of a column, above the dates, have the colour of a bar."""
    bar = QImage(1, 1, QImage.Format.Format_RGB32)
    bar.fill("#27745F")
    plot = range(image.height() - 25)
    return sum(image.pixel(x, y) == bar.pixel(0, 0) for y in plot)


def test_a_table_is_copied_cell_by_cell() -> None:
    """Tabs part cells, lines part rows, and neither may come out of a name."""
    table = Table(("Place", "Acts"), (("the\tshed\nbehind", "5"), ("=1+1", "+2"), ("−1", "")))
    assert table.as_text() == "Place\tActs\nthe shed behind\t5\n'=1+1\t+2\n−1\t\n"


def test_no_number_is_drawn_under_five_acts(style: ChartStyle) -> None:
    """Four acts show their count and that they are too few."""
    chart = mood_chart(_places(park=(MoodPair(3, 9, 4),)), Dimension.PLACE)
    drawn = _texts(_svg(chart, style))
    assert drawn[drawn.index("Park") + 1 : drawn.index("Park") + 3] == [
        "4 acts",
        insight_words.too_few(),
    ]
    assert "3" not in drawn
    assert "9" not in drawn
    assert chart.table.rows == (("Park", "4", insight_words.too_few(), "", "", "", "", ""),)


def test_few_acts_are_called_early_days(style: ChartStyle) -> None:
    """From five to nine the number of acts says so."""
    chart = mood_chart(_places(park=(MoodPair(3, 5, 6),)), Dimension.PLACE)
    assert "6 acts · early days" in _texts(_svg(chart, style))


def test_half_moods_are_drawn_as_halves_and_no_finer(style: ChartStyle) -> None:
    """A middle between two numbers has one decimal, which is five."""
    chart = mood_chart(_places(park=(MoodPair(3, 6, 5), MoodPair(4, 6, 5))), Dimension.PLACE)
    drawn = _texts(_svg(chart, style))
    assert drawn[drawn.index("Park") + 2 : drawn.index("Park") + 4] == ["3.5", "6"]


def test_many_places_are_drawn_in_part_and_all_in_the_table(style: ChartStyle) -> None:
    """The drawing stays short, and says how many more the table has."""
    names = [f"corner {number}" for number in range(20)]
    report = _places(**{name: (MoodPair(4, 5, 6),) for name in names})
    chart = mood_chart(report, Dimension.PLACE)
    drawn = _texts(_svg(chart, style))
    assert sum(name in drawn for name in names) == MOST_ROWS
    assert len(chart.table.rows) == 20
    assert chart.note == "12 more are in the table."


def test_a_middle_change_against_the_circles_is_pointed_out() -> None:
    """Where the two middles mislead about single acts, the chart says so."""
    report = _places(
        park=(MoodPair(5, 6, 2), MoodPair(2, 3, 1), MoodPair(6, 4, 1), MoodPair(6, 4, 1))
    )
    chart = mood_chart(report, Dimension.PLACE)
    (row,) = chart.table.rows
    assert row[2:5] == ("5", "4", "+1")
    assert "Park" in chart.note


def test_an_own_place_is_drawn_as_written_and_cut_when_it_is_long(style: ChartStyle) -> None:
    """Mark-up in a name is no mark-up, and a long name ends in an ellipsis."""
    long = "the <b>very</b> long name of the garden behind the old station " * 3
    chart = mood_chart(_places(**{long: (MoodPair(4, 5, 6),)}), Dimension.PLACE)
    (name,) = (text for text in _texts(_svg(chart, style)) if text.startswith("the <b>very"))
    assert name.endswith("…")
    assert chart.table.rows[0][0] == long.strip()


@each_chart
def test_the_summary_names_every_number_it_rests_on(
    report: InsightsReport, make: MakeChart
) -> None:
    """One sentence tells who cannot see the chart what it shows."""
    chart = make(report)
    assert chart.title in chart.summary
    assert any(letter.isdigit() for letter in chart.summary)
    assert chart.basis.endswith("in the last 3 months.")


@each_chart
def test_a_picture_as_svg_is_lines_and_words(
    report: InsightsReport, style: ChartStyle, make: MakeChart
) -> None:
    """SVG stays sharp and can be read: shapes and text, no bitmap, its title and description."""
    chart = make(report)
    svg = _svg(chart, style)
    assert "<text" in svg
    assert "<path" in svg or "<circle" in svg or "<rect" in svg
    assert "<image" not in svg
    assert f"<title>{chart.title}</title>" in svg
    assert "<desc>" in svg
    drawn = " ".join(_texts(svg))
    assert insight_words.patterns_caption() in drawn
    assert chart.title in drawn


@each_chart
@pytest.mark.parametrize("choice", [ThemeName.LIGHT, ThemeName.DARK, ThemeName.HIGH_CONTRAST])
def test_a_picture_as_png_has_the_ground_of_the_theme(
    report: InsightsReport, theme: Theme, make: MakeChart, choice: ThemeName
) -> None:
    """PNG is twice as fine as the screen, and not a blank ground."""
    theme.set_choice(choice)
    style = ChartStyle.of(theme, Qt.LayoutDirection.LeftToRight)
    picture = ChartPicture(make(report), style, 700)
    image = QImage.fromData(picture.png())
    assert image.size() == picture.size * PNG_SCALE
    assert image.pixelColor(2, 2).name().upper() == theme.tokens.surface
    colours = {image.pixel(x, y) for x in range(0, 1400, 3) for y in range(0, image.height(), 3)}
    assert len(colours) > 3


@each_chart
def test_a_chart_prints_on_one_page(
    report: InsightsReport, style: ChartStyle, make: MakeChart, tmp_path: Path
) -> None:
    """Paper is drawn on like a screen."""
    target = tmp_path / "chart.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    assert ChartPicture(make(report), style.on_paper(), 700).print_on(printer)
    assert target.read_bytes().startswith(b"%PDF")
    assert target.stat().st_size > 2000


@each_chart
def test_right_to_left_is_the_mirror_of_left_to_right(
    report: InsightsReport, theme: Theme, make: MakeChart
) -> None:
    """The first label stands at the leading edge, whichever that is."""
    sides = []
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        image = _pixels(make(report), ChartStyle.of(theme, direction))
        columns = [x for x in range(600) if _has_bar(image, x, theme.tokens.primary)]
        columns += [x for x in range(600) if _has_bar(image, x, theme.tokens.heat[3])]
        sides.append((min(columns), max(columns)))
    (left, right), (mirrored_left, mirrored_right) = sides
    assert mirrored_left == pytest.approx(600 - right, abs=3)
    assert mirrored_right == pytest.approx(600 - left, abs=3)


def _has_bar(image: QImage, x: int, colour: str) -> bool:
    return any(image.pixelColor(x, y).name().upper() == colour for y in range(image.height()))


@each_chart
@pytest.mark.parametrize("width", [220, 512, 900])
@pytest.mark.parametrize("scale", [0.8, 2.0])
def test_no_word_leaves_the_drawing(
    report: InsightsReport, theme: Theme, make: MakeChart, width: int, scale: float
) -> None:
    """Narrow or enlarged, every text lies inside the area."""
    theme.set_scale(scale)
    style = ChartStyle.of(theme, Qt.LayoutDirection.LeftToRight)
    chart = make(report)
    app = width * max(1.0, scale / 1.2)
    assert chart.height(style, app) > 0
    margin = 60
    height = round(chart.height(style, app))
    image = QImage(round(app) + 2 * margin, height + 2 * margin, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    chart.paint(painter, style, QRectF(margin, margin, app, height))
    painter.end()
    inside = image.copy(margin - 2, margin - 2, round(app) + 4, height + 4)
    blank = QImage(image.size(), image.format())
    blank.fill(Qt.GlobalColor.white)
    painter = QPainter(blank)
    painter.drawImage(margin - 2, margin - 2, inside)
    painter.end()
    assert image == blank


def test_an_empty_period_is_told_in_words(style: ChartStyle) -> None:
    """No axis without data: a sentence in its place."""
    empty = report_of(Tallies(), Period(), TODAY)
    for make in ALL.values():
        chart = make(empty)
        assert chart.height(style, 600) == 0
        assert chart.note
        assert chart.note in chart.summary
        assert ChartPicture(chart, style, 600).png()


def test_ten_years_of_weeks_are_drawn_as_one_outline(
    reader: InsightsReader, style: ChartStyle
) -> None:
    """More weeks than pixels still give a drawing, and every week stands in the table."""
    report = reader.read(reader.period(PeriodKind.ALL))
    weeks = report.weeks * 12
    chart = week_chart(replace(report, weeks=weeks))
    assert len(chart.table.rows) == len(weeks) > 600
    image = _pixels(chart, style)
    assert sum(_ink(image, x) > 0 for x in range(40, 590)) > 400


@pytest.mark.parametrize("choice", [ThemeName.LIGHT, ThemeName.DARK, ThemeName.HIGH_CONTRAST])
def test_numbers_on_soft_bands_can_be_read(theme: Theme, choice: ThemeName) -> None:
    """Text on the bands behind the circles has the contrast of all text."""
    theme.set_choice(choice)
    style = ChartStyle.of(theme, Qt.LayoutDirection.LeftToRight)
    for before in (True, False):
        ground = style.soft_ground(before=before)
        assert contrast_ratio(style.tokens.ink, ground) >= TEXT_CONTRAST
