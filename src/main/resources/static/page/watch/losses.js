/** The losses at a margin, as the service defines them; y is the target, of a classifier with two classes −1 or 1. */
const VALUES = {
  squared_error: (m, y) => (m - y) ** 2,
  absolute_error: (m, y) => Math.abs(m - y),
  huber: (m, y, { delta }) => (Math.abs(m - y) <= delta ? 0.5 * (m - y) ** 2 : delta * (Math.abs(m - y) - 0.5 * delta)),
  quantile: (m, y, { quantile }) => (y >= m ? quantile * (y - m) : (1 - quantile) * (m - y)),
  epsilon_insensitive: (m, y, { epsilon }) => Math.max(Math.abs(m - y) - epsilon, 0),
  squared_epsilon_insensitive: (m, y, { epsilon }) => Math.max(Math.abs(m - y) - epsilon, 0) ** 2,
  log_loss: (m, y) => softplus(-y * m),
  hinge: (m, y) => Math.max(1 - y * m, 0),
  squared_hinge: (m, y) => Math.max(1 - y * m, 0) ** 2,
  modified_huber: (m, y) => (y * m >= -1 ? Math.max(1 - y * m, 0) ** 2 : -4 * y * m),
  perceptron: (m, y) => Math.max(-y * m, 0),
  poisson: (m, y) => Math.exp(m) - y * m,
};

function softplus(m) {
  return m > 0 ? m + Math.log1p(Math.exp(-m)) : Math.log1p(Math.exp(m));
}

/** Returns the objective as a function of two parameters: mean loss over the rows, and the penalty on the weights among them. */
export function objective({ x, y, weight }, config, classes) {
  const value = VALUES[config.loss.type];
  const targets = classes ? y.map((label) => (label === classes[1] ? 1 : -1)) : y;
  const intercepted = config.model.fit_intercept;
  const total = weight ? weight.reduce((sum, w) => sum + w, 0) : x.length;
  return (first, second) => {
    let sum = 0;
    for (let i = 0; i < x.length; i += 1) {
      const margin = intercepted ? first + second * x[i][0] : first * x[i][0] + second * x[i][1];
      sum += (weight ? weight[i] : 1) * value(margin, targets[i], config.loss);
    }
    return sum / total + penalty(config.penalty, intercepted ? [second] : [first, second]);
  };
}

function penalty({ type, alpha = 0, l1_ratio: ratio = type === 'l1' ? 1 : 0 }, weights) {
  if (type === 'none') return 0;
  const l1 = weights.reduce((sum, w) => sum + Math.abs(w), 0);
  const l2 = weights.reduce((sum, w) => sum + w * w, 0);
  return alpha * (ratio * l1 + 0.5 * (1 - ratio) * l2);
}
