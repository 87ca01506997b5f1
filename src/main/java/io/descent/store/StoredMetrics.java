package io.descent.store;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.descent.model.Metrics;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Metrics as they are stored: a name, and those that the model has. */
record StoredMetrics(
        @JsonProperty("@type") String type,
        @Nullable Double mse,
        @Nullable Double rmse,
        @Nullable Double mae,
        @Nullable Double r2,
        @Nullable Double logLoss,
        @Nullable Double accuracy,
        @Nullable Double brier,
        @Nullable Double auc,
        double @Nullable [][] confusion,
        @Nullable Double deviance,
        @Nullable Double d2) {

    private static final String REGRESSION = "Regression";
    private static final String TWO_CLASSES = "TwoClasses";
    private static final String MANY_CLASSES = "ManyClasses";
    private static final String SEPARATION = "Separation";
    private static final String COUNTS = "Counts";

    static StoredMetrics of(Metrics metrics) {
        return switch (metrics) {
            case Metrics.Regression(double mse, double rmse, double mae, double r2) ->
                new StoredMetrics(REGRESSION, mse, rmse, mae, r2, null, null, null, null, null, null, null);
            case Metrics.TwoClasses(double logLoss, double accuracy, double brier, double auc, double[][] confusion) ->
                new StoredMetrics(
                        TWO_CLASSES, null, null, null, null, logLoss, accuracy, brier, auc, confusion, null, null);
            case Metrics.ManyClasses(double logLoss, double accuracy, double brier, double[][] confusion) ->
                new StoredMetrics(
                        MANY_CLASSES, null, null, null, null, logLoss, accuracy, brier, null, confusion, null, null);
            case Metrics.Separation(double accuracy, double auc, double[][] confusion) ->
                new StoredMetrics(SEPARATION, null, null, null, null, null, accuracy, null, auc, confusion, null, null);
            case Metrics.Counts(double deviance, double d2, double mse, double mae) ->
                new StoredMetrics(COUNTS, mse, null, mae, null, null, null, null, null, null, deviance, d2);
        };
    }

    Metrics metrics() {
        return switch (type) {
            case REGRESSION -> new Metrics.Regression(there(mse), there(rmse), there(mae), there(r2));
            case TWO_CLASSES ->
                new Metrics.TwoClasses(there(logLoss), there(accuracy), there(brier), there(auc), matrix());
            case MANY_CLASSES -> new Metrics.ManyClasses(there(logLoss), there(accuracy), there(brier), matrix());
            case SEPARATION -> new Metrics.Separation(there(accuracy), there(auc), matrix());
            case COUNTS -> new Metrics.Counts(there(deviance), there(d2), there(mse), there(mae));
            default -> throw new IllegalStateException("no metrics are called " + type);
        };
    }

    private static double there(@Nullable Double value) {
        return Objects.requireNonNull(value);
    }

    private double[][] matrix() {
        return Objects.requireNonNull(confusion);
    }
}
