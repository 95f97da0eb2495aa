#!/usr/bin/env bash
# Un PostgreSQL jetable, le temps d'une commande qui le reçoit par DATABASE_URL :
#     scripts/postgresql.sh .venv/bin/python -m pytest …
# La commande peut l'arrêter et la relancer : POSTGRESQL_BIN, POSTGRESQL_DONNEES.
# Sans mot de passe ni port : une prise Unix dans un dossier temporaire, effacé à la fin avec la base.
set -euo pipefail

source "$(dirname "$0")/debian.sh"

[ -n "$(programmes_postgresql)" ] || installer postgresql

bin=$(programmes_postgresql)
dossier=$(mktemp -d "${TMPDIR:-/tmp}/postgresql.XXXXXX")
comme_postgres=()
if [ "$(id -u)" -eq 0 ]; then # PostgreSQL refuse de tourner en root
    chown postgres "$dossier"
    comme_postgres=(runuser -u postgres --)
fi
# shellcheck disable=SC2317 # appelée par trap
finir() {
    "${comme_postgres[@]}" "$bin/pg_ctl" stop --silent --mode=immediate --pgdata="$dossier/donnees" || true
    rm -rf "$dossier"
}
trap finir EXIT
ici=$PWD
cd "$dossier" # un dossier que l'utilisateur postgres peut lire

# L'ordre alphabétique français, l'inverse de celui de SQLite (« Évry » avant « Fos », « a » avant « B ») :
# ce qui dépendrait de l'ordre de la base se verrait.
"${comme_postgres[@]}" "$bin/initdb" --pgdata="$dossier/donnees" --username=postgres --auth=trust \
    --encoding=UTF8 --locale=C.UTF-8 --locale-provider=icu --icu-locale=fr-FR --no-sync >/dev/null
# Dans son fichier, pour qui l'arrête et la relance. Rien ne survit à une panne : inutile d'attendre le disque.
"${comme_postgres[@]}" tee -a "$dossier/donnees/postgresql.conf" >/dev/null <<REGLAGES
listen_addresses = ''
unix_socket_directories = '$dossier'
fsync = off
synchronous_commit = off
full_page_writes = off
REGLAGES
"${comme_postgres[@]}" "$bin/pg_ctl" start --silent --wait --pgdata="$dossier/donnees" \
    --log="$dossier/journal"

cd "$ici"
unset PGHOST PGPORT PGUSER PGDATABASE PGPASSWORD PGSERVICE
POSTGRESQL_BIN="$bin" POSTGRESQL_DONNEES="$dossier/donnees" \
    DATABASE_URL="postgres://postgres@/$dossier/postgres" "$@"
