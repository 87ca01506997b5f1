import { h, table } from '../dom.js';
import { number, share, shortened, time, words } from '../format.js';
import { store } from '../state.js';
import { names, values } from '../watch/parameters.js';
import { view } from '../watch/view.js';
import { advice, divergence } from './advice.js';
import { diagnosticPictures } from './diagnostics.js';

/** Why a fit ended, in words. */
const REASONS = {
  converged: 'Converged: an estimate shows that the minimum is reached.',
  epochs: 'All epochs are done.',
  stalled: 'Stalled: the objective no longer falls, but nothing shows that this is its minimum.',
  early_stopping: 'Stopped early: the validation loss no longer improved.',
  time_limit: 'The time limit is reached.',
  stopped: 'Stopped; what it had learned until then is kept.',
  diverged: 'Diverged: the loss grew without bound.',
};

/** More rows would keep the browser busy, and nobody reads them. */
const MOST_LISTED = 200;

const SHARES = new Set(['accuracy']);

/** What came of the fit: why it ended, how good it is, its parameters and how sure they are, what to do next. */
export function resultPanel() {
  const summary = h('div', { class: 'result' });
  const pictures = diagnosticPictures();
  store.watch(['fit', 'tab', 'resolved'], () => {
    if (store.get('tab') === 'result') summary.replaceChildren(...content(store.get('fit')));
  });
  return h('div', {}, summary, pictures);
}

export function statusText(fit) {
  if (!fit) return '';
  if (fit.stop_reason) return REASONS[fit.stop_reason] ?? words(fit.stop_reason);
  return { queued: 'Waiting for a worker.', running: 'Running.', cancelling: 'Ending …', cancelled: 'Cancelled.', failed: 'Failed.' }[fit.status] ?? fit.status;
}

function content(fit) {
  if (!fit) return [h('p', { class: 'told' }, 'No fit yet. Press Fit to make one.')];
  const { result } = fit;
  return [
    h('p', { class: `reason ${fit.status}` }, statusText(fit)),
    fit.error ? divergence(fit) : null,
    ...(fit.warnings ?? []).map((warning) => advice(fit, warning)),
    result ? metricsOf(result, 'On the training rows') : null,
    result?.validation ? metricsOf(result.validation, 'On the validation rows') : null,
    result ? parametersOf(result) : null,
    result?.inference ? fitStatistics(result.inference) : null,
    result?.metrics?.confusion_matrix ? confusion(result.classes, result.metrics.confusion_matrix) : null,
    fit.config ? explained(fit) : null,
  ].filter(Boolean);
}

function metricsOf({ loss, objective, metrics }, title) {
  const numbers = { loss, ...(objective === undefined || objective === loss ? {} : { objective }), ...metrics };
  return section(title, h('dl', { class: 'numbers' }, Object.entries(numbers)
    .filter(([, value]) => typeof value === 'number')
    .map(([name, value]) => h('div', {}, h('dt', {}, words(name)), h('dd', {}, SHARES.has(name) ? share(value) : number(value, 6))))));
}

/** The parameters; where the fit has an inference, how sure each is. */
function parametersOf(result) {
  const { inference } = result;
  if (inference?.parameters) {
    const level = share(inference.level);
    return section('Parameters', table('Parameters and how sure they are', ['parameter', 'estimate', 'std. err.', inference.distribution === 't' ? 't' : 'z', 'p', `${level} interval`],
      inference.parameters.slice(0, MOST_LISTED).map((one) => [
        shortened(one.class === undefined ? one.name : `${one.class}: ${one.name}`, 18), number(one.estimate, 4), number(one.std_error, 3), number(one.statistic, 3),
        number(one.p_value, 2), one.interval ? `${number(one.interval[0], 3)} to ${number(one.interval[1], 3)}` : '–',
      ]), { class: 'dense' }));
  }
  const seen = view();
  const all = values(seen, result.params);
  return section('Parameters', table('Parameters', ['parameter', 'value'], names({ ...seen, params: result.params }).slice(0, MOST_LISTED).map((name, i) => [String(name), number(all[i], 8)])),
    all.length > MOST_LISTED ? h('p', { class: 'told' }, `The first ${MOST_LISTED} of ${all.length}; the export has all.`) : null,
    inference?.refused ? h('p', { class: 'told' }, `No standard errors: ${inference.refused.detail}`) : null);
}

function fitStatistics(inference) {
  if (inference.refused) return null;
  const wanted = ['r2', 'adjusted_r2', 'log_likelihood', 'aic', 'bic', 'deviance', 'df_residual', 'scale', 'dispersion', 'condition_number'];
  const test = inference.test;
  return section('The fit as a whole', h('dl', { class: 'numbers' },
    wanted.filter((name) => typeof inference[name] === 'number').map((name) => h('div', {}, h('dt', {}, words(name)), h('dd', {}, number(inference[name], 6)))),
    test ? h('div', {}, h('dt', {}, test.type === 'f' ? 'F test, p' : 'likelihood ratio, p'), h('dd', {}, number(test.p_value, 3))) : null));
}

function confusion(classes, matrix) {
  return section('True classes (rows) by predicted classes', table('Confusion matrix', ['true', ...classes.map(String)],
    matrix.map((row, i) => [String(classes[i]), ...row.map((value) => number(value))]), { class: 'confusion' }));
}

/** What the service took where the request left it open. */
function explained(fit) {
  const explanation = Object.entries(fit.config.explanation ?? {});
  const facts = [
    ['optimizer', fit.config.optimizer.type],
    ['learning rate', fit.config.optimizer.learning_rate],
    ['largest stable rate', fit.diagnosis?.largest_stable_learning_rate],
    ['gradient norm', fit.diagnosis?.gradient_norm],
    ['estimated excess', fit.diagnosis?.estimated_excess],
    ['finished', fit.finished_at ? time(fit.finished_at) : null],
    ['id', fit.id],
  ].filter(([, value]) => value !== undefined && value !== null);
  return h('details', {}, h('summary', {}, 'What was taken, and why'),
    h('dl', { class: 'numbers wide' }, facts.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, typeof value === 'number' ? number(value, 6) : value)))),
    h('ul', {}, explanation.map(([name, text]) => h('li', {}, h('strong', {}, words(name)), ` – ${text}`))));
}

export function section(title, ...content) {
  return h('section', {}, h('h3', {}, title), ...content);
}
