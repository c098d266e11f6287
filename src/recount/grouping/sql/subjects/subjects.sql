-- Claims to subjects, and what the claims of each come to.

CREATE TABLE dated AS
SELECT
  incidents.id,
  max(begun.first_day) OVER (PARTITION BY incidents.facet ORDER BY incidents.first_day) AS event_day
FROM incidents
LEFT JOIN begun ON incidents.facet = begun.facet AND incidents.first_day = begun.first_day;

-- Longer spans are one where both days are the same; those without days are of one report.
CREATE TABLE placed AS
SELECT
  keyed.*, before_days, between_days, after_days,
  md5(
    before_days || between_days || after_days
    || CASE
      WHEN scope <> 'incident' THEN coalesce(CAST(since AS VARCHAR), '') || ' ' || coalesce(CAST(until AS VARCHAR), '')
      WHEN event_day IS NOT NULL THEN CAST(event_day AS VARCHAR)
      ELSE coalesce(CAST(first_day AS VARCHAR) || ' to ' || CAST(last_day AS VARCHAR), '')
    END
  ) AS number
FROM keyed JOIN facets USING (id) LEFT JOIN dated USING (id);

-- Who told of it first says on which day an incident begins, and of a long one when it ends.
CREATE TABLE named AS
SELECT
  number,
  CASE WHEN scope = 'incident' THEN first_day ELSE since END AS since,
  CASE
    WHEN scope <> 'incident' THEN until
    WHEN datediff('day', first_day, last_day) > longest THEN last_day
  END AS until,
  before_days, between_days, after_days
FROM (SELECT *, row_number() OVER (PARTITION BY number ORDER BY coalesce(told_on, DATE '9999-12-31'), id) AS nth FROM placed)
CROSS JOIN rules
WHERE nth = 1;

CREATE TABLE most_named AS
SELECT number, place
FROM (
  SELECT number, place, row_number() OVER (PARTITION BY number ORDER BY count(*) DESC, place) AS nth
  FROM placed WHERE place IS NOT NULL GROUP BY number, place
)
WHERE nth = 1;

CREATE TABLE counted AS
SELECT
  number, effect, victims AS "group", party, things, spot, country, scope, within, conflict,
  count(*) AS claims,
  count(DISTINCT placed.report) FILTER (WHERE modality <> 'denied') AS reports,
  count(DISTINCT coalesce(family, placed.report)) FILTER (WHERE modality <> 'denied') AS families,
  count(DISTINCT outlet) FILTER (WHERE modality <> 'denied') AS outlets,
  min(low) FILTER (WHERE modality <> 'denied') AS low,
  max(high) FILTER (WHERE modality <> 'denied') AS high,
  min(first_day) AS first_day,
  max(last_day) AS last_day,
  list(id ORDER BY id) AS ids
FROM placed LEFT JOIN copied ON placed.report = copied.report
GROUP BY number, effect, victims, party, things, spot, country, scope, within, conflict;

CREATE VIEW subjects AS
SELECT
  'sub:' || substr(
    sha256(
      before_days || coalesce('"' || CAST(since AS VARCHAR) || '"', 'null')
      || between_days || ',"until":' || coalesce('"' || CAST(until AS VARCHAR) || '"', 'null') || after_days
    ), 1, 32
  ) AS id,
  effect, "group", party, things, place, country, scope, conflict, since, until,
  claims, reports, families, outlets, low, high,
  first_day AS "from", last_day AS "to", ids
FROM counted JOIN named USING (number) LEFT JOIN most_named USING (number)
ORDER BY families DESC, reports DESC, id;

CREATE VIEW told_most AS SELECT * FROM subjects LIMIT 10;
