"""Where the tour's pictures and its CSV file are kept."""

from pathlib import Path

from PySide6.QtGui import QPixmap

CSV_NAME = "small-acts.csv"


class Screenshots:
    """A folder of numbered pictures: ``01-first-launch.png`` and so on.

    Making one makes the folder and takes an earlier tour's files out of it, so that no old picture
    passes for a new one. Raises OSError when that cannot be done.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder.absolute()
        self._taken = 0
        self.folder.mkdir(parents=True, exist_ok=True)
        for old in (*self.folder.glob("[0-9][0-9]-*.png"), self.csv):
            if old.is_file():
                old.unlink()
        # Asking for permission and being given it are two things; only writing tells.
        trial = self.folder / "00-trial.png"
        trial.write_bytes(b"")
        trial.unlink()

    @property
    def csv(self) -> Path:
        """Where the exported file goes."""
        return self.folder / CSV_NAME

    def add(self, picture: QPixmap, name: str) -> bool:
        """Save the next picture; False when it could not be saved."""
        self._taken += 1
        return picture.save(str(self.folder / f"{self._taken:02d}-{name}.png"))
