#!/bin/sh
# Entrée du conteneur : la base se met à jour, ce qui est livré se charge si elle est vide, puis on sert.
# Sans danger à répéter, ni à lancer de plusieurs conteneurs à la fois : chacun attend son tour.
set -eu
python manage.py preparer
exec "$@"
