package io.descent.web.models;

/** The paths of what predicts, and of what it is asked for. */
final class Paths {

    static final String FIT = "/v1/fits/{id}";
    static final String MODELS = "/v1/models";
    static final String MODEL = MODELS + "/{name}";
    static final String VERSIONS = MODEL + "/versions";
    static final String VERSION = VERSIONS + "/{version}";
    static final String ALIAS = MODEL + "/aliases/{alias}";

    static final String PREDICT = "/predict";
    static final String EVALUATE = "/evaluate";

    private Paths() {}
}
