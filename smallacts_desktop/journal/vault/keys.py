"""Which key opens the journal: from its passphrase, or from its recovery code."""

from dataclasses import dataclass
from pathlib import Path

from smallacts_desktop.domain.passphrase import RecoveryCode, normalised
from smallacts_desktop.storage.keys import key_files
from smallacts_desktop.storage.keys.keys import Key


@dataclass(frozen=True, slots=True)
class Found:
    """The journal's key. ``opens`` is false when it is the right one and the journal is damaged."""

    key: Key
    opens: bool


def from_passphrase(journal: Path, passphrase: str, *, only_looks: bool = False) -> Found | None:
    """The journal's key, if this is its passphrase; the key check tells where damage hides it.

    Anyone who ``only_looks`` leaves a commit that was interrupted as it is, and asks the key check.
    """
    typed = normalised(passphrase)
    keys = [Key.from_passphrase(typed, salt) for salt in key_files.salts(journal)]
    for key in keys:
        if _opens(journal, key, only_looks=only_looks):
            return Found(key, opens=True)
    for check in key_files.keychecks(journal):
        for key in keys:
            if key_files.opens(check, key):
                return Found(key, opens=False)
    return None


def from_code(journal: Path, code: RecoveryCode, *, only_looks: bool = False) -> Found | None:
    """The journal's key, if the recovery file beside it is opened by this code."""
    found = None
    for recovery in key_files.recoveries(journal):
        key = key_files.read_recovery(recovery, code)
        if key is not None and _opens(journal, key, only_looks=only_looks):
            return Found(key, opens=True)
        if key is not None and key.salt in key_files.salts(journal):
            found = Found(key, opens=False)
    return found


def _opens(journal: Path, key: Key, *, only_looks: bool) -> bool:
    return not (only_looks and key_files.needs_undoing(journal)) and key_files.opens(journal, key)
