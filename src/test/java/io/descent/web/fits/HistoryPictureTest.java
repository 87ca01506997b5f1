package io.descent.web.fits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.descent.access.Tenant;
import io.descent.data.ParameterShape;
import io.descent.job.DatasetSummary;
import io.descent.job.Diagnosis;
import io.descent.job.Job;
import io.descent.optimize.course.Columns;
import io.descent.optimize.course.EpochRecord;
import io.descent.optimize.course.History;
import io.descent.optimize.course.HistorySpec;
import io.descent.picture.Layer;
import io.descent.picture.Look;
import io.descent.picture.Picture;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HistoryPictureTest {

    private static final int LONG = 1_000_000;

    private static final Job JOB = Job.queued(
            "fit_1",
            Tenant.DEFAULT,
            null,
            Instant.EPOCH,
            1,
            LONG,
            Map.of(),
            DatasetSummary.of(1, 1, List.of("x0"), List.of(), ""),
            new Diagnosis(List.of(), null));

    @Test
    void aSpikeInAMillionRecordsIsInThePicture() {
        double[] loss = new double[LONG];
        Arrays.setAll(loss, i -> 1 + 1e-3 * (i % 7));
        loss[654_321] = 40;
        History history = history(loss);
        long before = System.nanoTime();

        Picture picture = HistoryPicture.of(JOB, history, null, Integer.MAX_VALUE, 800);
        String svg = new String(picture.svg(Look.DEFAULT), StandardCharsets.UTF_8);

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
        assertThat(svg.length()).isLessThan(60_000);
        // the axis goes from 0 to 40 and 4 % of 39 more
        double[] frame = frame(svg);
        double y = frame[1] + frame[3] * (1 - 40 / 41.56);
        double x = frame[0] + frame[2] * 654_321 / (LONG - 1);
        assertThat(points(svg)).anySatisfy(point -> {
            assertThat(point[0]).isCloseTo(x, offset(0.02));
            assertThat(point[1]).isCloseTo(y, offset(0.02));
        });
    }

    @Test
    void lossesOfManyMagnitudesAreDrawnOnALogarithmicScale() {
        assertThat(of(null, 500, 4).y().title()).isEqualTo("loss (log scale)");
        assertThat(of(null, 500, 400).y().logarithmic()).isFalse();
        assertThat(of(null, 500, 0).y().logarithmic()).isFalse();
        assertThat(of(LossScale.LINEAR, 500, 4).y().logarithmic()).isFalse();
        assertThat(of(LossScale.LOG, 500, 0).y().title()).isEqualTo("loss (log scale, above 0)");
        assertThat(of(LossScale.LOG, 0, 0).y().logarithmic()).isFalse();
    }

    @Test
    void aHistoryWithoutRecordsSaysHowTheFitStands() {
        Picture picture = HistoryPicture.of(JOB, History.NONE, null, Integer.MAX_VALUE, 800);

        assertThat(picture.note()).isEqualTo("no history to draw: the fit is queued");
        assertThat(new String(picture.svg(Look.DEFAULT), StandardCharsets.UTF_8))
                .contains("the fit is queued");
    }

    @Test
    void whatIsNotFiniteIsNotDrawn() {
        Picture picture = of(null, 1, 1e200, Double.POSITIVE_INFINITY);

        assertThat(picture.note()).isNull();
        assertThat(((Layer.Curve) picture.layers().getFirst()).y()).endsWith(Double.POSITIVE_INFINITY);
        assertThat(picture.y().largest()).isBetween(1e200, 1e220);
    }

    private static Picture of(@Nullable LossScale scale, double... loss) {
        return HistoryPicture.of(JOB, history(loss), scale, Integer.MAX_VALUE, 800);
    }

    private static History history(double... loss) {
        Columns columns = Columns.of(HistorySpec.DEFAULT, new ParameterShape(1, 1, true), false);
        return History.of(
                columns,
                Double.NaN,
                IntStream.range(0, loss.length)
                        .mapToObj(i -> new EpochRecord(i + 1, 0, new double[] {loss[i], 0.1}, new double[0][]))
                        .toList());
    }

    private static double[] frame(String svg) {
        Matcher frame = Pattern.compile("<rect x=\"(.*?)\" y=\"(.*?)\" width=\"(.*?)\" height=\"(.*?)\"")
                .matcher(svg);
        assertThat(frame.find()).isTrue();
        return IntStream.rangeClosed(1, 4)
                .mapToDouble(group -> Double.parseDouble(frame.group(group)))
                .toArray();
    }

    private static List<double[]> points(String svg) {
        String path = svg.substring(0, svg.indexOf("\" fill=\"none\" stroke=\"#2563eb\" stroke-width=\"1.75\""));
        return Pattern.compile("[ML]([0-9.]+) ([0-9.]+)")
                .matcher(path.substring(path.lastIndexOf('"')))
                .results()
                .map(point -> new double[] {Double.parseDouble(point.group(1)), Double.parseDouble(point.group(2))})
                .toList();
    }
}
