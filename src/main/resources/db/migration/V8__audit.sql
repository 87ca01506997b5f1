-- Times are milliseconds since 1970. Each entry has the hash of the one before; the head is what the last one must be, and
-- who adds an entry locks it.

create table audit (
  number bigint not null primary key,
  at bigint not null,
  tenant varchar(63),
  who text,
  method varchar(16) not null,
  route text not null,
  resource text,
  address text not null,
  status integer not null,
  previous ${binary} not null,
  hash ${binary} not null
);

create index audit_by_tenant on audit (tenant, number);

create table audit_head (
  id integer not null primary key,
  number bigint not null,
  hash ${binary}
);

insert into audit_head (id, number) values (1, 0);
