"""Units of measure by German name and sign, with their UCUM code where UCUM has one.

`docs/amounts.md` lists the codes. https://ucum.org/ucum is the source; codes of our own are
"pp" (percentage point), "bp" (basis point), "FLOPS" and "qubit". "1" is the unit of counted things.
"""

import re
from functools import cache
from typing import NamedTuple

from kg.nlp.numerals import SPACE

COUNT = "1"

# Code → names and signs; "|" separates, "~" stands for the plural and dative endings n, en, s, e.
UNITS = {
    "%": "%|Prozent|vH|v.H.|v. H.|v.\u00a0H.|Prozents|Perzent",
    "[ppth]": "‰|Promille",
    "pp": "Prozentpunkt~|Prozentpunkte|Prozentpunkten|%-Punkte|Prozent-Punkte|Beitragssatzpunkt~"
    "|Beitragssatzpunkte|Beitragssatzpunkten|PP",
    "bp": "Basispunkt~|Basispunkte|Basispunkten",
    "W": "Watt|W", "kW": "Kilowatt|kW", "MW": "Megawatt|MW", "GW": "Gigawatt|GW",
    "TW": "Terawatt|TW",
    "W{peak}": "Wattpeak|Wp", "kW{peak}": "Kilowattpeak|kWp|Kilowatt-Peak",
    "MW{peak}": "Megawattpeak|MWp|Megawatt-Peak", "GW{peak}": "Gigawattpeak|GWp|Gigawatt-Peak",
    "W.h": "Wattstunde~|Wh", "kW.h": "Kilowattstunde~|kWh", "MW.h": "Megawattstunde~|MWh",
    "GW.h": "Gigawattstunde~|GWh", "TW.h": "Terawattstunde~|TWh", "PW.h": "Petawattstunde~|PWh",
    "J": "Joule", "kJ": "Kilojoule|kJ", "MJ": "Megajoule|MJ", "GJ": "Gigajoule|GJ",
    "TJ": "Terajoule|TJ", "PJ": "Petajoule|PJ", "EJ": "Exajoule|EJ", "kcal": "Kilokalorie~|kcal",
    "ug": "Mikrogramm|µg|μg", "mg": "Milligramm|mg", "g": "Gramm|g", "kg": "Kilogramm|kg|Kilo~",
    "t": "Tonne~|t|to|to.", "kt": "Kilotonne~|kt", "Mt": "Megatonne~|Mt", "Gt": "Gigatonne~|Gt",
    "nm": "Nanometer~|nm", "um": "Mikrometer~|µm|μm", "mm": "Millimeter~|mm",
    "cm": "Zentimeter~|cm", "dm": "Dezimeter~", "m": "Meter~|m", "km": "Kilometer~|km",
    "[mi_i]": "Meile~", "[nmi_i]": "Seemeile~", "[ft_i]": "Fuß",
    "cm2": "Quadratzentimeter~|cm²|qcm", "m2": "Quadratmeter~|m²|qm|m2",
    "km2": "Quadratkilometer~|km²|qkm|km2", "har": "Hektar~|Hektare|Hektaren|ha", "ar": "Ar",
    "[smi_us]": "Quadratmeile~", "[acr_us]": "Acre~",
    "cm3": "Kubikzentimeter~|cm³", "m3": "Kubikmeter~|m³|cbm|m3|Raummeter~|Festmeter~",
    "km3": "Kubikkilometer~|km³",
    "mL": "Milliliter~|ml", "L": "Liter~|l", "hL": "Hektoliter~|hl", "[bbl_us]": "Barrel~|Fass",
    "km/h": "km/h|Stundenkilometer~|Kilometer pro Stunde", "m/s": "m/s|Meter pro Sekunde",
    "Cel": "°C|Grad Celsius|°|Grad", "K": "Kelvin",
    "Hz": "Hertz|Hz", "kHz": "Kilohertz|kHz", "MHz": "Megahertz|MHz", "GHz": "Gigahertz|GHz",
    "dB": "Dezibel|dB|dB(A)",
    "V": "Volt", "kV": "Kilovolt|kV", "A": "Ampere", "bar": "Bar", "hPa": "Hektopascal|hPa",
    "kbit": "Kilobit|kbit|kBit", "Mbit": "Megabit|Mbit|MBit", "Gbit": "Gigabit|Gbit|GBit",
    "Tbit": "Terabit|Tbit|TBit",
    "kbit/s": "kbit/s|kBit/s|kbps", "Mbit/s": "Mbit/s|MBit/s|Mbps", "Gbit/s": "Gbit/s|GBit/s|Gbps",
    "Tbit/s": "Tbit/s|TBit/s",
    "kBy": "Kilobyte~|KB|kB", "MBy": "Megabyte~|MB", "GBy": "Gigabyte~|GB", "TBy": "Terabyte~|TB",
    "PBy": "Petabyte~|PB", "EBy": "Exabyte~|EB",
    "TFLOPS": "Teraflops|Teraflop|TFLOPS", "PFLOPS": "Petaflops|Petaflop|PFLOPS",
    "EFLOPS": "Exaflops|Exaflop|EFLOPS", "qubit": "Qubit~|Qubits",
    "Sv": "Sievert", "mSv": "Millisievert|mSv", "uSv": "Mikrosievert|µSv", "Bq": "Becquerel|Bq",
}  # fmt: skip
_SECOND = re.compile(r"(?:Sekunde|s)(?![^\W_])")


class Unit(NamedTuple):
    """A unit code and where its name ends in the text."""

    code: str
    end: int


@cache
def _names() -> dict[str, str]:
    names: dict[str, str] = {}
    for code, forms in UNITS.items():
        for form in forms.split("|"):
            if not form.endswith("~"):
                names[form] = code
                continue
            stem = form[:-1]
            names.update(dict.fromkeys((stem, stem + "n", stem + "s", stem + "en"), code))
    return names


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(_names(), key=len, reverse=True)
    choice = "|".join(re.escape(name).replace(r"\ ", SPACE) for name in names)
    return re.compile(rf"(?P<unit>{choice})(?![^\W_])(?!-[^\W\d_])")


_PER = re.compile(rf"(?:{SPACE}(?:pro|je|per){SPACE}|/)")
_CODES_BELOW = frozenset(("m3", "m2", "L", "kg", "t", "km", "kW.h", "har", "g"))


def unit_after(text: str, start: int) -> Unit | None:
    """Return the unit of measure that is named at `start` ("Mikrogramm pro Kubikmeter" too)."""
    match = _pattern().match(text, start)
    if match is None:
        return None
    code = _names()[match["unit"].replace("\u00a0", " ")]
    end = match.end()
    if code in ("%", "pp", "bp", "[ppth]") or (per := _PER.match(text, end)) is None:
        return Unit(code, end)
    below = _pattern().match(text, per.end())
    if below and (divisor := _names()[below["unit"]]) in _CODES_BELOW:
        return Unit(f"{code}/{divisor}", below.end())
    if code.endswith("bit") and (second := _SECOND.match(text, per.end())):
        return Unit(f"{code}/s", second.end())
    return Unit(code, end)


def unit_of(name: str) -> str | None:
    """Return the code of the unit with this name, as after "je" or "pro"."""
    return _names().get(name)
