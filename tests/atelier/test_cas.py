"""Les cas de contrôle : lancés, écrits depuis un résultat, relus, rendus aux fichiers."""

from datetime import date
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.urls import reverse

from eligibility import selectors
from eligibility.documents import base
from simulateur.cas import attendu as attendus
from simulateur.cas import corpus
from simulateur.cas.controle import calculer, echecs
from simulateur.cas.lecture import lire_dossier
from simulateur.models import CasDeControle
from tests.tables.outils import corriger_et_publier, ecrire

pytestmark = pytest.mark.django_db


def test_tout_le_corpus_est_vert():
    assert CasDeControle.objects.count() > 400
    assert echecs(selectors.tables().referentiel) == []


def test_un_calcul_garde_entre_deux_tests_est_celui_qu_on_referait(calculs_faits, brouillon):
    """Public, puis brouillon, puis public : à chacun le sien, et qui le change ne change que le sien."""
    ecrire(brouillon, "montants", "1", "base", 1, valeur="37000.00")
    public, autre = (
        selectors.tables().referentiel,
        selectors.avec(base.document(brouillon)).referentiel,
    )
    differents = 0
    for cas in CasDeControle.objects.all()[::20]:
        for referentiel in (public, autre, public):
            garde = calculs_faits(cas.reponses, referentiel)
            assert garde == calculer(cas.reponses, referentiel), cas.nom
            garde.clear()
        differents += calculs_faits(cas.reponses, public) != calculs_faits(cas.reponses, autre)
    assert differents


def test_relire_un_cas_conforme_ne_change_pas_son_attendu():
    """L'attendu d'un cas vert, repris du résultat, dit exactement la même chose."""
    referentiel = selectors.tables().referentiel
    for cas in CasDeControle.objects.all():
        relu = attendus.relire(cas.attendu, calculer(cas.reponses, referentiel))
        attendu = dict(cas.attendu)
        if isinstance(attendu.get("erreur_champ"), str):
            attendu["erreur_champ"] = [attendu["erreur_champ"]]
        if "erreur_champ" in attendu:
            attendu["erreur_champ"] = sorted(attendu["erreur_champ"])
        for cle in ("echeances",):
            if cle in attendu:
                assert all(une in relu[cle] for une in attendu[cle]), cas.nom
                attendu[cle] = relu[cle]
        assert relu == attendu, cas.nom


def test_la_liste_dit_vert_ou_rouge_et_pourquoi(redaction, brouillon):
    page = redaction.get(reverse("atelier:cas"))
    assert "tous conformes" in page.text
    ecrire(brouillon, "montants", "1", "base", 1, valeur="37000.00")
    sur_brouillon = redaction.get(reverse("atelier:cas"), {"version": "bareme/2026-02-25.2"})
    assert "en écart" in sur_brouillon.text
    assert "Aide de chaque année : 38\u202f000\u00a0; 28\u202f000" in sur_brouillon.text
    assert "37\u202f000" in sur_brouillon.text
    assert sur_brouillon.context["page"][0]["ecarts"], "les rouges d'abord"
    assert "tous conformes" in redaction.get(reverse("atelier:cas")).text


def test_un_cas_ouvert_depuis_un_brouillon_se_juge_avec_lui(redaction, brouillon):
    """La liste le dit rouge : l'ouvrir ne doit pas le dire conforme."""
    ecrire(brouillon, "montants", "1", "base", 1, valeur="37000.00")
    liste = redaction.get(reverse("atelier:cas"), {"version": "bareme/2026-02-25.2"})
    premier = liste.context["page"][0]
    page = redaction.get(premier["lien"]).text
    assert "En écart avec le brouillon 2026-02-25.2" in page
    assert "/admin/atelier/bareme/2026-02-25.2/apercu/simulation/resultats/?" in page
    public = redaction.get(reverse("atelier:un_cas", args=[premier["cas"].pk])).text
    assert "Conforme à ce qui est public" in public


def test_un_fait_se_lit_en_mots(redaction):
    cas = CasDeControle.objects.get(
        nom="Cardiologue dont la file active est connue mais pas la tranche"
    )
    page = redaction.get(reverse("atelier:un_cas", args=[cas.pk])).text
    assert "À confirmer" in page
    assert "a_confirmer" not in page


def test_chercher_un_cas(redaction):
    page = redaction.get(reverse("atelier:cas"), {"q": "cardiologue"})
    assert 0 < page.context["nombre"] < 60


def test_des_fichiers_a_la_base_et_de_la_base_aux_fichiers(tmp_path):
    for fichier in corpus.DOSSIER.glob("*.yaml"):
        (tmp_path / fichier.name).write_bytes(fichier.read_bytes())
    call_command("exporter_cas", dossier=tmp_path, stdout=StringIO())
    avant = {cas.nom: cas for cas in lire_dossier(corpus.DOSSIER)}
    apres = {cas.nom: cas for cas in lire_dossier(tmp_path)}
    assert avant.keys() == apres.keys()
    CasDeControle.objects.all().delete()
    assert corpus.charger(tmp_path) == len(avant)
    assert echecs(selectors.tables().referentiel) == []
    for fichier in tmp_path.glob("*.yaml"):
        origine = (corpus.DOSSIER / fichier.name).read_text()
        assert fichier.read_text().splitlines()[0] == origine.splitlines()[0], "l'en-tête reste"
    encore = tmp_path / "encore"
    encore.mkdir()
    for fichier in tmp_path.glob("*.yaml"):
        (encore / fichier.name).write_bytes(fichier.read_bytes())
    corpus.exporter(encore)
    assert (encore / "tranches.yaml").read_bytes() == (tmp_path / "tranches.yaml").read_bytes()


def test_une_base_pleine_reste_la_maitresse():
    sortie = StringIO()
    call_command("charger", "cas", stdout=sortie)
    assert "rien n’est changé" in sortie.getvalue()


def verifier(**options) -> str:
    sortie = StringIO()
    call_command("verifier_bareme", stdout=sortie, **options)
    return sortie.getvalue()


def test_verifier_bareme_dit_tout_va_bien_et_ce_qui_vieillit():
    dit = verifier()
    assert "0 en écart" in dit
    assert "valeurs à relire" in dit
    with pytest.raises(CommandError, match="à relire"):
        verifier(strict=True)


def test_verifier_bareme_sort_en_erreur_et_ecrit(settings):
    settings.ADMINS = [("Camille", "camille@exemple.fr")]
    cas = CasDeControle.objects.get(nom="Généraliste à qui il manque 35 patients")
    cas.attendu["manque"] = 36
    cas.save()
    with pytest.raises(CommandError, match="s’écartent"):
        verifier(courriel=True)
    (courriel,) = mail.outbox
    assert "36 attendu, 35 obtenu" in courriel.body


def test_les_exemples_de_l_accueil_viennent_de_la_publication(client, publication):
    CasDeControle.objects.filter(nom__startswith="Généraliste à qui").update(nom="Un autre nom")
    assert "Un autre nom" not in client.get("/").text
    page = publication.get(reverse("atelier:references"))
    lue, choix = page.context["attente"].lue, list(page.context["cochees"])
    envoi = {"motif": "un exemple", "lue": lue, "choix": choix}
    publication.post(reverse("atelier:references"), envoi)
    page = client.get("/").text
    assert "Un autre nom" in page
    assert f"date_signature={date(2026, 12, 1)}" not in page


def test_l_atelier_voit_ce_qu_un_autre_processus_vient_de_publier(redaction, sans_cas, settings):
    """Les tables en mémoire ont jusqu'à deux secondes de retard : pas sur les pages de l'atelier."""
    settings.REFERENTIEL_FRAICHEUR_S = 3600
    selectors.tables()
    corriger_et_publier("montants", "1", "base", 1, valeur="37000.00")
    assert selectors.tables().bareme_at(date(2026, 12, 1)).revision == 1
    assert redaction.get("/admin/atelier/cas/").context["rouges"] > 0
    assert selectors.tables().bareme_at(date(2026, 12, 1)).revision == 2
