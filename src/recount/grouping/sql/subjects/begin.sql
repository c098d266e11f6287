-- One round: an event begins where a jump ends that starts where one begins; then every jump is twice as far.

CREATE TABLE begun_after AS
SELECT facet, first_day FROM begun
UNION
SELECT facet, next_day FROM begun JOIN jumps USING (facet, first_day);

CREATE TABLE jumps_after AS
SELECT one.facet, one.first_day, other.next_day
FROM jumps AS one JOIN jumps AS other ON one.facet = other.facet AND one.next_day = other.first_day;

DROP TABLE begun;
DROP TABLE jumps;
ALTER TABLE begun_after RENAME TO begun;
ALTER TABLE jumps_after RENAME TO jumps;
