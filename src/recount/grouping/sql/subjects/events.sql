-- Incidents of a week or less to events. In order of their first days, a claim is of the event before as long as it
-- begins at most so many days (`tolerance`) after the first of that event's last days; then a new one begins. From each
-- day, where an event that began there would end does not depend on those before, so that is told for all at once.

CREATE TABLE incidents AS
SELECT id, facet, first_day, last_day
FROM (SELECT keyed.*, md5(before_days || between_days || after_days) AS facet FROM keyed JOIN facets USING (id))
CROSS JOIN rules
WHERE scope = 'incident' AND datediff('day', first_day, last_day) <= longest;

CREATE TABLE days AS
SELECT
  facet, first_day,
  min(min(last_day)) OVER (PARTITION BY facet ORDER BY first_day DESC ROWS UNBOUNDED PRECEDING) AS closes
FROM incidents
GROUP BY facet, first_day;

-- The first day after an event would have closed: days and closings in one order, the latest before.
CREATE TABLE jumps AS
SELECT facet, of_day AS first_day, next_day
FROM (
  SELECT
    facet, of_day, is_day,
    min(CASE WHEN is_day = 1 THEN told_on END)
      OVER (PARTITION BY facet ORDER BY told_on DESC, is_day ROWS UNBOUNDED PRECEDING) AS next_day
  FROM (
    SELECT facet, first_day AS of_day, first_day AS told_on, 1 AS is_day FROM days
    UNION ALL
    SELECT facet, first_day, closes + CAST(tolerance AS INTEGER), 0 FROM days CROSS JOIN rules
  )
)
WHERE is_day = 0 AND next_day IS NOT NULL;

CREATE TABLE begun AS SELECT facet, min(first_day) AS first_day FROM days GROUP BY facet;
