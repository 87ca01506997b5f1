package io.descent.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.SimpleTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

class GroupCommitTest {

    private final Recorded transactions = new Recorded();
    private final List<Durability> begun = new ArrayList<>();
    private final GroupCommit commits = new GroupCommit(new TransactionTemplate(transactions), begun::add);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.close();
    }

    /** Tells what became of each transaction. */
    private static final class Recorded implements PlatformTransactionManager {
        private final List<String> ends = new ArrayList<>();
        private int failingFrom = Integer.MAX_VALUE;
        private int failingTo = Integer.MAX_VALUE;

        @Override
        public TransactionStatus getTransaction(@Nullable TransactionDefinition definition) {
            return new SimpleTransactionStatus();
        }

        @Override
        public void commit(TransactionStatus status) {
            if (ends.size() >= failingFrom && ends.size() < failingTo) {
                ends.add("failed");
                throw new IllegalArgumentException("not committed");
            }
            ends.add("committed");
        }

        @Override
        public void rollback(TransactionStatus status) {
            ends.add("rolled back");
        }
    }

    @Test
    void aWriteThatComesAloneIsCommittedAlone() {
        assertThat(commits.commit(Durability.PROCESS, () -> 5)).isEqualTo(5);
        assertThat(transactions.ends).containsExactly("committed");
    }

    @Test
    void writesThatComeWhileOneIsCommittedAreCommittedTogether() throws Exception {
        List<Future<Integer>> together = whileBusy(() -> 1, () -> 2, () -> 3);

        assertThat(List.of(
                        together.get(0).get(),
                        together.get(1).get(),
                        together.get(2).get()))
                .containsExactly(1, 2, 3);
        assertThat(transactions.ends).containsExactly("committed", "committed");
    }

    @Test
    void aTransactionIsAsDurableAsAnyOfItsWritesNeeds() throws Exception {
        List<Future<Integer>> together = new ArrayList<>();
        whileBusy(() -> {
            together.add(threads.submit(() -> commits.commit(Durability.PROCESS, () -> 1)));
            awaitWaiting(1);
            together.add(threads.submit(() -> commits.commit(Durability.MACHINE, () -> 2)));
            awaitWaiting(2);
        });

        assertThat(together.get(0).get() + together.get(1).get()).isEqualTo(3);
        assertThat(begun).containsExactly(Durability.PROCESS, Durability.MACHINE);
        assertThat(transactions.ends).hasSize(2);
    }

    @Test
    void aWriteThatFailsHarmsNoneOfTheOthers() throws Exception {
        List<Future<Integer>> together = whileBusy(
                () -> 1,
                () -> {
                    throw new IllegalArgumentException("this one");
                },
                () -> {
                    throw new StackOverflowError("and this one");
                },
                () -> 4);

        assertThat(together.get(0).get()).isEqualTo(1);
        assertThatThrownBy(together.get(1)::get).hasRootCauseMessage("this one");
        assertThatThrownBy(together.get(2)::get)
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseInstanceOf(StackOverflowError.class);
        assertThat(together.get(3).get()).isEqualTo(4);
        assertThat(transactions.ends)
                .containsExactly("committed", "rolled back", "committed", "rolled back", "rolled back", "committed");
    }

    @Test
    void aCommitThatFailsIsTriedForEachAlone() throws Exception {
        transactions.failingFrom = 1;
        transactions.failingTo = 3;
        List<Future<Integer>> together = whileBusy(() -> 1, () -> 2);

        assertThatThrownBy(together.get(0)::get).hasRootCauseMessage("not committed");
        assertThat(together.get(1).get()).isEqualTo(2);
        assertThat(transactions.ends).containsExactly("committed", "failed", "failed", "committed");
    }

    @Test
    void whenTheDatabaseIsAwayNobodyWaitsForItTwice() throws Exception {
        List<Integer> tries = new ArrayList<>();
        List<Future<Integer>> together = whileBusy(
                () -> {
                    tries.add(1);
                    throw new DataAccessResourceFailureException("gone", new SQLException("gone", "08006"));
                },
                () -> 2);

        assertThatThrownBy(together.get(0)::get).hasRootCauseMessage("gone");
        assertThatThrownBy(together.get(1)::get).hasRootCauseMessage("gone");
        assertThat(tries).hasSize(1);
    }

    @Test
    void aWriteWithinAWriteIsRefused() {
        assertThatIllegalStateException()
                .isThrownBy(
                        () -> commits.commit(Durability.PROCESS, () -> commits.commit(Durability.PROCESS, () -> 1)));
        assertThat(commits.commit(Durability.PROCESS, () -> 2)).isEqualTo(2);
    }

    @Test
    void anInterruptReachesTheCallerAndNotTheWrites() {
        Thread.currentThread().interrupt();
        boolean within =
                commits.commit(Durability.PROCESS, () -> Thread.currentThread().isInterrupted());

        assertThat(Thread.interrupted()).isTrue();
        assertThat(within).isFalse();
    }

    /** Has writes wait, in their order, while another one is being committed. */
    @SafeVarargs
    private List<Future<Integer>> whileBusy(Supplier<Integer>... writes) throws Exception {
        List<Future<Integer>> waiting = new ArrayList<>();
        whileBusy(() -> {
            for (var write : writes) {
                waiting.add(threads.submit(() -> commits.commit(Durability.PROCESS, write)));
                awaitWaiting(waiting.size());
            }
        });
        for (Future<Integer> write : waiting) {
            try {
                write.get();
            } catch (ExecutionException _) {
                // looked at by the test
            }
        }
        return waiting;
    }

    private void whileBusy(Runnable others) throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Future<Integer> first = threads.submit(() -> commits.commit(Durability.PROCESS, () -> {
            started.countDown();
            await(go);
            return 0;
        }));
        started.await();
        others.run();
        go.countDown();
        first.get();
    }

    private void awaitWaiting(int writes) {
        while (commits.waiting() < writes) {
            Thread.onSpinWait();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
