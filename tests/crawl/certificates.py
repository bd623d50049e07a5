"""Certificates of our own making: good, expired, of another host, signed by nobody."""

from __future__ import annotations

import datetime as dt
import ipaddress
import ssl
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

_DAY = dt.timedelta(days=1)


class Authority:
    """Signs certificates. *file*: its own, for who trusts it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Authority of the tests")])
        self.file = folder / "authority.pem"
        made = self._made(self._name, self._key, 30, authority=True).sign(self._key, hashes.SHA256())
        self.file.write_bytes(made.public_bytes(serialization.Encoding.PEM))

    def context(self, address: str, *, days: int = 30, trusted: bool = True) -> ssl.SSLContext:
        """Return the server's side of TLS for *address*; *days* below 0: it has expired; *trusted*: the authority signs."""
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, address)])
        named = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(address))])
        signer, issuer = (self._key, self._name) if trusted else (key, name)
        made = self._made(name, key, days, issuer=issuer).add_extension(named, critical=False)
        file = self._folder / f"{address}{days}{trusted}.pem"
        private = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        file.write_bytes(
            private + made.sign(signer, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        return context

    def _made(
        self, subject: x509.Name, key: ec.EllipticCurvePrivateKey, days: int, *, issuer: x509.Name | None = None,
        authority: bool = False,
    ) -> x509.CertificateBuilder:  # fmt: skip
        now = dt.datetime.now(dt.UTC)
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(issuer or subject)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - 60 * _DAY)
            .not_valid_after(now + days * _DAY)
            .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        )
