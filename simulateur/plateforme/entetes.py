"""Les en-têtes de sûreté communs à Django et au serveur."""

# Le site ne demande rien à l'appareil : tout est fermé.
PERMISSIONS_POLICY = ", ".join(
    f"{capacite}=()"
    for capacite in (
        "accelerometer",
        "autoplay",
        "browsing-topics",
        "camera",
        "display-capture",
        "encrypted-media",
        "geolocation",
        "gyroscope",
        "hid",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "publickey-credentials-get",
        "screen-wake-lock",
        "serial",
        "usb",
        "xr-spatial-tracking",
    )
)

# Ce que la page d'un autre site peut charger chez nous, et rien d'autre.
SCRIPT_DES_PARENTS = "js/integration.js"


def des_fichiers(entetes, fichier: str, adresse: str) -> None:
    """Ceux que WhiteNoise ajoute à un fichier statique."""
    if adresse.endswith(f"/{SCRIPT_DES_PARENTS}"):
        entetes["Cross-Origin-Resource-Policy"] = "cross-origin"
