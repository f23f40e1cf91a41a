#!/bin/sh
# Builds "Small Acts.app" and, of it, dist/small-acts-VERSION-macos-ARCHITECTURE.dmg. On macOS only; not tried yet.
#
# usage: build.sh     $PYTHON names a Python that has the program, PyInstaller and PySide6 installed
#
# $SIGN_AS names an identity of the keychain to sign with; without one the signature is ad hoc, which lets the program
# run on the Mac that built it, and elsewhere after a right click on "Open".
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
python=${PYTHON:-$root/.venv/bin/python}
work=$root/build/macos
app="$root/build/freeze/Small Acts.app"

[ "$(uname -s)" = Darwin ] || { echo "A program for macOS can be built on macOS alone." >&2; exit 1; }

rm -rf "$work"
mkdir -p "$work/disk" "$root/dist"
"$python" "$root/packaging/macos/iconset.py" "$work/small-acts.iconset"
iconutil --convert icns --output "$work/small-acts.icns" "$work/small-acts.iconset"

"$python" "$root/packaging/freeze.py"
codesign --force --deep --options runtime --sign "${SIGN_AS:--}" \
    --entitlements "$root/packaging/macos/entitlements.plist" "$app"
codesign --verify --deep --strict "$app"
"$app/Contents/MacOS/smallacts" --self-test "$work/self-test.txt"

version=$(/usr/libexec/PlistBuddy -c 'Print :CFBundleShortVersionString' "$app/Contents/Info.plist")
image="$root/dist/small-acts-$version-macos-$(uname -m).dmg"
cp -R "$app" "$work/disk/"
ln -s /Applications "$work/disk/Applications"
hdiutil create -quiet -ov -fs HFS+ -format UDZO -volname "Small Acts" -srcfolder "$work/disk" "$image"
hdiutil verify -quiet "$image"
echo "$image"
