#!/usr/bin/env bash
# Chromium, Java, nginx, PostgreSQL et une police pour les tests : installés ou nommés, jamais sautés.
set -euo pipefail
source "$(dirname "$0")/debian.sh"

manquants=()
command -v chromium-headless-shell >/dev/null || manquants+=(chromium-headless-shell)
# Présent ne suffit pas : un java sans JRE complet échoue au lancement.
java -version >/dev/null 2>&1 || manquants+=(default-jre-headless)
# La fiche imprimée tient en deux pages avec une police courante, pas avec la plus large de toutes.
compgen -G "/usr/share/fonts/truetype/liberation*" >/dev/null || manquants+=(fonts-liberation)
# Celui de Debian, avec le module que sa configuration demande (docs/deploiement/nginx.conf).
[ -x /usr/sbin/nginx ] || command -v nginx >/dev/null || manquants+=(nginx)
compgen -G "/etc/nginx/modules-enabled/*brotli-static*" >/dev/null || manquants+=(libnginx-mod-http-brotli-static)
[ -n "$(programmes_postgresql)" ] || manquants+=(postgresql)
[ ${#manquants[@]} -eq 0 ] || installer "${manquants[@]}"
