"""What waits between visits: the act on the card, and half-written forms."""

from datetime import datetime

from smallacts_desktop.domain.drafts import Draft, PendingAct
from smallacts_desktop.domain.errors import DamagedJournalError
from smallacts_desktop.storage.file.conversion import instant_text, pending_from_row, pending_to_row
from smallacts_desktop.storage.file.database import Database
from smallacts_desktop.storage.rows.checked_rows import CheckedTable, keyed
from smallacts_desktop.storage.rows.draft_json import answers_from_json, answers_to_json
from smallacts_desktop.storage.rows.statements import Statement
from smallacts_desktop.storage.rows.tables import DRAFTS, PENDING

_LATEST_FIRST = Statement(DRAFTS.select().order_by(DRAFTS.source.c.saved_at.desc()))


class PendingRows:
    """The one act that waits, or none."""

    def __init__(self, database: Database) -> None:
        self._table = CheckedTable(database, PENDING)

    def get(self) -> PendingAct | None:
        """The waiting act, or None when none waits or it cannot be read."""
        row = next(iter(self._table.rows()), None)
        try:
            return None if row is None else pending_from_row(row)
        except DamagedJournalError:
            return None

    def set(self, pending: PendingAct) -> None:
        """Let this act wait, in the place of any other."""
        self._table.put(pending_to_row(pending))

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
        row = self._table.row(form)
        return None if row is None else _draft_from_row(row)

    def put(self, draft: Draft) -> None:
        """Keep a draft in the place of the form's earlier one."""
        self._table.put(
            {
                "form": draft.form,
                "answers": answers_to_json(draft.answers),
                "saved_at": instant_text(draft.saved_at),
            }
        )

    def clear(self, form: str) -> None:
        """Forget the draft of a form."""
        self._table.delete(keyed(DRAFTS), key=form)

    def all(self) -> list[Draft]:
        """Every draft that can be read, the latest first."""
        rows = self._table.rows(_LATEST_FIRST)
        drafts = (_draft_from_row(row) for row in rows)
        return [draft for draft in drafts if draft is not None]


def _draft_from_row(row: dict[str, str]) -> Draft | None:
    answers = answers_from_json(row["answers"])
    try:
        saved_at = datetime.fromisoformat(row["saved_at"])
    except ValueError:
        return None
    return None if answers is None else Draft(row["form"], answers, saved_at)
