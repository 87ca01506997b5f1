-- Times are milliseconds since 1970. The rows of a small table are in contents, those of another one in a file.

create table dataset (
  id varchar(40) not null primary key,
  name text,
  created_at bigint not null,
  expires_at bigint,
  description ${binary} not null,
  contents ${binary}
);

create index dataset_by_expiry on dataset (expires_at) where expires_at is not null;

-- Of a fit that has not ended; the datasets stay until then.

alter table fit add column dataset varchar(40) references dataset (id);
create index fit_by_dataset on fit (dataset) where dataset is not null;
alter table fit add column validation_dataset varchar(40) references dataset (id);
create index fit_by_validation_dataset on fit (validation_dataset) where validation_dataset is not null;
