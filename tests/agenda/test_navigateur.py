"""Le lien du résultat dans un vrai navigateur : un fichier s'enregistre, la page ne bouge pas."""

from pathlib import Path

import pytest

from tests.agenda.fichier import NOUVEAU, evenements

pytestmark = pytest.mark.navigateur


def test_un_toucher_enregistre_les_dates(page_mobile):
    page_mobile.goto(f"/simulation/resultats/?{NOUVEAU}")
    adresse = page_mobile.url
    with page_mobile.expect_download() as attente:
        page_mobile.get_by_role("link", name="Ajouter à mon agenda (.ics)").tap()
    recu = attente.value
    assert recu.suggested_filename == "aide-assistant-medical.ics"
    assert len(evenements(Path(recu.path()).read_bytes())) > 10
    assert page_mobile.url == adresse
