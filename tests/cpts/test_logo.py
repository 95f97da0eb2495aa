"""Un logo est une image, et rien d'autre : reconnue à ses octets, servie pour toujours sous son empreinte."""

import base64

import pytest

from simulateur.cpts import logo
from simulateur.cpts.models import Cpts

from .images import JPEG, PNG, WEBP


@pytest.mark.parametrize(
    ("octets", "extension", "taille"),
    [(PNG, "png", (32, 24)), (JPEG, "jpeg", (33, 25)), (WEBP, "webp", (34, 26))],
)
def test_une_image_entiere(octets, extension, taille):
    lu = logo.lire(octets)
    assert (lu.extension, lu.largeur, lu.hauteur) == (extension, *taille)
    assert logo.lire(octets[:-1]) is None, "coupée"
    assert logo.lire(octets + b"<script>") is None, "suivie d'autre chose"


@pytest.mark.parametrize(
    "octets",
    [
        b"",
        b"GIF89a" + bytes(60),
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b"<!DOCTYPE html><script>alert(1)</script>",
        PNG[:16] + b"\x00\x00\x00\x08\x00\x00\x00\x08" + PNG[24:],
        PNG[:16] + b"\x00\x00\xff\xff\x00\x00\x00\x20" + PNG[24:],
        b"\xff\xd8\xff\xd9",
        b"RIFF\x04\x00\x00\x00WEBP",
    ],
    ids=["vide", "gif", "svg", "html", "minuscule", "immense", "jpeg vide", "webp vide"],
)
def test_ce_qui_n_en_est_pas_une(octets):
    assert logo.lire(octets) is None


@pytest.mark.django_db
def test_servi_pour_longtemps_et_sans_rien_executer(client):
    Cpts(slug="essai", nom="Essai", logo=PNG).save()
    adresse = f"/cpts/essai/{logo.lire(PNG).nom}"
    reponse = client.get(adresse)
    assert reponse.content == PNG
    assert reponse.headers["Content-Type"] == "image/png"
    assert reponse.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert reponse.headers["X-Content-Type-Options"] == "nosniff"
    assert reponse.headers["Content-Security-Policy"].startswith("sandbox")
    for autre in ("/cpts/essai/logo-0.png", adresse.replace("essai", "autre"), "/cpts/essai/"):
        assert client.get(autre).status_code == 404
    page = client.get("/?cpts=essai").text
    assert f'<img class="logo-cpts" src="{adresse}" alt="" width="32" height="24">' in page
    assert base64.b64encode(PNG).decode() not in page
