"""Un classeur écrit en mémoire : des textes et des nombres, jamais une formule.

openpyxl écrirait chaque feuille dans un fichier temporaire, noms et chiffres compris.
"""

import io
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

TETE = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PAQUET = "http://schemas.openxmlformats.org/package/2006"
BUREAU = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
FEUILLE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
TITRE, MONTANT = 1, 2  # rangs dans STYLES
BASE = 'numFmtId="0" fontId="0" fillId="0" borderId="0"'
POLICE = '<sz val="11"/><name val="Calibri"/>'
STYLES = (
    f'{TETE}<styleSheet xmlns="{FEUILLE}">'
    f'<fonts count="2"><font>{POLICE}</font><font><b/>{POLICE}</font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    f'<cellStyleXfs count="1"><xf {BASE}/></cellStyleXfs>'
    f'<cellXfs count="3"><xf {BASE} xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1">'
    '<alignment vertical="top" wrapText="1"/></xf>'
    '<xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
LARGEUR = 18


def ecrire(feuilles: Mapping[str, Iterable[Sequence[Any]]]) -> bytes:
    """Une feuille par entrée ; sa première rangée, en gras, reste en haut de l'écran."""
    octets = io.BytesIO()
    rangs = range(1, len(feuilles) + 1)
    with ZipFile(octets, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _types(rangs))
        archive.writestr(
            "_rels/.rels", _liens([("rId1", f"{BUREAU}/officeDocument", "xl/workbook.xml")])
        )
        archive.writestr("xl/workbook.xml", _classeur(feuilles))
        liens = [(f"rId{n}", f"{BUREAU}/worksheet", f"worksheets/sheet{n}.xml") for n in rangs]
        liens.append(("rIdStyles", f"{BUREAU}/styles", "styles.xml"))
        archive.writestr("xl/_rels/workbook.xml.rels", _liens(liens))
        archive.writestr("xl/styles.xml", STYLES)
        for numero, rangees in enumerate(feuilles.values(), 1):
            archive.writestr(f"xl/worksheets/sheet{numero}.xml", _feuille(rangees))
    return octets.getvalue()


def _types(rangs: Iterable[int]) -> str:
    feuilles = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{TYPES}.worksheet+xml"/>'
        for n in rangs
    )
    return (
        f'{TETE}<Types xmlns="{PAQUET}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{TYPES}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{TYPES}.styles+xml"/>{feuilles}</Types>'
    )


def _liens(liens: Iterable[tuple[str, str, str]]) -> str:
    corps = "".join(
        f'<Relationship Id="{nom}" Type="{genre}" Target="{cible}"/>' for nom, genre, cible in liens
    )
    return f'{TETE}<Relationships xmlns="{PAQUET}/relationships">{corps}</Relationships>'


def _classeur(noms: Iterable[str]) -> str:
    feuilles = "".join(
        f'<sheet name={quoteattr(nom)} sheetId="{n}" r:id="rId{n}"/>'
        for n, nom in enumerate(noms, 1)
    )
    return f'{TETE}<workbook xmlns="{FEUILLE}" xmlns:r="{BUREAU}"><sheets>{feuilles}</sheets></workbook>'


def _feuille(rangees: Iterable[Sequence[Any]]) -> str:
    corps = "".join(_rangee(numero, valeurs) for numero, valeurs in enumerate(rangees, 1))
    return (
        f'{TETE}<worksheet xmlns="{FEUILLE}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        f'</sheetView></sheetViews><sheetFormatPr defaultColWidth="{LARGEUR}" defaultRowHeight="15"/>'
        f"<sheetData>{corps}</sheetData></worksheet>"
    )


def _rangee(numero: int, valeurs: Sequence[Any]) -> str:
    style = TITRE if numero == 1 else 0
    cellules = "".join(
        _cellule(f"{_lettres(rang)}{numero}", valeur, style)
        for rang, valeur in enumerate(valeurs)
        if valeur is not None
    )
    return f'<row r="{numero}">{cellules}</row>'


def _cellule(ou: str, valeur: Any, style: int) -> str:
    if isinstance(valeur, Decimal):
        return f'<c r="{ou}" s="{MONTANT}"><v>{valeur}</v></c>'
    if isinstance(valeur, int):
        return f'<c r="{ou}" s="{style}"><v>{valeur}</v></c>'
    texte = escape(valeur)
    return f'<c r="{ou}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{texte}</t></is></c>'


def _lettres(rang: int) -> str:
    """0 → A, 26 → AA."""
    debut, fin = divmod(rang, 26)
    return (_lettres(debut - 1) if debut else "") + chr(ord("A") + fin)
