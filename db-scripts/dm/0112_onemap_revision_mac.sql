-- 0112 onemap_revision_mac (module onemap) for dm. Rendered from db-scripts/neutral; do not edit.

ALTER TABLE om_revision ADD COLUMN revision_id BIGINT;

ALTER TABLE om_revision ADD COLUMN row_mac VARCHAR(72 CHAR);

UPDATE om_revision SET revision_id = (
  SELECT COUNT(*) FROM om_revision o
  WHERE o.layer_code < om_revision.layer_code OR (o.layer_code = om_revision.layer_code AND o.revision_no <= om_revision.revision_no))
WHERE revision_id IS NULL;

CREATE UNIQUE INDEX ux_om_revision_id ON om_revision (revision_id);

ALTER TABLE om_raster_revision ADD COLUMN revision_id BIGINT;

ALTER TABLE om_raster_revision ADD COLUMN row_mac VARCHAR(72 CHAR);

UPDATE om_raster_revision SET revision_id = (
  SELECT COUNT(*) FROM om_raster_revision o
  WHERE o.raster_code < om_raster_revision.raster_code OR (o.raster_code = om_raster_revision.raster_code AND o.revision_no <= om_raster_revision.revision_no))
WHERE revision_id IS NULL;

CREATE UNIQUE INDEX ux_om_raster_revision_id ON om_raster_revision (revision_id);
