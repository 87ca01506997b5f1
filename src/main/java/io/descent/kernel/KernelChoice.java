package io.descent.kernel;

import java.util.Locale;

/**
 * Which twin of the kernels serves, and why. The system property {@code descent.kernels} forces it: {@code scalar} or
 * {@code vector}; {@code auto}, the default, takes SIMD where the JVM was started with it. Either gives the same bits.
 *
 * @param vector whether SIMD serves
 * @param reason a sentence for the log
 */
public record KernelChoice(boolean vector, String reason) {

    private static final String PROPERTY = "descent.kernels";
    private static final String MODULE = "jdk.incubator.vector";
    private static final int NARROWEST = 128;

    static KernelChoice ofThisProcess() {
        boolean module = ModuleLayer.boot().findModule(MODULE).isPresent();
        return of(System.getProperty(PROPERTY, "auto"), module, module ? VectorKernels.bits() : 0);
    }

    /**
     * Chooses.
     *
     * @param wish the value of the property
     * @param module whether the JVM has the vector module
     * @param bits how wide the machine's vectors are
     * @throws IllegalStateException if what is wished is unknown or not to be had
     */
    static KernelChoice of(String wish, boolean module, int bits) {
        return switch (wish.toLowerCase(Locale.ROOT)) {
            case "scalar" -> new KernelChoice(false, "scalar kernels, as " + PROPERTY + " asks");
            case "vector" -> {
                if (!module) {
                    throw new IllegalStateException(PROPERTY + " asks for vectors, which need --add-modules " + MODULE);
                }
                yield new KernelChoice(true, "kernels on vectors of " + bits + " bits, as " + PROPERTY + " asks");
            }
            case "auto" -> {
                if (!module) {
                    yield new KernelChoice(
                            false, "scalar kernels: wide rows would be faster with --add-modules " + MODULE);
                }
                yield bits < NARROWEST
                        ? new KernelChoice(false, "scalar kernels: this machine's vectors hold a single number")
                        : new KernelChoice(true, "kernels on vectors of " + bits + " bits");
            }
            default -> throw new IllegalStateException(PROPERTY + " is auto, scalar or vector, not " + wish);
        };
    }
}
