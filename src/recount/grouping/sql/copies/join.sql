-- One round of joining: each family takes the least number beside it, and links are between families from then on.

CREATE TABLE least_beside AS
SELECT n, least(n, min(beside)) AS family
FROM (SELECT one AS n, other AS beside FROM links UNION ALL SELECT other AS n, one AS beside FROM links)
GROUP BY n;

CREATE TABLE families_after AS
SELECT families.n, coalesce(least_beside.family, families.family) AS family
FROM families LEFT JOIN least_beside ON families.family = least_beside.n;

CREATE TABLE links_after AS
SELECT DISTINCT left_.family AS one, right_.family AS other
FROM links
JOIN least_beside AS left_ ON links.one = left_.n
JOIN least_beside AS right_ ON links.other = right_.n
WHERE left_.family <> right_.family;

DROP TABLE least_beside;
DROP TABLE families;
DROP TABLE links;
ALTER TABLE families_after RENAME TO families;
ALTER TABLE links_after RENAME TO links;
