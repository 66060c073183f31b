"""Every setting, typed, read once, its reason beside it. Environment variables begin with ``HS_``."""

from __future__ import annotations

import hashlib
import hmac
from datetime import time
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

DEMO_KEY = "demo-key-that-production-refuses-to-start-with"
ADDRESS_HOPS_MAX = 4
KEY_LENGTH_MIN = 32
SHARED_KEY_LENGTH_MIN = 16


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="HS_", frozen=True, extra="forbid")

    mode: Literal["demo", "production"] = Field(
        "demo", description="demo shows test sign-ins and a mailbox; production refuses to start unsafely"
    )
    database_url: str = Field("", description="PostgreSQL; empty: the embedded server in the data directory")
    broker_url: str = Field(
        "memory://", description="Celery's bell: memory:// inside one process, or amqp://, redis://"
    )
    data_dir: Path = Field(Path("var"), description="Where the embedded database and uploaded files lie")
    publish_log: bool = Field(
        False,
        description="Publish the log's entries under /log/, by the list of hearing_state/ledger/published.toml. What is published can"
        " never be taken back; entries made before are published too. The demo publishes its invented people's",
    )
    witnesses: tuple[str, ...] = Field(
        (),
        max_length=16,
        description="Witnesses of the log, best in other houses: each its verifier key, a blank, and the address below which"
        " add-checkpoint answers (hearing-state witness). More than half must cosign a head before it counts as witnessed",
    )
    site_url: str = Field(
        "http://127.0.0.1:8000", description="How the public reaches the site; used in letters and slips"
    )
    secret_key: SecretStr = Field(
        SecretStr(DEMO_KEY), description="Signs form tokens; 32 random characters or more"
    )
    digest_key: SecretStr = Field(
        SecretStr(DEMO_KEY + "-digest"),
        description="Keys the digests of personal data (IIN, contacts); never changed",
    )
    behind_tls: bool = Field(
        False, description="True once a TLS proxy stands in front; production demands it"
    )
    trusted_hops: int = Field(
        0,
        ge=0,
        le=ADDRESS_HOPS_MAX,
        description="How many proxies of ours stand in front; 0: believe no header",
    )
    smtp_url: str = Field(
        "", description="smtp://user:password@host:port; empty: letters lie in the mailbox page"
    )
    mail_from: str = Field("hearing-state@localhost", description="Sender of letters")
    mail_domain: str = Field("hearing-state.local", description="Right side of Message-ID")
    push_services: tuple[str, ...] = Field(
        ("fcm.googleapis.com", "updates.push.services.mozilla.com", ".push.apple.com", ".notify.windows.com"),
        description="Hosts of browser makers' push services that short messages may go to; a leading dot takes all below",
    )
    demo: bool = Field(
        True, description="Load demo places, bodies, people and questions at first start (mode demo)"
    )
    pool_size: int = Field(20, ge=2, le=200, description="Database connections of one web process")
    requests_at_once: int = Field(
        200, ge=10, description="Requests in work in one process; more get 503 at once"
    )
    calls_together: int = Field(
        500,
        ge=1,
        le=2_000,
        description="How many signatures or questions one process puts into one transaction while a rush lasts; 1: each its own",
    )
    kept_seconds: int = Field(
        10,
        ge=0,
        le=60,
        description="How long visitors without cookies may be shown the same copy of a public page; 0: never",
    )
    kept_stale_hours: int = Field(
        6,
        ge=0,
        le=48,
        description="How old a copy of a public page may be that is shown, as what it is, while the database is away; 0: never."
        " Copies from before something was hidden are not shown again",
    )
    working_day_ends: time = Field(
        time(18, 30),
        description="Later arrivals are registered on the next working day (APPC 64(3); hour seen in eOtinish)",
    )
    clock_moved_by_seconds: int = Field(
        0, description="Rehearsals only: moves the house's clock; refused in production"
    )
    media_carried: Literal["here", "nodes"] = Field(
        "here",
        description="Where live meetings have their sound and picture: here, in the halls' own process, or on nodes (hearing-state media)",
    )
    media_name: str = Field(
        "media-1",
        pattern=r"^[a-z0-9][a-z0-9.-]{0,39}$",
        description="Name of the media node that this process is; different for each",
    )
    media_door: str = Field(
        "",
        description="Where signalling speaks to this node: unix:/path or tcp:host:port (a private net); empty: a socket in the data directory",
    )
    media_key: SecretStr = Field(
        SecretStr(""),
        description="Key shared by media nodes and signalling, 16 characters or more; empty: made from HS_SECRET_KEY",
    )
    media_engine: Literal["embedded", "janus"] = Field(
        "embedded",
        description="Which media server this process has: its own, or Janus (Debian's package janus, started and ended by the process)",
    )
    media_host: str = Field(
        "127.0.0.1",
        description="Address for sound and picture; with Janus that of a network card (it has no ear on 127.0.0.1)",
    )
    media_ports: str = Field(
        "20000-23999",
        pattern=r"^[1-9][0-9]{3,4}-[1-9][0-9]{3,4}$",
        description="With Janus: UDP ports to open in the firewall, one for each person",
    )
    media_port: int = Field(
        0,
        ge=0,
        le=65535,
        description="The one UDP port of the embedded media server, to open in the firewall; 0: any free one",
    )
    media_public: tuple[str, ...] = Field(
        (), description="Public addresses of the node, told to browsers when it stands behind others"
    )
    media_seats: int = Field(
        600, ge=1, le=100_000, description="Most people on this node; more are told that it is full"
    )
    media_busy_share: float = Field(
        0.8,
        gt=0,
        description="Of one core: a media server that is busier takes no new listeners; speakers always",
    )
    media_late_seconds: float = Field(
        0.05, gt=0, description="How late a media server may wake up before it takes no new listeners"
    )
    media_native: Literal["auto", "never"] = Field(
        "auto",
        description="Whether the media node compiles its inner loop at the first start where a C compiler is (kept in the data directory)",
    )
    broadcast_hubs: tuple[str, ...] = Field(
        (),
        description="Doors of the broadcast processes that this media server hands its live meetings to (HS_BROADCAST_FEED of each);"
        " empty: they go through this process's own web server, enough for some hundred readers",
    )
    broadcast_feed: str = Field(
        "",
        description="Where media servers speak to this broadcast process: unix:/path or tcp:host:port (a private net);"
        " empty: a socket in the data directory",
    )
    broadcast_readers: int = Field(
        20_000,
        ge=1,
        le=200_000,
        description="Most readers of broadcasts in one process; more are told that it is full",
    )
    turn_urls: tuple[str, ...] = Field(
        (),
        description="TURN servers for people whose network lets no UDP through: turn:host:3478?transport=udp, turns:host:443?transport=tcp",
    )
    turn_secret: SecretStr = Field(
        SecretStr(""),
        description="coturn's static-auth-secret, 16 characters or more; only short-lived passwords leave the house",
    )
    eds_roots: str = Field(
        "",
        description="File of PEM certificates: the roots of electronic signatures (EDS), and authorities between them and people;"
        " empty: signatures with RSA or ECDSA keys are not taken",
    )
    eds_ocsp_service: str = Field(
        "",
        description="Who is asked whether a person's certificate was revoked; empty: whom the certificate names",
    )
    eds_gost_service: str = Field(
        "",
        description="http://host:port of an NCANode service (version 3) that checks signatures with Kazakhstan's own algorithms;"
        " empty: they are not taken",
    )
    openid_issuer: str = Field(
        "",
        description="The state's identity provider (OpenID Connect issuer); empty: nobody signs in that way",
    )
    openid_client: str = Field("", description="This house's client identifier with that provider")
    openid_secret: SecretStr = Field(SecretStr(""), description="The client's secret with that provider")
    openid_scope: str = Field("openid profile", description="What the provider is asked for")
    openid_iin_claim: str = Field("iin", description="The claim in which the provider tells the IIN")
    openid_acr: tuple[str, ...] = Field(
        (), description="Levels of assurance (acr) that are taken, asked for in this order; empty: any"
    )
    log_level: Literal["debug", "info", "warning"] = "info"

    @model_validator(mode="after")
    def production_is_safe(self) -> Self:
        """Production refuses to start with demo sign-ins, default keys or without TLS in front."""
        if self.mode != "production":
            return self
        faults = [why for wrong, why in self._unsafe() if wrong]
        if faults:
            raise ValueError("production mode refuses to start: " + "; ".join(faults))
        return self

    def _unsafe(self) -> list[tuple[bool, str]]:
        keys = (self.secret_key.get_secret_value(), self.digest_key.get_secret_value())
        return [
            (self.demo, "HS_DEMO must be false (demo sign-ins are public)"),
            (
                any(DEMO_KEY in key or len(key) < KEY_LENGTH_MIN for key in keys),
                "HS_SECRET_KEY and HS_DIGEST_KEY must be own random keys",
            ),
            (keys[0] == keys[1], "HS_SECRET_KEY and HS_DIGEST_KEY must differ"),
            (not self.behind_tls, "HS_BEHIND_TLS must be true: a TLS proxy has to stand in front"),
            (not self.site_url.startswith("https://"), "HS_SITE_URL must begin with https://"),
            (not self.database_url, "HS_DATABASE_URL must name a PostgreSQL server"),
            (
                self.broker_url.startswith("memory:"),
                "HS_BROKER_URL must name a RabbitMQ or Redis/Valkey broker",
            ),
            (not self.smtp_url, "HS_SMTP_URL must name a mail relay"),
            (
                bool(self.turn_urls) and len(self.turn_secret.get_secret_value()) < SHARED_KEY_LENGTH_MIN,
                "HS_TURN_SECRET must be set when HS_TURN_URLS is",
            ),
            (
                0 < len(self.media_key.get_secret_value()) < SHARED_KEY_LENGTH_MIN,
                "HS_MEDIA_KEY must have 16 characters or more",
            ),
            (
                bool(self.openid_issuer) and not self.openid_issuer.startswith("https://"),
                "HS_OPENID_ISSUER must begin with https://",
            ),
            (self.clock_moved_by_seconds != 0, "HS_CLOCK_MOVED_BY_SECONDS must be 0"),
        ]

    @property
    def digest_bytes(self) -> bytes:
        return self.digest_key.get_secret_value().encode()

    @property
    def media_key_bytes(self) -> bytes:
        """The key that media nodes and signalling share. Made from the secret key where none is set: all processes have that."""
        own = self.media_key.get_secret_value().encode()
        return own or hmac.new(self.secret_bytes, b"media nodes", hashlib.sha256).digest()

    @property
    def secret_bytes(self) -> bytes:
        return self.secret_key.get_secret_value().encode()
