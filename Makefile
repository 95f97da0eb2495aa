# make setup | run | test | lint | bench | css : tout part d'un Python 3.11+ et de rien d'autre.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.ONESHELL:
.DEFAULT_GOAL := aide
.DELETE_ON_ERROR:

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --quiet --disable-pip-version-check install --require-hashes
TEMOINS := $(VENV)/temoins
export PATH := $(CURDIR)/$(VENV)/bin:$(PATH)

# Ce dont dépend chaque témoin ; un témoin plus vieux se refait.
MIGRATIONS := $(wildcard */migrations/*.py */*/migrations/*.py) $(wildcard fixtures/*/*)
STATIQUES := $(shell find static -type f 2>/dev/null)

.PHONY: aide setup run test lint bench endurance phare accessibilite audit sbom css requirements FORCE

aide:
	@echo "make run    installe ce qui manque et lance le site sur http://127.0.0.1:$(PORT)/"
	echo "make test   installe ce qui manque et lance tous les tests"
	echo "make lint   vérifie le style du code"
	echo "make bench  mesure le site et remplit le tableau du README (ARGS=--court pour un essai)"
	echo "make endurance  publie pendant que le site sert, sous charge, puis demande n’importe quoi 200 000 fois"
	echo "make audit  demande les failles connues des paquets épinglés ; make sbom écrit leur liste, var/sbom.json"
	echo "make accessibilite  axe sur chaque écran, et ce qu’un lecteur d’écran lirait ; make phare, Lighthouse"
	echo "make css    refait static/css/ depuis static/scss/"

setup: $(TEMOINS)/paquets $(TEMOINS)/base $(TEMOINS)/statiques

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
	    echo "Python 3.11 ou plus est nécessaire (PYTHON=chemin pour en choisir un)." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV) || {
	    echo "Sous Debian : apt-get install python3-venv" >&2; exit 1; }

$(TEMOINS)/paquets: requirements.txt | $(PY)
	@$(PIP) -r requirements.txt
	mkdir -p $(TEMOINS) && touch $@

$(TEMOINS)/paquets-dev: requirements-dev.txt $(TEMOINS)/paquets
	@$(PIP) -r requirements-dev.txt
	touch $@

# Une base effacée, ou une base ailleurs que dans var/ : on ne se fie pas au témoin.
ifneq ($(DATABASE_URL)$(VAR_DIR),)
$(TEMOINS)/base: FORCE
else ifeq ($(wildcard var/db.sqlite3),)
$(TEMOINS)/base: FORCE
endif
$(TEMOINS)/base: $(TEMOINS)/paquets $(MIGRATIONS)
	@$(PY) manage.py preparer
	touch $@

ifeq ($(wildcard var/staticfiles/staticfiles.json),)
$(TEMOINS)/statiques: FORCE
endif
$(TEMOINS)/statiques: $(TEMOINS)/paquets $(STATIQUES)
	@$(PY) manage.py collectstatic --clear --no-input --verbosity 0
	touch $@

FORCE:

run: setup
	@echo "Le site : http://127.0.0.1:$(PORT)/"
	echo "Premier administrateur, dans un autre terminal (la commande dit ensuite l’adresse à ouvrir) :"
	echo "    $(if $(filter-out 8000,$(PORT)),PORT=$(PORT) )$(PY) manage.py premier_administrateur"
	echo "Arrêter : Ctrl-C"
	PORT=$(PORT) exec $(VENV)/bin/gunicorn simulateur.wsgi

# Chromium et Java viennent de Debian, le vérificateur HTML de npm : scripts/ dit ce qui manque.
$(TEMOINS)/vnu: tests/vnu/package-lock.json $(TEMOINS)/paquets
	@scripts/npm.sh ci --prefix tests/vnu --ignore-scripts --no-audit --no-fund --silent
	touch $@

# Sur PostgreSQL : ce qui écrit, l'atelier compris ; tests/conftest.py nomme ce qui n'y repasse pas.
# Trois à la fois sur deux cœurs : le navigateur, Java et la base font attendre.
test: setup $(TEMOINS)/paquets-dev $(TEMOINS)/vnu
	@scripts/outils_de_test.sh
	issue=0
	$(PY) -m pytest -n 3 --dist worksteal $(ARGS) || issue=$$?
	echo "== tests, sur SQLite : $$SECONDS s"; SECONDS=0
	echo "Encore une fois sur PostgreSQL, ce qui écrit dans la base :"
	scripts/postgresql.sh $(PY) -m pytest -n 3 --dist worksteal --seulement-base $(ARGS) || issue=$$?
	echo "== tests, sur PostgreSQL : $$SECONDS s"
	exit $$issue

lint: $(TEMOINS)/paquets-dev
	@$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .

# À lancer sur une machine au repos : les durées sont celles de l'horloge.
bench: $(TEMOINS)/paquets
	@$(PY) -m scripts.banc $(ARGS)

$(TEMOINS)/paquets-endurance: requirements-endurance.txt $(TEMOINS)/paquets
	@$(PIP) -r requirements-endurance.txt
	touch $@

# Publier sous charge, dix minutes de pannes, deux cent mille demandes au hasard : trop long pour `make test`.
endurance: $(TEMOINS)/paquets-endurance
	@$(PY) -m scripts.endurance.publications
	scripts/postgresql.sh $(PY) -m scripts.endurance.pannes
	$(PY) -m scripts.hasard

$(TEMOINS)/phare: scripts/phare/package-lock.json $(TEMOINS)/paquets
	@scripts/npm.sh ci --prefix scripts/phare --ignore-scripts --no-audit --no-fund --silent
	touch $@

# Lighthouse, sur une machine au repos : il écrit docs/lighthouse.md.
phare: $(TEMOINS)/paquets-dev $(TEMOINS)/phare
	@scripts/outils_de_test.sh
	$(PY) -m scripts.phare $(ARGS)

# axe sur chaque écran, et ce qu'un lecteur d'écran lirait : la page /accessibilite/ dit le résultat.
accessibilite: $(TEMOINS)/paquets-dev
	@scripts/outils_de_test.sh
	$(PY) -m scripts.accessibilite

# Leurs outils ont leur propre environnement : rien d'eux ne part avec le site.
var/surete/temoin: requirements-surete.txt
	@[ -x var/surete/bin/python ] || $(PYTHON) -m venv var/surete
	var/surete/bin/python -m pip --quiet --disable-pip-version-check install --require-hashes \
	    -r requirements-surete.txt
	touch $@

audit: $(TEMOINS)/paquets var/surete/temoin
	@$(PY) -m scripts.audit

# Ce qui part avec le site, au format CycloneDX ; htmx est dans django-htmx.
sbom: var/surete/temoin
	@var/surete/bin/cyclonedx-py requirements --pyproject pyproject.toml --of JSON --sv 1.6 \
	    --output-reproducible --validate --output-file var/sbom.json requirements.txt
	echo "var/sbom.json"

css: $(TEMOINS)/paquets
	@scripts/npm.sh ci --no-audit --no-fund --silent
	scripts/npm.sh run css

# Réservé à qui change une dépendance : pip-tools reste hors du projet.
requirements: | $(PY)
	@[ -x var/pip-tools/bin/pip-compile ] || $(PYTHON) -m venv var/pip-tools
	var/pip-tools/bin/pip --quiet install pip-tools
	for fichier in requirements requirements-dev requirements-endurance requirements-node requirements-surete; do
	    var/pip-tools/bin/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header \
	        --no-emit-index-url --no-emit-trusted-host --no-emit-options \
	        --output-file $$fichier.txt $$fichier.in $(ARGS)
	done
