# À lire par `source` : `installer paquet…` installe par apt si l'on est root, sinon nomme ce qui manque et s'arrête.
installer() {
    if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
        echo "Il manque, pour les tests : $*" >&2
        echo "Sous Debian : sudo apt-get install $*" >&2
        exit 1
    fi
    echo "Installation de $* (Debian)" >&2
    DEBIAN_FRONTEND=noninteractive apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

programmes_postgresql() { compgen -G "/usr/lib/postgresql/*/bin" | sort -V | tail -n 1; }
