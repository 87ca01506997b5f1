package io.descent.optimize.course;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * How near a fit's parameters are to the minimum of its objective, as a second-order bound says.
 *
 * @param gradientNorm the Euclidean norm of the gradient of the objective over the scaled features, under an l1 penalty of
 *     its smallest subgradient; null for a loss with kinks, which has none
 * @param estimatedExcess about how far the objective is above its minimum; never more than it can be
 * @param reached whether that is too little to matter, measured by the objective itself
 */
public record Optimality(@Nullable Double gradientNorm, double estimatedExcess, boolean reached)
        implements Serializable {}
