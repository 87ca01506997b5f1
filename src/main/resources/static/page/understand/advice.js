import { button, h } from '../dom.js';
import { number } from '../format.js';
import { withValue } from '../json-path.js';
import { dataOf, setRequest } from '../request/requests.js';
import { store } from '../state.js';
import { run } from '../watch/run.js';
import { view } from '../watch/view.js';

const MORE_EPOCHS = 10;

/** What can be done about a warning, as changes of the request that made the fit. */
const REMEDIES = {
  not_converged: (fit) => [
    [`${MORE_EPOCHS} × the epochs`, { '/epochs': (fit.config.epochs ?? 1000) * MORE_EPOCHS, '/stopping': undefined }],
    ['Let the service choose the optimizer', { '/optimizer': undefined, '/schedule': undefined, '/batch_size': undefined, '/shuffle': undefined, '/epochs': undefined }],
  ],
  separable_classes: () => [['Add an l2 penalty', { '/penalty': 'l2' }]],
  quasi_separation: () => [['Add an l2 penalty', { '/penalty': 'l2' }]],
  dependent_features: () => [['Add an l2 penalty', { '/penalty': 'l2' }]],
  rate_above_stable: (fit) => [
    [`Take half of ${number(fit.diagnosis.largest_stable_learning_rate, 3)}`, { '/optimizer/learning_rate': fit.diagnosis.largest_stable_learning_rate / 2 }],
    ['Take the rate from the data', { '/optimizer/learning_rate': 'auto' }],
  ],
  different_scales: () => [['Standardize the features', { '/scaling': 'standardize' }]],
  binary_target: () => [['Fit a logistic model', { '/model': 'logistic', '/loss': undefined }]],
  overdispersion: () => [['Take HC3 standard errors', { '/inference/covariance': 'HC3' }]],
  minimum_not_found: () => [],
};

/** The request that made the shown fit: the one that was posted here, or the one beside it if it has the same rows. */
function origin() {
  return store.get('fitted')?.request ?? (view().sample ? store.get('request') : null);
}

/** A warning with its remedies as buttons; each changes the request and fits again. */
export function advice(fit, warning) {
  const remedies = origin() && fit.config ? REMEDIES[warning.code]?.(fit) ?? [] : [];
  return h('div', { class: 'warning' }, h('p', {}, warning.detail), h('div', { class: 'row' }, remedies.map(([text, changes]) => button(text, () => again(changes)))));
}

/** Why a fit failed, and the suggestion, which the service has tried already. */
export function divergence(fit) {
  const { detail, suggestion } = fit.error;
  return h('div', { class: 'warning' }, h('p', {}, detail),
    suggestion && origin() ? h('div', { class: 'row' }, button('Fit the suggestion', () => {
      const request = { ...dataOf(origin()), ...suggestion };
      setRequest(request);
      run(request);
    }, { class: 'primary' })) : null);
}

function again(changes) {
  const request = Object.entries(changes).reduce((made, [pointer, value]) => withValue(made, pointer, value), origin());
  setRequest(request);
  run(request);
}
