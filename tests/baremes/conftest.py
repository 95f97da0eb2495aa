"""Les barèmes livrés, lus par un processus qui naît à chaque test et voit aussitôt ce qu'on publie."""

import pytest

from eligibility import accompagnement, selectors


@pytest.fixture(autouse=True)
def processus_neuf(request, settings, tmp_path, monkeypatch):
    # Des chiffres inventés, qu'aucun cas de contrôle ne retient.
    monkeypatch.setattr(accompagnement.du_site, "garder", accompagnement.sans_garde)
    settings.COPIE_LOCALE = tmp_path / "publication.json"
    settings.REFERENTIEL_FRAICHEUR_S = 0
    selectors.oublier()
    yield
    selectors.oublier()


@pytest.fixture
def lire(client, db):
    """lire(adresse) : la page, qui doit exister."""

    def lire(adresse: str) -> str:
        reponse = client.get(adresse)
        assert reponse.status_code == 200, adresse
        return reponse.content.decode()

    return lire
