package io.descent.web.fits;

import io.swagger.v3.oas.models.examples.Example;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Small requests for the OpenAPI description, each of which works. */
final class RequestExamples {

    private static final JsonMapper JSON = JsonMapper.shared();

    private RequestExamples() {}

    static Map<String, Example> all() {
        Map<String, Example> examples = new LinkedHashMap<>();
        add(examples, "smallest", "A line, with every default", """
                {"x": [1, 2, 3, 4], "y": [24.6, 45.3, 64.8, 85.5]}""");
        add(examples, "sgd", "Single rows in random order, as in a textbook", """
                {
                  "x": [[1, 0.5], [2, 1.5], [3, 0.25], [4, 2]],
                  "y": [3.1, 6.4, 6.9, 11.2],
                  "features": ["size", "age"],
                  "optimizer": {"type": "sgd", "learning_rate": 0.02, "momentum": 0.5},
                  "batch_size": 1,
                  "epochs": 50,
                  "seed": 42,
                  "history": {"include": ["params", "gradient"], "evaluate": "epoch_end"}
                }""");
        add(examples, "logistic", "Two classes, with a penalty", """
                {
                  "model": "logistic",
                  "penalty": {"type": "l2", "alpha": 0.01},
                  "x": [[0.2], [0.4], [1.1], [1.3], [2.2], [2.4]],
                  "y": ["no", "no", "no", "yes", "yes", "yes"]
                }""");
        add(examples, "columns", "Columns by name, as a data frame has them", """
                {
                  "dataset": {
                    "columns": {"sqft": [850, 900, 1200, 1500], "rooms": [2, 2, 3, 4], "price": [190, 205, 260, 330]},
                    "target": "price"
                  },
                  "penalty": {"type": "elasticnet", "alpha": 0.001, "l1_ratio": 0.5}
                }""");
        add(examples, "generator", "Synthetic points about a line", """
                {
                  "label": "a noisy line",
                  "dataset": {
                    "generator": {
                      "type": "line", "n": 50, "slope": 3, "intercept": 8, "x": {"uniform": [0, 1]}, "noise": 0.3
                    }
                  },
                  "optimizer": {"type": "sgd", "learning_rate": 0.1},
                  "schedule": {"type": "inverse_scaling", "power": 0.25},
                  "batch_size": 10,
                  "stopping": {"patience": 5, "time_limit_seconds": 10}
                }""");
        return examples;
    }

    private static void add(Map<String, Example> to, String name, String summary, String json) {
        to.put(name, new Example().summary(summary).value(JSON.readValue(json, Object.class)));
    }
}
