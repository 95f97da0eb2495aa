"""Une origine va dans un en-tête de sûreté : celles qui n'en sont pas sont refusées, et jamais servies."""

import pytest
from django.core.exceptions import ValidationError

from simulateur.cpts import annuaire, origines
from simulateur.cpts.models import Cpts

BONNES = {
    "https://www.exemple.fr": "https://www.exemple.fr",
    "https://exemple.fr/": "https://exemple.fr",
    " HTTPS://Exemple.FR ": "https://exemple.fr",
    "https://exemple.fr:443": "https://exemple.fr",
    "https://exemple.fr:8443": "https://exemple.fr:8443",
    "https://xn--mdecins-bya.fr": "https://xn--mdecins-bya.fr",
    "http://localhost:8000": "http://localhost:8000",
    "http://127.0.0.1:8000": "http://127.0.0.1:8000",
}
MAUVAISES = (
    "*", "https://*", "https://*.exemple.fr", "https:", "http://exemple.fr", "exemple.fr", "//exemple.fr",
    "https://exemple.fr/page", "https://exemple.fr?x", "https://exemple.fr#x", "https://a@exemple.fr",
    "https://exemple", "https://1.2.3.4", "https://[::1]", "https://exemple.fr:", "https://exemple.fr:*",
    "https://exemple.fr; script-src *", "https://exemple.fr https://autre.fr", "https://exemple.fr,x",
    "https://-exemple.fr", "https://exemple..fr", "https://médecins.fr", "'self'", "'none'", "data:", "null",
    "http://localhost.exemple.fr", "ftp://exemple.fr", "javascript:alert(1)", "https://exemple.fr\x00",
)  # fmt: skip


@pytest.mark.parametrize("ecrite", BONNES)
def test_une_origine(ecrite):
    origines.valider(ecrite)
    assert origines.lire(ecrite) == (BONNES[ecrite],)


@pytest.mark.parametrize("ecrite", MAUVAISES)
def test_ce_qui_n_en_est_pas_une(ecrite):
    with pytest.raises(ValidationError, match="n’est pas l’adresse d’un site"):
        origines.valider(ecrite)
    assert origines.lire(ecrite) == ()
    with pytest.raises(ValidationError):
        origines.valider(f"https://exemple.fr\n{ecrite}")


def test_une_par_ligne_et_pas_plus_de_vingt():
    assert origines.lire("https://a.fr\r\n\nhttps://b.fr\nhttps://a.fr/") == (
        "https://a.fr",
        "https://b.fr",
    )
    origines.valider("\n".join(f"https://a{n}.fr" for n in range(20)))
    with pytest.raises(ValidationError, match="20 sites au plus"):
        origines.valider("\n".join(f"https://a{n}.fr" for n in range(21)))


@pytest.mark.django_db
def test_ecrite_par_un_autre_chemin_elle_ne_passe_pas(client):
    """Ce que l'administration n'a pas relu n'arrive pas dans l'en-tête."""
    Cpts(slug="essai", nom="Essai", origines="https://ok.fr\n*\nhttps://x.fr; script-src *").save()
    annuaire.oublier()
    for adresse in ("/embed/simulation/profil/?cpts=essai", "/embed/simulation/profil/"):
        csp = client.get(adresse).headers["Content-Security-Policy"]
        assert "frame-ancestors 'self' https://ok.fr" in csp
        assert "*" not in csp
