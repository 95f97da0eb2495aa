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
from simulateur.textes import fichiers as textes
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
    (lambda: premiere("montants", verifie_le="1900-01-01"), "montants, ligne 1, verifie_le"),
    (lambda: premiere("montants", verifie_le="2050-01-01"), "montants, ligne 1, verifie_le"),
    (lambda: changer(verifie_le="2018-12-31"), "verifie_le : un chiffre est vérifié"),
    (lambda: premiere("montants", fiabilite="a_completer"), "n’est pas possible|case vide|remplie"),
    (lambda: premiere("options", fiabilite="a_completer"), "jamais « a_completer »"),
    (lambda: premiere("seuils", specialite="alchimie"), "seuils, ligne 1, specialite"),
    (lambda: premiere("parametres", cle="inventee"), "parametres, ligne 1, cle"),
    (lambda: changer(options=json.loads(exporter("2026-02-25"))["options"][:1] * 2), "déjà donnée"),
    (lambda: " " * (echanges.TAILLE_MAXIMALE + 1), "trop gros"),
    (lambda: '{\n "format": 1,\n "genre" "bareme"}', "ligne 3, colonne 10, deux-points"),
    (lambda: '{"format": 1,}', "ligne 1, colonne 1[34], "),
    (
        lambda: exporter("2026-02-25").replace("},\n", "}\n", 1),
        r"ligne \d+, colonne \d+, une virgule",
    ),
    (lambda: exporter("2026-02-25")[:-3], "ligne .*, colonne .*, une virgule"),
    (lambda: '{"intitule": "deux\nlignes"}', "ligne 1, colonne .* retour à la ligne"),
    (lambda: '{"a": ' + "9" * 5_000 + "}", "nombre est trop long"),
    (lambda: "[" * 100_000, "crochets sont trop profonds"),
    (lambda: '{"format": 1, "format": 1}', "« format » est donné deux fois"),
    (lambda: changer(intitule="\ud800"), "un caractère qui n’existe pas"),
    (lambda: changer(genre=["bareme"]), "Le genre « .'bareme'. » n’est pas connu"),
    (lambda: changer(inventee=1), "« inventee » n’est pas une partie d’un barème"),
    (lambda: changer(publie_le="2026-01-01"), "« publie_le » n’est pas une partie"),
    (lambda: sans("source"), "source : cette partie manque"),
    (
        lambda: premiere("montants", valeurr="1.00"),
        r"montants, ligne 1 : les colonnes .* ; « valeurr » n’en est pas une. \(Ligne 1 du fichier",
    ),
    (lambda: changer(montants=[3]), "montants, ligne 1 : les colonnes attendues"),
]


def sans(champ: str) -> str:
    document = json.loads(exporter("2026-02-25"))
    del document[champ]
    return json.dumps(document)


def test_la_ligne_du_fichier_est_celle_de_la_case():
    """Les fichiers exportés ont une case par ligne : le défaut dit laquelle, quelle que soit la table."""
    lignes = exporter("2026-02-25").splitlines()
    fausses = [
        rang for rang, une in enumerate(lignes, 1) if '"file_active"' in une or '"fa"' in une
    ]
    fausse = fausses[5]
    lignes[fausse - 1] = lignes[fausse - 1].replace('"fa"', '"file active"')
    with pytest.raises(echanges.FichierRefuse) as refus:
        echanges.lire("\n".join(lignes))
    (dit,) = textes.refus(refus.value.defauts)
    assert dit.startswith("seuils, ligne ")
    assert dit.endswith(f"(Ligne {fausse} du fichier.)")


def test_les_defauts_se_comptent_et_les_premiers_se_disent():
    document = json.loads(exporter("2026-02-25"))
    document["montants"] = [{"option": rang} for rang in range(500)]
    with pytest.raises(echanges.FichierRefuse) as refus:
        echanges.lire(json.dumps(document))
    dits = textes.refus(refus.value.defauts)
    assert len(dits) == textes.DEFAUTS_MONTRES + 1
    assert dits[-1] == "Et 400 autres défauts."


def test_une_source_partie_entre_l_apercu_et_la_creation(redaction):
    models.Source.objects.create(cle="PARTIE", libelle="x")
    page = reverse("atelier:importer")
    fichier = SimpleUploadedFile("b.json", changer(source="PARTIE").encode())
    signe = redaction.post(page, {"fichier": fichier}).context["document"]
    models.Source.objects.get(cle="PARTIE").delete()
    refus = redaction.post(page, {"document": signe}, follow=True)
    assert "« PARTIE » n’est pas dans la liste" in refus.text
    assert not models.Bareme.objects.filter(statut="brouillon").exists()


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
