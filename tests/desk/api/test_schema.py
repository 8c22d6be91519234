"""The API does what its OpenAPI document says, whatever is sent to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
from django.core import signals
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, settings

from tests.desk.scene import build

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.desk.world import World

pytestmark = pytest.mark.django_db
_SECRET: dict[str, str] = {}


@pytest.fixture
def api_schema(world: World) -> Iterator[Any]:
    """The document as the application itself gives it; requests keep the connection of the test."""
    _SECRET["token"] = build(world)["own"].secret
    for signal in (signals.request_started, signals.request_finished):
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/openapi.json", get_wsgi_application())
    for signal in (signals.request_started, signals.request_finished):
        signal.connect(close_old_connections)


schema = schemathesis.pytest.from_fixture("api_schema")


@schema.parametrize()
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
def test_every_operation_keeps_to_its_document(case: Any) -> None:
    """A well-formed body may still break a rule of the process: 422 is documented, so that one check is left out."""
    ruled = [schemathesis.checks.positive_data_acceptance]
    case.call_and_validate(headers={"Authorization": f"Bearer {_SECRET['token']}"}, excluded_checks=ruled)
