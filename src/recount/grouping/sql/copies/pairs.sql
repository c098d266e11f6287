-- Pairs of sketches that may share enough posts, each once. Of a crowd, a post that too many sketches have to look at
-- every two, each is looked at beside the next few in order of their least posts, which near duplicates have alike
-- (sorted neighbourhoods: M. Hernandez and S. Stolfo, "The merge/purge problem for large databases", 1995).
--
-- The one of a pair that has fewer posts asks. Of facts it leaves out half of those it has to share, and the other has
-- half of them still; crowds are not counted.

CREATE VIEW words_held AS
SELECT n, word_posts AS size, least_word AS least, post, sketches, nth FROM word_filed JOIN sizes USING (n);

CREATE VIEW facts_held AS
SELECT n, fact_posts AS size, least_fact AS least, week, post, sketches, nth FROM fact_filed JOIN sizes USING (n);

CREATE VIEW words_asked AS
SELECT words_held.* FROM words_held CROSS JOIN rules
WHERE nth >= greatest(words_least, ceil(size * 1.0 / words_one_in));

CREATE VIEW facts_asked_far AS
SELECT * FROM (SELECT *, greatest(facts_least, ceil(size * 1.0 / far_one_in)) AS wanted FROM facts_held CROSS JOIN rules)
WHERE nth > wanted - ceil(wanted / 2);

CREATE VIEW facts_asked AS
SELECT * FROM (SELECT *, greatest(facts_least, ceil(size * 1.0 / facts_one_in)) AS wanted FROM facts_held CROSS JOIN rules)
WHERE nth > wanted - ceil(wanted / 2);

CREATE TABLE weekly AS
SELECT post, week, count(*) AS in_week FROM fact_filed WHERE week IS NOT NULL GROUP BY post, week;

CREATE TABLE word_crowds AS
SELECT n, size, post, row_number() OVER (PARTITION BY post ORDER BY least, n) AS place
FROM words_held CROSS JOIN rules WHERE sketches > crowd;

CREATE TABLE fact_crowds AS
SELECT n, size, post, row_number() OVER (PARTITION BY post ORDER BY least, n) AS place
FROM facts_held CROSS JOIN rules WHERE sketches > crowd;

CREATE TABLE week_crowds AS
SELECT n, size, post, week, row_number() OVER (PARTITION BY post, week ORDER BY least, n) AS place
FROM facts_held JOIN weekly USING (post, week) CROSS JOIN rules WHERE in_week > crowd;

CREATE TABLE pairs AS
WITH found AS (
  SELECT one.n AS left_n, other.n AS right_n
  FROM words_asked AS one JOIN words_held AS other ON one.post = other.post CROSS JOIN rules
  WHERE one.sketches <= crowd AND (one.size < other.size OR (one.size = other.size AND one.n < other.n))
  UNION ALL
  SELECT one.n, other.n
  FROM words_asked AS asked
  JOIN word_crowds AS one ON asked.n = one.n AND asked.post = one.post
  CROSS JOIN steps
  JOIN word_crowds AS other ON one.post = other.post AND one.place + steps.step = other.place
  WHERE one.size < other.size OR (one.size = other.size AND one.n < other.n)
  UNION ALL
  SELECT one.n, other.n
  FROM (
    SELECT *, sum(CASE WHEN sketches > crowd THEN 1 ELSE 0 END) OVER (PARTITION BY n) AS crowds FROM facts_asked_far
  ) AS one
  JOIN facts_held AS other ON one.post = other.post
  WHERE one.sketches <= crowd AND (one.size < other.size OR (one.size = other.size AND one.n < other.n))
  GROUP BY one.n, other.n, wanted, crowds HAVING count(*) >= ceil(wanted / 2) - crowds
  UNION ALL
  SELECT one.n, other.n
  FROM facts_asked_far AS asked
  JOIN fact_crowds AS one ON asked.n = one.n AND asked.post = one.post
  CROSS JOIN steps
  JOIN fact_crowds AS other ON one.post = other.post AND one.place + steps.step = other.place
  WHERE one.size < other.size OR (one.size = other.size AND one.n < other.n)
  UNION ALL
  SELECT one.n, other.n
  FROM (
    SELECT
      asked.n, size, asked.post, weekly.week, wanted, crowd, in_week,
      sum(CASE WHEN in_week > crowd THEN 1 ELSE 0 END) OVER (PARTITION BY asked.n, weekly.week) AS crowds
    FROM facts_asked AS asked CROSS JOIN weeks
    JOIN weekly ON asked.post = weekly.post AND asked.week + weeks.step = weekly.week
  ) AS one
  JOIN facts_held AS other ON one.post = other.post AND one.week = other.week
  WHERE one.in_week <= crowd AND (one.size < other.size OR (one.size = other.size AND one.n < other.n))
  GROUP BY one.n, other.n, wanted, crowds HAVING count(*) >= ceil(wanted / 2) - crowds
  UNION ALL
  SELECT one.n, other.n
  FROM facts_asked AS asked
  JOIN week_crowds AS one ON asked.n = one.n AND asked.post = one.post
  CROSS JOIN steps
  JOIN week_crowds AS other ON one.post = other.post AND one.week = other.week AND one.place + steps.step = other.place
  WHERE one.size < other.size OR (one.size = other.size AND one.n < other.n)
)
SELECT one, other, floor((row_number() OVER (ORDER BY one, other) - 1) / pairs_at_once) AS batch
FROM (
  SELECT DISTINCT least(left_n, right_n) AS one, greatest(left_n, right_n) AS other FROM found
)
CROSS JOIN rules;

CREATE TABLE candidates (one BIGINT, other BIGINT, shared BIGINT, batch BIGINT);
