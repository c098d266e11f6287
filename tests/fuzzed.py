"""Requests without end, made up from what the OpenAPI document says the API takes."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from litestar import Litestar
from schemathesis.schemas import APIOperation as Operation
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance

from recount.catalogue import Keeper
from recount.web.accounts import Accounts
from recount.web.app import create_app
from recount.web.desk import Desk
from recount.web.protection import Exposure

NO_LIMIT = 10**9


def application(ledger: Path, folder: Path, accounts: Path) -> Litestar:
    """The workbench over a ledger, open to all who read; its catalogues lie in the folder."""
    keeper = Keeper(ledger, "Who said what", folder / "catalogue")
    keeper.wait()
    exposure = Exposure(public=True, hosts=("testserver",), per_minute=NO_LIMIT)
    return create_app(Desk(str(ledger), keeper), Accounts(accounts), exposure)


def answers(app: Litestar, each: int) -> tuple[Counter[tuple[str, int]], list[str]]:
    """How often each operation was answered with which status, and what was wrong with answers: `each` requests each.

    An answer is wrong where the server failed, where it is JSON and not as described, or of a type not described.
    """
    schema = schemathesis.openapi.from_asgi("/api/schema/openapi.json", app)
    told: Counter[tuple[str, int]] = Counter()
    wrong: list[str] = []
    for result in schema.get_all_operations():
        _ask(result.ok(), each, told, wrong)
    return told, wrong


def check(app: Litestar, path: str, name: str) -> None:
    """Ask for one record by its id, and hold the answer to its description."""
    operation = schemathesis.openapi.from_asgi("/api/schema/openapi.json", app)[path]["GET"]
    case = operation.Case(path_parameters={"name": name})
    response = case.call()
    assert response.status_code == 200
    case.validate_response(response, checks=[response_schema_conformance, content_type_conformance])


def _ask(operation: Operation, each: int, told: Counter[tuple[str, int]], wrong: list[str]) -> None:
    label = operation.label

    @settings(
        max_examples=each,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def asked(case: schemathesis.Case) -> None:
        response = case.call()
        told[label, int(response.status_code)] += 1
        if response.status_code >= 500:
            wrong.append(f"{response.status_code}: {case.as_curl_command()}")
        elif not label.endswith("/export"):  # of as many types as there are formats
            try:
                case.validate_response(response, checks=[response_schema_conformance, content_type_conformance])
            except Exception as error:
                wrong.append(f"{label}: {error}")

    asked()
