"""What the groups of acts are called: as a label of a row, and to begin a sentence with."""

from PySide6.QtCore import QCoreApplication

from smallacts_desktop.domain.acts import SIZE_LABELS, ActSize, Place
from smallacts_desktop.domain.entries import RESPONSE_LABELS, Response
from smallacts_desktop.domain.groups import DAY_PART_LABELS, DayPart, Dimension
from smallacts_desktop.ui.text import words

translate = QCoreApplication.translate


def dimension_word(dimension: Dimension) -> str:
    """What acts are grouped by, in a word."""
    return {
        Dimension.SIZE: translate("Insights", "Size"),
        Dimension.PLACE: translate("Insights", "Place"),
        Dimension.RESPONSE: translate("Insights", "Response"),
        Dimension.TIME_OF_DAY: translate("Insights", "Time of day"),
    }[dimension]


def group_label(dimension: Dimension, value: str) -> str:
    """A group's name; the person's own word for a place stays as they wrote it, on one line."""
    match dimension:
        case Dimension.SIZE:
            return words.word(SIZE_LABELS[ActSize(value)])
        case Dimension.PLACE:
            return " ".join(words.place_word(value).split())
        case Dimension.RESPONSE:
            return words.word(RESPONSE_LABELS[Response(value)])
    return words.word(DAY_PART_LABELS[DayPart(value)])


def group_subject(dimension: Dimension, value: str) -> str:
    """The acts of a group, to begin a sentence with."""
    match dimension:
        case Dimension.SIZE:
            return _size_subjects()[ActSize(value)]
        case Dimension.PLACE if value in list(Place):
            return _place_subjects()[Place(value)]
        case Dimension.PLACE:
            text = translate("Insights", "Acts at “{place}”")
            return text.format(place=value)
        case Dimension.RESPONSE:
            return _response_subjects()[Response(value)]
    return _day_part_subjects()[DayPart(value)]


def _size_subjects() -> dict[ActSize, str]:
    return {
        ActSize.SMALLEST: translate("Insights", "Smallest acts"),
        ActSize.SMALLER: translate("Insights", "Smaller acts"),
        ActSize.SMALL: translate("Insights", "Small acts"),
    }


def _place_subjects() -> dict[Place, str]:
    return {
        Place.HOME: translate("Insights", "Acts from home"),
        Place.NEIGHBOURS: translate("Insights", "Acts with neighbours"),
        Place.STREET: translate("Insights", "Acts out and about"),
        Place.PARK: translate("Insights", "Acts in the park"),
        Place.SHOPS: translate("Insights", "Acts at the shops"),
        Place.CAFE: translate("Insights", "Acts at a café"),
        Place.TRANSPORT: translate("Insights", "Acts on the bus or train"),
        Place.LIBRARY: translate("Insights", "Acts at the library"),
        Place.WORK_STUDY: translate("Insights", "Acts at work or study"),
        Place.GROUPS: translate("Insights", "Acts in groups"),
        Place.HEALTH: translate("Insights", "Acts on health visits"),
        Place.PHONE_ONLINE: translate("Insights", "Acts by phone or online"),
        Place.ANYWHERE: translate("Insights", "Acts that fit anywhere"),
    }


def _response_subjects() -> dict[Response, str]:
    return {
        Response.WARM: translate("Insights", "Acts with a warm response"),
        Response.A_LITTLE: translate("Insights", "Acts with a little response"),
        Response.NONE_NOTICED: translate("Insights", "Acts where nobody seemed to respond"),
        Response.NOT_SURE: translate("Insights", "Acts where you were not sure of the response"),
    }


def _day_part_subjects() -> dict[DayPart, str]:
    return {
        DayPart.MORNING: translate("Insights", "Acts in the morning"),
        DayPart.AFTERNOON: translate("Insights", "Acts in the afternoon"),
        DayPart.EVENING: translate("Insights", "Acts in the evening or at night"),
    }
