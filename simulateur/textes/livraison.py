"""Ce que dit la commande qui charge ce qui est livré avec le site."""

CHARGE = {
    "cas": "Cas de contrôle chargés ({nombre}).",
    "guide": "Guide chargé ({nombre} pages).",
    "tables": "Tables publiées ({nombre} fichiers chargés).",
    "cpts": "CPTS d’exemple chargée ({nombre}).",
}
DEJA_LA = {
    "cas": "Les cas de contrôle sont déjà là : rien n’est changé.",
    "guide": "Des pages du guide sont ou ont été là : rien n’est changé.",
    "tables": "Les tables sont déjà là : rien n’est changé.",
    "cpts": "Des CPTS sont ou ont été là : rien n’est changé.",
}
