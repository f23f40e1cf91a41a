"""What is said about backups and passphrases: what there is, and what a change of them did."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale

from smallacts_desktop.domain.backups import (
    KeyChange,
    LeftOut,
    Moved,
    Rescued,
    RescueOffer,
    Restored,
    Snapshot,
    SnapshotCount,
    SnapshotKind,
    SnapshotPreview,
    TakenSnapshot,
)
from smallacts_desktop.ui.text import words

translate = QCoreApplication.translate


def what_was_done(change: KeyChange, *, removed: bool) -> tuple[str, list[str]]:
    """A title and some sentences; what could not be done is said as plainly as what was."""
    if removed:
        title = translate("KeyChange", "The passphrase is removed")
        sentences = [translate("KeyChange", "Your journal now opens without one.")]
    else:
        title = translate("KeyChange", "Your journal has its passphrase")
        sentences = [
            translate(
                "KeyChange",
                "From now on it opens with this passphrase, or with the new recovery code. An "
                "earlier code no longer opens it.",
            )
        ]
    return title, [*sentences, *_about_backups(change)]


def not_reached(folders: Sequence[Path]) -> list[str]:
    """That backups in ``folders``, which could not be reached, are as they were."""
    sentence = translate(
        "KeyChange",
        "The folder {folder} could not be reached. Backups that are in it still open as they did "
        "before.",
    )
    return [sentence.format(folder=words.breakable(folder)) for folder in folders]


def _about_backups(change: KeyChange) -> list[str]:
    """What became of the backups; their number was told before, and one number is enough."""
    sentences = []
    if change.rekeyed and change.left:
        sentences.append(translate("KeyChange", "Your other backups open in the same way."))
    elif change.rekeyed:
        sentences.append(translate("KeyChange", "Your backups open in the same way."))
    if change.deleted:
        sentences.append(translate("KeyChange", "The older backups are deleted."))
    if change.left:
        one = translate(
            "KeyChange", "{count} backup could not be changed. It still opens as it did before."
        )
        many = translate(
            "KeyChange", "{count} backups could not be changed. They still open as they did before."
        )
        sentences.append(words.plural(one, many, change.left))
    if not change.is_tidy:
        sentences.append(
            translate(
                "KeyChange",
                "A file that is of no use any more could not be removed. The next start removes "
                "it.",
            )
        )
    return sentences


def moment(at: datetime) -> str:
    """A day and a time, such as "Sunday 22 November 2026, 10:12"."""
    said = translate("Backups", "{day}, {time}")
    return said.format(day=words.long_day(at.date(), with_year=True), time=words.clock(at.time()))


def newest(snapshot: Snapshot | None, count: SnapshotCount) -> str:
    """The newest snapshot in a sentence, and how many there are in another."""
    if snapshot is None:
        none = translate("Backups", "There is no backup yet. One is made after your next change.")
        return f"{none} {there_are(count)}".rstrip()
    said = translate("Backups", "The newest backup is from {moment}.")
    return f"{said.format(moment=moment(snapshot.taken_at))} {there_are(count)}".rstrip()


def how_many(count: SnapshotCount) -> list[str]:
    """The backups and the archived journals, each with its number; neither where it is 0."""
    one, many = translate("Backups", "{count} backup"), translate("Backups", "{count} backups")
    one_aside = translate("Backups", "{count} journal kept aside")
    many_aside = translate("Backups", "{count} journals kept aside")
    return _numbered((one, many, count.backups), (one_aside, many_aside, count.aside))


def there_are(count: SnapshotCount) -> str:
    """How many backups and archived journals there are, in one sentence; blank for none."""
    if not count:
        return ""
    is_one = (count.backups or count.aside) == 1
    said = translate("Backups", "There is {what}.") if is_one else ""
    said = said or translate("Backups", "There are {what}.")
    return said.format(what=QLocale().createSeparatedList(how_many(count)))


def backup_made(result: TakenSnapshot) -> str:
    """Where a backup was put."""
    said = translate("Backups", "Done. The backup is “{name}” in {folder}.")
    if result.elsewhere:
        said = translate(
            "Backups",
            "The folder you chose cannot be used just now. The backup is “{name}” in {folder}.",
        )
    return _named(said, result.path)


def moved(result: Moved, folder: Path) -> str:
    """What became of the older backups, now that others go to ``folder``."""
    there = translate("Backups", "From now on backups go to {folder}.")
    one = translate("Backups", "{count} older backup was moved there.")
    many = translate("Backups", "{count} older backups were moved there.")
    one_stays = translate("Backups", "{count} older backup could not be moved and stays.")
    many_stay = translate("Backups", "{count} older backups could not be moved and stay.")
    said = (
        there.format(folder=words.breakable(folder)),
        *_numbered((one, many, result.moved), (one_stays, many_stay, result.left)),
        also_in(result.folders, result.out_of_reach),
    )
    return " ".join(filter(None, said))


def also_in(there: Sequence[Path], away: Sequence[Path]) -> str:
    """Where backups are, or may be, besides the folder that they go to; blank when nowhere."""
    said = []
    if there:
        also = translate("Backups", "There are backups in {folders} too, looked after as well.")
        said.append(also.format(folders=_list_of(there)))
    if away:
        may = translate(
            "Backups",
            "There may be some in {folders}, which cannot be reached just now. They are looked "
            "after again once it can.",
        )
        said.append(may.format(folders=_list_of(away)))
    return " ".join(said)


def _list_of(folders: Sequence[Path]) -> str:
    return QLocale().createSeparatedList([words.breakable(folder) for folder in folders])


def row(snapshot: Snapshot) -> str:
    """One snapshot of a list: when, how large, and why, if that is not routine."""
    kinds = {
        SnapshotKind.ROUTINE: "",
        SnapshotKind.BEFORE_UPDATE: translate("Backups", "before an update"),
        SnapshotKind.ARCHIVED: translate("Backups", "kept aside before a restore"),
    }
    size = QLocale().formattedDataSize(snapshot.size, 0, QLocale.DataSizeFormat.DataSizeSIFormat)
    parts = (moment(snapshot.taken_at), size, kinds[snapshot.kind])
    return " · ".join(part for part in parts if part)


def holds(preview: SnapshotPreview) -> str:
    """What a snapshot holds, in one sentence."""
    if preview.first is None or preview.last is None or not preview.entries:
        return translate("Backups", "It holds no entries.")
    one_act, acts = translate("Backups", "{count} act"), translate("Backups", "{count} acts")
    one_note, notes = translate("Backups", "{count} note"), translate("Backups", "{count} notes")
    held = _numbered((one_act, acts, preview.acts), (one_note, notes, preview.notes))
    what = held[0]
    if len(held) > 1:
        what = translate("Backups", "{acts} and {notes}").format(acts=held[0], notes=held[1])
    first, last = words.short_day(preview.first), words.short_day(preview.last)
    said = translate("Backups", "It holds {what}, from {first} to {last}.")
    if first == last:
        said = translate("Backups", "It holds {what}, from {first}.")
    return said.format(what=what, first=first, last=last)


def left_out(found: LeftOut) -> str:
    """What of a backup cannot be taken; blank when all of it can."""
    said = _of_each(
        found,
        translate("Backups", "{count} entry in it cannot be read, and stays in the backup."),
        translate("Backups", "{count} entries in it cannot be read, and stay in the backup."),
        translate(
            "Backups",
            "{count} other thing in it, such as a half-written form, cannot be read, and "
            "stays in the backup.",
        ),
        translate(
            "Backups",
            "{count} other things in it, such as half-written forms, cannot be read, and "
            "stay in the backup.",
        ),
    )
    return " ".join(said)


def _of_each(found: LeftOut, entry: str, entries: str, other: str, others: str) -> list[str]:
    """A sentence about the entries and one about the rest, each only where there are any."""
    return _numbered((entry, entries, found.entries), (other, others, found.others))


def _numbered(*counted: tuple[str, str, int]) -> list[str]:
    """Each of the phrases for one and for many with its number, but not those of 0."""
    return [words.plural(one, many, count) for one, many, count in counted if count]


def opens_with(preview: SnapshotPreview) -> str:
    """What the journal opens with once this was brought back; blank when that stays the same."""
    if preview.opens_with_journal_key:
        return ""
    if preview.is_encrypted:
        return translate(
            "Backups", "Your journal will then open with the passphrase of this backup."
        )
    return translate("Backups", "This backup has no passphrase, and your journal will have none.")


def restored(result: Restored) -> list[str]:
    """What a restore did."""
    said = [translate("Backups", "Your journal is as it was then.")]
    if result.left_out:
        said.append(_was_left_out(result.left_out))
    if result.archived is not None:
        aside = translate("Backups", "The journal from before is kept as “{name}” in {folder}.")
        said.append(_named(aside, result.archived))
    if not result.same_key and result.is_encrypted:
        said.append(translate("Backups", "It now opens with the passphrase of the backup."))
    elif not result.same_key:
        said.append(translate("Backups", "It now opens without a passphrase."))
    return said


def _was_left_out(found: LeftOut) -> str:
    said = _of_each(
        found,
        translate("Backups", "{count} entry could not be read and was left out."),
        translate("Backups", "{count} entries could not be read and were left out."),
        translate(
            "Backups",
            "{count} other thing, such as a half-written form, could not be read and was left out.",
        ),
        translate(
            "Backups",
            "{count} other things, such as half-written forms, could not be read and were "
            "left out.",
        ),
    )
    return " ".join([*said, translate("Backups", "The backup still holds what was left out.")])


def rescue_offer(offer: RescueOffer) -> str:
    """What can be done about a damaged journal; blank when nothing can."""
    if offer.snapshot is not None:
        good = translate("Backups", "The newest good backup is from {day}.")
        return good.format(day=words.long_day(offer.snapshot.taken_at.date()))
    if offer.readable:
        return words.plural(
            translate(
                "Backups", "There is no good backup. {count} entry can be read from the file."
            ),
            translate(
                "Backups", "There is no good backup. {count} entries can be read from the file."
            ),
            offer.readable,
        )
    return translate("Backups", "There is no good backup in the folders that Small Acts knows.")


def rescued(result: Rescued) -> list[str]:
    """What a rescue did, with its counts."""
    said = [
        words.plural(
            translate("Backups", "It holds {count} entry."),
            translate("Backups", "It holds {count} entries."),
            result.entries,
        )
    ]
    from_damaged = result.added + result.renewed
    if result.snapshot is not None and from_damaged:
        said.append(
            words.plural(
                translate("Backups", "{count} of them could be read from the damaged file."),
                translate("Backups", "{count} of them could be read from the damaged file."),
                from_damaged,
            )
        )
    said += filter(None, (_lost(result), _left_in_backup(result.left_in_backup)))
    kept = translate("Backups", "The damaged file is kept as “{name}” in {folder}.")
    said.append(_named(kept, result.archive))
    return said


def _lost(result: Rescued) -> str:
    """What could not be read of the damaged file; blank for nothing."""
    lost = result.left_out
    said = _of_each(
        lost if result.is_counted else LeftOut(0, lost.others),
        translate("Backups", "{count} entry of the damaged file could not be read."),
        translate("Backups", "{count} entries of the damaged file could not be read."),
        translate(
            "Backups", "{count} other thing in it, such as a half-written form, could not be read."
        ),
        translate(
            "Backups", "{count} other things in it, such as half-written forms, could not be read."
        ),
    )
    if not result.is_counted:
        some = translate("Backups", "Some of the damaged file could not be read.")
        least = translate("Backups", "At least {count} of its entries could not be read.")
        unknown = translate("Backups", "How many entries that was cannot be told.")
        first = least.format(count=lost.entries) if lost.entries else f"{some} {unknown}"
        said.insert(0, first)
    if said and result.snapshot is not None:
        said.append(translate("Backups", "What the backup held of that is as it was then."))
    return " ".join(said)


def _left_in_backup(found: LeftOut) -> str:
    return words.plural_or_blank(
        translate("Backups", "{count} thing in the backup could not be read."),
        translate("Backups", "{count} things in the backup could not be read."),
        found.entries + found.others,
    )


def _named(sentence: str, file: Path) -> str:
    return sentence.format(name=file.name, folder=words.breakable(file.parent))
