#!/usr/bin/env bash
# Makes the fonts of this folder out of Debian 12's packages and one of npm. Needs Debian, npm and Python.
# What is taken away: hinting (nothing here is drawn at the few pixels where it helps), the characters that another
# font of the folder draws, and glyph names.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

apt-get download fonts-inter=4.0~beta7+ds-1 fonts-noto-core=20201225-1 fonts-dejavu-core=2.37-6 \
    fonts-droid-fallback=1:6.0.1r16-1.1
for package in *.deb; do
    dpkg-deb -x "$package" debian
done
npm pack --silent @expo-google-fonts/noto-emoji@0.4.7
tar xzf expo-google-fonts-noto-emoji-0.4.7.tgz
python3 -m venv python
python/bin/pip install --quiet fonttools==4.68.0

# out in characters [option...]
subset() {
    local out=$1 in=$2 characters=$3
    shift 3
    SOURCE_DATE_EPOCH=1700000000 python/bin/pyftsubset "$in" --output-file="$here/$out" --unicodes="$characters" \
        --no-hinting --name-IDs=0,1,2,3,4,5,6,13,14 --notdef-outline "$@"
}

fonts=debian/usr/share/fonts
inter=$fonts/opentype/inter
noto=$fonts/truetype/noto
latin=20-7E,A0-24F,259,2B0-2FF,300-36F,370-3FF,400-52F,1E00-1FFF,2010-2027,2030-205E,2070-209F,20A0-20C0,2116,2117,2122
latin=$latin,2126,212E,2150-215F,2189,2190-2199,2212,2215,2219,221A,221E,222B,2248,2260,2264,2265,25CF,25CB,2713,2717
features='kern,mark,mkmk,ccmp,locl,tnum'
subset Inter-Regular.otf "$inter/Inter-Regular.otf" "$latin" --layout-features="$features"
subset Inter-SemiBold.otf "$inter/Inter-SemiBold.otf" "$latin" --layout-features="$features"
for script in Arabic Armenian Devanagari Georgian Hebrew Thai; do
    subset "NotoSans$script-Regular.ttf" "$noto/NotoSans$script-Regular.ttf" '*'
done
# Arrows, mathematics, technical signs, boxes, shapes, dingbats.
subset DejaVuSans.ttf $fonts/truetype/dejavu/DejaVuSans.ttf \
    2016,2031-205E,2070-209F,20A0-20BF,2100-214F,2190-23FF,2420-2426,2460-27BF,27C0-2BFF,FFFC,FFFD
subset NotoEmoji-Regular.ttf package/400Regular/NotoEmoji_400Regular.ttf '*'
# The one without the rare signs of CJK Extension A, which has Korean instead.
subset DroidSansFallback.ttf debian/usr/share/fonts-droid-fallback/truetype/DroidSansFallback.ttf \
    1100-11FF,2E80-2FFF,3000-9FFF,A960-A97F,AC00-D7FF,F900-FAFF,FE30-FE4F,FF00-FFEF --drop-tables+=vmtx,vhea

doc=debian/usr/share/doc
cp $doc/fonts-inter/copyright "$here/Inter.copyright.txt"
cp $doc/fonts-noto-core/copyright "$here/Noto.copyright.txt"
cp $doc/fonts-dejavu-core/copyright "$here/DejaVu.copyright.txt"
cp $doc/fonts-droid-fallback/copyright "$here/DroidSansFallback.copyright.txt"
cp package/LICENSE_FONT "$here/NotoEmoji.copyright.txt"
ls -l "$here"
