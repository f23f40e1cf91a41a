"""Every act there is to choose from, with the person's marks, and acts of their own."""

from collections.abc import Iterable
from uuid import uuid4

from smallacts_desktop.domain.act_library import ActFilter, MarkedAct, own_act
from smallacts_desktop.domain.acts import OWN_PREFIX, Act, ActSize, Catalogue, Place
from smallacts_desktop.domain.errors import OwnActGoneError
from smallacts_desktop.journal.changes import Announcer, Change
from smallacts_desktop.journal.day_clock import DayClock
from smallacts_desktop.storage.rows.store import Store

ALL_SHOWN = ActFilter()


class ActLibrary:
    """The acts that ship with the program together with the person's own.

    Entries and the waiting act keep the words the person saw, so that changing or removing an
    act here changes nothing that was written.
    """

    def __init__(
        self, store: Store, bundled: Catalogue, day_clock: DayClock, announcer: Announcer
    ) -> None:
        self._store = store
        self._bundled = bundled
        self._day_clock = day_clock
        self._announcer = announcer

    @property
    def catalogue(self) -> Catalogue:
        """Every act, hidden ones included: own acts first, the latest made before the others."""
        own = reversed(self._store.own_acts.all())
        return Catalogue((*own, *self._bundled))

    def all(self, wanted: ActFilter = ALL_SHOWN) -> list[MarkedAct]:
        """The acts that are as wanted, with their marks, in the order of the catalogue."""
        favourites, hidden = self._store.acts.favourites(), self._store.acts.hidden()
        marked = (
            MarkedAct(act, favourite=act.id in favourites, hidden=act.id in hidden)
            for act in self.catalogue
        )
        return [shelved for shelved in marked if wanted.takes(shelved)]

    def find(self, act_id: str) -> MarkedAct | None:
        """One act with its marks, hidden or not; None when there is none with this id."""
        everything = self.all(ActFilter(hidden=True))
        return next((shelved for shelved in everything if shelved.act.id == act_id), None)

    def set_favourite(self, act_id: str, favourite: bool) -> None:
        """Mark an act as a favourite, which the card offers more often, or take the mark off."""
        self._store.acts.set_favourite(act_id, favourite)
        self._announce()

    def set_hidden(self, act_id: str, hidden: bool) -> None:
        """Hide an act, which the card then never offers, or show it again."""
        self._store.acts.set_hidden(act_id, hidden)
        self._announce()

    def add_own(
        self, size: ActSize, title: str, hint: str = "", places: Iterable[Place] = ()
    ) -> Act:
        """Keep an act of the person's own; from now on the card may offer it.

        Raises as own_act does; then nothing has changed.
        """
        act = own_act(f"{OWN_PREFIX}{uuid4()}", size, title, hint, places)
        self._store.own_acts.add(act, self._day_clock.moment().utc)
        self._announce()
        return act

    def edit_own(
        self, act_id: str, size: ActSize, title: str, hint: str = "", places: Iterable[Place] = ()
    ) -> Act:
        """Change an act of the person's own. Raises OwnActGoneError, or as own_act does."""
        act = own_act(act_id, size, title, hint, places)
        self._store.own_acts.edit(act)
        self._announce()
        return act

    def remove_own(self, act_id: str) -> None:
        """Take an act of the person's own out of the library. Raises OwnActGoneError.

        It leaves the file with the recently deleted entries.
        """
        self._store.own_acts.remove(act_id, self._day_clock.moment().utc)
        self._announce()

    def restore_own(self, act_id: str) -> Act:
        """Undo ``remove_own``. Raises OwnActGoneError once the act has left the file."""
        self._store.own_acts.restore(act_id)
        act = self.catalogue.find(act_id)
        if act is None:
            raise OwnActGoneError
        self._announce()
        return act

    def _announce(self) -> None:
        self._announcer.announce(Change(acts=True))
