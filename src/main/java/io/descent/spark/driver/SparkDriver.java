package io.descent.spark.driver;

import io.descent.optimize.Cores;
import io.descent.optimize.Trainer;
import io.descent.optimize.course.UnusableCheckpointException;
import io.descent.spark.protocol.Channel;
import io.descent.spark.protocol.Message;
import io.descent.spark.protocol.RowFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * The process that runs one fit on a cluster. Its only argument is the folder of its files; where its service is, the first line of
 * its standard input says. It ends with its service.
 */
public final class SparkDriver {

    private final Channel service;
    private final Steering steering;

    private SparkDriver(Channel service, Steering steering) {
        this.service = service;
        this.steering = steering;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        String address = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII)).readLine();
        Channel service = Channel.connect(address);
        new SparkDriver(service, Steering.by(service, Path.of(args[0]))).run();
        // executors that are being let go would keep the process for some seconds
        System.exit(0);
    }

    private void run() throws IOException, InterruptedException {
        Message.ToService last;
        try (JavaSparkContext spark = new JavaSparkContext(new SparkConf())) {
            Cluster cluster = new Cluster(spark);
            cluster.awaitExecutors();
            service.send(new Message.Ready());
            last = fitted(cluster, steering.begin());
            service.send(last);
        } catch (RuntimeException | Error | IOException failed) {
            service.send(new Message.Failed(failed.toString()));
            throw failed;
        }
    }

    private Message.ToService fitted(Cluster cluster, Message.Begin begin) throws IOException {
        Trainer trainer = new Trainer(System::nanoTime, Cores.of(1), cluster);
        RowFiles validation = begin.validation();
        try (RowFiles.Mapped rows = begin.rows().take();
                RowFiles.Mapped others = validation == null ? null : validation.take()) {
            return new Message.Ended(trainer.plan(begin.spec(), rows.rows(), others == null ? null : others.rows())
                    .run(new Telling(service, steering), steering, begin.resumption()));
        } catch (UnusableCheckpointException other) {
            return new Message.Unusable(String.valueOf(other.getMessage()));
        }
    }
}
