package io.descent.web.protocols;

import java.util.List;

/** Predictions as MLflow answers them. */
record InvocationAnswer(List<Object> predictions) {}
