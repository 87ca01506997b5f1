-- A fit that is stored when it has ended already has its history and its last state in its own row: one insert
-- instead of three. Those of other fits stand in history_chunk and checkpoint.

alter table fit add column history ${binary};
alter table fit add column state ${binary};

-- Most fits have succeeded: to find these by their status is to go through all of them.

drop index fit_by_status;
create index fit_by_status on fit (status, id) where status <> 'SUCCEEDED';
