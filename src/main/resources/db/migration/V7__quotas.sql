-- Times are milliseconds since 1970. What a tenant has spent of its work a minute is told by the time at which it has its
-- whole minute again.

create table work_spent (
  tenant varchar(63) not null primary key,
  whole_at bigint not null
);

-- Fits that run on the threads of their callers, which are stored at their end alone. What a process has left behind that
-- was killed counts until its time has come.

create table fit_at_once (
  fit varchar(40) not null primary key,
  tenant varchar(63) not null,
  counts_until bigint not null
);

create index fit_at_once_by_tenant on fit_at_once (tenant);

alter table dataset add column bytes bigint not null default 0;
