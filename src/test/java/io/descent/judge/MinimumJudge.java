package io.descent.judge;

import tools.jackson.databind.JsonNode;

/**
 * Says of an answered fit whether it is right: it says that it has converged and is within 1e-4 of the minimum, or it
 * says that it has not and warns.
 */
public final class MinimumJudge {

    /** How far above the minimum a converged fit may be, as a share of what the minimum is above its floor. */
    private static final double TOLERANCE = 1e-4;

    /**
     * Beside that, as a share of what a fit without features is above the floor. Where the features explain the
     * targets wholly, the minimum is 0 or nothing but rounding, and nobody can be within a share of that. Whoever has
     * all but 1e-5 of the targets' deviation explained has 1e-10 of its square left.
     */
    private static final double ROUNDING = 1e-10;

    private MinimumJudge() {}

    /** What an answer is worth. */
    public enum Grade {
        CONVERGED,
        TOLD,
        WRONG
    }

    /**
     * A grade, with what is wrong.
     *
     * @param reason empty where nothing is
     */
    public record Verdict(Grade grade, String reason) {

        private static Verdict wrong(String reason) {
            return new Verdict(Grade.WRONG, reason);
        }
    }

    /**
     * Judges an answer.
     *
     * @param named whether the request named an optimizer: then it may also end as failed, when it says what would work
     */
    public static Verdict of(JsonNode fit, IndependentMinimum minimum, boolean named) {
        String reason = fit.path("stop_reason").asString("none");
        if (!fit.path("status").asString("").equals("succeeded")) {
            boolean helped = named
                    && reason.equals("diverged")
                    && fit.at("/error/suggestion").isObject();
            return helped
                    ? new Verdict(Grade.TOLD, "")
                    : Verdict.wrong("%s: %s %s".formatted(fit.path("status"), reason, fit.at("/error/code")));
        }
        double objective = fit.at("/result/objective").asDouble(Double.NaN);
        double off = objective - minimum.upper();
        if (!(objective >= minimum.lower() - below(minimum))) {
            return Verdict.wrong("objective %s below the minimum %s".formatted(objective, minimum.lower()));
        }
        if (!reason.equals("converged")) {
            return warned(fit)
                    ? new Verdict(Grade.TOLD, "")
                    : Verdict.wrong(reason + " without a warning, " + above(off, minimum));
        }
        return off <= allowance(minimum)
                ? new Verdict(Grade.CONVERGED, "")
                : Verdict.wrong("converged, " + above(off, minimum));
    }

    private static double allowance(IndependentMinimum minimum) {
        return TOLERANCE * (minimum.lower() - minimum.floor()) + ROUNDING * minimum.unit();
    }

    /** How far an answer may be below the minimum: by the rounding of both, much less than above. */
    private static double below(IndependentMinimum minimum) {
        return 1e-7 * (minimum.lower() - minimum.floor())
                + ROUNDING * minimum.unit()
                + 1e-14 * Math.abs(minimum.floor());
    }

    private static boolean warned(JsonNode fit) {
        for (JsonNode warning : fit.path("warnings")) {
            if (warning.path("code").asString("").equals("not_converged")) {
                return true;
            }
        }
        return false;
    }

    private static String above(double off, IndependentMinimum minimum) {
        return "%.2g above the minimum %.6g: %.2g of what that is above its floor, %.2g of what a constant is"
                .formatted(off, minimum.upper(), off / (minimum.lower() - minimum.floor()), off / minimum.unit());
    }
}
