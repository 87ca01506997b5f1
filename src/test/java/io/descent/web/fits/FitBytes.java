package io.descent.web.fits;

import io.descent.fit.OptimizerService;
import io.descent.fit.Services;
import io.descent.fit.catalog.Catalog;
import io.descent.fit.catalog.LossCatalog;
import io.descent.fit.prepare.FitRequest;
import io.descent.fit.prepare.Limits;
import io.descent.kernel.Kernels;
import io.descent.model.ModelType;
import io.descent.web.FiniteNumbers;
import io.descent.wire.FitRequestReader;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** Fits of every kind, with a digest of the bytes that the service answers as their result and history. */
final class FitBytes {

    private static final Limits LIMITS = new Limits(1_000_000, 1e9);
    private static final List<Integer> WIDTHS = List.of(1, 7, 28, 65);
    private static final List<String> BATCHES = List.of("1", "256", "\"full\"");
    private static final List<String> SHUFFLES = List.of("none", "samples", "batches");

    /** A fit of more rows than all others is made from this number on. */
    private static final int FEW = 50;

    /** Other settings, by the model that they are for. */
    private static final Map<String, String> VARIANTS = Map.of(
            "\"model\": \"logistic\", \"class_weight\": \"balanced\", \"epochs\": 3, \"batch_size\": 8", "logistic",
            "\"model\": \"softmax\", \"class_weight\": \"balanced\", \"epochs\": 3", "softmax",
            "\"validation\": {\"fraction\": 0.25}, \"stopping\": {\"patience\": 2, \"restore_best\": true}, \"epochs\": 5",
                    "linear",
            "\"history\": {\"include\": [\"excess_loss\"], \"metrics\": [\"batch_sse\"], \"evaluate\": \"running\"}, \"epochs\": 3, \"batch_size\": 16",
                    "linear",
            "\"model\": \"logistic\", \"history\": {\"metrics\": [\"accuracy\"], \"evaluate\": \"running\"}, \"epochs\": 3, \"batch_size\": 16",
                    "logistic",
            "\"optimizer\": \"lbfgs\", \"penalty\": {\"type\": \"l1\", \"alpha\": 0.1}, \"epochs\": 8", "linear",
            "\"schedule\": {\"type\": \"cosine\", \"warmup_epochs\": 2}, \"epochs\": 5, \"batch_size\": 16", "linear");

    private static final Map<String, Integer> SPARSE_VARIANTS = Map.of(
            "\"model\": \"softmax\", \"epochs\": 3, \"batch_size\": 16", 3,
            "\"optimizer\": \"adam\", \"epochs\": 3, \"batch_size\": 16", 13);

    private final FitRequestReader reader = new FitRequestReader(LIMITS);
    private final OptimizerService service;
    private final JsonMapper json =
            JsonMapper.builder().addModule(new FiniteNumbers()).build();

    private FitBytes(int threads) {
        this.service = Services.of(LIMITS, threads);
    }

    /**
     * Prints which kernels serve, then the name and the digest of each fit.
     *
     * @param args the number of rows; how often each fit is made, so that compiled code comes to it; the number of threads
     */
    public static void main(String[] args) {
        System.out.println(Kernels.CHOICE.vector() ? "vector" : "scalar");
        digests(Integer.parseInt(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]))
                .forEach((name, digest) -> System.out.println(digest + " " + name));
    }

    /** Returns the digests by the name of the fit; of several, if the repetitions differ. */
    static Map<String, String> digests(int rows, int times, int threads) {
        FitBytes fits = new FitBytes(threads);
        Map<String, String> digests = new LinkedHashMap<>();
        requests(rows).forEach((name, body) -> {
            String first = fits.digest(body);
            StringBuilder all = new StringBuilder(first);
            for (int i = 1; i < times; i++) {
                String again = fits.digest(body);
                if (!again.equals(first)) {
                    all.append('/').append(again);
                }
            }
            digests.put(name, all.toString());
        });
        return digests;
    }

    private String digest(String body) {
        FitRequest request = reader.read(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
        FitAnswer answer = FitAnswers.whole(Services.fit(service, request), ParamsForm.LISTED);
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(json.writeValueAsBytes(answer.result()));
            sha.update(json.writeValueAsBytes(answer.history()));
            sha.update(json.writeValueAsBytes(answer.error()));
            return HexFormat.of().formatHex(sha.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> requests(int rows) {
        Map<String, String> requests = new LinkedHashMap<>();
        for (int width : WIDTHS) {
            for (String model : List.of("linear", "logistic", "softmax")) {
                for (int i = 0; i < BATCHES.size(); i++) {
                    String settings = "\"model\": \"%s\", \"batch_size\": %s, \"shuffle\": \"%s\", \"epochs\": 3"
                            .formatted(model, BATCHES.get(i), SHUFFLES.get((i + width) % SHUFFLES.size()));
                    String history = "\"history\": {\"include\": [\"params\", \"gradient\", \"direction\"]}";
                    requests.put(
                            settings + " of " + width,
                            body(settings + (i == 0 ? "" : ", " + history), data(model, rows, width)));
                }
            }
        }
        for (String optimizer : types("optimizer")) {
            String settings = "\"optimizer\": \"%s\", \"epochs\": 4".formatted(optimizer);
            requests.put(settings, body(settings, data("linear", rows, 28)));
        }
        for (String schedule : types("schedule")) {
            String settings = "\"schedule\": \"%s\", \"epochs\": 6, \"batch_size\": 32".formatted(schedule);
            requests.put(settings, body(settings, data("logistic", rows, 17)));
        }
        for (String model : types("model")) {
            String settings =
                    "\"model\": \"%s\", \"penalty\": \"elasticnet\", \"epochs\": 4, \"batch_size\": 1".formatted(model);
            requests.put(settings, body(settings, data(model, rows, 9)));
        }
        for (String batch : BATCHES) {
            String settings =
                    "\"penalty\": \"elasticnet\", \"epochs\": 3, \"shuffle\": \"samples\", \"batch_size\": " + batch;
            requests.put("sparse " + settings, body(settings, sparse(rows, 13)));
        }
        for (ModelType model : ModelType.values()) {
            String name = model.name().toLowerCase(Locale.ROOT);
            for (String loss : LossCatalog.of(model)) {
                String settings =
                        "\"model\": \"%s\", \"loss\": \"%s\", \"epochs\": 3, \"batch_size\": 16".formatted(name, loss);
                requests.put(settings, body(settings, data(name, rows, 5)));
            }
        }
        VARIANTS.forEach(
                (settings, model) -> requests.put(model + " " + settings, body(settings, data(model, rows, 6))));
        SPARSE_VARIANTS.forEach(
                (settings, classes) -> requests.put("sparse " + settings, body(settings, sparse(rows, classes))));
        String weighted = "\"epochs\": 3, \"weight\": "
                + IntStream.range(0, rows).mapToObj(i -> i % 4 + 0.5).toList();
        requests.put("poisson with row weights", body(weighted + ", \"model\": \"poisson\"", data("poisson", rows, 4)));
        if (rows > FEW) {
            String settings = "\"epochs\": 2, \"batch_size\": \"full\"";
            requests.put("3000 rows " + settings, body(settings, data("linear", 3000, 12)));
        }
        return requests;
    }

    private static List<String> types(String family) {
        return Catalog.families().stream()
                .filter(each -> each.name().equals(family))
                .findFirst()
                .orElseThrow()
                .types();
    }

    private static String body(String settings, String data) {
        return "{" + settings + ", " + data + "}";
    }

    private static String data(String model, int rows, int width) {
        return switch (model) {
            case "linear" ->
                "\"dataset\": {\"generator\": {\"type\": \"linear\", \"n\": %d, \"coef\": %s, \"noise\": 0.5}}"
                        .formatted(
                                rows,
                                IntStream.range(0, width)
                                        .mapToObj(j -> j % 3 - 1)
                                        .toList());
            case "poisson" -> {
                String x = IntStream.range(0, rows)
                        .mapToObj(i -> IntStream.range(0, width)
                                .mapToObj(j -> String.valueOf((i * 7 + j * 13) % 11 / 11.0))
                                .collect(Collectors.joining(",", "[", "]")))
                        .collect(Collectors.joining(","));
                yield "\"x\": [%s], \"y\": %s"
                        .formatted(
                                x, IntStream.range(0, rows).mapToObj(i -> i % 5).toList());
            }
            default ->
                "\"dataset\": {\"generator\": {\"type\": \"blobs\", \"n\": %d, \"features\": %d, \"centers\": %d}}"
                        .formatted(rows, width, model.equals("softmax") ? 3 : 2);
        };
    }

    /** About a tenth of 120 features stored, in rows of unequal length. */
    private static String sparse(int rows, int targets) {
        int width = 120;
        StringBuilder values = new StringBuilder();
        StringBuilder indices = new StringBuilder();
        StringBuilder offsets = new StringBuilder("0");
        int stored = 0;
        for (int i = 0; i < rows; i++) {
            for (int j = i % 7; j < width; j += 5 + (i * 3 + j) % 11) {
                values.append(stored == 0 ? "" : ",").append((i * 31 + j * 17) % 23 / 10.0 - 1);
                indices.append(stored == 0 ? "" : ",").append(j);
                stored++;
            }
            offsets.append(',').append(stored);
        }
        return "\"dataset\": {\"csr\": {\"data\": [%s], \"indices\": [%s], \"indptr\": [%s], \"shape\": [%d, %d]}, \"y\": %s}"
                .formatted(
                        values,
                        indices,
                        offsets,
                        rows,
                        width,
                        IntStream.range(0, rows).mapToObj(i -> i * 11 % targets).toList());
    }
}
