/** Speaks to the playground server: questions, actions, and the stream of what happened. */

/**
 * @param {string} method
 * @param {string} path under /sim
 * @param {object} [body]
 * @returns {Promise<any>} the answer; throws an Error with the server's sentence
 */
async function call(method, path, body) {
  const answer = await fetch(`sim/${path}`, {
    method,
    headers: body ? { "Content-Type": "application/json" } : {},
    body: body ? JSON.stringify(body) : undefined,
    cache: "no-store",
  });
  const data = await answer.json().catch(() => ({}));
  if (!answer.ok) throw Object.assign(new Error(data.error ?? `HTTP ${answer.status}`), { status: answer.status });
  return data;
}

export const sim = {
  get: (path) => call("GET", path),
  post: (path, body = {}) => call("POST", path, body),
  remove: (path) => call("DELETE", path),
};

/**
 * Listens for what happens, and comes back by itself after a loss. `heard.back` is called after each (re)connection,
 * as anything may have happened in between; `heard.lost` when the line is down.
 * @param {Record<string, (data: any) => void>} heard
 */
export function listen(heard) {
  const stream = new EventSource("sim/events");
  let retry;
  stream.onopen = (event) => event.data === undefined && heard.back();
  stream.onerror = () => {
    heard.lost();
    if (stream.readyState !== EventSource.CLOSED) return;
    clearTimeout(retry);
    retry = setTimeout(() => listen(heard), 1500);
  };
  for (const name of ["change", "toast", "open", "typing", "clock", "state"]) {
    stream.addEventListener(name, (event) => {
      if (event.data !== undefined) heard[name](JSON.parse(event.data)); // the browser has an "open" event of its own
    });
  }
}

/**
 * Does something in one tab only, when several show the same playground (a deep link must not be opened twice).
 * @param {string} name
 * @param {() => Promise<void>} action
 */
export function inOneTab(name, action) {
  if (!navigator.locks) return action();
  return new Promise((done, failed) => {
    navigator.locks.request(`attune ${name}`, { ifAvailable: true }, async (lock) => {
      if (!lock) return done();
      await action().then(done, failed);
      return new Promise((free) => setTimeout(free, 1500)); // until the slowest tab has heard of it too
    });
  });
}
