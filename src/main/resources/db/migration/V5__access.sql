-- Times are milliseconds since 1970. Of a key its SHA-256 is kept; scopes are names with spaces between.

create table api_key (
  id varchar(40) not null primary key,
  tenant varchar(63) not null,
  name text not null,
  scopes varchar(64) not null,
  created_at bigint not null,
  expires_at bigint,
  last_used_at bigint,
  sha256 ${binary} not null
);

create unique index api_key_by_sha256 on api_key (sha256);
create index api_key_by_tenant on api_key (tenant, id);
