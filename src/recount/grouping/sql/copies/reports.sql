-- The reports of all shards, each once, and the sketches they have, each once, numbered by what they hold.

CREATE TABLE reports AS
SELECT
  report,
  min(sketch) AS sketch,
  min(address) AS address,
  min(published) AS published,
  min(published_at) AS published_at
FROM sketched
GROUP BY report;

CREATE TABLE numbered AS
SELECT sketch, min(report) AS report, row_number() OVER (ORDER BY sketch) AS n
FROM reports
GROUP BY sketch;

CREATE VIEW sketches AS
SELECT numbered.n, sketched.published AS day, shingles, facts, word_posts, fact_posts
FROM sketched JOIN numbered ON sketched.report = numbered.report AND sketched.sketch = numbered.sketch;
