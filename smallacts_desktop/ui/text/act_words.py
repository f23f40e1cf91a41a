"""Acts in words: for a row, for a screen reader, and to be passed on to somebody."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from smallacts_desktop.domain.act_library import MarkedAct
from smallacts_desktop.domain.acts import PLACE_LABELS, SIZE_EXAMPLES, SIZE_LABELS, Act, Need
from smallacts_desktop.ui.text.words import word


def size_line(act: Act) -> str:
    """The size with its example, such as "Smallest · A smile"."""
    line = QCoreApplication.translate("Acts", "{size} · {example}")
    return line.format(size=word(SIZE_LABELS[act.size]), example=word(SIZE_EXAMPLES[act.size]))


def place_names(act: Act) -> list[str]:
    """Where the act can happen, each place in a word or two."""
    return [word(PLACE_LABELS[place]) for place in act.places]


def hidden_word() -> str:
    """What a hidden act is marked with."""
    return QCoreApplication.translate("Acts", "Hidden")


def needs_line(act: Act) -> str:
    """What the act assumes a person can do, in one sentence; blank when that is nothing."""
    names = {
        Need.SIGHT: QCoreApplication.translate("Acts", "seeing"),
        Need.HEARING: QCoreApplication.translate("Acts", "hearing"),
        Need.SPEECH: QCoreApplication.translate("Acts", "speaking"),
        Need.WALKING: QCoreApplication.translate("Acts", "walking"),
        Need.PHONE: QCoreApplication.translate("Acts", "a phone"),
    }
    needed = [names[need] for need in Need if need in act.needs]
    if not needed:
        return ""
    line = QCoreApplication.translate("Acts", "For this act you need: {needs}.")
    return line.format(needs=_listed(needed))


def energy_line(act: Act) -> str:
    """That the act suits a tired day, or blank."""
    if not act.little_energy:
        return ""
    return QCoreApplication.translate("Acts", "Good for a day with little energy.")


def spoken(marked: MarkedAct) -> str:
    """A row in full sentences, with every mark on it."""
    act = marked.act
    first = QCoreApplication.translate("Acts", "{title}. {size}.")
    parts = [first.format(title=act.title, size=word(SIZE_LABELS[act.size])), act.hint]
    places = QCoreApplication.translate("Acts", "Places: {places}.")
    parts.append(places.format(places=_listed(place_names(act))))
    if act.is_own:
        parts.append(QCoreApplication.translate("Acts", "Your own act."))
    if marked.favourite:
        parts.append(QCoreApplication.translate("Acts", "A favourite."))
    else:
        parts.append(QCoreApplication.translate("Acts", "Not a favourite."))
    if marked.hidden:
        parts.append(QCoreApplication.translate("Acts", "Hidden."))
    return " ".join(part for part in parts if part)


def to_pass_on(act: Act) -> str:
    """The act as a few lines of text, for a message to somebody."""
    first = QCoreApplication.translate("Acts", "A small act you could try: {title}")
    return "\n".join(part for part in (first.format(title=act.title), act.hint) if part)


def _listed(names: Iterable[str]) -> str:
    return QCoreApplication.translate("Acts", ", ", "between the things of a list").join(names)
