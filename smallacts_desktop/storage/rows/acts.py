"""Acts besides those of entries: offered, marked, made up, waiting; and half-written forms."""

from datetime import date, datetime
from functools import partial

from smallacts_desktop.domain.acts import Act, ActSize
from smallacts_desktop.domain.entries import Draft, PendingAct
from smallacts_desktop.domain.errors import OwnActGoneError
from smallacts_desktop.storage.file.database import Database
from smallacts_desktop.storage.rows.mapping import (
    draft_from_row,
    draft_to_row,
    from_row,
    instant_text,
    own_act_columns,
    own_act_from_row,
    readable,
    to_row,
)
from smallacts_desktop.storage.rows.statements import Given, Statement
from smallacts_desktop.storage.rows.tables import (
    ACT_MARKS,
    DRAFTS,
    OFFERS,
    OWN_ACTS,
    PENDING,
    CheckedTable,
    keyed,
)

_LATEST_DRAFT_FIRST = Statement(DRAFTS.select().order_by(DRAFTS.source.c.saved_at.desc()))


class PendingRows:
    """The one act that waits, or none."""

    def __init__(self, database: Database) -> None:
        self._table = CheckedTable(database, PENDING)

    def get(self) -> PendingAct | None:
        """The waiting act, or None when none waits or it cannot be read."""
        return next(readable(partial(from_row, PendingAct), self._table.rows()), None)

    def set(self, pending: PendingAct) -> None:
        """Let this act wait, in the place of any other."""
        self._table.put({"id": 1, **to_row(pending)})

    def clear(self) -> None:
        """Let no act wait."""
        self._table.delete()


class DraftRows:
    """Half-written forms, one for each form."""

    def __init__(self, database: Database) -> None:
        self._table = CheckedTable(database, DRAFTS)

    def get(self, form: str) -> Draft | None:
        """The draft of a form, or None.

        One that this program cannot read stays in the file, for a program that can.
        """
        return next(readable(draft_from_row, self._table.rows(keyed(DRAFTS), key=form)), None)

    def put(self, draft: Draft) -> None:
        """Keep a draft in the place of the form's earlier one."""
        self._table.put(draft_to_row(draft))

    def clear(self, form: str) -> None:
        """Forget the draft of a form."""
        self._table.delete(keyed(DRAFTS), key=form)

    def all(self) -> list[Draft]:
        """Every draft that can be read, the latest first."""
        return list(readable(draft_from_row, self._table.rows(_LATEST_DRAFT_FIRST)))


_O, _M, _A = OFFERS.source.c, ACT_MARKS.source.c, OWN_ACTS.source.c
_LATEST_FIRST = OFFERS.select().where(_O.size == Given("size")).order_by(_O.id.desc())
_OFFERS = Statement(_LATEST_FIRST.limit(Given("limit")))
_OFFER_OF = Statement(_LATEST_FIRST.where(_O.day == Given("day")).limit(1))
_FAVOURITES = Statement(ACT_MARKS.select().where(_M.favourite == 1))
_HIDDEN = Statement(ACT_MARKS.select().where(_M.hidden == 1))
_IN_USE = OWN_ACTS.select().where(_A.removed_at.is_null())
_ALL = Statement(_IN_USE.order_by(_A.created_at, _A.id))
_EDITABLE = Statement(_IN_USE.where(_A.id == Given("key")))
_GONE = _A.removed_at < Given("until")
_PURGE_MARKS = Statement(
    ACT_MARKS.source.delete().where(_M.act_id.in_(OWN_ACTS.source.select(_A.id).where(_GONE)))
)
_PURGE = Statement(OWN_ACTS.source.delete().where(_GONE))


class ActRows:
    """Offers of acts, and marks on them. An act is named by its id in the catalogue."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._offers = CheckedTable(database, OFFERS)
        self._marks = CheckedTable(database, ACT_MARKS)

    def offers(self, size: ActSize, limit: int) -> list[str]:
        """The last ``limit`` acts offered at a size, newest first; one can stand twice."""
        rows = self._offers.rows(_OFFERS, size=size.value, limit=limit)
        return [row["act_id"] for row in rows]

    def offer_of(self, day: date, size: ActSize) -> str | None:
        """The act last offered on a day at a size, or None."""
        rows = self._offers.rows(_OFFER_OF, day=day.isoformat(), size=size.value)
        return rows[0]["act_id"] if rows else None

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
        return {row["act_id"] for row in self._marks.rows(_FAVOURITES)}

    def hidden(self) -> set[str]:
        """The acts the person does not want to be offered."""
        return {row["act_id"] for row in self._marks.rows(_HIDDEN)}

    def set_favourite(self, act_id: str, favourite: bool) -> None:
        """Mark an act as a favourite, or take the mark off."""
        self._mark(act_id, {"favourite": int(favourite)})

    def set_hidden(self, act_id: str, hidden: bool) -> None:
        """Hide an act, or show it again."""
        self._mark(act_id, {"hidden": int(hidden)})

    def _mark(self, act_id: str, mark: dict[str, int]) -> None:
        with self._database.transaction():
            known = self._marks.row(act_id) or {}
            self._marks.put({"act_id": act_id, "favourite": 0, "hidden": 0, **known, **mark})


class OwnActRows:
    """The acts that the person made up. A removed one is found by nothing until it is back."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._table = CheckedTable(database, OWN_ACTS)

    def all(self) -> list[Act]:
        """Every own act that can be read, the oldest first."""
        return list(readable(own_act_from_row, self._table.rows(_ALL)))

    def add(self, act: Act, at: datetime) -> None:
        """Keep a new own act, made at an aware instant."""
        created = {"created_at": instant_text(at), "removed_at": None}
        self._table.put({"id": act.id, **own_act_columns(act), **created})

    def edit(self, act: Act) -> None:
        """Put an act in the place of the one with its id. Raises OwnActGoneError.

        Entries keep the title that the person saw then.
        """
        self._change(act.id, own_act_columns(act), _EDITABLE)

    def remove(self, act_id: str, at: datetime) -> None:
        """Take an act out, at an aware instant. Raises OwnActGoneError."""
        self._change(act_id, {"removed_at": instant_text(at)}, _EDITABLE)

    def restore(self, act_id: str) -> None:
        """Undo ``remove``. Raises OwnActGoneError when the act has been purged."""
        self._change(act_id, {"removed_at": None}, keyed(OWN_ACTS))

    def purge_removed(self, before: datetime | None = None) -> int:
        """Take removed acts out of the file for good; return how many.

        ``before`` spares those removed at that instant or later.
        """
        until = "9" if before is None else instant_text(before)
        with self._database.transaction():
            self._database.run(_PURGE_MARKS, until=until)
            return self._database.run(_PURGE, until=until)

    def _change(self, act_id: str, values: dict[str, object], which: Statement) -> None:
        if not self._table.change(values, which, key=act_id):
            raise OwnActGoneError
