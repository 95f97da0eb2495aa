"""Les CPTS en mémoire : sans requête quand elles sont fraîches, sans base quand elle est loin."""

import pytest

from eligibility import selectors
from eligibility.livraison import DejaLa
from simulateur.cpts import annuaire, livraison
from simulateur.cpts.models import Cpts, Modification

from .images import PNG

pytestmark = pytest.mark.django_db
RESULTAT = (
    "/simulation/resultats/?cpts={}&date_signature=2026-12-01&file_active=1700&pmt=1300&secteur=1"
    "&specialite=medecine-generale"
)


def test_deux_requetes_puis_aucune(cpts, horloge, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert annuaire.trouver("ma-cpts").contact.telephone == "01 02 03 04 05"
    with django_assert_num_queries(0):
        assert annuaire.trouver("inconnue") is None
        assert annuaire.trouver("") is None
        annuaire.toutes_les_origines()
    horloge[0] += 3
    with django_assert_num_queries(1):
        annuaire.trouver("ma-cpts")


@pytest.mark.parametrize("slug", ["ma-cpts", "inconnue"])
def test_une_page_ne_demande_rien_a_la_base(client, cpts, slug, django_assert_num_queries):
    client.get(RESULTAT.format(slug))
    with django_assert_num_queries(0):
        assert client.get(RESULTAT.format(slug)).status_code == 200


def test_sans_cpts_rien_n_est_lu(client, db, django_assert_num_queries):
    selectors.tables()
    with django_assert_num_queries(0):
        assert client.get(RESULTAT.replace("cpts={}&", "")).status_code == 200


def test_un_changement_se_voit_et_la_page_n_est_plus_la_meme(client, cpts, horloge):
    adresse = RESULTAT.format("ma-cpts")
    avant = client.get(adresse)
    assert client.get(adresse, headers={"if-none-match": avant["ETag"]}).status_code == 304
    cpts.telephone = "05 04 03 02 01"
    cpts.save()
    horloge[0] += 3
    apres = client.get(adresse, headers={"if-none-match": avant["ETag"]})
    assert "05 04 03 02 01" in apres.text
    assert "01 02 03 04 05" not in apres.text
    cpts.delete()
    horloge[0] += 3
    assert "05 04 03 02 01" not in client.get(adresse).text


def test_base_absente_la_memoire_puis_le_fichier(cpts, horloge, base_absente):
    cpts.logo = PNG
    cpts.save()
    lue = annuaire.trouver("ma-cpts")
    horloge[0] += 60
    with base_absente():
        assert annuaire.trouver("ma-cpts") == lue
        annuaire.oublier()
        assert annuaire.trouver("ma-cpts") == lue
    assert lue.logo.octets == PNG


@pytest.mark.parametrize("contenu", ["", "[", "[1]", '[{"slug": "x"}]', "{}", "\x00"])
def test_un_fichier_abime_ne_montre_rien(settings, base_absente, contenu):
    settings.COPIE_LOCALE.with_name("cpts.json").write_text(contenu)
    with base_absente():
        assert annuaire.trouver("x") is None


def test_un_disque_plein_ne_retient_pas_le_site(settings, tmp_path, cpts):
    (tmp_path / "fichier").write_text("")
    settings.COPIE_LOCALE = tmp_path / "fichier" / "publication.json"
    assert annuaire.trouver("ma-cpts").nom == "Ma CPTS"


def test_ce_qui_change_se_note(cpts):
    Modification.objects.all().delete()
    cpts.telephone, cpts.logo = "", PNG
    cpts.save()
    notees = {m.champ: (m.avant, m.apres, m.auteur) for m in Modification.objects.all()}
    assert notees["telephone"] == ("01 02 03 04 05", "", "le site")
    assert notees["logo"][1].endswith(".png, 32 × 24")
    assert len(notees) == 2
    cpts.save()
    assert Modification.objects.count() == 2


def test_l_exemple_n_invente_ni_numero_ni_adresse():
    """Chargé avec le site, une fois ; effacé, il ne revient pas."""
    exemple = Cpts.objects.get()
    assert "fictive" in exemple.nom
    vitrine = annuaire.trouver(exemple.slug)
    assert not vitrine.cpam.connu
    assert not any(
        (vitrine.contact.telephone, vitrine.contact.courriel, vitrine.contact.lien, vitrine.logo)
    )
    assert vitrine.origines == ()
    exemple.delete()
    with pytest.raises(DejaLa):
        livraison.charger()
