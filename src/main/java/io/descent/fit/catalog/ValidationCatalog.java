package io.descent.fit.catalog;

import static io.descent.schema.Parameter.open;
import static io.descent.schema.Parameter.required;

import io.descent.schema.Alternatives;
import io.descent.schema.Parameter;
import io.descent.schema.ReadApart;
import io.descent.schema.Real;
import io.descent.schema.Structure;
import java.util.List;
import java.util.Map;

/** The rows that training never sees. */
final class ValidationCatalog {

    private static final Parameter<Double> FRACTION = required(
            "fraction",
            new Real(0, false, 1, false),
            "the share of the rows to set apart, drawn with the fit's seed; of a classifier's rows the same share of each "
                    + "class, which keeps at least one to train on");
    private static final Parameter<Map<?, ?>> DATASET = required(
            "dataset",
            new ReadApart("Dataset", "an object with one form of a dataset"),
            "rows with the same features, in any form of a dataset; a classifier's target holds no other classes");

    static final Parameter<ValidationChoice> VALIDATION = open(
            "validation",
            new Alternatives<>(List.of(
                    Structure.of(
                                    "ValidationFraction",
                                    ValidationChoice.Fraction.class,
                                    "a share of the dataset",
                                    a -> new ValidationChoice.Fraction(a.get(FRACTION)))
                            .with(FRACTION, ValidationChoice.Fraction::share),
                    Structure.of(
                                    "ValidationDataset",
                                    ValidationChoice.Own.class,
                                    "a dataset of its own",
                                    _ -> new ValidationChoice.Own())
                            .with(DATASET, _ -> null))),
            "none",
            "rows that training never sees; their loss is recorded after each epoch, as are the metrics that history asks "
                    + "for. Answers show only a fraction here");

    private ValidationCatalog() {}
}
