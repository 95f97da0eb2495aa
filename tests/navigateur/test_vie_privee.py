"""Après une simulation, il ne reste rien : ni dans le navigateur, ni chez personne d'autre."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.navigateur

GARDE = """async () => ({
    local: {...localStorage}, session: {...sessionStorage}, cookies: document.cookie,
    bases: (await indexedDB.databases()).map(base => base.name),
    caches: "caches" in self ? await caches.keys() : [],
    ouvriers: navigator.serviceWorker
        ? (await navigator.serviceWorker.getRegistrations()).length : 0,
})"""
VIDE = {"local": {}, "session": {}, "cookies": "", "bases": [], "caches": [], "ouvriers": 0}


def test_une_simulation_ne_laisse_rien_et_ne_parle_a_personne(page_mobile, site):
    page = page_mobile
    demandees, entetes = [], []
    page.on("request", lambda requete: demandees.append(requete.url))
    page.on("response", lambda reponse: entetes.append(reponse.all_headers()))
    page.goto("/simulation/profil/")
    page.get_by_label("Médecine générale", exact=True).tap()
    page.get_by_label("Secteur 1").tap()
    expect(page.locator("#apercu")).to_contain_text("€")
    page.get_by_role("button", name="Continuer").tap()
    page.get_by_label("Combien de patients vous ont choisi").press_sequentially("1300")
    expect(page.locator("#apercu")).to_contain_text("Vous pourriez signer")
    page.get_by_role("button", name="Continuer").tap()
    page.get_by_role("button", name="Voir le résultat").tap()
    expect(page.get_by_role("heading", level=1)).to_contain_text("€")
    assert page.evaluate(GARDE) == VIDE
    # Le navigateur lui-même ne connaît ni cookie ni stockage, toutes origines comprises.
    assert page.context.storage_state(indexed_db=True) == {"cookies": [], "origins": []}
    assert page.evaluate("history.state") is None
    assert len(demandees) > 8
    assert [url for url in demandees if not url.startswith(f"{site}/")] == []
    assert [e for e in entetes if "set-cookie" in e] == []
    # Aucune adresse à réponses ne sort par le référent.
    assert page.evaluate("document.referrer") == ""
