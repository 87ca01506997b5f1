package io.descent.web.models;

import java.util.List;

/** The moves of an alias, the last one first. */
record AliasHistory(List<MoveAnswer> data) {}
