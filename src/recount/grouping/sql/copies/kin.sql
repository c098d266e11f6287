-- Of these, those of one family: as `recount.resolve.origins.kinship` has it, from the same numbers.

CREATE TABLE judged AS
SELECT
  one, other,
  CASE
    WHEN least(l.shingles, r.shingles) = 0 THEN FALSE
    WHEN shared < words_fewest THEN shared * 1.0 / (l.shingles + r.shingles - shared) >= alike
    WHEN l.day IS NULL AND r.day IS NULL THEN shared * 1.0 / least(l.shingles, r.shingles) >= undated
    ELSE shared * 1.0 / least(l.shingles, r.shingles) >= contained
  END AS of_words,
  CASE WHEN abs(datediff('day', l.day, r.day)) <= days THEN likely ELSE sure END AS wanted
FROM candidates JOIN sizes AS l ON one = l.n JOIN sizes AS r ON other = r.n CROSS JOIN rules;

-- Those whose words differ, by their facts: what each has, and what both have.

CREATE TABLE told AS
SELECT n, fact, figure, name
FROM (
  SELECT n, unnest(facts) AS fact FROM sketches
  WHERE n IN (SELECT one FROM judged WHERE NOT of_words UNION SELECT other FROM judged WHERE NOT of_words)
)
JOIN telling ON fact % 16 = telling.code;

CREATE TABLE told_in_all AS
SELECT n, round(sum(figure), 6) AS figures, round(sum(name), 6) AS names FROM told GROUP BY n;

CREATE TABLE told_by_both AS
SELECT one, other, wanted, round(sum(l.figure), 6) AS figures, round(sum(l.name), 6) AS names
FROM judged JOIN told AS l ON one = l.n JOIN told AS r ON other = r.n AND l.fact = r.fact CROSS JOIN rules
WHERE NOT of_words
GROUP BY one, other, wanted, facts_fewest HAVING count(*) >= facts_fewest;

CREATE VIEW weighed AS
SELECT
  one, other, wanted, told_by_both.figures, told_by_both.names,
  l.figures + l.names < r.figures + r.names
    OR (l.figures + l.names = r.figures + r.names AND l.figures <= r.figures) AS left_shorter,
  l.figures AS left_figures, l.names AS left_names, r.figures AS right_figures, r.names AS right_names
FROM told_by_both JOIN told_in_all AS l ON one = l.n JOIN told_in_all AS r ON other = r.n;

CREATE TABLE kin AS
SELECT one, other FROM judged WHERE of_words
UNION ALL
SELECT one, other FROM weighed CROSS JOIN weights
WHERE 1 / (1 + exp(-(
  bias
  + figures_shared * ln(1 + figures)
  + figures_of_shorter * ln(1 + greatest(0, CASE WHEN left_shorter THEN left_figures ELSE right_figures END - figures))
  + figures_of_longer * ln(1 + greatest(0, CASE WHEN left_shorter THEN right_figures ELSE left_figures END - figures))
  + names_shared * ln(1 + names)
  + names_of_shorter * ln(1 + greatest(0, CASE WHEN left_shorter THEN left_names ELSE right_names END - names))
  + names_of_longer * ln(1 + greatest(0, CASE WHEN left_shorter THEN right_names ELSE left_names END - names))
))) >= wanted
UNION ALL
SELECT first_n AS one, n AS other
FROM (
  SELECT numbered.n, min(numbered.n) OVER (PARTITION BY address) AS first_n
  FROM reports JOIN numbered ON reports.sketch = numbered.sketch
  WHERE address IS NOT NULL
)
WHERE first_n <> n;

-- Before any are joined, each sketch is a family of its own.

CREATE TABLE families AS SELECT n, n AS family FROM numbered;

CREATE TABLE links AS SELECT one, other FROM kin;
