package io.descent.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class KernelChoiceTest {

    @Test
    void vectorsServeWhereTheJvmHasThem() {
        assertThat(KernelChoice.of("auto", true, 256))
                .isEqualTo(new KernelChoice(true, "kernels on vectors of 256 bits"));
    }

    @Test
    void withoutTheModuleTheScalarTwinServesAndTheReasonNamesTheOption() {
        KernelChoice choice = KernelChoice.of("auto", false, 0);

        assertThat(choice.vector()).isFalse();
        assertThat(choice.reason()).contains("--add-modules jdk.incubator.vector");
    }

    @Test
    void vectorsOfOneNumberAreNotWorthIt() {
        assertThat(KernelChoice.of("auto", true, 64).vector()).isFalse();
    }

    @Test
    void eitherTwinCanBeForced() {
        assertThat(KernelChoice.of("scalar", true, 512).vector()).isFalse();
        assertThat(KernelChoice.of("VECTOR", true, 512).vector()).isTrue();
    }

    @Test
    void whatCannotBeHadIsRefused() {
        assertThatThrownBy(() -> KernelChoice.of("vector", false, 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("--add-modules");
        assertThatThrownBy(() -> KernelChoice.of("fast", true, 512))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("fast");
    }
}
