"""Ce que `make endurance` excuse, et ce qu'il demande."""

from scripts.endurance.essai import Histoire, juger_pannes
from scripts.endurance.visiteurs import CONNEXIONS, Vue, lire


def perdue(rang: int, quand: float) -> Vue:
    return Vue(quand, quand + 0.1, f"/{rang}", 0, "ConnectionResetError")


def test_un_ouvrier_tue_n_excuse_que_ce_qu_il_tenait():
    """Une demande par connexion ; une de plus, une ailleurs, un refus dit par le site : une faute."""
    morts = Histoire(morts=[10.0, 10.4, 50.0])
    pres = [perdue(rang, 10.0) for rang in range(2 * CONNEXIONS + 1)]
    loin, refus = perdue(99, 30.0), Vue(50.0, 50.1, "/100", 500, "")
    excusees, pires, fautes = juger_pannes([*pres, loin, refus], morts)
    assert len(excusees) == CONNEXIONS
    assert pires == len(pres)
    assert fautes == [*pres[CONNEXIONS:], loin, refus]


def test_un_chemin_dit_aussi_ce_qui_s_envoie():
    assert lire("/guide/?q=POST") == ("GET", "/guide/?q=POST", b"")
    assert lire('POST /api/v1/groupe {"a": "é b"}') == (
        "POST", "/api/v1/groupe", '{"a": "é b"}'.encode(),
    )  # fmt: skip
