"""Un barème dans un fichier : l'aller-retour est exact, un défaut suffit à ne rien écrire."""

import json
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from eligibility import echanges, models
from eligibility.documents import base
from eligibility.documents.differences import differences
from tests.tables.outils import en_vigueur

pytestmark = pytest.mark.django_db


def exporter(nom: str) -> str:
    sortie = StringIO()
    call_command("exporter_bareme", nom, stdout=sortie)
    return sortie.getvalue()


@pytest.mark.parametrize(
    "nom", ["2019-08-21", "2026-02-25", "2026-02-25.1", "employeur/2026-06-01", "bareme/2024-06-22"]
)
def test_aller_retour_exact(nom, tmp_path):
    texte = exporter(nom)
    fichier = tmp_path / "bareme.json"
    fichier.write_text(texte, encoding="utf-8")
    sortie = StringIO()
    call_command("importer_bareme", str(fichier), stdout=sortie)
    assert "Brouillon créé" in sortie.getvalue()
    origine = echanges.trouver(nom)
    copie = type(origine).objects.get(date_effet=origine.date_effet, revision=2)
    assert copie.statut == "brouillon"
    assert differences(base.document(origine), base.document(copie)) == []
    assert (
        exporter(f"{nom.rpartition('.')[0] or nom}.2").replace('"revision": 2', '"revision": 1')
        == texte
    )


def test_une_ligne_par_case_dans_le_fichier():
    texte = exporter("2026-02-25")
    assert len(texte.splitlines()) > len(base.document(en_vigueur())["seuils"])
    assert json.loads(texte)["montants"] == base.document(en_vigueur())["montants"]


def changer(**changements) -> str:
    return json.dumps({**json.loads(exporter("2026-02-25")), **changements})


def premiere(table: str, **valeurs) -> str:
    document = json.loads(exporter("2026-02-25"))
    document[table][0] |= valeurs
    return json.dumps(document)


DEFAUTS = [
    (lambda: "pas du json", "n’est pas du JSON"),
    (lambda: "[]", "n’est pas celui d’un barème"),
    (lambda: changer(format=99), "« 99 » n’est pas connu"),
    (lambda: changer(genre="autre"), "« autre » n’est pas connu"),
    (lambda: changer(version="25/02/2026"), "version : une date"),
    (lambda: changer(source="INVENTEE"), "« INVENTEE »"),
    (lambda: changer(intitule=None), "intitule : un texte"),
    (lambda: changer(montants={}), "montants : une liste"),
    (lambda: changer(montants=[{"option": "1"}]), "montants, ligne 1 : les colonnes"),
    (lambda: premiere("montants", valeur=38000), "montants, ligne 1, valeur"),
    (lambda: premiere("montants", valeur="-1.00"), "montants, ligne 1, valeur"),
    (lambda: premiere("montants", valeur="NaN"), "montants, ligne 1, valeur"),
    (lambda: premiere("montants", valeur="1"), "montants, ligne 1, valeur"),
    (lambda: premiere("montants", option="3"), "montants, ligne 1, option"),
    (lambda: premiere("montants", annee=True), "montants, ligne 1, annee"),
    (lambda: premiere("montants", option=["1"]), "montants, ligne 1, option"),
    (lambda: premiere("montants", verifie_le="hier"), "montants, ligne 1, verifie_le"),
    (lambda: premiere("montants", fiabilite="a_completer"), "n’est pas possible|case vide|remplie"),
    (lambda: premiere("options", fiabilite="a_completer"), "jamais « a_completer »"),
    (lambda: premiere("seuils", specialite="alchimie"), "seuils, ligne 1, specialite"),
    (lambda: premiere("parametres", cle="inventee"), "parametres, ligne 1, cle"),
    (lambda: changer(options=json.loads(exporter("2026-02-25"))["options"][:1] * 2), "déjà donnée"),
    (lambda: " " * (echanges.TAILLE_MAXIMALE + 1), "trop gros"),
]


@pytest.mark.parametrize(("faire", "message"), DEFAUTS)
def test_un_defaut_se_dit_et_rien_ne_s_ecrit(tmp_path, faire, message):
    fichier = tmp_path / "bareme.json"
    fichier.write_text(faire(), encoding="utf-8")
    with pytest.raises(CommandError, match=message):
        call_command("importer_bareme", str(fichier))
    assert not models.Bareme.objects.filter(statut="brouillon").exists()


@pytest.mark.parametrize(
    "nom", ["2000-01-01", "n'importe quoi", "autre/2026-02-25", "2026-02-25.9"]
)
def test_une_version_inconnue(nom):
    with pytest.raises(CommandError, match="n’existe pas"):
        call_command("exporter_bareme", nom)


def test_exporter_vers_un_fichier(tmp_path):
    fichier = tmp_path / "b.json"
    call_command("exporter_bareme", "2026-02-25", fichier=fichier, stdout=StringIO())
    assert fichier.read_text(encoding="utf-8") == exporter("2026-02-25")
    with pytest.raises(CommandError, match="Impossible d’écrire"):
        call_command("exporter_bareme", "2026-02-25", fichier=tmp_path / "absent" / "b.json")


def test_par_l_ecran_d_abord_l_apercu(redaction):
    lien = reverse("atelier:exporter", args=("bareme", "2026-02-25.1"))
    telecharge = redaction.get(lien)
    assert "attachment" in telecharge.headers["Content-Disposition"]
    texte = premiere("montants", valeur="12345.00")
    page = reverse("atelier:importer")
    fichier = SimpleUploadedFile("b.json", texte.encode())
    apercu = redaction.post(page, {"fichier": fichier})
    assert "1 case change par rapport à 2026-02-25, révision 1" in apercu.text
    assert "12\u202f345" in apercu.text
    assert not models.Bareme.objects.filter(statut="brouillon").exists()
    cree = redaction.post(page, {"document": apercu.context["document"]})
    assert cree.url == "/admin/atelier/bareme/2026-02-25.2/"
    assert models.Bareme.objects.get(statut="brouillon").redacteur.username == "camille"


@pytest.mark.parametrize(
    ("octets", "message"),
    [
        (b"\xff\xfe", "UTF-8"),
        (b"[]", "n’est pas celui"),
        (b"", "JSON"),
        (b"a" * 2_000_001, "trop gros"),
    ],
)
def test_un_mauvais_fichier_a_l_ecran(redaction, octets, message):
    envoi = {"fichier": SimpleUploadedFile("b.json", octets)}
    reponse = redaction.post(reverse("atelier:importer"), envoi)
    assert reponse.status_code == 422
    assert message in reponse.text


def test_un_apercu_change_ou_vieux_ne_s_importe_pas(redaction):
    reponse = redaction.post(reverse("atelier:importer"), {"document": "autre chose"}, follow=True)
    assert "a expiré" in reponse.text
    assert "Choisissez un fichier" in redaction.post(reverse("atelier:importer"), {}).text
