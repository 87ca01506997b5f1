package io.descent.judge;

import io.descent.judge.MinimumJudge.Verdict;

/**
 * A fit as it was judged.
 *
 * @param seed of the random problem
 * @param optimizer the one that was named; empty for a default fit
 */
public record JudgedFit(long seed, Problem problem, String optimizer, Verdict verdict) {

    /** Tells whether the request left the optimizer open. */
    public boolean isDefault() {
        return optimizer.isEmpty();
    }

    /** Returns the loss; log loss is also that of softmax, which is named for it. */
    public String loss() {
        return problem.model().equals("softmax") ? "softmax" : problem.loss();
    }

    @Override
    public String toString() {
        return "seed %d, %s %s%s%s, %d rows, l1 %.3g, l2 %.3g%s: %s"
                .formatted(
                        seed,
                        problem.model(),
                        problem.loss(),
                        isDefault() ? "" : " by " + optimizer,
                        problem.intercept() ? "" : " without intercept",
                        problem.y().length,
                        problem.l1(),
                        problem.l2(),
                        problem.setting() == 0 ? "" : ", setting %.3g".formatted(problem.setting()),
                        verdict.reason());
    }
}
