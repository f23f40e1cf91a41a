"""Which acts were offered when, what the person marked on them, and acts of their own."""

from datetime import date, datetime

from smallacts_desktop.domain.acts import Act, ActSize
from smallacts_desktop.domain.errors import DamagedJournalError, OwnActGoneError
from smallacts_desktop.storage.checked_rows import CheckedTable, Row
from smallacts_desktop.storage.conversion import (
    instant_text,
    own_act_columns,
    own_act_from_row,
)
from smallacts_desktop.storage.database import Database
from smallacts_desktop.storage.tables import ACT_MARKS, OFFERS, OWN_ACTS


class ActRows:
    """Offers of acts, and marks on them. An act is named by its id in the catalogue."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._offers = CheckedTable(database, OFFERS)
        self._marks = CheckedTable(database, ACT_MARKS)

    def offers(self, size: ActSize, limit: int) -> list[str]:
        """The last ``limit`` acts offered at a size, newest first; one can stand twice."""
        rows = self._offers.rows("WHERE size = ? ORDER BY id DESC LIMIT ?", (size.value, limit))
        return [row["act_id"] for row in rows]

    def offer_of(self, day: date, size: ActSize) -> str | None:
        """The act last offered on a day at a size, or None."""
        row = self._offers.row(
            "WHERE day = ? AND size = ? ORDER BY id DESC LIMIT 1", (day.isoformat(), size.value)
        )
        return None if row is None else row["act_id"]

    def add_offer(self, day: date, size: ActSize, act_id: str, at: datetime) -> None:
        """Note that an act was offered for a day at an aware instant."""
        with self._database.transaction():
            self._offers.put(
                {
                    "id": self._offers.next_number(),
                    "day": day.isoformat(),
                    "size": size.value,
                    "act_id": act_id,
                    "offered_at": instant_text(at),
                }
            )

    def favourites(self) -> set[str]:
        """The acts marked as favourites."""
        return {row["act_id"] for row in self._marks.rows("WHERE favourite = 1")}

    def hidden(self) -> set[str]:
        """The acts the person does not want to be offered."""
        return {row["act_id"] for row in self._marks.rows("WHERE hidden = 1")}

    def set_favourite(self, act_id: str, favourite: bool) -> None:
        """Mark an act as a favourite, or take the mark off."""
        self._mark(act_id, {"favourite": int(favourite)})

    def set_hidden(self, act_id: str, hidden: bool) -> None:
        """Hide an act, or show it again."""
        self._mark(act_id, {"hidden": int(hidden)})

    def _mark(self, act_id: str, mark: dict[str, int]) -> None:
        with self._database.transaction():
            known = self._marks.row("WHERE act_id = ?", (act_id,)) or {}
            self._marks.put({"act_id": act_id, "favourite": 0, "hidden": 0, **known, **mark})


class OwnActRows:
    """The acts that the person made up. A removed one is found by nothing until it is back."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._table = CheckedTable(database, OWN_ACTS)

    def all(self) -> list[Act]:
        """Every own act that can be read, the oldest first."""
        rows = self._table.rows("WHERE removed_at IS NULL ORDER BY created_at, id")
        return [act for row in rows if (act := _act(row)) is not None]

    def add(self, act: Act, at: datetime) -> None:
        """Keep a new own act, made at an aware instant."""
        created = {"created_at": instant_text(at), "removed_at": None}
        self._table.put({"id": act.id, **own_act_columns(act), **created})

    def edit(self, act: Act) -> None:
        """Put an act in the place of the one with its id. Raises OwnActGoneError.

        Entries keep the title that the person saw then.
        """
        self._change(act.id, own_act_columns(act), "AND removed_at IS NULL")

    def remove(self, act_id: str, at: datetime) -> None:
        """Take an act out, at an aware instant. Raises OwnActGoneError."""
        self._change(act_id, {"removed_at": instant_text(at)}, "AND removed_at IS NULL")

    def bring_back(self, act_id: str) -> None:
        """Undo ``remove``. Raises OwnActGoneError when the act has been purged."""
        self._change(act_id, {"removed_at": None})

    def purge_removed(self, before: datetime | None = None) -> int:
        """Take removed acts out of the file for good; return how many.

        ``before`` spares those removed at that instant or later.
        """
        gone = "WHERE removed_at IS NOT NULL AND removed_at < ?"
        until = "9" if before is None else instant_text(before)
        with self._database.transaction():
            named = f"WHERE act_id IN (SELECT id FROM own_acts {gone})"  # noqa: S608 - our own SQL
            self._database.execute(f"DELETE FROM act_marks {named}", (until,))  # noqa: S608 - our own SQL
            sql = f"DELETE FROM own_acts {gone} RETURNING 1"  # noqa: S608 - our own SQL
            return len(self._database.execute(sql, (until,)))

    def _change(self, act_id: str, values: dict[str, object], also: str = "") -> None:
        if not self._table.change(values, f"WHERE id = ? {also}", (act_id,)):
            raise OwnActGoneError


def _act(row: Row) -> Act | None:
    try:
        return own_act_from_row(row)
    except DamagedJournalError:
        return None
