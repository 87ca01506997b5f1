package io.descent.optimize.bound;

/**
 * Where the minimum would be if an objective were quadratic.
 *
 * @param step from the point −H⁻¹g
 * @param decrement ½·gᵀH⁻¹g, what the objective would fall by; infinite where it does not curve along its gradient
 */
record NewtonStep(double[] step, double decrement) {}
