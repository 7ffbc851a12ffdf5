-- module: approval
-- Opinions and certificates carry a MAC. Rows from before get theirs when the node is next started.

ALTER TABLE ap_opinion ADD COLUMN row_mac {VC:72};

ALTER TABLE ap_certificate ADD COLUMN row_mac {VC:72};
