"""The file of the master key: every version of it, and what they wrap."""

import os
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
NONCE_BYTES = 12
FOR_ITS_OWNER = 0o400


class WrongKey(Exception):
    """The master key does not open this database."""


class Wrapper:
    """Wraps the keys of owners with the newest version of the master key, and unwraps with any of them."""

    def __init__(self, masters: tuple[bytes, ...], file: Path | None) -> None:
        self._file = file
        self._seen: object = None  # it may have changed since it was read
        self._take(masters)

    def wrap(self, owner: str, key: bytes) -> bytes:
        self.look_again()
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._ciphers[0].encrypt(nonce, key, owner.encode())

    def unwrap(self, owner: str, wrapped: bytes) -> bytes:
        """The key again. Raises `WrongKey` when no version opens it, also none that the file has by now."""
        for cipher in self._ciphers:
            if (key := _unwrap(cipher, owner, wrapped)) is not None:
                return key
        if self.look_again():
            return self.unwrap(owner, wrapped)
        raise WrongKey("owner key")

    def is_newest(self, owner: str, wrapped: bytes) -> bool:
        """Whether the first version of the file opens it."""
        return _unwrap(self._ciphers[0], owner, wrapped) is not None

    def look_again(self) -> bool:
        """Read the file if it is another one than before: a rotation may have begun. Whether it was read."""
        if (stamp := _stamp(self._file)) == self._seen or self._file is None:
            return False
        try:
            self._take(read_master_keys(self._file))
        except WrongKey:  # away, or no key: what is known stays good
            return False
        self._seen = stamp
        return True

    def _take(self, masters: tuple[bytes, ...]) -> None:
        self._ciphers = tuple(AESGCM(derive(one, b"wrap", KEY_BYTES)) for one in masters)


def _unwrap(cipher: AESGCM, owner: str, wrapped: bytes) -> bytes | None:
    try:
        return cipher.decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], owner.encode())
    except (InvalidTag, ValueError):  # another version, or too short to be a key
        return None


def _stamp(file: Path | None) -> tuple[int, int, int] | None:
    """What changes with a file."""
    try:
        found = file.stat() if file is not None else None
    except OSError:
        return None
    return None if found is None else (found.st_mtime_ns, found.st_ino, found.st_size)


def derive(master: bytes, purpose: bytes, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=None, info=b"attune " + purpose).derive(master)


def read_master_keys(path: Path) -> tuple[bytes, ...]:
    """Every version of the master key, the current one first: 64 hexadecimal digits a line.

    Raises `WrongKey` when the file is something else.
    """
    try:
        keys = tuple(bytes.fromhex(line) for line in path.read_text("ascii").split())
    except (OSError, ValueError):
        raise WrongKey(str(path)) from None
    if not keys or any(len(key) != KEY_BYTES for key in keys):
        raise WrongKey(str(path))
    return keys


def make_master_key(path: Path) -> bytes:
    """Write a new key file that only its owner may read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    key = os.urandom(KEY_BYTES)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FOR_ITS_OWNER)
    with os.fdopen(descriptor, "w") as file:
        file.write(key.hex() + "\n")
    return key


def add_version(path: Path) -> None:
    """Put a new key before all others. Raises `OSError` where the file cannot be replaced, and `WrongKey`."""
    _replace(path, (os.urandom(KEY_BYTES), *read_master_keys(path)))


def drop_earlier(path: Path) -> None:
    """Leave the current key alone. Raises as `add_version` does."""
    _replace(path, read_master_keys(path)[:1])


def _replace(path: Path, keys: tuple[bytes, ...]) -> None:
    """The whole new file or the whole old one, whatever happens meanwhile. A link stays a link."""
    place = path.resolve()
    before = place.stat()
    fresh = place.with_name(f"{place.name}.new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FOR_ITS_OWNER), "w") as file:
        file.writelines(f"{key.hex()}\n" for key in keys)
        file.flush()
        _give(fresh, before)
        os.fsync(file.fileno())
    os.replace(fresh, place)
    _keep_name(place.parent)


def _give(file: Path, before: os.stat_result) -> None:
    """To whom the file before belonged, whoever runs this: the bot has to read it; nobody has to write it."""
    os.chmod(file, before.st_mode & 0o440 | FOR_ITS_OWNER)
    if os.name != "nt" and (before.st_uid, before.st_gid) != (os.geteuid(), os.getegid()):
        os.chown(file, before.st_uid, before.st_gid)


def _keep_name(folder: Path) -> None:
    """A name that was given survives a power cut once its folder is written."""
    if os.name != "nt":
        descriptor = os.open(folder, os.O_RDONLY)
        os.fsync(descriptor)
        os.close(descriptor)
