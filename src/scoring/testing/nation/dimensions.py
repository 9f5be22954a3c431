"""The six dimensions of a smart city and their three sub-dimensions each, as the programme names them."""

from __future__ import annotations

from attrs import frozen

from scoring.model.text import Text


@frozen(kw_only=True)
class Dimension:
    """A dimension with its sub-dimensions by key."""

    key: str
    name: Text
    parts: dict[str, Text]


def _dimension(key: str, indonesian: str, english: str, **parts: tuple[str, str]) -> Dimension:
    texts = {part: Text(id=names[0], en=names[1]) for part, names in parts.items()}
    return Dimension(key=key, name=Text(id=indonesian, en=english), parts=texts)


DIMENSIONS = (
    _dimension(
        "governance", "Tata kelola cerdas", "Smart governance",
        public_service=("Pelayanan publik", "Public service"),
        bureaucracy=("Birokrasi", "Bureaucracy"),
        public_policy=("Kebijakan publik", "Public policy"),
    ),
    _dimension(
        "branding", "Jenama cerdas", "Smart branding",
        tourism=("Pariwisata", "Tourism"),
        business=("Bisnis", "Business"),
        city_appearance=("Wajah kota", "City appearance"),
    ),
    _dimension(
        "economy", "Ekonomi cerdas", "Smart economy",
        industry=("Industri", "Industry"),
        welfare=("Kesejahteraan", "Welfare"),
        transaction=("Transaksi", "Transaction"),
    ),
    _dimension(
        "living", "Kehidupan cerdas", "Smart living",
        harmony=("Harmoni tata ruang", "Harmony of space"),
        health=("Kesehatan", "Health"),
        mobility=("Mobilitas", "Mobility"),
    ),
    _dimension(
        "society", "Masyarakat cerdas", "Smart society",
        community=("Komunitas", "Community"),
        learning=("Pembelajaran", "Learning"),
        security=("Keamanan", "Security"),
    ),
    _dimension(
        "environment", "Lingkungan cerdas", "Smart environment",
        protection=("Proteksi lingkungan", "Protection"),
        waste=("Pengelolaan sampah", "Waste"),
        energy=("Energi", "Energy"),
    ),
)  # fmt: skip
KEYS = tuple(item.key for item in DIMENSIONS)
