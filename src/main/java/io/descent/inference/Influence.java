package io.descent.inference;

/**
 * A row with much influence on the parameters.
 *
 * @param row its place among the rows, the first being 0
 * @param leverage h, between 0 and 1: how much of its own prediction its target makes
 * @param cooksDistance how far the parameters move without it (Cook 1977): r²·h / (q·φ·(1 − h)²) with r the Pearson residual and φ the scale
 */
public record Influence(int row, double leverage, double cooksDistance) {}
