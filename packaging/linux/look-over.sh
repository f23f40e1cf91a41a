#!/bin/sh
# Looks over what build.py laid out and packed; says what is wrong and exits 1, or says nothing.
#
# usage: look-over.sh deb|rpm|tarball
set -eu

root=build/linux/root
desktop-file-validate "$root/usr/share/applications/small-acts.desktop"
said=$(appstreamcli validate --no-net "$root"/usr/share/metainfo/*.metainfo.xml) || { printf '%s\n' "$said" >&2; exit 1; }
case "$1" in
    deb)
        package=$(ls -t dist/small-acts_*_amd64.deb | head -n 1)
        [ "$(wc -c <"$package")" -le 40000000 ] || { echo "The package is larger than 40 MB." >&2; exit 1; }
        # Only Debian's kin have lintian.
        if command -v lintian >/dev/null; then
            lintian --fail-on error,warning --allow-root "$package"
        fi
        ;;
esac
