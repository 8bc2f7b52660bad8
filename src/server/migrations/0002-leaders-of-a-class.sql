-- Every change of a pupil asks who leads lessons in the class: answered from the index alone.
DROP INDEX lesson_by_class;
CREATE INDEX lesson_leaders ON lesson (school, class, leader) WHERE leader IS NOT NULL;
