"""What to call a subject."""

from __future__ import annotations

from recount.compare.subjects.keys import Key


def label(key: Key, place: str | None) -> str:
    """A title for people: ``civilians (Ukraine) killed, Mariupol, running total``."""
    victims = (key.things or "things") if key.effect == "destroyed" else _PEOPLE.get(key.group, key.group)
    whose = f"{victims} ({key.party})" if key.party else victims
    when = {
        "incident": f"{key.since} to {key.until}" if key.until else key.since,
        "period": f"{key.since} to {key.until}" if key.since else None,
        "revision": "revision of the total",
    }
    since = f"running total since {key.since}" if key.since else "running total"
    parts = (_WORDING.get(key.effect, "{} " + key.effect).format(whose), place, when.get(key.scope, since))
    return ", ".join(str(part) for part in parts if part)


_PEOPLE = {"unknown": "people", "mixed": "civilians and combatants"}
_WORDING = {"casualties": "casualties among {}", "bodies": "bodies of {}"}
