"""Le Markdown d'une page : ce qu'il ouvre, ce qu'il n'ouvre pas, et les sources de chaque passage."""

import re
from datetime import date

import pytest
from django.urls import set_script_prefix
from hypothesis import given, settings
from hypothesis import strategies as st

from simulateur.guide.contenu import analyser, html
from simulateur.guide.marques import Marque, separer
from simulateur.plateforme import prefixe
from tests.parcours.pages import arbre

SOURCES = {
    "AMELI-AIDE": {
        "libelle": "ameli.fr, page « Les assistants »",
        "lien": "https://ameli.example/",
    },
    "CONV24": {"libelle": "Convention médicale, arrêté", "lien": ""},
}
TEXTE = "p h2 h3 h4 ul ol li table thead tbody tr th td a strong em br small span div"
DESSIN = "figure svg title desc defs pattern path circle g text figcaption"
BALISES = {*TEXTE.split(), *DESSIN.split()}
MARQUE = "{AMELI-AIDE 2026-11-22}"


def rendu(corps: str) -> str:
    return html(analyser(corps).corps, "une-page", SOURCES)


@pytest.mark.parametrize(
    "dangereux",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "a <b onclick=alert(1)>b</b>",
        "[x](javascript:alert(1))",
        "&#xE000;&#xE001;",  # nos places à remplir, écrites comme des entités
        "&#xE000;javascript:alert(1)&#xE001; &#xE002;{INCONNUE 2026-01-01}&#xE003;",
        "[x](JaVaScRiPt:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        "[x](vbscript:x)",
        "[x](//autre.example/)",
        "[x](/\\autre.example/)",
        "![x](https://autre.example/suivi.png)",
        "<https://autre.example/>",
        '[x](https://a.example/"onmouseover="alert(1))',
        '[x](https://a.example "onclick=alert(1)")',
        "![x](dessin:../../base)",
        "    <script>alert(1)</script>",
        "```\n<script>alert(1)</script>\n```",
        "> <script>alert(1)</script>",
        "\ue002{AMELI-AIDE 2026-11-22}\ue003",
        "[x](dessin:percentiles)",
    ],
)
def test_rien_de_dangereux_ne_passe(dangereux):
    for corps in (dangereux, f"- {dangereux} {MARQUE}", f"| a |\n| --- |\n| {dangereux} |"):
        page = arbre(rendu(corps))
        for element in page.iter():
            assert element.tag in BALISES | {"document"}
            assert not [nom for nom in element.attrib if nom.startswith(("on", "style", "data-"))]
            adresse = element.get("href", "")
            assert re.match(r"https://|mailto:|/(?![/\\])|$", adresse)
            assert not adresse.startswith("https://autre.example") or "<https" not in dangereux
        assert "autre.example/suivi.png" not in " ".join(e.get("src", "") for e in page.iter())


@settings(max_examples=150)
@given(st.text(st.sampled_from("<>[]()!#*_-|{}/:\\\"'`&;\n abjsA1\ue000\ue002\ue003"), max_size=60))
def test_n_importe_quel_texte_donne_un_html_bien_forme(corps):
    page = arbre(rendu(corps))
    assert {element.tag for element in page.iter()} <= BALISES | {"document"}


def test_les_titres_commencent_au_deuxieme_niveau_et_ont_chacun_leur_ancre():
    lu = analyser("# Un\n\n## Un\n\n### Détail\n\n###### Petit\n\n## Contenu")
    assert re.findall(r'<(h\d) id="([^"]+)"', lu.corps) == [
        ("h2", "un"),
        ("h2", "un-2"),
        ("h3", "detail"),
        ("h4", "petit"),
        ("h2", "contenu-2"),
    ]
    assert [titre.id for titre in lu.titres] == ["un", "un-2", "contenu-2"]


def test_une_marque_dit_sa_source_son_jour_et_sa_fiabilite():
    page = rendu(f"Un fait. {MARQUE} {{CONV24 2026-01-01 secondaire}} {{FMF 2026-01-01 hypothese}}")
    assert (
        '<a href="https://ameli.example/" rel="noreferrer">ameli.fr</a>, '
        "vérifié le 22\u00a0novembre 2026" in page
    )
    # Sans lien, vers la liste des sources de la page.
    assert '<a href="/guide/une-page/#sources">Convention médicale</a>' in page
    assert "vérifié le 1er\u00a0janvier 2026" in page
    # L'officiel est la règle : seul le reste porte une marque.
    assert "marque-officiel" not in page
    assert page.count('class="marque marque-secondaire"') == 1
    assert page.count('<span class="marque marque-hypothese">hypothèse</span>') == 1
    assert "{" not in page


def test_une_source_inconnue_montre_sa_cle():
    assert '<a href="/guide/une-page/#sources">PERDUE</a>' in rendu("Un fait. {PERDUE 2026-01-01}")


def test_une_liste_d_une_seule_source_la_dit_une_fois():
    pareilles = rendu(f"- Un. {MARQUE}\n- Deux. {MARQUE}\n  - Trois. {MARQUE}")
    assert pareilles.count("ameli.fr") == 1
    assert "Pour toute la liste" in pareilles
    differentes = rendu(f"- Un. {MARQUE}\n- Deux. {{CONV24 2026-11-22}}")
    assert "Pour toute la liste" not in differentes
    assert differentes.count("vérifié le") == 2
    # Un passage sans marque n'emprunte pas celle de ses voisins.
    incomplete = rendu(f"- Un. {MARQUE}\n- Deux.")
    assert "Pour toute la liste" not in incomplete
    assert rendu(f"- Seul. {MARQUE}").count("Pour toute la liste") == 0


def test_un_tableau_dit_ses_en_tetes_et_sa_source():
    page = rendu(f"| Âge | Forfait |\n| --- | ---: |\n| 80 | 55 {MARQUE} |\n| 90 | 100 {MARQUE} |")
    assert 'aria-label="Tableau 1 : Âge, Forfait"' in page
    assert '<th scope="col">Âge</th>' in page
    assert '<th scope="row">80</th>' in page
    assert '<td class="num">55</td>' in page
    assert "style=" not in page
    assert page.count("Pour tout le tableau") == page.count("ameli.fr") == 1


def test_les_liens_suivent_le_prefixe_du_site_et_la_page():
    lu = analyser(
        "[a](/guide/x/) [b](#ici) [c](https://a.example/?x=1&y=2) [d](mailto:a@b.example)"
    )
    with prefixe.sous("/embed/"):
        page = html(lu.corps, "une-page", SOURCES)
    assert 'href="/embed/guide/x/"' in page
    assert 'href="/embed/guide/une-page/#ici"' in page
    assert 'href="https://a.example/?x=1&amp;y=2" rel="noreferrer"' in page
    assert "target=" not in page
    set_script_prefix("/")
    assert 'href="/guide/x/"' in html(lu.corps, "une-page", SOURCES)


def test_un_dessin_du_site_et_lui_seul():
    page = rendu("![Les percentiles](dessin:percentiles)")
    assert '<title id="guide-percentiles-t">' in page
    assert "<p>" not in page
    assert rendu("Voici ![des percentiles](dessin:percentiles)") == "<p>Voici des percentiles</p>\n"
    assert rendu("![un secret](dessin:inconnu)") == "<p>un secret</p>\n"


def test_ce_qui_n_a_pas_de_source_se_trouve_avec_sa_ligne():
    corps = f"""## Titre

Avec. {MARQUE}

Sans.

- avec {MARQUE}
- sans
  - sans non plus

![Un dessin](dessin:percentiles)

| a | b |
| --- | --- |
| avec | {MARQUE} |
| sans {MARQUE} | rien |

Au milieu {MARQUE} ne suffit pas.

Un jour qui n’existe pas. {{AMELI-AIDE 2026-02-30}}"""
    assert [(m.ligne, m.texte) for m in analyser(corps).morceaux if not m.marques] == [
        (5, "Sans."),
        (8, "sans"),
        (9, "sans non plus"),
        (16, "sans {AMELI-AIDE 2026-11-22} rien"),
        (18, "Au milieu {AMELI-AIDE 2026-11-22} ne suffit pas."),
        (20, "Un jour qui n’existe pas. {AMELI-AIDE 2026-02-30}"),
    ]


def test_le_debut_est_un_morceau_de_la_page():
    avant = analyser(f"Avant tout. {MARQUE}\n\n## Titre\n\nAprès. {MARQUE}")
    assert "Avant tout" in avant.debut
    assert "Après" not in avant.debut
    dessous = analyser(f"## Titre\n\nDessous. {MARQUE}\n\n## Autre\n\nAprès. {MARQUE}")
    assert "Dessous" in dessous.debut
    assert "<h2" not in dessous.debut
    assert (avant.titre_du_debut, dessous.titre_du_debut) == ("", "Titre")
    for lu in (avant, dessous):
        assert lu.debut in lu.corps


def test_la_date_d_une_page_est_la_plus_ancienne():
    lu = analyser(f"Un. {MARQUE}\n\nDeux. {{FMF 2025-03-01}}")
    assert lu.verifie_le == date(2025, 3, 1)
    assert analyser("Rien.").verifie_le is None


@given(
    st.lists(
        st.builds(Marque, st.from_regex(r"[A-Z0-9][A-Z0-9-]{0,9}", fullmatch=True), st.dates(
            min_value=date(1000, 1, 1)), st.sampled_from(("officiel", "secondaire", "hypothese"))),
        min_size=1, max_size=3,
    )
)  # fmt: skip
def test_une_marque_se_relit_comme_elle_s_ecrit(marques):
    ecrites = " ".join(marque.ecrite() for marque in marques)
    assert separer(f"Un fait. {ecrites}") == ("Un fait.", tuple(marques))


def test_la_typographie_est_celle_du_site():
    assert (
        rendu("L'objectif : « tenu » ?") == "<p>L’objectif\u00a0: «\u00a0tenu\u00a0»\u00a0?</p>\n"
    )
