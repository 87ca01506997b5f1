package io.descent.web.protocols;

import java.util.List;

/** What answers. */
record ServerMetadata(String name, String version, List<String> extensions) {}
