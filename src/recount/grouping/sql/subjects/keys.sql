-- Claims with what each is about, facet by facet, as `recount.compare.subjects.keys.Key` has it.

-- A name of a place that stands for one entry of the gazetteer in a country is that entry.
CREATE TABLE entries AS
SELECT country, named, min(entry) AS entry
FROM claimed WHERE entry IS NOT NULL
GROUP BY country, named HAVING count(DISTINCT entry) = 1;

CREATE TABLE keyed AS
SELECT DISTINCT
  id, report, outlet, place, modality, effect, coalesce("group", 'unknown') AS victims, party, things,
  CASE
    WHEN spot = claimed.named AND claimed.entry IS NULL THEN coalesce(entries.entry, spot) ELSE spot
  END AS spot,
  claimed.country, scope, within, conflict, since, until,
  "from" AS first_day, "to" AS last_day, coalesce(said_on, "to") AS told_on,
  coalesce(low, high) AS low, coalesce(high, low) AS high
FROM claimed
LEFT JOIN entries ON claimed.named = entries.named AND claimed.country IS NOT DISTINCT FROM entries.country;

-- The facets before and after the days as canonical JSON, which ids are made from.
CREATE TABLE facets AS
SELECT
  id,
  '{"conflict":' || coalesce('"' || conflict || '"', 'null')
  || ',"country":' || coalesce('"' || country || '"', 'null')
  || ',"effect":"' || effect || '","group":"' || victims
  || '","party":' || coalesce('"' || replace(replace(party, '\', '\\'), '"', '\"') || '"', 'null')
  || ',"place":' || coalesce('"' || replace(replace(spot, '\', '\\'), '"', '\"') || '"', 'null')
  || ',"scope":"' || scope || '","since":' AS before_days,
  ',"things":' || coalesce('"' || replace(replace(things, '\', '\\'), '"', '\"') || '"', 'null') AS between_days,
  ',"within":' || coalesce('"' || within || '"', 'null') || '}' AS after_days
FROM keyed;
