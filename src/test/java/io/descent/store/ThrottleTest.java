package io.descent.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ThrottleTest {

    @Test
    void oneMayPassInAWhile() {
        AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
        Throttle throttle = new Throttle(Duration.ofNanos(10), now::get);

        assertThat(throttle.mayPass()).isTrue();
        now.addAndGet(9);
        assertThat(throttle.mayPass()).isFalse();
        now.addAndGet(1);
        assertThat(throttle.mayPass()).isTrue();
        assertThat(throttle.mayPass()).isFalse();
    }
}
