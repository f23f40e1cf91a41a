#!/bin/sh
# Runs a Windows program under Wine, in the prefix $WINEPREFIX, which is made when it is not there.
#
# usage: wine.sh COMMAND [ARGUMENT...]
set -eu

: "${WINEPREFIX:?names the folder that Wine may use}"
# Quiet; 64 bits; and no offer to download anything.
export WINEPREFIX WINEARCH=win64 WINEDEBUG="${WINEDEBUG--all}" WINEDLLOVERRIDES="mscoree,mshtml,winemenubuilder.exe="
if [ ! -f "$WINEPREFIX/system.reg" ]; then
    mkdir -p "$WINEPREFIX"
    DISPLAY='' wine wineboot --init </dev/null >"$WINEPREFIX/wineboot.log" 2>&1 || {
        cat "$WINEPREFIX/wineboot.log" >&2
        echo "Wine could not be set up." >&2
        exit 1
    }
    wineserver --wait 2>/dev/null || wineserver -w
fi
exec wine "$@"
