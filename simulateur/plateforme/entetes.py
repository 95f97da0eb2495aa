"""Les en-têtes de sûreté communs à Django et au serveur."""

# Le site ne demande rien à l'appareil : tout est fermé.
PERMISSIONS_POLICY = ", ".join(
    f"{capacite}=()"
    for capacite in (
        "accelerometer",
        "autoplay",
        "bluetooth",
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
