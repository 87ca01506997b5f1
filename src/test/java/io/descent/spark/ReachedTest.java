package io.descent.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.data.ParameterShape;
import io.descent.optimize.course.Checkpoint;
import io.descent.optimize.course.Columns;
import io.descent.optimize.course.EpochRecord;
import io.descent.optimize.course.History;
import io.descent.optimize.course.HistorySpec;
import io.descent.optimize.course.Resumption;
import io.descent.optimize.course.TrainingListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReachedTest {

    private static final Columns COLUMNS = Columns.of(HistorySpec.DEFAULT, new ParameterShape(1, 1, true), false);

    private final List<Integer> told = new ArrayList<>();
    private final List<Integer> ended = new ArrayList<>();
    private final TrainingListener listener = new TrainingListener() {
        @Override
        public void recorded(EpochRecord record) {
            told.add(record.epoch());
        }

        @Override
        public void epochEnded(int epoch) {
            ended.add(epoch);
        }
    };

    private static EpochRecord record(int epoch) {
        return new EpochRecord(epoch, epoch, new double[] {epoch, 0.1}, new double[0][]);
    }

    private static History history(int from, int to) {
        return History.of(
                COLUMNS,
                Double.NaN,
                IntStream.rangeClosed(from, to).mapToObj(ReachedTest::record).toList());
    }

    private static void run(Reached reached, int from, int to) {
        for (int epoch = from; epoch <= to; epoch++) {
            reached.recorded(record(epoch));
            reached.epochEnded(epoch);
        }
    }

    @Test
    void whatAnotherDriverTellsAgainIsNotHeardTwice() {
        Reached reached = new Reached(listener, null);
        reached.begins();
        run(reached, 1, 4);
        reached.checkpoint(new Checkpoint(4, 4, new byte[0]), history(1, 4));
        run(reached, 5, 7);
        reached.begins();
        run(reached, 5, 9);

        assertThat(told).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(ended).isEqualTo(told);
    }

    @Test
    void itGoesOnFromTheLastCheckpointWithTheWholeHistory() {
        Reached reached =
                new Reached(listener, Resumption.afterRestart(new Checkpoint(2, 2, new byte[0]), history(1, 2)));
        assertThat(reached.isFurtherThanAtLastLook()).isFalse();
        reached.begins();
        run(reached, 3, 3);
        reached.checkpoint(new Checkpoint(3, 3, new byte[0]), history(3, 3));

        Resumption last = Objects.requireNonNull(reached.resumption());

        assertThat(last.checkpoint().epoch()).isEqualTo(3);
        assertThat(Objects.requireNonNull(last.before()).epoch()).containsExactly(1, 2, 3);
        assertThat(reached.isFurtherThanAtLastLook()).isTrue();
        assertThat(reached.isFurtherThanAtLastLook()).isFalse();
        assertThat(told).containsExactly(3);
    }

    @Test
    void aFitThatContinuesAnotherHasAHistoryOfItsOwn() {
        Reached reached = new Reached(listener, Resumption.continuing(new Checkpoint(8, 8, new byte[0])));
        reached.begins();
        run(reached, 9, 10);
        reached.checkpoint(new Checkpoint(10, 2, new byte[0]), history(9, 10));

        assertThat(Objects.requireNonNull(
                                Objects.requireNonNull(reached.resumption()).before())
                        .epoch())
                .containsExactly(9, 10);
        assertThat(told).containsExactly(9, 10);
    }
}
