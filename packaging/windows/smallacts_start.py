"""What both launchers run: the command line, in a program that knows itself to be installed."""

import sys
from pathlib import Path

# To start the program again, such as at log-in: the launcher that opens no console.
sys.executable = str(Path(__file__).resolve().parents[2] / "SmallActs.exe")
sys.frozen = True  # type: ignore[attr-defined]
sys.argv[0] = sys.executable

from smallacts_desktop.__main__ import main  # noqa: E402 - the lines above come first

sys.exit(main())
