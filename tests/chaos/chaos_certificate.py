"""A TLS front before the sandbox, with a certificate that only this folder trusts."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import threading
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from fake.server import Sandbox


def certified(folder: Path) -> tuple[Path, Path]:
    """A self-signed certificate for this machine's loopback, and its key."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    openssl = shutil.which("openssl")
    assert openssl is not None, "openssl makes the certificate"
    subprocess.run(
        [
            openssl,
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=127.0.0.1",
            "-addext",
            "subjectAltName=IP:127.0.0.1",
            "-keyout",
            str(key),
            "-out",
            str(certificate),
        ],
        check=True,
        capture_output=True,
    )
    return certificate, key


@dataclass(frozen=True)
class Front:
    """What takes TLS off and passes everything on."""

    url: str
    listening: socket.socket

    def close(self) -> None:
        """Take no more connections."""
        self.listening.close()


def https(sandbox: Sandbox, certificate: Path, key: Path) -> Front:
    """Open a front before a sandbox."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    listening = socket.create_server(("127.0.0.1", 0))
    behind = urlsplit(sandbox.server_url)
    address = (behind.hostname or "", behind.port or 0)
    threading.Thread(target=_accept, args=(listening, context, address), daemon=True).start()
    return Front(f"https://127.0.0.1:{listening.getsockname()[1]}", listening)


def _accept(listening: socket.socket, context: ssl.SSLContext, address: tuple[str, int]) -> None:
    while True:
        try:
            plain, _ = listening.accept()
        except OSError:
            return
        threading.Thread(target=_serve, args=(plain, context, address), daemon=True).start()


def _serve(plain: socket.socket, context: ssl.SSLContext, address: tuple[str, int]) -> None:
    try:
        with (
            context.wrap_socket(plain, server_side=True) as front,
            socket.create_connection(address) as behind,
        ):
            back = threading.Thread(target=_pass_on, args=(behind, front), daemon=True)
            back.start()
            _pass_on(front, behind)
            back.join()
    except OSError:
        plain.close()


def _pass_on(source: socket.socket, target: socket.socket) -> None:
    try:
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        return
