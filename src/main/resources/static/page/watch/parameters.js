/** The parameters of a model as one list with names. */

/** Whether the model has an intercept. */
export function intercepted({ config }) {
  return config?.model.fit_intercept !== false;
}

/** The names of the parameters, the intercept first; of softmax for each class. */
export function names(seen) {
  const { params, features, classes } = seen;
  const one = intercepted(seen) ? ['intercept', ...features] : [...features];
  return Array.isArray(params?.coef[0]) ? params.coef.flatMap((_, k) => one.map((name) => `${classes?.[k] ?? k}: ${name}`)) : one;
}

/** Returns the values that go with the names. */
export function values(seen, params) {
  const { intercept, coef } = params;
  const of = (own, weights) => (intercepted(seen) ? [own, ...weights] : weights);
  return Array.isArray(coef[0]) ? coef.flatMap((weights, k) => of(intercept[k], weights)) : of(intercept, coef);
}
