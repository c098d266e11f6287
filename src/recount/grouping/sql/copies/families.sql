-- Each report that has copies or is one: its family, by the id that a ledger gives it, and which report came first.

CREATE TABLE members AS
SELECT reports.report, published, published_at, families.family AS number
FROM reports
JOIN numbered ON reports.sketch = numbered.sketch
JOIN families ON numbered.n = families.n;

CREATE TABLE grown AS
SELECT
  number,
  'fam:' || substr(sha256('["' || string_agg(report, '","' ORDER BY report) || '"]'), 1, 32) AS family,
  count(*) AS reports,
  min(published) AS first_day,
  count(*) - count(published) AS undated
FROM members
GROUP BY number HAVING count(*) > 1;

CREATE TABLE first_told AS
SELECT number, count(*) AS reports, count(published_at) AS timed, min(published_at) AS first_moment
FROM members JOIN grown USING (number)
WHERE published = first_day AND undated = 0
GROUP BY number;

-- None came first where two share the first day and no hours tell them apart, or where one has no day.
CREATE TABLE origins AS
SELECT number, min(report) AS origin
FROM members JOIN first_told USING (number) JOIN grown USING (number)
WHERE published = first_day
  AND (first_told.reports = 1 OR (timed = first_told.reports AND published_at = first_moment))
GROUP BY number HAVING count(*) = 1;

CREATE VIEW copies AS
SELECT report, grown.family, origin, grown.reports
FROM members JOIN grown USING (number) LEFT JOIN origins USING (number)
ORDER BY grown.family, report;

CREATE VIEW large AS
SELECT grown.family, grown.reports, origin
FROM grown LEFT JOIN origins USING (number)
ORDER BY grown.reports DESC, grown.family LIMIT 10;
