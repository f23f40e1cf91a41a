"""What taking a file in would do, and what it did, in sentences."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QLocale

from smallacts_desktop.sharing.csv.plan import ImportPlan
from smallacts_desktop.sharing.csv.reading import MOST_REASONS
from smallacts_desktop.ui.text import words

translate = QCoreApplication.translate

# A file may have any number of rows and columns; a sentence may not.
_MOST_NAMED = 10
_NAME_LIMIT = 40


def would_add(plan: ImportPlan) -> str:
    """How many entries are new; blank for none."""
    return words.plural_or_blank(
        translate("ImportPage", "1 entry would be added."),
        translate("ImportPage", "{count} entries would be added."),
        len(plan.new),
    )


def would_change(plan: ImportPlan) -> str:
    """How many entries the file has a later version of; blank for none."""
    return words.plural_or_blank(
        translate("ImportPage", "1 entry would be changed, because the file’s was written later."),
        translate(
            "ImportPage", "{count} entries would be changed, because the file’s were written later."
        ),
        len(plan.updates),
    )


def here_already(plan: ImportPlan) -> str:
    """How many rows say nothing new; blank for none."""
    return words.plural_or_blank(
        translate("ImportPage", "1 row is in your journal already."),
        translate("ImportPage", "{count} rows are in your journal already."),
        plan.already_here,
    )


def stays(plan: ImportPlan) -> str:
    """Which rows differ from the journal and are not later; blank for none."""
    sentence = words.plural_or_blank(
        translate(
            "ImportPage", "1 entry stays as your journal has it, because the file’s is not newer."
        ),
        translate(
            "ImportPage",
            "{count} entries stay as your journal has them, because the file’s are not newer.",
        ),
        len(plan.kept),
    )
    if not sentence:
        return ""
    where = translate("ImportPage", "Lines in the file: {lines}.")
    return f"{sentence} {where.format(lines=_listed([str(line) for line in plan.kept]))}"


def cannot_come(plan: ImportPlan) -> str:
    """How many rows are wrong; blank for none."""
    sentence = words.plural_or_blank(
        translate("ImportPage", "1 row cannot be added as it is. The list below says why."),
        translate(
            "ImportPage", "{count} rows cannot be added as they are. The list below says why."
        ),
        plan.bad_row_count,
    )
    if len(plan.bad_rows) < MOST_REASONS:
        return sentence
    first = translate("ImportPage", "It has the first {count} reasons.")
    return f"{sentence} {first.format(count=QLocale().toString(MOST_REASONS))}"


def left_out(plan: ImportPlan) -> str:
    """The columns that are not ours, by name; blank for none."""
    if not plan.unknown_columns:
        return ""
    unnamed = translate("ImportPage", "a column without a name")
    quoted = translate("ImportPage", "“{name}”")
    names = [
        quoted.format(name=_shortened(name)) if name.strip() else unnamed
        for name in plan.unknown_columns
    ]
    text = translate(
        "ImportPage", "Small Acts does not know these columns and leaves them out: {names}."
    )
    return text.format(names=_listed(names))


def without_ids(plan: ImportPlan) -> str:
    """What it means that the file does not say which entry a row is; blank when it does."""
    if plan.has_ids or not plan.new:
        return ""
    return translate(
        "ImportPage",
        "This file does not say which entry each row is; a file for a worker never does. So a "
        "row that differs from your journal in any way counts as a new entry.",
    )


def nothing_new(plan: ImportPlan) -> str:
    """Why there is nothing to add; blank when there is."""
    if plan.new or plan.updates:
        return ""
    if plan.rows_read == 0:
        return translate("ImportPage", "There are no entries in this file.")
    return translate("ImportPage", "There is nothing to add from this file.")


def done(plan: ImportPlan) -> str:
    """What has been taken in, in one sentence."""
    added = words.plural(
        translate("ImportPage", "1 entry"),
        translate("ImportPage", "{count} entries"),
        len(plan.new),
    )
    changed = QLocale().toString(len(plan.updates))
    if not plan.updates:
        text = translate("ImportPage", "Added to your journal: {added}.")
    elif not plan.new:
        text = translate("ImportPage", "Changed in your journal: {changed}.")
    else:
        text = translate("ImportPage", "Added to your journal: {added}. Changed: {changed}.")
    return text.format(added=added, changed=changed)


def _shortened(name: str) -> str:
    name = " ".join(name[: 2 * _NAME_LIMIT].split())
    return name if len(name) <= _NAME_LIMIT else name[: _NAME_LIMIT - 1] + "…"


def _listed(names: Sequence[str]) -> str:
    """Names with commas; an ellipsis stands for those beyond the first few."""
    shown = list(names[:_MOST_NAMED])
    return ", ".join([*shown, "…"] if len(names) > _MOST_NAMED else shown)
