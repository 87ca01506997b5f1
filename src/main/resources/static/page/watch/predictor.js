/** What a model says of a row, from its parameters as a record has them. */

/** Returns the margins of a row: one, or of softmax one for each class. */
export function margins({ intercept, coef }, row) {
  return Array.isArray(coef[0])
    ? coef.map((weights, k) => dot(weights, row) + (Array.isArray(intercept) ? intercept[k] : intercept))
    : [dot(coef, row) + intercept];
}

function dot(weights, row) {
  let sum = 0;
  for (let i = 0; i < weights.length; i += 1) sum += weights[i] * row[i];
  return sum;
}

/** Returns the mean that a regression predicts at a margin. */
export function mean(model, margin) {
  return model === 'poisson' ? Math.exp(margin) : margin;
}

/** Returns the probability of each class, of an svm 1 for the class on whose side the row lies. */
export function probabilities(model, all) {
  if (model === 'softmax') {
    const most = Math.max(...all);
    const parts = all.map((margin) => Math.exp(margin - most));
    const sum = parts.reduce((total, part) => total + part, 0);
    return parts.map((part) => part / sum);
  }
  const second = model === 'svm' ? squashed(all[0]) : 1 / (1 + Math.exp(-all[0]));
  return [1 - second, second];
}

/** A margin between 0 and 1: not a probability, but shaded as far as the margin reaches. */
function squashed(margin) {
  return Math.min(Math.max((margin + 1) / 2, 0), 1);
}

export function isClassifier(model) {
  return model === 'logistic' || model === 'softmax' || model === 'svm';
}
