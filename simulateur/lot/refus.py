"""Ce qui fait refuser un fichier entier, en une phrase qui ne cite aucune donnée."""

OCTETS_MAX = 2 * 1024 * 1024
LIGNES_MAX = 2_000  # sur le web ; la commande `estimer` n'en a pas
RANGS_MAX = 100_000  # lignes vides comprises : un tableur mal enregistré en a un million
COLONNES_MAX = 80
CARACTERES_MAX = 500  # d'une cellule


class FichierRefuse(Exception):
    """`message` : quoi faire, en français. `statut` : celui de la réponse HTTP."""

    def __init__(self, message: str, statut: int = 422) -> None:
        super().__init__("file refused")
        self.message = message
        self.statut = statut
