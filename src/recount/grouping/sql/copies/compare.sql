-- Of a batch of pairs, those that share enough posts, and how many runs of words they share.

CREATE TABLE in_hand AS SELECT one, other FROM pairs JOIN batches USING (batch);

CREATE TABLE may_be_kin AS
WITH words AS (
  SELECT one, other, count(*) AS shared
  FROM in_hand JOIN word_filed AS l ON one = l.n JOIN word_filed AS r ON other = r.n AND l.post = r.post
  GROUP BY one, other
),
facts AS (
  SELECT one, other, count(*) AS shared
  FROM in_hand JOIN fact_filed AS l ON one = l.n JOIN fact_filed AS r ON other = r.n AND l.post = r.post
  GROUP BY one, other
)
SELECT in_hand.one, in_hand.other
FROM in_hand
LEFT JOIN words ON in_hand.one = words.one AND in_hand.other = words.other
LEFT JOIN facts ON in_hand.one = facts.one AND in_hand.other = facts.other
JOIN sizes AS l ON in_hand.one = l.n
JOIN sizes AS r ON in_hand.other = r.n
CROSS JOIN rules
WHERE (words.shared >= words_least AND words.shared * words_one_in >= least(l.word_posts, r.word_posts))
  OR (
    facts.shared >= facts_least
    AND facts.shared * CASE WHEN abs(datediff('day', l.day, r.day)) <= days THEN facts_one_in ELSE far_one_in END
      >= least(l.fact_posts, r.fact_posts)
  );

INSERT INTO candidates
WITH runs AS (
  SELECT n, unnest(shingles) AS run FROM sketches
  WHERE n IN (SELECT one FROM may_be_kin UNION SELECT other FROM may_be_kin)
),
same AS (
  SELECT one, other, count(*) AS shared
  FROM may_be_kin JOIN runs AS l ON one = l.n JOIN runs AS r ON other = r.n AND l.run = r.run
  GROUP BY one, other
)
SELECT may_be_kin.one, may_be_kin.other, coalesce(shared, 0), batch
FROM may_be_kin LEFT JOIN same ON may_be_kin.one = same.one AND may_be_kin.other = same.other CROSS JOIN batches;

DROP TABLE in_hand;
DROP TABLE may_be_kin;
