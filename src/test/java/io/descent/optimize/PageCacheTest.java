package io.descent.optimize;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PageCacheTest {

    @Test
    void itsShareIsLessThanAMachineHas() {
        assertThat(PageCache.share()).isBetween(0L, 1L << 45);
    }
}
