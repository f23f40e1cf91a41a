#!/usr/bin/env bash
# Installs the .deb in a fresh Debian root and uses it there as an ordinary person would.
#
# usage: deb-check.sh [FILE.deb]
#
# $SUITE names the release (bookworm). Needs root, for debootstrap and chroot; the base system and the downloaded
# packages are kept in build/deb-check. Pictures of what was seen are left there too.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
checkout=$(cd "$here/../.." && pwd)
suite=${SUITE:-bookworm}
work=$checkout/build/deb-check
root=$work/root
base=$work/base-$suite.tar
python=$checkout/.venv/bin/python

fail() { printf '%s\n' "$*" >&2; exit 1; }
step() { printf '%s\n' "$*"; }

[ "$(id -u)" -eq 0 ] || fail "Making a Debian root and entering it needs root; please run this as root."
package=${1:-$(ls -t "$checkout"/dist/small-acts_*_amd64.deb 2>/dev/null | head -n 1)}
[ -f "$package" ] || fail "There is no package yet: make deb makes one."

mounts=(proc dev/pts dev/shm var/cache/apt/archives tmp/.X11-unix)
# shellcheck disable=SC2317  # called by trap
finish() {
    local mount
    for mount in "${mounts[@]}"; do
        if mountpoint -q "$root/$mount"; then umount "$root/$mount" || umount --lazy "$root/$mount"; fi
    done
    rm -rf --one-file-system "$root"
}
trap finish EXIT
# An earlier run that was killed may have left its own.
finish

as_root() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
as_person() { chroot --userspec=person "$root" env -i PATH=/usr/bin:/bin HOME=/home/person LANG=C.UTF-8 "$@"; }
quietly() { "$@" >"$work/last.log" 2>&1 || { cat "$work/last.log" >&2; fail "This did not work: $*"; }; }

mkdir -p "$work/apt/partial"
if [ ! -f "$base" ]; then
    step "Making a Debian root ($suite); this takes a minute"
    quietly debootstrap --variant=minbase "$suite" "$root" http://deb.debian.org/debian
    tar --create --file "$base.new" --directory "$root" --one-file-system --exclude=./proc/* .
    mv "$base.new" "$base"
    rm -rf --one-file-system "$root"
fi
mkdir -p "$root"
tar --extract --file "$base" --directory "$root"
cp /etc/resolv.conf "$root/etc/resolv.conf"
mount -t proc proc "$root/proc"
mount -t devpts devpts "$root/dev/pts"
mkdir -p "$root/dev/shm" "$root/tmp/.X11-unix" /tmp/.X11-unix
mount -t tmpfs tmpfs "$root/dev/shm"
mount --bind "$work/apt" "$root/var/cache/apt/archives"
mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
chmod 755 "$root/usr/sbin/policy-rc.d"
as_root useradd --create-home --shell /bin/sh person

step "Installing the package and nothing but what it depends on"
cp "$package" "$root/tmp/small-acts.deb"
quietly as_root apt-get -qq update
quietly as_root apt-get -qq -y --no-install-recommends install /tmp/small-acts.deb
for program in smallacts smallacts-desktop; do as_person "$program" --version; done
for plugin in platforms/libqxcb.so platforms/libqwayland.so wayland-shell-integration/libxdg-shell.so; do
    inside=/usr/lib/small-acts/_internal
    missing=$(as_root env LD_LIBRARY_PATH="$inside:$inside/PySide6/Qt/lib" \
        ldd "$inside/PySide6/Qt/plugins/$plugin" | grep 'not found' || true)
    [ -z "$missing" ] || fail "Qt's $plugin lacks: $missing"
done

step "Testing it from inside"
as_person smallacts --self-test

step "Adding a file manager"
# And what the package recommends for a double-click on a backup; hardly a desktop lacks it.
opening="desktop-file-utils shared-mime-info"
for recommended in $opening; do
    as_root dpkg-query --show --showformat '${Recommends}' small-acts | grep -qw -- "$recommended" \
        || fail "The package does not recommend $recommended."
done
# shellcheck disable=SC2086  # two words
quietly as_root apt-get -qq -y --no-install-recommends install pcmanfm $opening

step "Opening it by double-click and doing the main job"
rm -f "$work"/*.png
# The mirror of the window that tells where things are is off screen, which Qt need not mention.
PYTHONPATH="$checkout" QT_QPA_PLATFORM=offscreen QT_LOGGING_RULES='default.warning=false' "$python" "$here/double_click.py" "$root" "$work"

step "Removing the package"
journal=$root/home/person/.local/share/smallacts/journal.db
before=$(sha256sum <"$journal")
quietly as_root apt-get -qq -y purge small-acts
[ "$(sha256sum <"$journal")" = "$before" ] || fail "Removing the package changed the journal."
left=$(as_root find /usr /etc -path '*small*acts*' -not -path '*/dpkg/*' | head -n 5)
[ -z "$left" ] || fail "Removing the package left: $left"
step "The journal is still there. Pictures are in build/deb-check."
