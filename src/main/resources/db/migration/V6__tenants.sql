-- Everything that is stored belongs to a tenant; what was stored before there were any, to this one. Names of tenants are
-- short, and hold only small letters, digits, dots, lines below and dashes.

alter table fit add column tenant varchar(63) not null default 'default';
create index fit_by_tenant on fit (tenant, id) where tenant <> 'default';

alter table dataset add column tenant varchar(63) not null default 'default';
create index dataset_by_tenant on dataset (tenant, id) where tenant <> 'default';

-- Keys and names are unique for each tenant, which takes tables with other primary keys. Those that refer to others are
-- copied last and dropped first: a table that is dropped takes with it what refers to it.

create table tenant_idempotency (
  tenant varchar(63) not null default 'default',
  key text not null,
  body_sha256 varchar(64) not null,
  fit_id varchar(40) not null references fit (id) on delete cascade deferrable initially deferred,
  primary key (tenant, key)
);

insert into tenant_idempotency (key, body_sha256, fit_id) select key, body_sha256, fit_id from idempotency;
drop table idempotency;
alter table tenant_idempotency rename to idempotency;
create index idempotency_by_fit on idempotency (fit_id);

create table tenant_model (
  tenant varchar(63) not null default 'default',
  name varchar(128) not null,
  created_at bigint not null,
  versions integer not null,
  primary key (tenant, name)
);

create table tenant_model_version (
  tenant varchar(63) not null default 'default',
  model varchar(128) not null,
  version integer not null,
  fit varchar(40) not null references fit (id),
  created_at bigint not null,
  made_by text,
  primary key (tenant, model, version),
  foreign key (tenant, model) references tenant_model (tenant, name) on delete cascade
);

create table tenant_model_alias (
  tenant varchar(63) not null default 'default',
  model varchar(128) not null,
  alias varchar(128) not null,
  version integer not null,
  revision bigint not null,
  moved_at bigint not null,
  primary key (tenant, model, alias),
  foreign key (tenant, model, version) references tenant_model_version (tenant, model, version)
);

create table tenant_model_alias_move (
  tenant varchar(63) not null default 'default',
  model varchar(128) not null,
  alias varchar(128) not null,
  revision bigint not null,
  moved_at bigint not null,
  moved_by text,
  from_version integer,
  to_version integer,
  primary key (tenant, model, alias, revision),
  foreign key (tenant, model) references tenant_model (tenant, name) on delete cascade
);

insert into tenant_model (name, created_at, versions) select name, created_at, versions from model;
insert into tenant_model_version (model, version, fit, created_at, made_by)
  select model, version, fit, created_at, made_by from model_version;
insert into tenant_model_alias (model, alias, version, revision, moved_at)
  select model, alias, version, revision, moved_at from model_alias;
insert into tenant_model_alias_move (model, alias, revision, moved_at, moved_by, from_version, to_version)
  select model, alias, revision, moved_at, moved_by, from_version, to_version from model_alias_move;

drop table model_alias_move;
drop table model_alias;
drop table model_version;
drop table model;
alter table tenant_model rename to model;
alter table tenant_model_version rename to model_version;
alter table tenant_model_alias rename to model_alias;
alter table tenant_model_alias_move rename to model_alias_move;
create index model_version_by_fit on model_version (fit);
