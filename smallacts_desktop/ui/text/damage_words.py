"""What cannot be read any more, in words."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication, QLocale

from smallacts_desktop.domain.backups import Checked, EntryCopy, Finding, UnreadableEntry, counted
from smallacts_desktop.journal.lost_entries import Looked
from smallacts_desktop.ui.text import backup_words, words

translate = QCoreApplication.translate

_MOST_LINES = 20


def title() -> str:
    """What stands in the place of an entry that cannot be read."""
    return translate("Damage", "This entry cannot be read.")


def hint() -> str:
    """What can be done about it."""
    return translate("Damage", "Open it to look for a copy. It costs no other entry.")


def sentence(entry: UnreadableEntry) -> str:
    """The same for a screen reader, with the day as far as it can be seen."""
    day = "" if entry.date is None else words.long_day(entry.date, with_year=True)
    return " ".join(filter(None, (f"{day}." if day else "", title(), hint())))


def left_out(count: int) -> str:
    """How many entries cannot be read and so are left out of something; blank for none."""
    return words.plural_or_blank(
        translate("Damage", "1 entry cannot be read and is left out."),
        translate("Damage", "{count} entries cannot be read and are left out."),
        count,
    )


def on_this_day(count: int) -> str:
    """How many entries of a day cannot be read, and where to look; blank for none."""
    return words.plural_or_blank(
        translate(
            "Damage", "1 entry of this day cannot be read. The Journal page looks for a copy of it."
        ),
        translate(
            "Damage",
            "{count} entries of this day cannot be read. The Journal page looks for copies of "
            "them.",
        ),
        count,
    )


def about(entry: UnreadableEntry) -> str:
    """What happened to an entry, with its day as far as it can be seen."""
    what = translate(
        "Damage",
        "The disk has changed something in it, so its words may not be yours any more. They are "
        "not shown. No other entry is affected by it.",
    )
    if entry.date is None:
        return what
    day = translate("Damage", "As far as can be seen, it is from {day}.")
    return f"{day.format(day=words.long_day(entry.date, with_year=True))} {what}"


def copy_found(copy: EntryCopy | None) -> str:
    """Which backup holds a copy."""
    if copy is None:
        return translate(
            "Damage",
            "No backup that Small Acts can open holds a copy of it. The entry stays where it is.",
        )
    said = translate(
        "Damage",
        "The backup of {day} holds a copy. What you changed in the entry after that is not in it.",
    )
    return said.format(day=words.long_day(copy.taken_at.date(), with_year=True))


def restore_button(copy: EntryCopy | None) -> str:
    """What the button says that puts the copy there."""
    if copy is None:
        return ""
    # Short, since a button has one line; the sentence above it names the day.
    return translate("Damage", "Bring back this copy")


def row_check(found: Looked) -> str:
    """What a look at every row found, in a few sentences; blank for nothing."""
    said = []
    if found.entries:
        said.append(
            words.plural(
                translate(
                    "Damage",
                    "1 entry cannot be read any more. The Journal page shows where it stands, and "
                    "looks for a copy of it.",
                ),
                translate(
                    "Damage",
                    "{count} entries cannot be read any more. The Journal page shows where they "
                    "stand, and looks for copies of them.",
                ),
                found.entries,
            )
        )
    if found.others:
        said.append(
            translate(
                "Damage",
                "Something else that was kept, such as a choice or a half-written form, cannot be "
                "read. It is kept aside.",
            )
        )
    if found.indexes_mended:
        said.append(
            translate(
                "Damage",
                "What finds your entries did not agree with them any more, and was made anew.",
            )
        )
    return " ".join(said)


def checked(items: Sequence[Checked]) -> list[str]:
    """What a full check found, a line each, the first of them the sum of it."""
    lines = [line for item in items for line in _lines(item)]
    if not lines:
        count = counted(item.kind for item in items)
        if not count:
            return [translate("Damage", "Your journal is sound. There is no backup yet.")]
        looked_at = [translate("Damage", "your journal"), *backup_words.how_many(count)]
        sound = translate("Damage", "Everything is sound: {what}.")
        return [sound.format(what=QLocale().createSeparatedList(looked_at))]
    head = translate("Damage", "Not everything is as it was written:")
    rest = len(lines) - _MOST_LINES
    if rest > 0:
        more = translate("Damage", "… and {count} more.").format(count=rest)
        return [head, *lines[:_MOST_LINES], more]
    return [head, *lines]


def _lines(item: Checked) -> list[str]:
    named = translate("Damage", "{file}: {problem}")
    if not item.findings and item.problem:
        return [named.format(file=item.path.name, problem=item.problem)]
    return [named.format(file=item.path.name, problem=finding(each)) for each in item.findings]


def finding(found: Finding) -> str:
    """One damage in the person's language."""
    said = translate("Damage", found.template)
    values = {name: _value(value) for name, value in found.values.items()}
    return said.format(**values)


def _value(value: object) -> object:
    return words.long_day(value, with_year=True) if isinstance(value, date) else value
