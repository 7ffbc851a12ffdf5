-- 0120 onemap_import_refusal (module onemap) for postgresql. Rendered from db-scripts/neutral; do not edit.

ALTER TABLE om_import ADD COLUMN refused_utc TIMESTAMP(6);
