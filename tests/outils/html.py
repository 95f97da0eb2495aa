"""Le vérificateur HTML Nu : une seule JVM pour toutes les pages d'un test."""

import json
import re
import subprocess
from pathlib import Path

import pytest

# Une JVM de quelques secondes : le second compilateur et le ramasseur à plusieurs fils lui coûteraient
# la moitié de son temps. Le premier compilateur demande une pile plus haute.
JAVA = ("java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss2m")
VNU = Path(__file__).resolve().parents[1] / "vnu/node_modules/vnu-jar/build/dist/vnu.jar"


@pytest.fixture
def verifier_html(tmp_path):
    """verifier_html({"accueil": html, …}) échoue en nommant chaque erreur de chaque page."""

    def verifier(pages: dict[str, str]) -> None:
        assert pages, "aucune page à vérifier"
        assert VNU.exists(), "vnu.jar manque : lancez make test"
        noms = {}
        for rang, (nom, texte) in enumerate(pages.items()):
            fichier = tmp_path / f"{rang:03}-{re.sub(r'[^a-z0-9]+', '-', nom.lower())[:60]}.html"
            fichier.write_text(texte, encoding="utf-8")
            noms[fichier.name] = nom
        rapport = subprocess.run(
            [
                *JAVA,
                "-jar",
                VNU,
                "--format",
                "json",
                "--errors-only",
                *sorted(tmp_path.glob("*.html")),
            ],
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        messages = json.loads(rapport.stderr)["messages"]
        erreurs = [
            f"{noms[m['url'].rsplit('/', 1)[1]]}, ligne {m.get('lastLine')} : {m['message']}"
            f"\n    {m.get('extract', '').strip()}"
            for m in messages
        ]
        assert not erreurs, "\n".join(erreurs)

    return verifier
