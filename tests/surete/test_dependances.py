"""Ce dont le site dépend est épinglé et vérifié ; une faille connue se dit et fait échouer."""

import re
from pathlib import Path

import pytest

from scripts.audit import __main__ as audit
from tests.gardes.test_code import fichiers_suivis

EPINGLE = re.compile(r"[a-z0-9._-]+==\S+ \\")
LU = {
    "dependencies": [
        {"name": "sain", "version": "1.0", "vulns": []},
        {"name": "perce", "version": "2.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2.1"]}]},
        {"name": "inconnu", "skip_reason": "not found"},
    ]
}


def test_tout_ce_qui_epingle_est_demande():
    """« Ce qui est épinglé », dit docs/securite.md : chaque liste suivie, et aucune autre."""
    suivis = [str(f.relative_to(audit.RACINE)) for f in fichiers_suivis(engendres=True)]
    assert set(audit.PYTHON) == {n for n in suivis if Path(n).match("requirements*.txt")}
    verrous = {n for n in suivis if Path(n).name == "package-lock.json"}
    assert {str(Path(dossier) / "package-lock.json") for dossier in audit.NPM} == verrous
    assert "requirements-surete.txt" in audit.PYTHON
    assert "tests/cout/modele_social" in audit.NPM


@pytest.mark.parametrize("fichier", audit.PYTHON)
def test_chaque_paquet_est_epingle_avec_son_empreinte(fichier):
    lignes = (audit.RACINE / fichier).read_text().splitlines()
    paquets = [ligne for ligne in lignes if ligne and ligne[0] not in " #"]
    assert paquets
    for ligne in paquets:
        assert EPINGLE.fullmatch(ligne), ligne
    for rang, ligne in enumerate(lignes):
        if ligne in paquets:
            assert "--hash=sha256:" in lignes[rang + 1], ligne


def test_une_faille_se_dit_et_fait_echouer(monkeypatch, capsys):
    monkeypatch.setattr(audit, "demander", lambda *commande: LU)
    monkeypatch.setattr(audit, "NPM", ())
    assert audit.main() == 1
    dit = capsys.readouterr().out
    assert "requirements.txt : 2 paquets vérifiés, 1 faille(s) connue(s)." in dit
    assert "perce 2.0 : PYSEC-1 (corrigé en 2.1)" in dit
    assert "PAS VÉRIFIÉ" in dit


def test_un_registre_muet_ne_passe_pas_pour_une_bonne_nouvelle(monkeypatch, capsys):
    def muet(*commande):
        raise audit.Muet

    monkeypatch.setattr(audit, "demander", muet)
    assert audit.main() == 0
    dit = capsys.readouterr().out
    assert dit.count("PAS VÉRIFIÉ") == len(audit.PYTHON) + len(audit.NPM)
    assert "0 faille" not in dit


@pytest.mark.parametrize("document", ["docs/securite.md", "docs/asvs.md"])
def test_chaque_preuve_citee_existe(document):
    """Il nomme des tests, des fichiers et des documents : aucun n'a disparu."""
    texte = (audit.RACINE / document).read_text()
    cites = {
        audit.RACINE / chemin
        for chemin in re.findall(r"`((?:tests|simulateur|docs|scripts)/[\w/.-]*)`", texte)
    }
    cites |= {audit.RACINE / "docs" / lien for lien in re.findall(r"\]\(([\w./-]+)\)", texte)}
    assert len(cites) > 20
    assert [chemin for chemin in cites if not chemin.exists()] == []
