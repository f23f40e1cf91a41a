#!/usr/bin/env bash
# Runs a command on a virtual screen of its own, with a window manager, and passes on its exit code.
#
# usage: virtual-screen.sh COMMAND [ARGUMENT...]
#
# The window manager is needed: without one no window becomes active, and key presses go nowhere.
set -euo pipefail

for tool in Xvfb openbox; do
    command -v "$tool" >/dev/null || { echo "A virtual screen needs $tool, which is not installed." >&2; exit 1; }
done

folder=$(mktemp -d)
screen="" manager=""
# shellcheck disable=SC2317  # called by trap
finish() {
    # The window manager first, or it complains that its screen has gone.
    for process in $manager $screen; do
        kill "$process" 2>/dev/null || true
        wait "$process" 2>/dev/null || true
    done
    rm -rf "$folder"
}
trap finish EXIT

# Waits until a line arrives in the pipe open as $1, and prints it.
line_from() {
    local line
    read -r -t 20 -u "$1" line || { echo "The virtual screen did not start." >&2; exit 1; }
    printf '%s' "$line"
}

# Opened for reading and writing, so that neither side waits for the other to open it.
mkfifo "$folder/screen" "$folder/manager"
exec 8<>"$folder/screen" 9<>"$folder/manager"

# The server picks a free display by itself and says which.
Xvfb -displayfd 8 -screen 0 1280x1024x24 -nolisten tcp >/dev/null 2>&1 &
screen=$!
DISPLAY=":$(line_from 8)"
export DISPLAY
unset WAYLAND_DISPLAY

openbox --sm-disable --startup "sh -c 'echo ready >$folder/manager'" >/dev/null 2>&1 &
manager=$!
line_from 9 >/dev/null

code=0
"$@" || code=$?
exit "$code"
