#!/usr/bin/env bash
# Chromium, Java, nginx et une police pour les tests : installés par apt si l'on est root, sinon nommés, jamais sautés.
set -euo pipefail

manquants=()
command -v chromium >/dev/null || manquants+=(chromium)
# Présent ne suffit pas : un java sans JRE complet échoue au lancement.
java -version >/dev/null 2>&1 || manquants+=(default-jre-headless)
# La fiche imprimée tient en deux pages avec une police courante, pas avec la plus large de toutes.
compgen -G "/usr/share/fonts/truetype/liberation*" >/dev/null || manquants+=(fonts-liberation)
# Celui de Debian, avec le module que sa configuration demande (docs/deploiement/nginx.conf).
[ -x /usr/sbin/nginx ] || command -v nginx >/dev/null || manquants+=(nginx)
compgen -G "/etc/nginx/modules-enabled/*brotli-static*" >/dev/null || manquants+=(libnginx-mod-http-brotli-static)
[ ${#manquants[@]} -eq 0 ] && exit 0

if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    echo "Il manque, pour les tests : ${manquants[*]}" >&2
    echo "Sous Debian : sudo apt-get install ${manquants[*]}" >&2
    exit 1
fi
echo "Installation de ${manquants[*]} (Debian)" >&2
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends "${manquants[@]}" >/dev/null
