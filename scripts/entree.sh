#!/bin/sh
# Entrée du conteneur : la base se met à jour, les tables se chargent si elle est vide, puis on sert.
# Sans danger à répéter : migrate ne refait rien et charger_tables ne touche pas une base remplie.
set -eu
python manage.py migrate --no-input --verbosity 0
python manage.py charger_cas
python manage.py charger_guide
python manage.py charger_tables
python manage.py charger_cpts
exec "$@"
