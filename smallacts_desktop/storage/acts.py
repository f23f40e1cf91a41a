"""Which acts were offered when, what the person marked on them, and acts of their own."""

from datetime import date, datetime

from smallacts_desktop.domain.acts import Act, ActSize
from smallacts_desktop.domain.errors import OwnActGoneError
from smallacts_desktop.storage.conversion import (
    instant_text,
    own_act_columns,
    own_act_from_row,
)
from smallacts_desktop.storage.database import Database
from smallacts_desktop.storage.tables import ActMarkTable, OfferTable, OwnActTable


class ActRows:
    """Offers of acts, and marks on them. An act is named by its id in the catalogue."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def offers(self, size: ActSize, limit: int) -> list[str]:
        """The last ``limit`` acts offered at a size, newest first; one can stand twice."""
        query = OfferTable.select(OfferTable.act_id).where(OfferTable.size == size.value)
        rows = self._database.rows(query.order_by(OfferTable.id.desc()).limit(limit))
        return [row["act_id"] for row in rows]

    def offer_of(self, day: date, size: ActSize) -> str | None:
        """The act last offered on a day at a size, or None."""
        query = OfferTable.select(OfferTable.act_id).where(
            OfferTable.day == day.isoformat(), OfferTable.size == size.value
        )
        row = self._database.row(query.order_by(OfferTable.id.desc()).limit(1))
        return None if row is None else row["act_id"]

    def add_offer(self, day: date, size: ActSize, act_id: str, at: datetime) -> None:
        """Note that an act was offered for a day at an aware instant."""
        row = {
            "day": day.isoformat(),
            "size": size.value,
            "act_id": act_id,
            "offered_at": instant_text(at),
        }
        with self._database.transaction():
            self._database.run(OfferTable.insert(row))

    def favourites(self) -> set[str]:
        """The acts marked as favourites."""
        query = ActMarkTable.select(ActMarkTable.act_id).where(ActMarkTable.favourite == 1)
        return {row["act_id"] for row in self._database.rows(query)}

    def hidden(self) -> set[str]:
        """The acts the person does not want to be offered."""
        query = ActMarkTable.select(ActMarkTable.act_id).where(ActMarkTable.hidden == 1)
        return {row["act_id"] for row in self._database.rows(query)}

    def set_favourite(self, act_id: str, favourite: bool) -> None:
        """Mark an act as a favourite, or take the mark off."""
        self._mark(act_id, {"favourite": int(favourite)})

    def set_hidden(self, act_id: str, hidden: bool) -> None:
        """Hide an act, or show it again."""
        self._mark(act_id, {"hidden": int(hidden)})

    def _mark(self, act_id: str, mark: dict[str, int]) -> None:
        query = ActMarkTable.insert({"act_id": act_id, **mark}).on_conflict(
            conflict_target=["act_id"], update=mark
        )
        with self._database.transaction():
            self._database.run(query)


class OwnActRows:
    """The acts that the person made up. A removed one is found by nothing until it is back."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Act]:
        """Every own act, the oldest first."""
        query = OwnActTable.select().where(OwnActTable.removed_at.is_null())
        rows = self._database.rows(query.order_by(OwnActTable.created_at, OwnActTable.id))
        return [own_act_from_row(row) for row in rows]

    def add(self, act: Act, at: datetime) -> None:
        """Keep a new own act, made at an aware instant."""
        row = {"id": act.id, **own_act_columns(act), "created_at": instant_text(at)}
        with self._database.transaction():
            self._database.run(OwnActTable.insert(row))

    def edit(self, act: Act) -> None:
        """Put an act in the place of the one with its id. Raises OwnActGoneError.

        Entries keep the title that the person saw then.
        """
        self._change(act.id, own_act_columns(act))

    def remove(self, act_id: str, at: datetime) -> None:
        """Take an act out, at an aware instant. Raises OwnActGoneError."""
        self._change(act_id, {"removed_at": instant_text(at)})

    def bring_back(self, act_id: str) -> None:
        """Undo ``remove``. Raises OwnActGoneError when the act has been purged."""
        query = OwnActTable.update({"removed_at": None}).where(OwnActTable.id == act_id)
        with self._database.transaction():
            if not self._database.run(query):
                raise OwnActGoneError

    def purge_removed(self, before: datetime | None = None) -> int:
        """Take removed acts out of the file for good; return how many.

        ``before`` spares those removed at that instant or later.
        """
        gone = OwnActTable.removed_at.is_null(False)
        if before is not None:
            gone &= OwnActTable.removed_at < instant_text(before)
        with self._database.transaction():
            named = OwnActTable.select(OwnActTable.id).where(gone)
            self._database.run(ActMarkTable.delete().where(ActMarkTable.act_id.in_(named)))
            return self._database.run(OwnActTable.delete().where(gone))

    def _change(self, act_id: str, values: dict[str, object]) -> None:
        query = OwnActTable.update(values).where(
            OwnActTable.id == act_id, OwnActTable.removed_at.is_null()
        )
        with self._database.transaction():
            if not self._database.run(query):
                raise OwnActGoneError
