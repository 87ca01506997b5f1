-- Times are milliseconds since 1970. A document is a fit in CBOR; what is looked for, or changes often, has a column.

create table fit (
  id varchar(40) not null primary key,
  version integer not null,
  run integer not null,
  status varchar(12) not null,
  intent varchar(12),
  label text,
  lane varchar(8) not null,
  work double precision not null,
  epoch integer not null,
  rows_per_second double precision,
  seconds_left double precision,
  records integer not null,
  request_chunks integer not null,
  created_at bigint not null,
  expires_at bigint,
  earlier_fit varchar(40),
  document ${binary} not null
);

create index fit_by_status on fit (status, id);
create index fit_by_label on fit (label, id) where label is not null;
create index fit_by_expiry on fit (expires_at) where expires_at is not null;
create index fit_by_earlier on fit (earlier_fit) where earlier_fit is not null;
create index fit_waiting on fit (lane, work) where status = 'QUEUED';

create table history_chunk (
  fit_id varchar(40) not null references fit (id) on delete cascade,
  first_record integer not null,
  records ${binary} not null,
  primary key (fit_id, first_record)
);

create table checkpoint (
  fit_id varchar(40) not null primary key references fit (id) on delete cascade,
  epoch integer not null,
  records integer not null,
  state ${binary} not null
);

-- The chunks are there before their fit is.
create table request_chunk (
  fit_id varchar(40) not null,
  number integer not null,
  created_at bigint not null,
  bytes ${binary} not null,
  primary key (fit_id, number)
);

create index request_chunk_by_time on request_chunk (created_at);

-- A key is taken first, then its fit is added.
create table idempotency (
  key text not null primary key,
  body_sha256 varchar(64) not null,
  fit_id varchar(40) not null references fit (id) on delete cascade deferrable initially deferred
);

create index idempotency_by_fit on idempotency (fit_id);

-- The tables of db-scheduler, one a lane.

create table queue_short (
  task_name varchar(40) not null,
  task_instance varchar(40) not null,
  task_data ${binary},
  execution_time ${timestamp} not null,
  picked boolean not null,
  picked_by varchar(50),
  last_success ${timestamp},
  last_failure ${timestamp},
  consecutive_failures integer,
  last_heartbeat ${timestamp},
  version bigint not null,
  priority smallint,
  primary key (task_name, task_instance)
);

create index queue_short_by_time on queue_short (execution_time);
create index queue_short_by_heartbeat on queue_short (last_heartbeat);

create table queue_long (
  task_name varchar(40) not null,
  task_instance varchar(40) not null,
  task_data ${binary},
  execution_time ${timestamp} not null,
  picked boolean not null,
  picked_by varchar(50),
  last_success ${timestamp},
  last_failure ${timestamp},
  consecutive_failures integer,
  last_heartbeat ${timestamp},
  version bigint not null,
  priority smallint,
  primary key (task_name, task_instance)
);

create index queue_long_by_time on queue_long (execution_time);
create index queue_long_by_heartbeat on queue_long (last_heartbeat);
