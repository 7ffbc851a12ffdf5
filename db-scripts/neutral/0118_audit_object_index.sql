-- module: audit
-- The newest records of an object are found at its end of the index, however many there are: each act proves a seal by them.

DROP INDEX ix_au_record_object;

CREATE INDEX ix_au_record_of_object ON au_record (object_type, object_id, kind_code, record_id);
