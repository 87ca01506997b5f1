package io.descent.web.fits;

/** How losses are drawn. */
enum LossScale {
    LOG,
    LINEAR
}
