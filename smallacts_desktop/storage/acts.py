"""Which acts were offered when, and what the person marked on them."""

from datetime import date, datetime

from smallacts_desktop.domain.acts import ActSize
from smallacts_desktop.storage.conversion import instant_text
from smallacts_desktop.storage.database import Database
from smallacts_desktop.storage.tables import ActMarkTable, OfferTable


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
