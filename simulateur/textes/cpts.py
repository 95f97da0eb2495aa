"""The words about a CPTS, its frame in another site, and what is counted."""

from simulateur.textes.ecriture import typographie

SLUG_REFUSE = "Des minuscules sans accent, des chiffres, et des tirets entre eux."
TELEPHONE_REFUSE = typographie("Des chiffres et des espaces : 01 23 45 67 89 ou +33 1 23 45 67 89.")
AIDE_ORIGINES = typographie(
    "Un par ligne, sans chemin : https://www.exemple.fr. Le nom avec et sans « www » sont deux sites."
)
ORIGINE_REFUSEE = typographie(
    "« {ligne} » n’est pas l’adresse d’un site : écrivez https:// puis son nom entier, sans chemin "
    "ni astérisque."
)
TROP_D_ORIGINES = typographie("{maximum} sites au plus.")
LOGO_TROP_LOURD = typographie("Ce logo est trop lourd : 40 Ko au plus.")
LOGO_REFUSE = typographie(
    "Ce fichier n’est pas une image PNG, JPEG ou WebP entière, de 16 à 2 000 pixels de côté."
)

TITRE_DU_CADRE = "Simulateur de l’aide à l’emploi d’un assistant médical (site non officiel)"

# Ready for the page about privacy; shown on the page for webmasters too.
CONFIDENTIALITE = typographie(
    "Quand un résultat s’ouvre par le lien d’une CPTS, nous ajoutons un au compte de cette CPTS pour "
    "le mois. Ce compte est tout ce que nous gardons : ni l’heure, ni l’adresse du visiteur, ni ses "
    "réponses, ni rien qui dise si deux ouvertures viennent de la même personne."
)

# What a webmaster copies: nothing that a strict policy of the host's page would refuse.
EXTRAIT = """<iframe src="{adresse}" title="{titre}"
  width="100%" height="{hauteur}" allow="clipboard-write"></iframe>
<script src="{script}" async></script>"""
