-- Times are milliseconds since 1970. A fit that a version holds stays.

create table model (
  name varchar(128) not null primary key,
  created_at bigint not null,
  versions integer not null
);

create table model_version (
  model varchar(128) not null references model (name) on delete cascade,
  version integer not null,
  fit varchar(40) not null references fit (id),
  created_at bigint not null,
  made_by text,
  primary key (model, version)
);

create index model_version_by_fit on model_version (fit);

-- A revision counts the moves; that of an alias that was deleted is gone on with.

create table model_alias (
  model varchar(128) not null,
  alias varchar(128) not null,
  version integer not null,
  revision bigint not null,
  moved_at bigint not null,
  primary key (model, alias),
  foreign key (model, version) references model_version (model, version)
);

create table model_alias_move (
  model varchar(128) not null references model (name) on delete cascade,
  alias varchar(128) not null,
  revision bigint not null,
  moved_at bigint not null,
  moved_by text,
  from_version integer,
  to_version integer,
  primary key (model, alias, revision)
);
