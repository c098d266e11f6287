-- What sketches are filed under: the posts that several have. `nth` counts a sketch's posts from the commonest on.
-- Two sketches that share enough of the smaller's posts share one that is not among its commonest few: those are not
-- looked up (prefix filtering: S. Chaudhuri, V. Ganti and R. Kaushik, "A primitive operator for similarity joins in
-- data cleaning", 2006).

CREATE TABLE sizes AS
SELECT
  n, day,
  len(shingles) AS shingles,
  len(word_posts) AS word_posts, list_min(word_posts) AS least_word,
  len(fact_posts) AS fact_posts, list_min(fact_posts) AS least_fact
FROM sketches;

CREATE TABLE common_words AS
SELECT post, count(*) AS sketches
FROM (SELECT unnest(word_posts) AS post FROM sketches)
GROUP BY post HAVING count(*) > 1;

CREATE TABLE word_filed AS
SELECT n, post, sketches, row_number() OVER (PARTITION BY n ORDER BY sketches DESC, post) AS nth
FROM (SELECT n, unnest(word_posts) AS post FROM sketches) JOIN common_words USING (post);

CREATE TABLE common_facts AS
SELECT post, count(*) AS sketches
FROM (SELECT unnest(fact_posts) AS post FROM sketches)
GROUP BY post HAVING count(*) > 1;

CREATE TABLE fact_filed AS
SELECT
  n, floor(datediff('day', DATE '1970-01-05', day) / 7) AS week, post, sketches,
  row_number() OVER (PARTITION BY n ORDER BY sketches DESC, post) AS nth
FROM (SELECT n, day, unnest(fact_posts) AS post FROM sketches) JOIN common_facts USING (post);
