"""Where the frozen program begins; PyInstaller wants a file for that, not a module."""

import os
import sys

# PyInstaller's bootloader points the loader at the program's own libraries. What the program
# starts, such as the file manager behind "Open folder", needs the system's; this process has read
# the variable already.
if sys.platform.startswith("linux"):
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    os.environ.pop("LD_LIBRARY_PATH", None)
    if before:
        os.environ["LD_LIBRARY_PATH"] = before

from smallacts_desktop.__main__ import main

sys.exit(main())
