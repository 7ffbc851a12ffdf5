-- 0118 audit_object_index (module audit) for sqlite. Rendered from db-scripts/neutral; do not edit.

DROP INDEX ix_au_record_object;

CREATE INDEX ix_au_record_of_object ON au_record (object_type, object_id, kind_code, record_id);
