#!/bin/sh
# Sees to it that the system libraries and tools Small Acts needs are there.
#
# usage: system-packages.sh LIST...
#   venv     what makes a virtual environment (only Debian splits this off from Python)
#   window   what Qt loads to open a window, on X11 or Wayland
#   screen   a virtual screen, for machines without one, and fonts, so that pictures of the window show letters
#   driver   mouse, keyboard and camera for the end-to-end tests, a witness of what the program asks of the system, a
#            spreadsheet and a PDF reader to open exported files with
#   package  what builds the packages and looks them over
#   root     a fresh Debian to install the package in, and mouse, keyboard and camera to use it there
#   windows  what builds the Windows installer and tries it out: a compiler, an installer maker, Wine, hands and a camera
#
# Debian and Ubuntu: installs what is missing when run as root; otherwise prints the command to type and exits 1.
# Other Linux systems: names what seems to be missing and exits 0, as it cannot know the packages' names.
# Elsewhere: nothing to do, exits 0. $PYTHON names the interpreter that venv is about.
set -eu

# One package a word. "new|old" are two names of one package (Ubuntu 24.04 and Debian 13 renamed some); apt knows
# the old name as an alias of the new one.
window_packages="libegl1 libgl1 libglib2.0-0t64|libglib2.0-0 libfontconfig1 libfreetype6 libdbus-1-3
libxkbcommon0 libxkbcommon-x11-0 libx11-6 libx11-xcb1 libxcb1 libxcb-cursor0 libxcb-icccm4 libxcb-image0
libxcb-keysyms1 libxcb-randr0 libxcb-render0 libxcb-render-util0 libxcb-shape0 libxcb-shm0 libxcb-sync1
libxcb-util1 libxcb-xfixes0 libxcb-xkb1 libwayland-client0 libwayland-cursor0 libwayland-egl1"
screen_packages="xvfb openbox fonts-noto-core fonts-noto-color-emoji"
# The spreadsheet without its window is 270 MB; where the one with a window is, it does as well.
driver_packages="xdotool scrot strace trayer poppler-utils libreoffice-calc|libreoffice-calc-nogui"
package_packages="binutils chrpath xz-utils desktop-file-utils appstream lintian git"
root_packages="debootstrap xdotool scrot x11-utils"
windows_packages="gcc-mingw-w64-x86-64-win32 nsis wine wine64 fonts-dejavu-core xdotool scrot"

# The same needs in words that any Linux understands: libraries as the loader names them, and commands.
window_libraries="libEGL.so.1 libGL.so.1 libglib-2.0.so.0 libfontconfig.so.1 libdbus-1.so.3 libxkbcommon.so.0
libxkbcommon-x11.so.0 libX11-xcb.so.1 libxcb-cursor.so.0 libxcb-icccm.so.4 libxcb-image.so.0
libxcb-keysyms.so.1 libxcb-render-util.so.0 libxcb-shape.so.0 libxcb-xkb.so.1"
screen_commands="Xvfb openbox"
driver_commands="xdotool scrot strace trayer pdftotext soffice"
package_commands="strip readelf chrpath xz desktop-file-validate appstreamcli git"
root_commands="debootstrap xdotool scrot xprop"
windows_commands="x86_64-w64-mingw32-gcc makensis wine xdotool scrot"

say() { printf '%s\n' "$*" >&2; }

# Prints the package that holds $PYTHON's ensurepip, if that is missing.
venv_package() {
    "${PYTHON:-python3}" - <<'PY'
import sys
try:
    import ensurepip
except ImportError:
    print("python%d.%d-venv" % sys.version_info[:2])
PY
}

# Prints the package that holds the shared library of $PYTHON, which is frozen with the program. Debian's own Python
# does without it; one from elsewhere brings what it has.
library_package() {
    "${PYTHON:-python3}" - <<'PY'
import sys
if sys.base_prefix == "/usr":
    print("libpython%d.%d" % sys.version_info[:2])
PY
}

# Prints those of the packages "$@" that dpkg does not have.
missing_packages() {
    # shellcheck disable=SC2046  # each name is a word
    installed=" $(dpkg-query --show --showformat='${db:Status-Status}:${Package}\n' \
        $(printf '%s\n' "$@" | tr '|' ' ') 2>/dev/null | sed -n 's/^installed://p' | tr '\n' ' ')"
    for word in "$@"; do
        found=no
        for name in $(printf '%s' "$word" | tr '|' ' '); do
            case "$installed" in *" $name "*) found=yes ;; esac
        done
        [ "$found" = yes ] || printf '%s ' "${word##*|}"
    done
}

install_with_apt() {
    say "Installing system packages: $*"
    log=$(mktemp)
    trap 'rm -f "$log"' EXIT
    export DEBIAN_FRONTEND=noninteractive
    # The lock may be held by the system's own updates for a while after start-up.
    if ! { apt-get -qq update && apt-get -qq -y -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 \
        install --no-install-recommends "$@"; } </dev/null >"$log" 2>&1; then
        cat "$log" >&2
        say "apt-get could not install these packages: $*"
        exit 1
    fi
}

on_debian() {
    packages=""
    for list in "$@"; do
        case "$list" in
            venv) packages="$packages $(venv_package)" ;;
            window) packages="$packages $window_packages" ;;
            screen) packages="$packages $screen_packages" ;;
            driver) packages="$packages $driver_packages" ;;
            package) packages="$packages $package_packages $(library_package)" ;;
            root) packages="$packages $root_packages" ;;
            windows) packages="$packages $windows_packages" ;;
            *) say "system-packages.sh: there is no list called $list"; exit 2 ;;
        esac
    done
    # shellcheck disable=SC2086  # each package is a word
    set -- $packages
    [ $# -gt 0 ] || return 0
    # shellcheck disable=SC2046
    set -- $(missing_packages "$@")
    [ $# -gt 0 ] || return 0
    if [ "$(id -u)" -eq 0 ]; then
        install_with_apt "$@"
    else
        say "Some system packages are needed first. Please type this, then try again:"
        say "  sudo apt-get update && sudo apt-get install --no-install-recommends $*"
        exit 1
    fi
}

on_other_linux() {
    missing=""
    known=$(ldconfig -p 2>/dev/null || /sbin/ldconfig -p 2>/dev/null || true)
    for list in "$@"; do
        libraries="" commands=""
        case "$list" in
            venv) [ -z "$(venv_package)" ] || missing="$missing python3-venv" ;;
            window) libraries=$window_libraries ;;
            screen) commands=$screen_commands ;;
            driver) commands=$driver_commands ;;
            package) commands=$package_commands ;;
            root) commands=$root_commands ;;
            windows) commands=$windows_commands ;;
        esac
        for library in $libraries; do
            case "$known" in "" | *"$library"*) ;; *) missing="$missing $library" ;; esac
        done
        for command in $commands; do
            command -v "$command" >/dev/null 2>&1 || missing="$missing $command"
        done
    done
    [ -z "$missing" ] || say "These do not seem to be installed; please look for them in your system's packages:$missing"
}

[ "$(uname -s)" = Linux ] || exit 0
if command -v dpkg-query >/dev/null 2>&1 && command -v apt-get >/dev/null 2>&1; then
    on_debian "$@"
else
    on_other_linux "$@"
fi
