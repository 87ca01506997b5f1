package io.descent.optimize.bound;

import io.descent.optimize.course.Optimality;

/**
 * What bounds the excess of an objective with kinks, where these are rounded.
 *
 * @param gap the mean duality gap of the slopes, which a narrower rounding lowers
 * @param decrement how far the rounded objective is above its own minimum, which more steps lower
 * @param optimality what both make of it
 */
public record RoundedBound(double gap, double decrement, Optimality optimality) {}
