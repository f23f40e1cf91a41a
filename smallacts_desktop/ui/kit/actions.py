"""What a person can do by a key, told once: its names, its keys and where they work.

The QAction that obeys the key, the menus, the tips of the rail and the Keys card read this table.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from smallacts_desktop.ui.kit.input_events import ApplicationFilter
from smallacts_desktop.ui.text.window_words import HELP, LOCK, PAGES, page_name

_StandardKey = QKeySequence.StandardKey
translate = QCoreApplication.translate


class Scope(Enum):
    """Where the keys of an action work."""

    PROGRAM = auto()  # whatever dialog or menu is open: ``EverywhereKeys`` takes them
    WINDOW = auto()  # while the window is active and what the action belongs to is to be seen
    WIDGET = auto()  # while what the action belongs to has the keyboard


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action: its keys, and functions that give its texts in the language of now.

    ``keys`` are portable names, the one that is shown first; on macOS Ctrl is the Command key. Not
    every platform has a standard key for each action, so they are named. ``standard`` adds the
    keys that this platform has for it besides. ``name`` is what a menu calls it, ``purpose`` what
    the Keys card says, where that is something else.
    """

    keys: tuple[str, ...]
    name: Callable[[], str]
    purpose: Callable[[], str] | None = None
    scope: Scope = Scope.WINDOW
    standard: QKeySequence.StandardKey | None = None

    @property
    def shown_key(self) -> str:
        """Its first key, as this platform writes it."""
        return QKeySequence(self.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)

    @property
    def tip(self) -> str:
        """Its name and its key, for who rests the pointer on it."""
        return translate("Keys", "{name} ({key})").format(name=self.name(), key=self.shown_key)

    def sequences(self) -> list[QKeySequence]:
        """Each of its keys once; Qt obeys none that is there twice."""
        named = [QKeySequence(name) for name in self.keys]
        more = [] if self.standard is None else QKeySequence.keyBindings(self.standard)
        return [*named, *(key for key in more if key not in named)]


def _go_to(number: int, page: str) -> ActionSpec:
    return ActionSpec((f"Ctrl+{number}",), lambda: page_name(page))


GO_TO: Mapping[str, ActionSpec] = {
    page: _go_to(number, page) for number, page in enumerate(PAGES, start=1)
}
JUST_WRITE = ActionSpec(("Ctrl+N",), lambda: translate("Keys", "Just write"))
SEARCH = ActionSpec(
    ("Ctrl+F",),
    lambda: translate("Keys", "Search"),
    lambda: translate("Keys", "Search in your journal"),
)
UNDO = ActionSpec(
    ("Ctrl+Z",),
    lambda: translate("Keys", "Undo"),
    lambda: translate("Keys", "Take back the last change"),
    standard=_StandardKey.Undo,
)
REDO = ActionSpec(
    ("Ctrl+Shift+Z",),
    lambda: translate("Keys", "Redo"),
    lambda: translate("Keys", "Do again what you took back"),
    standard=_StandardKey.Redo,
)
# In a text of many lines Enter makes a new line, so saving has a key of its own.
SAVE = ActionSpec(
    ("Ctrl+Return", "Ctrl+Enter"),
    lambda: translate("Keys", "Save"),
    lambda: translate("Keys", "Save what you are writing"),
)
MOVE_ENTRY = ActionSpec(
    ("Ctrl+M",),
    lambda: translate("Keys", "Move to another day…"),
    lambda: translate("Keys", "Move the chosen entry of a day to another day"),
    Scope.WIDGET,
)
# They work while an entry is open, wherever on the page the keyboard is.
EARLIER_ENTRY = ActionSpec(
    ("Alt+Left",),
    lambda: translate("Keys", "Earlier entry"),
    lambda: translate("Keys", "Read the entry before"),
)
LATER_ENTRY = ActionSpec(
    ("Alt+Right",),
    lambda: translate("Keys", "Later entry"),
    lambda: translate("Keys", "Read the entry after"),
)
EDIT_ENTRY = ActionSpec(
    ("Ctrl+E",),
    lambda: translate("Keys", "Edit"),
    lambda: translate("Keys", "Edit the entry you are reading"),
)
GOOD_MOMENT = ActionSpec(
    ("Ctrl+D",),
    lambda: translate("Keys", "A good moment"),
    lambda: translate("Keys", "Mark the entry you are reading as a good moment, or no longer"),
)
OPEN_SETTINGS = ActionSpec(
    ("Ctrl+,",),
    lambda: translate("Keys", "Settings…"),
    lambda: translate("Keys", "Settings"),
)
SHOW_HELP = ActionSpec(
    ("F1",),
    lambda: page_name(HELP),
    lambda: translate("Keys", "Help now"),
)
# A key alone, that no platform or field takes and that one finger finds.
HIDE_WINDOW = ActionSpec(
    ("F9",),
    lambda: translate("Keys", "Hide the window"),
    scope=Scope.PROGRAM,
)
LOCK_JOURNAL = ActionSpec(
    ("Ctrl+L",),
    lambda: page_name(LOCK),
    lambda: translate("Keys", "Lock your journal"),
    Scope.PROGRAM,
)
CLOSE_WINDOW = ActionSpec(("Ctrl+W",), lambda: translate("Keys", "Close the window"))
QUIT = ActionSpec(
    ("Ctrl+Q",),
    lambda: translate("Keys", "Quit Small Acts"),
    lambda: translate("Keys", "Quit"),
)
# In the order of the Keys card, where the pages come before them.
ACTIONS = (
    JUST_WRITE, SEARCH, UNDO, REDO, SAVE, MOVE_ENTRY, EARLIER_ENTRY, LATER_ENTRY, EDIT_ENTRY,
    GOOD_MOMENT, OPEN_SETTINGS, SHOW_HELP, HIDE_WINDOW, LOCK_JOURNAL, CLOSE_WINDOW, QUIT,
)  # fmt: skip


def add_action(spec: ActionSpec, widget: QWidget, called: Callable[[], object]) -> QAction:
    """Let ``widget`` obey the keys of ``spec`` by calling ``called``, which takes no argument.

    An action of the whole program still has to be given to ``EverywhereKeys``.
    """
    action = QAction(spec.name(), widget)
    action.setToolTip(spec.tip)
    action.setShortcuts(spec.sequences())
    action.triggered.connect(called)
    if spec.scope is Scope.WIDGET:
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    if spec.scope is not Scope.PROGRAM:
        widget.addAction(action)
    return action


def every_key() -> Iterator[tuple[str, str]]:
    """Each key as the platform writes it, and what it does, for somebody to read."""
    pages = list(GO_TO.values())
    yield (
        translate("Keys", "{first} to {last}").format(
            first=pages[0].shown_key, last=pages[-1].shown_key
        ),
        translate("Keys", "Go to a page, in the order of the list"),
    )
    for spec in ACTIONS:
        yield spec.shown_key, (spec.purpose or spec.name)()


class EverywhereKeys(ApplicationFilter):
    """Triggers an action at its key anywhere in the program, before any widget sees the key.

    Qt's own shortcut, even one for the whole application, is dead while a modal dialog is open. The
    actions are triggered within an event, so they must delete nothing at once.
    """

    def __init__(self, actions: Iterable[QAction], parent: QObject) -> None:
        """``actions`` belong to no widget: else Qt would obey their keys as well."""
        super().__init__(parent)
        self._actions = {
            action.shortcut()[0].toCombined(): action  # type: ignore[index]  # the stubs lack it
            for action in actions
        }

    @property
    def combined(self) -> frozenset[int]:
        """The keys that are taken, as Qt combines them with their modifiers."""
        return frozenset(self._actions)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that have an action."""
        del watched
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        action = self._actions.get(event.keyCombination().toCombined())
        if action is None:
            return False
        if not event.isAutoRepeat():
            action.trigger()
        return True
