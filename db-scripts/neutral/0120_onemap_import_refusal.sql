-- module: onemap
-- An import whose file carries a secrecy mark is closed for good; its file does not stay on the node.

ALTER TABLE om_import ADD COLUMN refused_utc {INSTANT};
