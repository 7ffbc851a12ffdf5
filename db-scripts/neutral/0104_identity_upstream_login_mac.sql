-- module: identity
-- Logins on their way over the city carry a MAC: nobody writes another person into one. Those from before have none and are begun anew.

ALTER TABLE id_upstream_login ADD COLUMN login_mac {VC:64};
