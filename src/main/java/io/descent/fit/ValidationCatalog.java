package io.descent.fit;

import static io.descent.fit.Parameter.open;
import static io.descent.fit.Parameter.required;

import java.util.List;

/** The rows that training never sees. */
final class ValidationCatalog {

    private static final Parameter<Double> FRACTION = required(
            "fraction",
            new Real(0, false, 1, false),
            "the share of the rows to set apart, drawn with the fit's seed; of a classifier's rows the same share of each "
                    + "class, which keeps at least one to train on");
    private static final Parameter<DatasetDraft> DATASET = required(
            "dataset",
            new DatasetDomain(),
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
                                    a -> new ValidationChoice.Own(a.get(DATASET)))
                            .with(DATASET, ValidationChoice.Own::dataset))),
            "none",
            "rows that training never sees; their loss is told after each epoch, as are the metrics that history asks "
                    + "for. In answers only a fraction stands here");

    private ValidationCatalog() {}
}
