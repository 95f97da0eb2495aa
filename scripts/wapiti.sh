#!/usr/bin/env bash
# Wapiti contre une installation neuve, en production, sur la boucle locale : huit minutes au plus.
#     scripts/wapiti.sh
# Il s'installe dans var/wapiti, à part : le site n'en a rien.
set -euo pipefail
cd "$(dirname "$0")/.."
wapiti=${WAPITI:-var/wapiti/bin/wapiti}
if [ ! -x "$wapiti" ]; then
    python3 -m venv var/wapiti
    var/wapiti/bin/python -m pip --quiet --disable-pip-version-check install wapiti3==3.2.3
fi
exec nice -n 10 .venv/bin/python -m scripts.wapiti "$wapiti"
