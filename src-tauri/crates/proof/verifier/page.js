// The page: asks for the pack, shows how far it is and what was found. Every word
// comes from the list the command line uses too.

const state = { lang: 'zh-CN', source: null, report: null, error: null, progress: null, head: '', run: 0 };
const page = document.getElementById('page');

const say = (section, code) => WORDS[section][code][state.lang];
const ui = (code, values = {}) =>
  Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, value), say('ui', code));

/** An element; texts become text and nothing else. */
function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, '');
    else if (value !== false && value !== undefined) element.setAttribute(key, value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return element;
}

function show(focus) {
  document.documentElement.lang = state.lang;
  document.title = ui('title');
  page.replaceChildren(heading(), el('main', {}, give(), working(), result()));
  if (focus) document.getElementById(focus)?.focus();
}

function heading() {
  const other = state.lang === 'zh-CN' ? 'en' : 'zh-CN';
  const change = () => {
    state.lang = other;
    show('language');
  };
  return el(
    'header',
    {},
    el('div', {}, el('h1', {}, ui('title')), el('p', { class: 'soft' }, ui('lead'))),
    el('button', { type: 'button', id: 'language', lang: other, onclick: change }, ui('language')),
  );
}

function give() {
  const choose = (id, label, more) =>
    el(
      'label',
      { class: 'button' },
      ui(label),
      el('input', { type: 'file', id, class: 'unseen', ...more, onchange: (event) => chosen(event.target) }),
    );
  const wrong = state.head.trim() !== '' && headOf(state.head) === null;
  return el(
    'section',
    { class: 'sheet give', id: 'give', ondragover: over, ondragleave: out, ondrop: drop },
    el('p', {}, ui('how')),
    el(
      'div',
      { class: 'row' },
      choose('folder', 'folder', { webkitdirectory: true, multiple: true }),
      choose('zip', 'zip', { accept: '.zip' }),
    ),
    el('p', { class: 'soft' }, ui('folder_hint')),
    el('p', { class: 'soft' }, ui('drop')),
    el('label', { class: 'field', for: 'head' }, ui('head')),
    el('input', {
      type: 'text',
      id: 'head',
      value: state.head,
      autocomplete: 'off',
      spellcheck: 'false',
      'aria-describedby': 'head-hint',
      'aria-invalid': wrong ? 'true' : 'false',
      oninput: (event) => {
        state.head = event.target.value;
      },
      onchange: () => {
        if (state.source) run();
        else show();
      },
    }),
    el('p', { class: wrong ? 'bad-word' : 'soft', id: 'head-hint' }, ui(wrong ? 'head_wrong' : 'head_hint')),
  );
}

function working() {
  if (state.progress === null) return el('div', { role: 'status' });
  const { done, total } = state.progress;
  const stop = () => {
    state.run++;
    Object.assign(state, { progress: null, error: 'cancelled' });
    show('outcome');
  };
  return el(
    'div',
    { role: 'status', class: 'sheet' },
    el('label', { for: 'progress' }, ui('progress')),
    el('div', {}, el('progress', { id: 'progress', max: Math.max(total, 1), value: done })),
    el('div', { class: 'row' }, el('button', { type: 'button', id: 'cancel', onclick: stop }, ui('cancel'))),
  );
}

function result() {
  if (state.error !== null) {
    return el(
      'section',
      { class: 'sheet verdict bad', id: 'outcome', tabindex: '-1' },
      el('h2', {}, ui('cannot_check')),
      el('p', {}, say('unreadable', state.error)),
    );
  }
  if (state.report === null) return null;
  const report = state.report;
  return [verdict(report), pack(report), files(report), chain(report), disclosed(report), limits(report)];
}

function verdict(report) {
  const lines = report.findings.map((finding) => {
    const words = say('finding', finding.code);
    const where = finding.path ?? (finding.seq ? ui('row', { n: finding.seq }) : '');
    return el('li', {}, where ? el('strong', {}, where) : null, where ? `：${words}` : words);
  });
  const code = report.matches ? 'all_match' : 'not_match';
  return el(
    'section',
    { class: report.matches ? 'sheet verdict' : 'sheet verdict bad', id: 'outcome', tabindex: '-1' },
    el('h2', {}, ui(code)),
    el('p', {}, ui(`${code}_more`)),
    lines.length > 0 ? el('ul', {}, lines) : null,
    el('div', { class: 'row' }, el('button', { type: 'button', onclick: () => print() }, ui('print'))),
  );
}

function pack(report) {
  const line = (label, value) => [el('dt', {}, label), el('dd', {}, value)];
  return el(
    'section',
    {},
    el('h2', {}, ui('pack')),
    el(
      'dl',
      {},
      line(ui('about'), report.about),
      line(ui('made_at'), report.made_at),
      line(ui('tool'), report.tool),
      line(ui('seal'), el('code', {}, report.seal)),
    ),
    el('p', { class: 'soft' }, ui('seal_hint')),
  );
}

function files(report) {
  const head = [
    ['exhibit', 'number'],
    ['file', ''],
    ['what', ''],
    ['size', 'number'],
    ['state', ''],
  ];
  const row = (file) =>
    el(
      'tr',
      { 'data-path': file.path, 'data-state': file.state },
      el('td', { class: 'number' }, file.exhibit === undefined ? '' : String(file.exhibit)),
      el('td', {}, file.path),
      el('td', {}, file.role ? say('role', file.role) : ''),
      el('td', { class: 'number' }, file.size === undefined ? '' : file.size.toLocaleString(state.lang)),
      el('td', { class: file.state === 'matches' ? 'good' : 'bad-word' }, say('state', file.state)),
    );
  return el(
    'section',
    {},
    el('h2', { id: 'files' }, ui('files')),
    el(
      'div',
      { class: 'scroll', tabindex: '0', role: 'region', 'aria-labelledby': 'files' },
      el(
        'table',
        {},
        el('thead', {}, el('tr', {}, head.map(([code, side]) => el('th', { scope: 'col', class: side }, ui(code))))),
        el('tbody', {}, report.files.map(row)),
      ),
    ),
  );
}

function chain(report) {
  const { first, last, sound, head, compared } = report.chain;
  const words = last === 0 ? 'chain_none' : sound ? 'chain_sound' : 'chain_broken';
  const beside =
    compared === undefined ? null : ui(compared === last ? 'compared_newest' : 'compared_earlier', { n: compared });
  return el(
    'section',
    {},
    el('h2', {}, ui('chain')),
    el('p', { class: sound ? 'good' : 'bad-word' }, ui(words, { first, last })),
    el('dl', {}, el('dt', {}, ui('chain_head')), el('dd', {}, el('code', {}, shown(head)))),
    beside ? el('p', {}, beside) : null,
  );
}

function disclosed(report) {
  const rows = report.rows.map(({ seq, at, payload, sound }) => [
    el('h3', {}, ui('row', { n: seq })),
    el('p', { class: 'soft' }, `${ui('recorded_at')} ${at}`),
    sound ? null : el('p', { class: 'bad-word' }, ui('disclosed_wrong')),
    el('pre', {}, readable(payload)),
  ]);
  return el(
    'section',
    {},
    el('h2', {}, ui('disclosed')),
    el('p', {}, ui(rows.length > 0 ? 'disclosed_lead' : 'disclosed_none')),
    rows,
  );
}

/** The text of a row, one field a line where it is JSON. */
function readable(payload) {
  try {
    return JSON.stringify(JSON.parse(payload), null, 2);
  } catch {
    return payload;
  }
}

function limits(report) {
  return el(
    'section',
    {},
    el('h2', {}, ui('limits')),
    el('ul', {}, report.limits.map((code) => el('li', {}, say('limit', code)))),
  );
}

function chosen(input) {
  if (input.files.length === 0) return;
  const files = [...input.files];
  take(() => (input.id === 'zip' ? zipSource(files[0]) : chosenFolder(files)));
}

function over(event) {
  event.preventDefault();
  document.getElementById('give').classList.add('over');
}

function out() {
  document.getElementById('give').classList.remove('over');
}

function drop(event) {
  event.preventDefault();
  out();
  // The list is gone once the event is over; its entries are taken at once.
  const source = dropped(event.dataTransfer.items);
  take(() => source);
}

function take(open) {
  state.source = open;
  run();
}

/** Checks what was given; a later run, or cancelling, ends this one. */
async function run() {
  const own = ++state.run;
  Object.assign(state, { report: null, error: null, progress: { done: 0, total: 1 } });
  show('cancel');
  let drawn = 0;
  const proceed = async (progress) => {
    if (own !== state.run) return false;
    if (performance.now() - drawn > 100) {
      drawn = performance.now();
      const bar = document.getElementById('progress');
      if (bar) Object.assign(bar, { max: Math.max(progress.total, 1), value: progress.done });
      // Lets the page draw and take the reader's keys.
      await new Promise((done) => setTimeout(done));
    }
    return own === state.run;
  };
  const done = {};
  try {
    done.report = await check(await state.source(), headOf(state.head), proceed);
  } catch (error) {
    done.error = error instanceof Unreadable ? error.code : 'io';
  }
  if (own !== state.run) return;
  Object.assign(state, { progress: null, ...done });
  show('outcome');
}

// Chinese first; a reader whose browser speaks no Chinese gets English first.
if (!navigator.languages.some((lang) => lang.startsWith('zh'))) state.lang = 'en';
addEventListener('dragover', (event) => event.preventDefault());
addEventListener('drop', (event) => event.preventDefault());
show();
