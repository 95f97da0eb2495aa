"""Une demande HTTP sur la boucle locale, et ce qui y est répondu."""

import gzip
import http.client
from dataclasses import dataclass

DELAI_S = 20


@dataclass(frozen=True)
class Reponse:
    statut: int
    en_tetes: http.client.HTTPMessage
    corps: bytes  # tel que reçu, compressé s'il l'est

    @property
    def cache(self) -> str | None:
        """HIT, MISS… : ce que nginx dit en avoir fait."""
        return self.en_tetes["X-Cache"]

    @property
    def lu(self) -> bytes:
        comprime = self.en_tetes["Content-Encoding"] == "gzip"
        return gzip.decompress(self.corps) if comprime else self.corps

    @property
    def texte(self) -> str:
        return self.lu.decode()


def demander(
    port: int, adresse: str, methode: str = "GET", corps: bytes | str | None = None, **en_tetes: str
) -> Reponse:
    """Une demande, sa propre connexion ; l'en-tête If-None-Match se nomme If_None_Match.

    L'hôte ne dit pas le port : le site et le mandataire devant lui répondent la même page.
    """
    noms = {nom.replace("_", "-"): valeur for nom, valeur in en_tetes.items()}
    connexion = http.client.HTTPConnection("127.0.0.1", port, timeout=DELAI_S)
    try:
        connexion.request(methode, adresse, corps, {"Host": "localhost"} | noms)
        recue = connexion.getresponse()
        return Reponse(recue.status, recue.headers, recue.read())
    finally:
        connexion.close()
