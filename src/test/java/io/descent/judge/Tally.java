package io.descent.judge;

import io.descent.judge.MinimumJudge.Grade;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How many fits had converged, how many said that they had not, and which are wrong. */
public record Tally(List<JudgedFit> fits) {

    /** Returns the fits that are wrong. */
    public List<JudgedFit> wrong() {
        return fits.stream().filter(fit -> fit.verdict().grade() == Grade.WRONG).toList();
    }

    /** Returns which share of the fits is converged, and at the minimum. */
    public double converged() {
        return (double) count(Grade.CONVERGED) / fits.size();
    }

    private long count(Grade grade) {
        return fits.stream().filter(fit -> fit.verdict().grade() == grade).count();
    }

    /** Returns a line for each group of fits. */
    public String by(Function<JudgedFit, String> group) {
        return fits.stream()
                .collect(Collectors.groupingBy(group, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(each -> each.getKey() + ": " + new Tally(each.getValue()))
                .collect(Collectors.joining("\n"));
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%,d of %,d converged, %,d told, %,d wrong",
                count(Grade.CONVERGED),
                fits.size(),
                count(Grade.TOLD),
                count(Grade.WRONG));
    }
}
