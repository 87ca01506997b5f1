package io.descent.dataset;

import static io.descent.schema.Mistake.Code.CONFLICT;
import static io.descent.schema.Mistake.Code.REQUIRED;
import static io.descent.schema.Mistake.Code.UNKNOWN_VALUE;

import io.descent.data.encode.EncodingSpec;
import io.descent.data.encode.Missing;
import io.descent.schema.Mistakes;
import io.descent.schema.Names;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Checks that the columns that an encoding names are there. */
record EncodingNames(EncodingSpec spec, Mistakes mistakes) {

    private static final String ENCODING = "/encoding";

    void check(Collection<String> features, String target) {
        known("types", spec.types().keySet(), features);
        known("hashed", spec.hashed().keySet(), features);
        known("columns", spec.columns().keySet(), features);
        spec.missingOf().forEach((name, missing) -> {
            if (!name.equals(target)) {
                known("missing", List.of(name), features);
            } else if (missing != Missing.DROP && missing != Missing.ERROR) {
                mistakes.add(
                        Mistakes.at(ENCODING + "/missing", name),
                        CONFLICT,
                        "must be \"drop\" or \"error\": the column is the target, which nothing can stand for");
            }
        });
        if (!spec.columns().isEmpty()) {
            features.stream()
                    .filter(name -> !spec.columns().containsKey(name))
                    .forEach(name -> mistakes.add(
                            Mistakes.at(ENCODING + "/columns", name),
                            REQUIRED,
                            "is missing: where `columns` is given, it holds every feature's column"));
        }
    }

    private void known(String setting, Collection<String> names, Collection<String> features) {
        Set<String> there = Set.copyOf(features);
        names.stream()
                .filter(name -> !there.contains(name))
                .forEach(name -> mistakes.add(
                        Mistakes.at(Mistakes.at(ENCODING, setting), name),
                        UNKNOWN_VALUE,
                        "is not a column of the features" + Names.didYouMean(name, features)));
    }
}
